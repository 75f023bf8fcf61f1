"""Handlers for what is sent to be read: a photo, a file, `/read`, a mention; and for all that is neither."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import Message, MessageEntity, Update
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.courier import TelegramCourier
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.intake import photo_of, request_for
from bot.chat.interpreter import Interpreter
from bot.errors import Animation, TelegramError
from bot.jobs.job import Job, Photo, Request, Stage
from bot.jobs.journal import Journal
from bot.jobs.runner import Runner
from bot.store.preferences import PreferenceStore

ALBUM_SECONDS = 2.0  # after the last photo of an album that came; Telegram sends most within a second


class Photos:
    """Turns requests into jobs."""

    def __init__(
        self,
        journal: Journal,
        runner: Runner,
        courier: TelegramCourier,
        preferences: PreferenceStore,
        interpreter: Interpreter,
        fair_use: FairUse,
    ) -> None:
        self._journal = journal
        self._runner = runner
        self._courier = courier
        self._preferences = preferences
        self._interpreter = interpreter
        self._fair_use = fair_use
        self._album_turn = asyncio.Lock()

    async def private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a private chat that is no command: read its photo, or say what could be read instead."""
        message = update.effective_message
        if message is None or await self._read(update, message, message):
            return
        say = await self._interpreter.of(update)
        await message.reply_text(say(_instead(message)), do_quote=True)

    async def read(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/read`: read the photo of the message that it replies to."""
        message = update.effective_message
        if message is None or (
            message.reply_to_message and await self._read(update, message, message.reply_to_message)
        ):
            return
        say = await self._interpreter.of(update)
        await message.reply_text(say(texts.REPLY_TO_PHOTO), do_quote=True)

    async def caption(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A photo in a group: read it where its caption mentions the bot."""
        message = update.effective_message
        if message and _mentions(message, context.bot.username):
            await self._read(update, message, message)

    async def _read(self, update: Update, asking: Message, holding: Message) -> bool:
        """Begin a job for the photo in a message, or add it to its album's; False where there is no photo."""
        photo, user = photo_of(holding), asking.from_user
        if photo is None or user is None:
            return False
        say = await self._interpreter.of(update)
        request = request_for(asking, user.id, say.code, await self._preferences.of(asking.chat_id))
        verdict = await self._fair_use.take(request)
        if verdict.admitted:
            await self._take(request, photo)
        if sentence := verdict.said(say):
            await asking.reply_text(sentence, do_quote=not verdict.admitted or asking.chat_id < 0)
        return True

    async def _take(self, request: Request, photo: Photo) -> None:
        if request.album_id:
            await self._add_to_album(request, photo)
        elif job := await self._journal.add_job(request, photo):
            await self._begin(job)

    async def _add_to_album(self, request: Request, photo: Photo) -> None:
        """One job for the whole album, begun once no more photos come; a late one has the answer amended."""
        async with self._album_turn:
            job = await self._journal.add_to_album(request, photo)
            first = None if job else await self._journal.add_job(request, photo)
            if job and job.stage is Stage.FETCH:
                await self._runner.cancel(job.id)
                await self._runner.enqueue(job, ALBUM_SECONDS)
        if first:
            await self._runner.enqueue(first, ALBUM_SECONDS)
            with suppress(TelegramError):
                await self._courier.show(first)
            await self._courier.acknowledge(first)

    async def _begin(self, job: Job) -> None:
        """Have the photo read, and let the person see that it arrived."""
        await self._runner.enqueue(job)
        await self._courier.acknowledge(job)


def _mentions(message: Message, username: str) -> bool:
    """Whether a caption holds `@username` or a command addressed to it."""
    found = message.parse_caption_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND])
    return any(text.lower().endswith(f"@{username}".lower()) for text in found.values())


def _instead(message: Message) -> str:
    if message.animation:
        return Animation.person
    if message.document:
        return texts.NOT_AN_IMAGE_FILE
    return texts.SEND_PHOTO if message.text else texts.NOT_A_PHOTO
