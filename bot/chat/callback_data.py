"""What the data of a button says, typed: it packs, parses, makes the button, and finds the handler of its press."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from telegram import InlineKeyboardButton, Update
from telegram.constants import InlineKeyboardButtonLimit
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat import texts
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context

NUMBER = re.compile("[0-9]{1,18}")  # which SQLite holds, whatever a client forges


@dataclass(frozen=True, slots=True)
class CallbackData:
    """The data of one kind of button: `prefix`, then the fields, colons between; at the end defaults are left out.

    A subclass is a frozen dataclass whose fields are whole numbers from 0, members of a StrEnum or strings; all but the
    last are without colons. Buttons outlive updates of the bot: what a subclass once packed it is to parse for good.
    """

    prefix: ClassVar[str] = ""

    def pack(self) -> str:
        """The data. Raises ValueError where it is too long for Telegram, or could not be parsed again."""
        values = [(getattr(self, field.name), field.default) for field in fields(self)]
        while values and values[-1][0] == values[-1][1]:
            values.pop()
        data = ":".join([*filter(None, [self.prefix]), *(str(value) for value, _ in values)])
        if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA or self.parse(data) != self:
            raise ValueError(f"a button cannot hold {self}")
        return data

    @classmethod
    def parse(cls, data: str) -> Self | None:
        """What the data says; None where it is another kind's, or a client's invention."""
        head = cls.prefix.split(":") if cls.prefix else []
        kind: Any = cls  # mypy takes the class's hash for that of its instances
        types = _types(kind)
        parts = data.split(":", len(head) + len(types) - 1)
        values = parts[len(head) :]
        needed = sum(field.default is MISSING for field in fields(cls))
        if parts[: len(head)] != head or not needed <= len(values) <= len(types):
            return None
        try:
            return cls(*(_value(each, text) for each, text in zip(types, values, strict=False)))
        except ValueError:
            return None

    @classmethod
    def handler(cls, callback: Callable[[Context, Self], Awaitable[None]]) -> BaseHandler[Any, Any, Any]:
        """The handler of its presses, which get what the data says."""

        async def pressed(_: Update, context: Context) -> None:
            data = cls.parse(context.query.data or "")
            if data is not None and context.query.message:
                await callback(context, data)

        return CallbackQueryHandler(pressed, pattern=lambda data: isinstance(data, str) and cls.parse(data) is not None)

    def button(self, label: str) -> InlineKeyboardButton:
        """A button with that label."""
        return InlineKeyboardButton(label, callback_data=self.pack())


async def expired(_: Update, context: Context) -> None:
    """The press of a button that nobody knows any more."""
    await acknowledge(context.query, context.say(texts.OLD_BUTTON))


@cache
def _types(kind: Any) -> list[type]:
    """The types of the fields of a kind of data; to find them out takes a third of a millisecond."""
    hints = get_type_hints(kind)
    return [hints[field.name] for field in fields(kind)]


def _value(kind: type, text: str) -> object:
    """Raises ValueError."""
    if kind is int:
        if not NUMBER.fullmatch(text):
            raise ValueError(text)
        return int(text)
    return kind(text)
