"""Carries between a job and Telegram: the placeholder, the photo, the answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import telegram.error
from telegram import Message, ReplyParameters
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.answer.keyboard import save_keyboard
from bot.chat.answer.message_editing import edit, is_unchanged
from bot.chat.answer.messages import AnswerMessage
from bot.chat.downloads import Downloads
from bot.chat.languages.locale import Locale, Locales
from bot.chat.message_budget import Sending
from bot.chat.placeholder import place, progress, stop_button
from bot.chat.receipts.answer_parts import AnswerParts, part_key
from bot.chat.receipts.card_courier import CardCourier
from bot.chat.receipts.shown_side import ShownSide
from bot.chat.telegram_errors import Refusal, refusal, telegram_errors
from bot.chat.texts import progress as texts
from bot.errors import FileOutOfReach, TelegramError, TelegramUnreachable
from bot.job import Job, Photo, Stage
from bot.store.outbox import Outbox

log = logging.getLogger(__name__)

SEEN = ReactionEmoji.EYES
SHOW_SECONDS = 3.0  # a slow answer to a mere sign of life must not hold up the photos behind


class TelegramCourier:
    """The Courier of `bot.jobs.stages`, on the Bot API."""

    def __init__(
        self,
        bot: ExtBot[Any],
        downloads: Downloads,
        outbox: Outbox,
        cards: CardCourier,
        parts: AnswerParts,
        locales: Locales,
    ) -> None:
        self._bot = bot
        self._downloads = downloads
        self._outbox = outbox
        self.cards = cards
        self._parts = parts
        self._locales = locales
        self._writing: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def say(self, job: Job) -> Locale:
        """The language of a job's answer."""
        return self._locales.of(job.request.language)

    async def acknowledge(self, job: Job) -> None:
        """React to the message that asked, where the chat allows it; the placeholder says it anyway."""
        with contextlib.suppress(telegram.error.TelegramError, TimeoutError):
            async with asyncio.timeout(SHOW_SECONDS):
                await self._bot.set_message_reaction(job.chat_id, job.request.request_id, SEEN)

    async def withdraw(self, job: Job) -> None:
        """Delete the placeholder and the reaction."""
        with contextlib.suppress(telegram.error.TelegramError):
            await self._bot.set_message_reaction(job.chat_id, job.request.request_id, None)
        for message_id in await self._outbox.message_ids(job.id):
            with contextlib.suppress(telegram.error.TelegramError):
                await self._bot.delete_message(job.chat_id, message_id)

    async def show(self, job: Job) -> None:
        """Send the placeholder, or write the stage into it; a placeholder that was deleted is left alone."""
        async with self.writing(job.id):  # an album's is sent before its turn comes, which may be meanwhile
            outgoing = await self._outbox.reserve(part_key(job, 0), job.id)
            if outgoing is None:
                return
            if outgoing.message_id is None:
                with telegram_errors():
                    await self._outbox.place(outgoing, self._sender(job, progress(job, self.say(job)), stoppable=True))
                return
        if job.stage is not Stage.FETCH and not outgoing.final:
            await self._write(job, outgoing.message_id, progress(job, self.say(job)))

    async def show_place(self, job: Job, ahead: int) -> None:
        """Write into the placeholder how many jobs are before this one."""
        outgoing = await self._outbox.reserve(part_key(job, 0), job.id)
        if outgoing and outgoing.message_id is not None and not outgoing.final:
            await self._write(job, outgoing.message_id, place(ahead, self.say(job)))

    async def _write(self, job: Job, message_id: int, text: str) -> None:
        with contextlib.suppress(BadRequest, TelegramUnreachable, TimeoutError), telegram_errors():
            async with asyncio.timeout(SHOW_SECONDS):
                await self._bot.edit_message_text(
                    text, job.chat_id, message_id, reply_markup=stop_button(job, self.say(job))
                )

    async def fetch(self, photo: Photo, target: Path) -> None:
        """Download a photo to `target`; what the operator has to mend is logged."""
        try:
            await self._downloads.fetch(photo.file_id, target)
        except FileOutOfReach as error:
            log.error("a photo cannot be fetched: %s", error)
            raise

    async def reply(self, job: Job) -> None:
        """Write the answer or the apology into the placeholder, and further parts into messages of their own."""
        parts = await self._answer(job)
        for index, part in enumerate(parts):
            await self._place(part_key(job, index), job, part)
        for index, part in enumerate(parts):
            await self.deliver(part_key(job, index), job, part)

    async def reply_anew(self, job: Job) -> None:
        """Bring an answer once more whose messages were deleted in the chat; `writing` is to be held."""
        for index in range(len(await self._answer(job))):
            await self._outbox.lost(part_key(job, index))
        await self.reply(job)

    async def _answer(self, job: Job) -> list[AnswerMessage]:
        """The parts, each on the side that the person chose."""
        return await self._parts.of(job, self.say(job))

    def writing(self, job_id: int) -> asyncio.Lock:
        """To be held by whoever has an answer say something else, from reading its job on: the last one is right."""
        return self._writing.setdefault(job_id, asyncio.Lock())

    async def amend(self, job: Job) -> None:
        """Edit the parts of an answer into what it says now; a part that the person deleted stays so."""
        async with self.writing(job.id):
            await self._rewrite(job)

    async def turn(self, job: Job, side: ShownSide, message_id: int) -> None:
        """Show another side of the text that a message is of, or of its card; `writing` is to be held."""
        if expense := await self.cards.in_message(job.chat_id, message_id):
            await self.cards.show(expense, job, side)
        else:
            await self._outbox.turn(part_key(job, 0), side.pack())
            await self._rewrite(job)

    async def show_buttons(self, job: Job, message_id: int, *, formats: bool) -> None:
        """Let the buttons under a part of an answer be the formats to save it in, or those that it has otherwise."""
        parts = dict(zip(await self._outbox.message_ids(job.id), await self._answer(job), strict=False))
        part = parts.get(message_id)
        if part and part.keyboard:
            buttons = save_keyboard(job, self.say(job)) if formats else part.keyboard
            try:
                await self._bot.edit_message_reply_markup(job.chat_id, message_id, reply_markup=buttons)
            except BadRequest as error:
                is_unchanged(error)

    async def _rewrite(self, job: Job) -> None:
        placed = await self._outbox.message_ids(job.id)
        parts = await self._answer(job)
        for index, (message_id, part) in enumerate(zip(placed, parts, strict=False)):
            if await self._becomes(job, message_id, part):
                continue
            await self._outbox.lost(part_key(job, index))
            await self.deliver(part_key(job, index), job, part)
        for index in range(len(placed), len(parts)):
            await self.deliver(part_key(job, index), job, parts[index])
        for index in range(len(parts), len(placed)):
            with contextlib.suppress(BadRequest), telegram_errors():
                await self._bot.delete_message(job.chat_id, placed[index])
            await self._outbox.lost(part_key(job, index))
            await self.cards.lose(job.chat_id, placed[index])

    async def _becomes(self, job: Job, message_id: int, part: AnswerMessage) -> bool:
        """Edit a message of an answer into a part; False where it was a file, which no text can be written into."""
        await self.cards.put(job, message_id, part)
        with telegram_errors():
            try:
                await edit(self._bot, job.chat_id, message_id, part)
            except BadRequest as error:
                if refusal(error) is not Refusal.NO_TEXT:
                    raise
                with contextlib.suppress(BadRequest):
                    await self._bot.delete_message(job.chat_id, message_id)
                return False
        return True

    async def deliver(self, key: str, job: Job, part: AnswerMessage) -> str | None:
        """Bring one part: a placeholder, its id stored, then edited into the part. A deleted one is sent anew.

        Answers Telegram's id of the file in it, None where there is none.
        """
        for _ in range(2):
            if (message_id := await self._place(key, job, part)) is None:
                return None
            if part.card:
                await self.cards.put(job, message_id, part)
            with telegram_errors():
                if edited := await edit(self._bot, job.chat_id, message_id, part):
                    await self._outbox.finish(key)
                    return _file_id(edited)
            await self._outbox.lost(key)
        return None

    async def _place(self, key: str, job: Job, part: AnswerMessage) -> int | None:
        """The id of the placeholder for a part, sent now where it is missing; None where it is final, or forgotten."""
        outgoing = await self._outbox.reserve(key, job.id)
        if outgoing is None or outgoing.final:
            return None
        say = self.say(job)
        waiting = say(texts.WRITING_FILE if part.document else texts.CUTTING if part.photo else texts.NEXT_PART)
        with telegram_errors():
            sending = Sending.ANSWER if key.startswith("job:") else Sending.REPLY
            send = self._sender(job, waiting, sending=sending, reply_to=part.reply_to)
            return await self._outbox.place(outgoing, send)

    async def close(self, job: Job, text: str) -> None:
        """Write a last word into the placeholder of a job that is given up; nothing where that cannot be done."""
        for message_id in (await self._outbox.message_ids(job.id))[:1]:
            with contextlib.suppress(TelegramError, BadRequest), telegram_errors():
                await edit(self._bot, job.chat_id, message_id, AnswerMessage(escape(text, quote=False)))

    def _sender(
        self,
        job: Job,
        text: str,
        *,
        stoppable: bool = False,
        sending: Sending = Sending.ANSWER,
        reply_to: int | None = None,
    ) -> Callable[[], Awaitable[int]]:
        asked = reply_to or job.request.request_id  # negative where it was in a group that became a supergroup
        reply = ReplyParameters(asked, allow_sending_without_reply=True) if asked > 0 else None

        async def send() -> int:
            message = await self._bot.send_message(
                job.chat_id,
                text,
                message_thread_id=job.request.thread_id,
                reply_parameters=reply,
                disable_notification=job.chat_id < 0 or not stoppable,
                reply_markup=stop_button(job, self.say(job)) if stoppable else None,
                rate_limit_args=sending,
            )
            return message.message_id

        return send


def _file_id(message: Message | bool) -> str | None:
    if isinstance(message, bool):
        return None
    file = message.photo[-1] if message.photo else message.document
    return file.file_id if file else None
