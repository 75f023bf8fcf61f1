"""What the bot goes by in an update, and of which type each part of it is: another update is not understood."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Id = Annotated[int, Field(ge=-(2**63), lt=2**63)]  # what the database holds


class Shape(BaseModel):
    """A part of an update: what is not named is not looked at, and nothing is made what it is not."""

    model_config = ConfigDict(strict=True, frozen=True)


class Someone(Shape):
    """A person or a chat."""

    id: Id
    type: str | None = None
    title: str | None = None
    username: str | None = None
    language_code: str | None = None


class SentFile(Shape):
    """A size of a photo, or a file."""

    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None


class MarkedPart(Shape):
    """A part of a text that is a command or a mention."""

    type: str
    offset: Id
    length: Id


class Elsewhere(Shape):
    """A message of another chat."""

    photo: list[SentFile] | None = None
    document: SentFile | None = None


class MessageShape(Elsewhere):
    """A message."""

    message_id: Id
    chat: Someone
    sender: Someone | None = Field(None, alias="from")
    sender_chat: Someone | None = None
    message_thread_id: Id | None = None
    media_group_id: str | None = None
    migrate_to_chat_id: Id | None = None
    new_chat_members: list[Someone] | None = None
    left_chat_member: Someone | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[MarkedPart] | None = None
    caption_entities: list[MarkedPart] | None = None
    external_reply: Elsewhere | None = None
    reply_to_message: MessageShape | None = None


class Press(Shape):
    """The press of a button."""

    id: str
    sender: Someone = Field(alias="from")
    message: MessageShape | None = None
    data: str | None = None


class MemberShape(Shape):
    """What somebody is in a chat."""

    user: Someone


class Membership(Shape):
    """Somebody who joined or left."""

    chat: Someone
    sender: Someone = Field(alias="from")
    new_chat_member: MemberShape | None = None


class UpdateShape(Shape):
    """An update, of the kinds that the bot asks for."""

    update_id: Id
    message: MessageShape | None = None
    edited_message: MessageShape | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None
    chat_member: Membership | None = None


def is_shaped(update: object) -> bool:
    """Whether an update, as JSON, is one that the bot can go by."""
    try:
        UpdateShape.model_validate(update)
    except ValidationError:
        return False
    return True
