"""What a person and a group may send, and what is said as they come near it and beyond it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from telegram import Message
from telegram.constants import ParseMode

from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.translatable import Forms

Per = Literal["day", "minute"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many photos may come in a minute and in a day; 0 is as many as they like."""

    minute: int
    day: int


@dataclass(frozen=True, slots=True)
class Limit:
    """How many photos may come from a person, or from all in a group, in a day or a minute."""

    owner_id: int
    is_group: bool
    per: Per
    most: int

    @property
    def few(self) -> int:
        """How many photos are left when it is time to say so."""
        return max(1, self.most // 5)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a photo is to be read, and what is to be said of the limits: `forms` for `count`, or nothing."""

    admitted: bool
    forms: Forms | None = None
    count: int = 0
    most: int = 0

    async def tell(self, message: Message, say: Locale) -> None:
        """Say to whoever wrote a message what is to be said, in a group so that they know whom it concerns."""
        if self.forms is None:
            return
        said = say.count_html(self.forms, self.count, limit=self.most)
        if message.chat_id < 0 or not self.admitted:
            await reply(message, said)
        else:
            await message.reply_text(said, ParseMode.HTML, do_quote=False)
