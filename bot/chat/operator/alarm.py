"""Tells those who run the bot what failed that a person saw: the kind and the place, nothing of the person's."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import deque
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.locale_selector import LocaleSelector
from bot.chat.telegram_errors import telegram_errors
from bot.chat.texts import operator as texts
from bot.errors import (
    CannotRun,
    ChatClosed,
    ChatMoved,
    FileOutOfReach,
    HeifMissing,
    LegibleError,
    ReaderCrashed,
    ReaderOutOfMemory,
    ReaderTooSlow,
    TelegramUnreachable,
)
from bot.job import Job
from bot.logs import where

log = logging.getLogger(__name__)

HOUR = 3600.0
MOST_UPDATES = 1000  # that failed, and are known as such where they fail again
AGAIN_SECONDS = 60.0  # after which it is told again where nobody could be told
OURS = (ReaderCrashed, ReaderOutOfMemory, ReaderTooSlow, HeifMissing, TelegramUnreachable, FileOutOfReach, CannotRun)


@dataclass
class Trouble:
    """Failures of one kind: how many since operators heard of it, the last one's place and job, and the next word."""

    count: int = 0
    place: str = ""
    job_id: int | None = None
    due: float = -math.inf


class Alarm:
    """Gathers failures: of each kind the first is told at once, those of the hour behind it together."""

    def __init__(
        self, bot: Bot, admins: Collection[int], locale_selector: LocaleSelector, gather_seconds: float = HOUR
    ) -> None:
        self._bot = bot
        self._admins = admins
        self._locale_selector = locale_selector
        self._gather_seconds = gather_seconds
        self._troubles: dict[str, Trouble] = {}
        self._news = asyncio.Event()
        self._deaf: set[int] = set()
        self._failed_updates: deque[int] = deque(maxlen=MOST_UPDATES)

    def failed(self, job: Job, error: LegibleError, told: bool) -> None:
        """A job failed by this, which the person was `told`, or could not be; it matters where the fault is ours."""
        job_id = job.id if told else None
        if type(error) is LegibleError:
            self._note(error.__cause__ or error, job_id)
        elif isinstance(error, OURS):
            self._note(error, job_id)

    async def unanswered(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The application's error handler: a handler failed, so that a message or a button got no answer.

        One that is handled again and fails again is still one.
        """
        update_id = update.update_id if isinstance(update, Update) else None
        if update_id in self._failed_updates:
            return
        if update_id is not None:
            self._failed_updates.append(update_id)
        if context.error and not isinstance(context.error, TelegramError | ChatClosed | ChatMoved):
            self._note(context.error, None)

    def _note(self, error: BaseException, job_id: int | None) -> None:
        if not self._admins:
            return
        trouble = self._troubles.setdefault(type(error).__name__, Trouble())
        trouble.count += 1
        trouble.place, trouble.job_id = where(error), job_id
        self._news.set()

    async def run(self) -> None:
        """Tell what is to be told until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            self._news.clear()
            for kind, trouble in list(self._troubles.items()):
                if trouble.count and trouble.due <= clock():
                    count, trouble.count = trouble.count, 0
                    told = [await self._tell(admin, kind, trouble, count) for admin in self._admins]
                    trouble.count += 0 if any(told) else count
                    trouble.due = clock() + (self._gather_seconds if any(told) else AGAIN_SECONDS)
            dues = [trouble.due for trouble in self._troubles.values() if trouble.count]
            with suppress(TimeoutError):
                async with asyncio.timeout_at(min(dues) if dues else None):
                    await self._news.wait()

    async def _tell(self, admin: int, kind: str, trouble: Trouble, count: int) -> bool:
        """Whether it is told, or can never be."""
        forms = texts.UNANSWERED_HTML if trouble.job_id is None else texts.FAILED_HTML
        try:
            say = await self._locale_selector.select(admin)
            html = say.count_html(forms, count, kind=kind, place=trouble.place, job=trouble.job_id)
            with telegram_errors():
                await self._bot.send_message(admin, html, parse_mode=ParseMode.HTML)
        except ChatClosed:
            self._note_deaf(admin)
        except Exception as error:  # whatever is in trouble, the alarm goes on
            log.warning("an operator could not be told of a failure: %s", where(error))
            return False
        return True

    def _note_deaf(self, admin: int) -> None:
        if admin not in self._deaf:
            log.info("somebody in BOT_ADMINS has not started the bot, or blocked it, and is not told of failures")
            self._deaf.add(admin)
