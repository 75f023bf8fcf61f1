"""Updates without what nobody looks at: above a pressed button stands the whole answer, which is read from the store.

It is also what is not journaled. To look at a thousand presses and to make objects of them takes the event loop three
times as long with it. Of a plain press is known without trying that the library makes an object of it, which halves the
rest.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidationError

from bot.chat.update_shape import Id, Shape

OF_PRESSED = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


class Presser(Shape):
    """Who pressed a button."""

    id: Id
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class PressedIn(Shape):
    """The chat of a button."""

    id: Id
    type: str
    title: str | None = None
    username: str | None = None


class Pressed(Shape):
    """Where a button stands, and since when, in Unix time."""

    message_id: Id
    date: Annotated[int, Field(ge=0, lt=2**32)]
    chat: PressedIn
    message_thread_id: Id | None = None
    is_topic_message: bool | None = None


class PlainQuery(Shape):
    """What a button that was pressed says."""

    id: str
    sender: Presser = Field(alias="from")
    chat_instance: str
    data: str
    message: Pressed


class PlainPress(Shape):
    """The press of a button under a message, as Telegram sends them all."""

    update_id: Id
    callback_query: PlainQuery


def plain_press(update: Any) -> dict[str, Any] | None:
    """The press of a button with nothing but what is needed of it; None where it is another update, or an odd one."""
    if not isinstance(update, dict) or "callback_query" not in update:
        return None
    try:
        return PlainPress.model_validate(update).model_dump(by_alias=True, exclude_none=True)
    except ValidationError:
        return None


def slim(update: Any) -> Any:
    """An update of Telegram's, as JSON, with what is needed of the message of a pressed button; another as it is."""
    match update:
        case {"callback_query": {"message": dict(message)} as query}:
            return {**update, "callback_query": {**query, "message": slim_message(message)}}
    return update


def slim_message(message: dict[str, Any]) -> dict[str, Any]:
    """Where the message of a pressed button stands."""
    return {field: message[field] for field in OF_PRESSED if field in message}
