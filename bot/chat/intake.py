"""What comes in: every update is journaled before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot, TelegramObject, Update
from telegram.error import NetworkError
from telegram.error import TelegramError as ApiError
from telegram.ext import BaseUpdateProcessor, ContextTypes

from bot.chat.echo import Echo
from bot.chat.failed_updates import FailedUpdates
from bot.chat.fairuse.asking import errand_of
from bot.chat.fairuse.errand import Errand
from bot.chat.fairuse.floodgate import Admission, Floodgate
from bot.chat.slim_updates import slim_message
from bot.chat.telegram_errors import is_expected
from bot.chat.turns import AT_A_TIME, Turns
from bot.errors import TelegramError
from bot.logs import where
from bot.store.updates import Accepted, Updates

log = logging.getLogger(__name__)

LATE = timedelta(seconds=90)  # after which nobody waits any more for what they asked to be shown
NO_TIME = timedelta()
PRESSES_AT_A_TIME = 8
RUSH_SECONDS = 0.1  # without another update, until the last of those that came at once is in
LONGEST_RUSH = 3.0
GRACE_SECONDS = 2.0
REQUIRED_NAMES = frozenset({"first_name", "title", "sender_user_name"})
NAMES = frozenset({"last_name", "username", "author_signature"})
WORDS = ("text", "entities", "caption", "caption_entities", "quote", "reply_markup")


class JournalQueue(asyncio.Queue[object]):
    """The library's queue of updates, which commits each to the journal before it counts as put.

    The library confirms updates to Telegram after `put` returned, so that none is lost in a crash. Errands that the
    floodgate does not admit are neither journaled nor handled.
    """

    def __init__(self, updates: Updates, floodgate: Floodgate) -> None:
        super().__init__()
        self._updates = updates
        self._floodgate = floodgate
        self._last_put = 0.0
        self._taken_in: dict[int, tuple[Admission, bool]] = {}

    async def rush_is_over(self, echo: Echo) -> None:
        """Wait until all is in that came together with a press: among it may be a photo of somebody else's."""
        wait = self._rush_lasts(echo)
        while wait > 0:
            await asyncio.sleep(wait)
            wait = self._rush_lasts(echo)

    def _rush_lasts(self, echo: Echo) -> float:
        """For how many seconds more at least; 0 or less where it is over."""
        return min(self._last_put + RUSH_SECONDS - time.monotonic(), LONGEST_RUSH - echo.age)

    async def put(self, item: object) -> None:
        """Journal an update and queue it; one that was journaled before is already on its way.

        A journal that cannot be written is told to the library as a network error: it asks for the same update again.
        """
        self._last_put = time.monotonic()
        if not isinstance(item, Update):
            await super().put(item)
            return
        if item.update_id not in self._taken_in:
            await self.take_in([item])
        admission, is_new = self._taken_in.pop(item.update_id)
        if admission is Admission.DONE:
            if is_new:
                await super().put(item)
        elif admission is Admission.TOLD:
            await super().put(item)
        elif item.callback_query:
            await super().put(Echo(item.callback_query, time.monotonic()))

    def _judged(self, update: Update, age: timedelta = NO_TIME) -> tuple[Errand | None, Admission]:
        """The errand of an update, and what becomes of it; one that cannot be told is let in: it may be a photo."""
        try:
            errand = errand_of(update)
            if errand and errand.shows and age > LATE:
                return errand, Admission.IGNORED
            return errand, self._floodgate.admit(update, errand) if errand else Admission.DONE
        except Exception as error:
            log.error("an update's errand is not known: %s", where(error))
            return None, Admission.DONE

    async def take_in(self, updates: Sequence[Update]) -> None:
        """Journal what came at once, in one transaction, before each is put. Raises as `put` does."""
        admissions: dict[int, Admission] = {}
        payloads: dict[int, str] = {}
        for update in updates:
            errand, admission = self._judged(update)
            admissions[update.update_id] = admission
            if admission is Admission.DONE and (content := _written(update)) is not None:
                payloads[update.update_id] = content
                if errand:
                    self._floodgate.begin(update, errand)
        new = set[int]()
        try:
            new = await self._updates.accept(payloads)
        except Exception as error:
            log.error("the journal cannot be written: %s", where(error))
            raise NetworkError("the journal cannot be written") from error
        finally:
            for update in updates:
                if update.update_id in payloads and update.update_id not in new:
                    self._floodgate.end(update)
        self._taken_in.update({number: (admission, number in new) for number, admission in admissions.items()})

    async def put_again(self, update: Update) -> None:
        """Queue an update that is in the journal already."""
        await super().put(update)

    async def _let_in(self, update: Update, errand: Errand | None) -> None:
        if errand:
            self._floodgate.begin(update, errand)
        await super().put(update)

    async def replay(self, bot: Bot) -> None:
        """Queue what an earlier run accepted and did not finish, but for errands that are late or too many."""
        for accepted in await self._updates.unfinished():
            try:
                await self._replay(accepted, bot)
            except Exception as error:
                log.error("an update waits for the next start: %s", where(error))

    async def _replay(self, accepted: Accepted, bot: Bot) -> None:
        update = Update.de_json(json.loads(accepted.payload), bot)
        errand, admission = self._judged(update, accepted.age)
        if admission is Admission.DONE:
            await self._let_in(update, errand)
        else:
            self._floodgate.end(update)
            await self._updates.finish(update.update_id)


def _written(update: Update) -> str | None:
    """An update as it is journaled; None where it cannot be."""
    try:
        return payload(update)
    except Exception as error:
        log.error("an update cannot be written down, and is left out: %s", where(error))
        return None


def payload(update: Update) -> str:
    """An update as the journal keeps it until it is handled: no names, and no words but the message's own."""
    content = _without_names(update.to_dict())
    if pressed := content.get("callback_query", {}).get("message"):
        content["callback_query"]["message"] = slim_message(pressed)
    message = content.get("message") or content.get("edited_message") or {}
    message.pop("quote", None)
    replied = message.get("reply_to_message", {})
    for field in WORDS:
        replied.pop(field, None)
    return json.dumps(content, default=_unknown)


def _unknown(part: TelegramObject) -> Any:
    """What the library does not make JSON of: objects in those of a kind that it does not know."""
    return _without_names(part.to_dict())


def _without_names(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_names(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key not in NAMES}
    return {key: "" if key in REQUIRED_NAMES else _without_names(value) for key, value in kept.items()}


class JournalProcessor(BaseUpdateProcessor):
    """Handles updates at the same time, a few of each person in each chat, and notes each as finished once it is.

    One that failed for a reason of our own, such as a full disk, stays in the journal and is handled again later.
    """

    def __init__(
        self, failed_updates: FailedUpdates, floodgate: Floodgate, rush_is_over: Callable[[Echo], Awaitable[None]]
    ) -> None:
        super().__init__(sys.maxsize)  # there is no total that one chat could fill
        self._rush_is_over = rush_is_over
        self.failed_updates = failed_updates
        self._floodgate = floodgate
        self._turns = Turns()
        self._errors: dict[object, Exception | None] = {}
        self._waiting: set[asyncio.Task[object]] = set()
        self._handling: set[asyncio.Task[object]] = set()
        self._stopped = False

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """The library's hook: handles one update."""
        task = asyncio.current_task()
        assert task and isinstance(coroutine, Coroutine)  # noqa: S101 — the library makes both
        try:
            if not self._stopped:
                self._waiting.add(task)
                async with self._turns.turn(*kind_of_turn(update)):
                    self._waiting.discard(task)
                    self._handling.add(task)
                    await self._handle(update, coroutine)
        except Exception as error:  # costs this update, and not the journal's hold of it
            log.error("an update was not handled: %s", where(error))
            self._failed(update, error)
        finally:
            coroutine.close()  # where it was not begun
            self._waiting.discard(task)
            self._handling.discard(task)
            if isinstance(update, Update):
                self._errors.pop(update, None)
                self._floodgate.end(update)

    async def _handle(self, update: object, handlers: Awaitable[object]) -> None:
        if isinstance(update, Echo):
            await self._rush_is_over(update)
            await update.end()
            return
        await handlers
        if isinstance(update, Update):
            self._floodgate.end(update)  # once answered it may be asked for anew, however long the journal takes
        if update in self._errors:
            self._failed(update, self._errors.pop(update))
        elif isinstance(update, Update):
            await self.failed_updates.handled(update)

    def _failed(self, update: object, error: Exception | None) -> None:
        if isinstance(update, Update):
            self.failed_updates.failed(update, error)

    async def stop(self) -> None:
        """Begin nothing more, and end what is begun, in `GRACE_SECONDS` by force: it stays for the next start."""
        self._stopped = True
        for task in self._waiting:
            task.cancel()
        if self._handling:
            await asyncio.wait(self._handling, timeout=GRACE_SECONDS)
        for task in self._handling:
            task.cancel()

    async def note_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The application's error handler: says where a handler failed, not with what."""
        if context.error:
            level = logging.INFO if is_expected(context.error) else logging.WARNING
            log.log(level, "an update was not answered: %s", where(context.error))
        if not isinstance(context.error, ApiError | TelegramError):
            self._errors[update] = context.error

    async def initialize(self) -> None:
        """Nothing to allocate."""

    async def shutdown(self) -> None:
        """Nothing to free."""


def kind_of_turn(update: object) -> tuple[Hashable, int]:
    """What an update waits for its turn with, and how many of that at a time: its sender's in the chat, photos apart.

    What somebody replies to a message, and edits of it, is done one after the other: the last word is to stand.
    To end a press takes 4 ms of the event loop, and the time of a call to Telegram: a thousand end in twelve seconds.
    """
    if isinstance(update, Echo):
        return (Echo, update.query.from_user.id), PRESSES_AT_A_TIME
    if not isinstance(update, Update):
        return None, AT_A_TIME
    chat, user = update.effective_chat, update.effective_user
    said = update.message or update.edited_message
    if said and said.text and said.reply_to_message and not said.reply_to_message.forum_topic_created:
        return (said.chat_id, user and user.id, said.reply_to_message.message_id), 1
    return (chat and chat.id, user and user.id, errand_of(update) is None), AT_A_TIME
