"""What a person sees, as the JSON of `/person/state`: written by the server, read by the client."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox import chats
from bot.sandbox import world as known
from bot.sandbox.rendering import to_html

FILES = "/files/"


class View(BaseModel):
    """A part of what a person sees; it never changes."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Sender(View):
    id: int
    name: str
    is_bot: bool


class Photo(View):
    """A photo; `url` is relative to the server, the size in pixels."""

    url: str
    width: int
    height: int


class Document(View):
    """A file; `url` is relative to the server, `size` in bytes."""

    url: str
    name: str
    size: int


class Button(View):
    """A button under a message; exactly one of the three is set."""

    text: str
    data: str | None
    copy_text: str | None = Field(validation_alias="copy", serialization_alias="copy")
    url: str | None


class Message(View):
    """A message; `html` is safe to show, `date` Unix time, `album` the same for all parts of an album.

    `forwarded_from` names who wrote a forwarded message first.
    """

    id: int
    date: int
    sender: Sender = Field(validation_alias="from", serialization_alias="from")
    text: str | None
    caption: str | None
    html: str
    photo: Photo | None
    document: Document | None
    reply_to: int | None
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    album: str | None
    forwarded_from: str | None
    reactions: tuple[str, ...]
    thread: int | None

    def button(self, text: str) -> Button:
        """The button that says so; raises LookupError if there is none."""
        for button in (button for row in self.buttons for button in row):
            if button.text == text:
                return button
        raise LookupError(f"message {self.id} has no button {text!r}")


class Member(View):
    """Somebody in a chat, the bot included, or the bot put out of it; `status` is that of ChatMember."""

    id: int
    name: str
    is_bot: bool
    status: chats.Status


class Topic(View):
    id: int
    name: str


class Chat(View):
    """A chat with its messages in order; `action` is what the bot is shown to be doing.

    `migrated_to` is the supergroup that a basic group became; `reactions` are the allowed ones, None all.
    The descriptions are the bot's, in the language of the private chat's person or the group's creator.
    """

    id: int
    type: chats.ChatType
    title: str
    person: int | None
    members: tuple[Member, ...]
    migrated_to: int | None
    reactions: tuple[str, ...] | None
    description: str
    short_description: str
    topics: tuple[Topic, ...]
    action: str | None
    messages: tuple[Message, ...]

    def message(self, message_id: int) -> Message | None:
        """The message with this id, if it is there."""
        return next((message for message in self.messages if message.id == message_id), None)

    def status(self, user_id: int) -> chats.Status:
        """What a user is in the chat."""
        return next((member.status for member in self.members if member.id == user_id), "left")


class Bot(View):
    id: int
    name: str
    username: str


class State(View):
    """Everything at one moment; `version` rises with every change."""

    version: int
    bot: Bot
    privacy_mode: bool
    me: int
    chats: tuple[Chat, ...]

    def chat(self, chat_id: int) -> Chat:
        """The chat with this id; raises LookupError if there is none."""
        for chat in self.chats:
            if chat.id == chat_id:
                return chat
        raise LookupError(f"there is no chat {chat_id}")

    @property
    def private(self) -> Chat:
        """Your private chat with the bot."""
        return self.chat(self.me)

    @property
    def group(self) -> Chat:
        """The first group."""
        return next(chat for chat in self.chats if chat.type != "private")


def state_of(world: known.World) -> State:
    """What can be seen of the world now."""
    bot = world.bot
    return State(
        version=world.changes.version,
        bot=Bot(id=bot.id, name=bot.name, username=bot.username or ""),
        privacy_mode=world.privacy_mode,
        me=world.me.id,
        chats=tuple(_chat(world, chat) for chat in world.chats.values()),
    )


def _chat(world: known.World, chat: chats.Chat) -> Chat:
    return Chat(
        id=chat.id,
        type=chat.type,
        title=chat.title,
        person=chat.id if chat.type == "private" else None,
        members=tuple(_member(world, chat, user_id) for user_id in dict.fromkeys((*chat.members, *chat.roles))),
        migrated_to=chat.migrated_to,
        reactions=chat.reactions,
        description=world.profile.description_for("description", world.users[chat.members[0]]),
        short_description=world.profile.description_for("short_description", world.users[chat.members[0]]),
        topics=tuple(Topic(id=topic.id, name=topic.name) for topic in chat.topics),
        action=world.action(chat.id),
        messages=tuple(_message(message) for message in world.messages(chat.id) if not message.service),
    )


def _member(world: known.World, chat: chats.Chat, user_id: int) -> Member:
    user = world.users[user_id]
    return Member(id=user.id, name=user.name, is_bot=user.is_bot, status=chat.status(user.id))


def _message(message: known.Message) -> Message:
    text = message.content.text or None
    sender = message.sender
    return Message(
        id=message.id,
        date=message.date,
        sender=Sender(id=sender.id, name=sender.name, is_bot=sender.is_bot),
        text=None if message.media else text,
        caption=text if message.media else None,
        html=to_html(message.content),
        photo=_photo(message.media) if isinstance(message.media, known.Photo) else None,
        document=_document(message.media) if isinstance(message.media, known.Document) else None,
        reply_to=message.reply_to,
        buttons=tuple(tuple(_button(button) for button in row) for row in message.keyboard),
        edited=message.edit_date is not None,
        album=message.album,
        forwarded_from=message.origin.sender.name if message.origin else None,
        reactions=message.reactions,
        thread=message.thread,
    )


def _photo(photo: known.Photo) -> Photo:
    largest = photo.largest
    return Photo(url=FILES + largest.secret, width=largest.width, height=largest.height)


def _document(document: known.Document) -> Document:
    file = document.file
    return Document(url=FILES + file.secret, name=file.name, size=len(file.data))


def _button(button: known.Button) -> Button:
    copied = button.get("copy_text")
    return Button(
        text=str(button["text"]),
        data=_text(button.get("callback_data")),
        copy_text=_text(copied.get("text")) if isinstance(copied, dict) else None,
        url=_text(button.get("url")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
