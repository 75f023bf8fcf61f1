"""Handlers for what is sent to be read: a photo, an image file, `/read`, a mention; and for all that is neither."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.intake import photo_id, request_for
from bot.errors import Animation
from bot.jobs.journal import Journal
from bot.jobs.runner import Runner


class Photos:
    """Turns requests into jobs."""

    def __init__(self, journal: Journal, runner: Runner) -> None:
        self._journal = journal
        self._runner = runner

    async def private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a private chat that is no command: read its photo, or say what could be read instead."""
        message = update.effective_message
        if message is None or await self._read(message, message):
            return
        await message.reply_text(_instead(message), do_quote=True)

    async def read(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/read`: read the photo of the message that it replies to."""
        message = update.effective_message
        if message is None or (message.reply_to_message and await self._read(message, message.reply_to_message)):
            return
        await message.reply_text(texts.REPLY_TO_PHOTO, do_quote=True)

    async def caption(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A photo in a group: read it where its caption mentions the bot."""
        message = update.effective_message
        if message and _mentions(message, context.bot.username):
            await self._read(message, message)

    async def _read(self, asking: Message, holding: Message) -> bool:
        file_id = photo_id(holding)
        if file_id is None or asking.from_user is None:
            return False
        if job := await self._journal.add_job(request_for(asking, file_id, asking.from_user.id)):
            await self._runner.enqueue(job)
        return True


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
