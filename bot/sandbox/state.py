"""What a person sees, as the JSON of `/person/state`: written by the server, read by the client."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.chats import Chat, ChatType, Status
from bot.sandbox.rendering import to_html
from bot.sandbox.world import Button, Message, StoredDocument, StoredPhoto, World

FILES = "/files/"


class Shown(BaseModel):
    """A part of what a person sees; it never changes."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class ShownSender(Shown):
    id: int
    name: str
    is_bot: bool


class ShownPhoto(Shown):
    """A photo; `url` is relative to the server, the size in pixels."""

    url: str
    width: int
    height: int


class ShownDocument(Shown):
    """A file; `url` is relative to the server, `size` in bytes."""

    url: str
    name: str
    size: int


class ShownButton(Shown):
    """A button under a message; exactly one of the three is set."""

    text: str
    data: str | None
    copy_text: str | None = Field(validation_alias="copy", serialization_alias="copy")
    url: str | None


class ShownMessage(Shown):
    """A message; `html` is safe to show, `date` Unix time, `album` the same for all parts of an album.

    `forwarded_from` names who wrote a forwarded message first.
    """

    id: int
    date: int
    sender: ShownSender = Field(validation_alias="from", serialization_alias="from")
    text: str | None
    caption: str | None
    html: str
    photo: ShownPhoto | None
    document: ShownDocument | None
    reply_to: int | None
    buttons: tuple[tuple[ShownButton, ...], ...]
    edited: bool
    album: str | None
    forwarded_from: str | None
    reactions: tuple[str, ...]
    thread: int | None

    def button(self, text: str) -> ShownButton:
        """The button that says so; raises LookupError if there is none."""
        for button in (button for row in self.buttons for button in row):
            if button.text == text:
                return button
        raise LookupError(f"message {self.id} has no button {text!r}")


class ShownMember(Shown):
    """Somebody in a chat, the bot included, or the bot put out of it; `status` is that of ChatMember."""

    id: int
    name: str
    is_bot: bool
    status: Status


class ShownTopic(Shown):
    id: int
    name: str


class ShownChat(Shown):
    """A chat with its messages in order.

    `migrated_to` is the supergroup that a basic group became; `reactions` are the allowed ones, None all.
    The descriptions are the bot's, in the language of the private chat's person or the group's creator.
    """

    id: int
    type: ChatType
    title: str
    person: int | None
    members: tuple[ShownMember, ...]
    migrated_to: int | None
    reactions: tuple[str, ...] | None
    description: str
    short_description: str
    topics: tuple[ShownTopic, ...]
    messages: tuple[ShownMessage, ...]

    def message(self, message_id: int) -> ShownMessage | None:
        """The message with this id, if it is there."""
        return next((message for message in self.messages if message.id == message_id), None)

    def status(self, user_id: int) -> Status:
        """What a user is in the chat."""
        return next((member.status for member in self.members if member.id == user_id), "left")


class ShownBot(Shown):
    id: int
    name: str
    username: str


class State(Shown):
    """Everything at one moment; `version` rises with every change."""

    version: int
    bot: ShownBot
    privacy_mode: bool
    me: int
    chats: tuple[ShownChat, ...]

    def chat(self, chat_id: int) -> ShownChat:
        """The chat with this id; raises LookupError if there is none."""
        for chat in self.chats:
            if chat.id == chat_id:
                return chat
        raise LookupError(f"there is no chat {chat_id}")

    @property
    def private(self) -> ShownChat:
        """Your private chat with the bot."""
        return self.chat(self.me)

    @property
    def group(self) -> ShownChat:
        """The first group."""
        return next(chat for chat in self.chats if chat.type != "private")


def state_of(world: World) -> State:
    """What can be seen of the world now."""
    bot = world.bot
    return State(
        version=world.changes.version,
        bot=ShownBot(id=bot.id, name=bot.name, username=bot.username or ""),
        privacy_mode=world.privacy_mode,
        me=world.me.id,
        chats=tuple(_chat(world, chat) for chat in world.chats.values()),
    )


def _chat(world: World, chat: Chat) -> ShownChat:
    return ShownChat(
        id=chat.id,
        type=chat.type,
        title=chat.title,
        person=chat.id if chat.type == "private" else None,
        members=tuple(_member(world, chat, user_id) for user_id in dict.fromkeys((*chat.members, *chat.roles))),
        migrated_to=chat.migrated_to,
        reactions=chat.reactions,
        description=world.profile.description_for("description", world.users[chat.members[0]]),
        short_description=world.profile.description_for("short_description", world.users[chat.members[0]]),
        topics=tuple(ShownTopic(id=topic.id, name=topic.name) for topic in chat.topics),
        messages=tuple(_message(message) for message in world.messages(chat.id) if not message.service),
    )


def _member(world: World, chat: Chat, user_id: int) -> ShownMember:
    user = world.users[user_id]
    return ShownMember(id=user.id, name=user.name, is_bot=user.is_bot, status=chat.status(user.id))


def _message(message: Message) -> ShownMessage:
    text = message.content.text or None
    sender = message.sender
    return ShownMessage(
        id=message.id,
        date=message.date,
        sender=ShownSender(id=sender.id, name=sender.name, is_bot=sender.is_bot),
        text=None if message.media else text,
        caption=text if message.media else None,
        html=to_html(message.content),
        photo=_photo(message.media) if isinstance(message.media, StoredPhoto) else None,
        document=_document(message.media) if isinstance(message.media, StoredDocument) else None,
        reply_to=message.reply_to,
        buttons=tuple(tuple(_button(button) for button in row) for row in message.keyboard),
        edited=message.edit_date is not None,
        album=message.album,
        forwarded_from=message.origin.sender.name if message.origin else None,
        reactions=message.reactions,
        thread=message.thread,
    )


def _photo(photo: StoredPhoto) -> ShownPhoto:
    largest = photo.largest
    return ShownPhoto(url=FILES + largest.secret, width=largest.width, height=largest.height)


def _document(document: StoredDocument) -> ShownDocument:
    file = document.file
    return ShownDocument(url=FILES + file.secret, name=file.name, size=len(file.data))


def _button(button: Button) -> ShownButton:
    copied = button.get("copy_text")
    return ShownButton(
        text=str(button["text"]),
        data=_text(button.get("callback_data")),
        copy_text=_text(copied.get("text")) if isinstance(copied, dict) else None,
        url=_text(button.get("url")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
