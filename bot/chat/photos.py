"""Handlers for what is sent to be read: a photo, a file, `/read`, a mention; and for all that is neither."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from weakref import WeakValueDictionary

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.courier import TelegramCourier
from bot.chat.duplicates import Duplicates
from bot.chat.fairuse.allowance import Verdict
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.groups.administrators import Administrators
from bot.chat.groups.waiting_albums import WaitingAlbums
from bot.chat.intake import photo_of, request_for
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import groups
from bot.chat.texts.glossary import NEEDS_CAPTION
from bot.chat.words.adding import suffix_of
from bot.errors import Animation, TelegramError
from bot.job import Photo, Request
from bot.jobs.desk import Desk
from bot.store.preferences import PreferenceStore

ASKING: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]


class Photos:
    """Turns requests into jobs."""

    def __init__(
        self,
        desk: Desk,
        courier: TelegramCourier,
        preferences: PreferenceStore,
        interpreter: Interpreter,
        duplicates: Duplicates,
        members: Administrators,
        fair_use: FairUse,
    ) -> None:
        self._desk = desk
        self._courier = courier
        self._preferences = preferences
        self._interpreter = interpreter
        self._duplicates = duplicates
        self._members = members
        self._fair_use = fair_use
        self._waiting_albums = WaitingAlbums()
        self._album_turns: WeakValueDictionary[tuple[int, str | None], asyncio.Lock] = WeakValueDictionary()

    async def private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a private chat that is no command: read its photo, or say what could be read instead."""
        message = update.effective_message
        if message is None or await self._read(update, message, message):
            return
        say = await self._interpreter.of(update)
        await reply(message, say.html(_instead(message)))

    async def read(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/read`: read the photo of the message that it replies to."""
        message = update.effective_message
        if message is None or (
            message.reply_to_message and await self._read(update, message, message.reply_to_message)
        ):
            return
        say = await self._interpreter.of(update)
        await reply(message, say.html(texts.REPLY_TO_PHOTO))

    async def group(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a group: read the photo that it mentions the bot for, or every one where the chat wants that."""
        message = update.effective_message
        if message is None:
            return
        asked = _asks(message, context.bot.username)
        if photo_of(message):
            preferences = await self._preferences.of(message.chat_id)
            thread_id = message.message_thread_id if message.is_topic_message else None
            reads_all = preferences.reads_all(thread_id)
            await self._read(update, message, message, wanted=asked or reads_all, unasked=not asked)
        elif asked and message.reply_to_message:
            await self._read(update, message, message.reply_to_message)

    async def _read(
        self, update: Update, asking: Message, holding: Message, *, wanted: bool = True, unasked: bool = False
    ) -> bool:
        """Begin a job for the photo in a message, or add it to its album's; False where there is no photo."""
        photo = photo_of(holding)
        if photo is None:
            return False
        say = await self._interpreter.of(update)
        request = request_for(asking, say.code, await self._preferences.of(asking.chat_id), unasked=unasked)
        if request.album_id:
            begun = await self._add_to_album(asking, request, photo, say, wanted=wanted)
        else:
            begun = wanted and await self._begin(asking, request, photo, say)
        if begun and holding.media_group_id and await self._is_alone(asking, holding):
            await reply(asking, say.html(groups.ALONE))
        return True

    async def _is_alone(self, asking: Message, holding: Message) -> bool:
        """Whether Telegram brought one photo of a group's album and keeps the others back."""
        if asking.chat.type == ChatType.PRIVATE:
            return False
        return asking is not holding or not await self._members.shows_bot_all(asking.chat)

    async def _add_to_album(
        self, asking: Message, request: Request, photo: Photo, say: Locale, *, wanted: bool
    ) -> bool:
        """One job for the whole album, begun once no more photos come; a late one has the answer amended.

        Answers whether this photo began it.
        """
        async with self._album_turns.setdefault((request.chat_id, request.album_id), asyncio.Lock()):
            job = await self._desk.add_photo(request, photo)
            verdict = await self._fair_use.take(request, begun=bool(job)) if wanted or job else Verdict(admitted=False)
            first = None
            if verdict.admitted and not job:
                first = await self._desk.begin_album(request, photo, await self._waiting(request))
            if not first and not job:
                self._waiting_albums.keep(request, photo)
        if first:
            with suppress(TelegramError):
                await self._courier.show(first)
            await self._courier.acknowledge(first)
        await verdict.tell(asking, say)
        return first is not None

    async def _waiting(self, request: Request) -> list[tuple[Request, Photo]]:
        """The photos of an album that came before somebody asked."""
        waiting = self._waiting_albums.take(request)
        for each, _ in waiting:
            await self._fair_use.take(each, begun=True)
        return waiting

    async def _begin(self, asking: Message, request: Request, photo: Photo, say: Locale) -> bool:
        """Have the photo read, and let the person see that it arrived; False where that was done before."""
        if await self._duplicates.point(asking, request, photo, say):
            return False
        verdict = await self._fair_use.take(request)
        job = await self._desk.begin(request, photo) if verdict.admitted else None
        if job:
            await self._courier.acknowledge(job)
        await verdict.tell(asking, say)
        return job is not None


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
