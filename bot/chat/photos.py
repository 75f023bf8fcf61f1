"""Handlers for what is sent to be read: a photo, a file, `/read`, a mention; and for all that is neither."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.chat import texts
from bot.chat.context import Context
from bot.chat.duplicates import Duplicates
from bot.chat.groups.administrators import Administrators
from bot.chat.message_request import photo_of, request_for
from bot.chat.photo_requests import PhotoRequests
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import groups
from bot.chat.texts.glossary import NEEDS_CAPTION
from bot.chat.words.adding import suffix_of
from bot.errors import Animation
from bot.store.preference_rows import PreferenceStore

ASKING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


def handlers(services: Services) -> Handlers:
    """Who handles what is sent to be read, and every message that nobody else takes."""
    store = services.store
    duplicates = Duplicates(services.bot, store.journal, store.outbox)
    requests = PhotoRequests(services.desk, services.courier, duplicates, services.fair_use)
    photos = Photos(requests, store.preferences, services.administrators)
    return [
        CommandHandler("read", photos.read),
        MessageHandler(filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, photos.private),
        MessageHandler(filters.ChatType.GROUPS & ~filters.StatusUpdate.ALL, photos.group),
    ]


class Photos:
    """Makes requests of what is sent."""

    def __init__(self, requests: PhotoRequests, preferences: PreferenceStore, administrators: Administrators) -> None:
        self._requests = requests
        self._preferences = preferences
        self._administrators = administrators

    async def private(self, _: Update, context: Context) -> None:
        """A message in a private chat that is no command: read its photo, or say what could be read instead."""
        if not await self._read(context, context.message):
            await reply(context.message, context.say.html(_instead(context.message)))

    async def read(self, _: Update, context: Context) -> None:
        """`/read`: read the photo of the message that it replies to."""
        replied_to = context.message.reply_to_message
        if replied_to is None or not await self._read(context, replied_to):
            await reply(context.message, context.say.html(texts.REPLY_TO_PHOTO))

    async def group(self, _: Update, context: Context) -> None:
        """A message in a group: read the photo that it mentions the bot for, or every one where the chat wants that."""
        message = context.message
        asked = _asks(message, context.bot.username)
        if photo_of(message):
            reads_all = (await self._preferences.of(message.chat_id)).reads_all(context.thread_id)
            await self._read(context, message, wanted=asked or reads_all, unasked=not asked)
        elif asked and message.reply_to_message:
            await self._read(context, message.reply_to_message)

    async def _read(self, context: Context, holding: Message, *, wanted: bool = True, unasked: bool = False) -> bool:
        """Begin a job for the photo in a message, or add it to its album's; False where there is no photo."""
        photo = photo_of(holding)
        if photo is None:
            return False
        preferences = await self._preferences.of(context.chat.id)
        request = request_for(context.message, context.say.code, preferences, unasked=unasked)
        if request.album_id:
            begun = await self._requests.take_of_album(context, request, photo, wanted=wanted)
        else:
            begun = wanted and await self._requests.take(context, request, photo)
        if begun and holding.media_group_id and await self._is_alone(context, holding):
            await reply(context.message, context.say.html(groups.ALONE))
        return True

    async def _is_alone(self, context: Context, holding: Message) -> bool:
        """Whether Telegram brought one photo of a group's album and keeps the others back."""
        if context.is_private:
            return False
        return context.message is not holding or not await self._administrators.shows_bot_all(context.chat)


def _asks(message: Message, username: str) -> bool:
    """Whether a text or a caption mentions the bot, or is the command to read."""
    found = {**message.parse_entities(ASKING), **message.parse_caption_entities(ASKING)}
    name = f"@{username}".lower()
    return any(text.lower() in (name, "/read", f"/read{name}") for text in found.values())


def _instead(message: Message) -> str:
    if message.animation:
        return Animation.person
    if message.document:
        return NEEDS_CAPTION if suffix_of(message.document) else texts.NOT_AN_IMAGE_FILE
    return texts.SEND_PHOTO if message.text else texts.NOT_A_PHOTO
