"""Handlers for what is sent to be read: a photo, a file, `/read`, a mention; and for all that is neither."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.chat import texts
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.message_request import photo_count, photo_elsewhere, photo_of, request_for
from bot.chat.photo_requests import PhotoRequests
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import groups
from bot.chat.texts.glossary import NEEDS_CAPTION
from bot.chat.words.adding import suffix_of
from bot.errors import Animation
from bot.job import Photo
from bot.store.preference_rows import PreferenceStore

ASKING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


def handlers(services: Services) -> Handlers:
    """Who handles what is sent to be read, and every message that nobody else takes."""
    photos = photos_of(services)
    return [
        CommandHandler("read", photos.read),
        MessageHandler(filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, photos.private),
        MessageHandler(filters.ChatType.GROUPS & ~filters.StatusUpdate.ALL, photos.group),
    ]


def photos_of(services: Services) -> Photos:
    """Who makes requests, which all begin at one place."""
    return Photos(services.photo_requests, services.store.preferences, services.administrators)


class Photos:
    """Makes requests of what is sent."""

    def __init__(self, requests: PhotoRequests, preferences: PreferenceStore, administrators: Administrators) -> None:
        self._requests = requests
        self._preferences = preferences
        self._administrators = administrators

    async def private(self, _: Update, context: Context) -> None:
        """A message in a private chat that is no command: read its photo, or say what could be read instead."""
        message = context.message
        if not await self._read(context, message) and not await self._read_elsewhere(context):
            await reply(message, context.say.html(_instead(message)))

    async def read(self, _: Update, context: Context) -> None:
        """`/read`: read the photo of the message that it replies to."""
        if not await self._read_replied_to(context):
            await reply(context.message, context.say.html(texts.REPLY_TO_PHOTO))

    async def group(self, _: Update, context: Context) -> None:
        """A message in a group: read the photo that it mentions the bot for, or every one where the chat wants that."""
        message = context.message
        asked = _asks(message, context.bot.username)
        if not asked and _is_unknown_command(message, context.bot.username):
            await reply(message, context.say.html(groups.UNKNOWN_COMMAND_HTML, username=context.bot.username))
        elif photo_of(message, addressed=asked or message.media_group_id is not None):
            reads_all = (await self._preferences.of(message.chat_id)).reads_all(context.thread_id)
            is_clear = photo_of(message, addressed=False) is not None
            await self._read(context, message, wanted=asked or (reads_all and is_clear), unasked=not asked)
        elif asked:
            await self._read_replied_to(context)

    async def edited(self, update: Update, context: Context) -> None:
        """An edit of a message in a group that nothing was read for: read its photo where it asks for that now."""
        if not context.is_private and _asks(context.message, context.bot.username):
            await self.group(update, context)

    async def _read_replied_to(self, context: Context) -> bool:
        """Read the photo that a message replies to, here or in another chat; False where there is none."""
        replied_to = context.message.reply_to_message
        return bool(replied_to and await self._read(context, replied_to)) or await self._read_elsewhere(context)

    async def _read_elsewhere(self, context: Context) -> bool:
        """Read the photo of another chat that a message replies to; False where there is none."""
        photo = photo_elsewhere(context.message)
        return photo is not None and await self._read_photo(context, context.message, photo)

    async def _read(self, context: Context, holding: Message, *, wanted: bool = True, unasked: bool = False) -> bool:
        """Begin a job for the photo in a message, or add it to its album's; False where there is no photo."""
        photo = photo_of(holding)
        return photo is not None and await self._read_photo(context, holding, photo, wanted=wanted, unasked=unasked)

    async def _read_photo(
        self, context: Context, holding: Message, photo: Photo, *, wanted: bool = True, unasked: bool = False
    ) -> bool:
        preferences = await self._preferences.of(context.chat.id)
        request = request_for(context.message, context.say.code, preferences, unasked=unasked)
        if request.album_id:
            begun = await self._requests.take_of_album(context, request, photo, wanted=wanted)
        else:
            begun = wanted and await self._requests.take(context, request, photo)
        if begun and holding.media_group_id and await self._is_alone(context, holding):
            await reply(context.message, context.say.html(groups.ALONE))
        if begun and photo_count(holding) > 1:
            await reply(context.message, context.say.html(groups.FIRST_OF_POST))
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


def _is_unknown_command(message: Message, username: str) -> bool:
    """Whether a message begins with a command that is addressed to the bot; those that it knows others took."""
    commands = message.parse_entities([MessageEntity.BOT_COMMAND])
    return any(not entity.offset and said.lower().endswith(f"@{username.lower()}") for entity, said in commands.items())


def _instead(message: Message) -> str:
    if message.animation:
        return Animation.person
    if message.document:
        return NEEDS_CAPTION if suffix_of(message.document) else texts.NOT_AN_IMAGE_FILE
    return texts.SEND_PHOTO if message.text else texts.NOT_A_PHOTO
