"""The state of the stand-in: users, chats, messages and files, all changed in this one place."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from bot.sandbox.callbacks import CallbackQueries
from bot.sandbox.change_event import ChangeEvent
from bot.sandbox.chats import Chat, GroupType, User
from bot.sandbox.entities import NO_TEXT, Formatted
from bot.sandbox.group_pace import GroupPace
from bot.sandbox.profile import Profile
from bot.sandbox.update_queue import UpdateQueue

FileKind = Literal["photos", "documents", "animations"]
MediaKind = Literal["photo", "document"]

_FIRST_SUPERGROUP = -1_002_148_530_917
_FIRST_GROUP = -4_120_775_311


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Bytes under an id for the bot and an unguessable name for the page; sizes in pixels, 0 if unknown."""

    id: str
    unique_id: str
    path: str
    secret: str
    name: str
    mime_type: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo in several sizes, the largest last; `kind` is what the Bot API calls it."""

    sizes: tuple[StoredFile, ...]
    kind: ClassVar[MediaKind] = "photo"

    @property
    def largest(self) -> StoredFile:
        return self.sizes[-1]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file; a moving GIF is an animation with a duration in seconds, too. `kind` as of photos."""

    file: StoredFile
    animation_seconds: int | None = None
    kind: ClassVar[MediaKind] = "document"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a forwarded message first, and when."""

    sender: User
    date: int


Media = StoredPhoto | StoredDocument
Button = Mapping[str, object]
Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a chat; `content` is its text, or the caption if it has media. Dates are Unix time."""

    id: int
    chat_id: int
    sender: User
    date: int
    content: Formatted = NO_TEXT
    media: Media | None = None
    reply_to: int | None = None
    thread: int | None = None
    album: str | None = None
    origin: Origin | None = None
    keyboard: Keyboard = ()
    edit_date: int | None = None
    reactions: tuple[str, ...] = ()
    service: Mapping[str, object] | None = None


class World:
    """Everything that is known, and the changes to wait for."""

    def __init__(self, bot_username: str = "legible_bot") -> None:
        self.changes = ChangeEvent()
        self.updates = UpdateQueue(self.changes)
        self.queries = CallbackQueries(self.changes)
        self.group_pace = GroupPace()
        self.profile = Profile()
        self.bot = User(7_205_118_346, "Legible", is_bot=True, username=bot_username)
        self.me = User(5_163_907_214, "You", username="you", language_code="en")
        self.privacy_mode = True
        self.users: dict[int, User] = {self.bot.id: self.bot, self.me.id: self.me}
        self.chats: dict[int, Chat] = {}
        self._messages: dict[int, dict[int, Message]] = {}
        self._last_message_id: dict[int, int] = {}
        self._bot_spoke: set[int] = set()
        self._media: dict[str, Media] = {}
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}
        self._secrets: dict[str, StoredFile] = {}

    def add_user(self, name: str, language_code: str | None = "en") -> User:
        """A new person."""
        user = User(self.me.id + 1_048_573 * len(self.users), name, language_code=language_code)
        self.users[user.id] = user
        self.changes.notify()
        return user

    def add_private_chat(self, person: User) -> Chat:
        """The private chat of a person with the bot; it has the person's id, as in Telegram."""
        return self._add_chat(Chat(person.id, "private", person.name, (person.id, self.bot.id)))

    def add_group(self, title: str, members: Iterable[User], kind: GroupType = "supergroup") -> Chat:
        """A new group of these people and the bot."""
        ids = (*(member.id for member in members), self.bot.id)
        first = _FIRST_SUPERGROUP if kind == "supergroup" else _FIRST_GROUP
        return self._add_chat(Chat(first - 7_919 * len(self.chats), kind, title, ids))

    def _add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        self._messages[chat.id] = {}
        self.changes.notify()
        return chat

    def update_chat(self, chat: Chat) -> None:
        """Puts a changed chat in place of the one with its id."""
        self.chats[chat.id] = chat
        self.changes.notify()

    def next_message_id(self, chat: Chat) -> int:
        """A fresh message id; private chats and basic groups share one sequence, every supergroup has its own."""
        sequence = chat.id if chat.type == "supergroup" else 0
        self._last_message_id[sequence] = self._last_message_id.get(sequence, 0) + 1
        return self._last_message_id[sequence]

    def post(self, message: Message) -> Message:
        """Stores a new message."""
        self._messages[message.chat_id][message.id] = message
        if message.sender.is_bot:
            self._bot_spoke.add(message.chat_id)
        self.changes.notify()
        return message

    def messages(self, chat_id: int) -> tuple[Message, ...]:
        """The messages of a chat in order, service messages included."""
        return tuple(self._messages[chat_id].values())

    def message(self, chat_id: int, message_id: int | None) -> Message | None:
        """The message, or None if it is not there (any more)."""
        return None if message_id is None else self._messages[chat_id].get(message_id)

    def update_message(self, message: Message) -> Message:
        """Puts a changed message in place of the one with its id."""
        self._messages[message.chat_id][message.id] = message
        self.changes.notify()
        return message

    def delete(self, message: Message) -> None:
        """Removes a message."""
        del self._messages[message.chat_id][message.id]
        self.changes.notify()

    def bot_spoke(self, chat_id: int) -> bool:
        """Whether the bot has spoken in a chat, and so, being the only one here, was the last bot to."""
        return chat_id in self._bot_spoke

    def set_privacy_mode(self, on: bool) -> None:
        """Switches the bot's privacy mode, as its owner does at @BotFather."""
        self.privacy_mode = on
        self.changes.notify()

    def new_file(
        self, kind: FileKind, name: str, mime_type: str, data: bytes, size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        """A file with ids of its own, known to nobody until its photo or document is kept."""
        prefix = {"photos": "AgAC", "documents": "BQAC", "animations": "CgAC"}[kind]
        suffix = ".jpg" if kind == "photos" else name[name.rfind(".") :] if "." in name else ""
        return StoredFile(
            id=_file_id(prefix),
            unique_id=secrets.token_urlsafe(11),
            path=f"{kind}/file_{secrets.token_hex(6)}{_plain(suffix)}",
            secret=secrets.token_urlsafe(24),
            name=name,
            mime_type=mime_type,
            data=data,
            width=size[0],
            height=size[1],
        )

    def keep(self, media: Media) -> Media:
        """Makes the files of a photo or document known by their ids, paths and secrets."""
        for file in media.sizes if isinstance(media, StoredPhoto) else (media.file,):
            self._media[file.id] = media
            self._files[file.id] = self._paths[file.path] = self._secrets[file.secret] = file
        return media

    def keep_again(self, media: Media) -> Media:
        """The same files under other ids, as of a forwarded message: only the unique ids stay."""
        if isinstance(media, StoredPhoto):
            return self.keep(StoredPhoto(tuple(_renamed(size) for size in media.sizes)))
        return self.keep(replace(media, file=_renamed(media.file)))

    def media(self, file_id: str) -> Media | None:
        """The photo or document that the file with this id belongs to."""
        return self._media.get(file_id)

    def file(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._files.get(file_id)

    def file_at(self, path: str) -> StoredFile | None:
        """The file with this path, for the bot."""
        return self._paths.get(path)

    def file_behind(self, secret: str) -> StoredFile | None:
        """The file with this unguessable name, for the page."""
        return self._secrets.get(secret)


def edited(message: Message, **changes: Any) -> Message:
    """The message after an edit that people notice."""
    return replace(message, edit_date=int(time.time()), **changes)


def _file_id(prefix: str) -> str:
    return prefix + secrets.token_urlsafe(48)


def _renamed(file: StoredFile) -> StoredFile:
    return replace(file, id=_file_id(file.id[:4]))


def _plain(suffix: str) -> str:
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""
