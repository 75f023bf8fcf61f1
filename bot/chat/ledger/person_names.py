"""The names of people, asked of Telegram when they are shown: none is stored."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping

from telegram import Bot, User
from telegram.error import TelegramError

from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import ledger as texts

KEPT_SECONDS = 600.0  # a name that was asked for, in memory
UNKNOWN_SECONDS = 60.0  # before somebody whose name could not be had is asked for again
MOST_KEPT = 2000
AT_A_TIME = 8
PATIENCE_SECONDS = 5.0  # for all names of a message: it is not held up by them
LONGEST_NAME = 24  # UTF-16 units


class PersonNames:
    """Knows them for some minutes. Whoever left a group still has a name; one that cannot be had is *somebody*."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: OrderedDict[tuple[int, int], tuple[float, User | None]] = OrderedDict()
        self._asking = asyncio.Semaphore(AT_A_TIME)

    async def of(self, chat_id: int, people: Iterable[int], say: Locale) -> dict[int, str]:
        """The names of people of a chat, plain text: first names, longer ones where two are the same."""
        wanted = [*dict.fromkeys(people)]
        missing = [person for person in wanted if not self._is_known(chat_id, person)]
        if missing:
            asked = [asyncio.ensure_future(self._ask(chat_id, person)) for person in missing]
            _, late = await asyncio.wait(asked, timeout=PATIENCE_SECONDS)
            for task in late:
                task.cancel()
        return told_apart({person: self._user(chat_id, person) for person in wanted}, say)

    def _is_known(self, chat_id: int, person: int) -> bool:
        until, _ = self._known.get((chat_id, person), (0.0, None))
        return until > time.monotonic()

    def _user(self, chat_id: int, person: int) -> User | None:
        return self._known.get((chat_id, person), (0.0, None))[1]

    async def _ask(self, chat_id: int, person: int) -> None:
        """Ask for one; who cannot be a member, such as a channel, is not asked for."""
        user = None
        if person > 0:
            try:
                async with self._asking:
                    user = (await self._bot.get_chat_member(chat_id, person)).user
            except TelegramError:
                user = None  # shown as somebody, and asked for again in a minute
        until = time.monotonic() + (KEPT_SECONDS if user else UNKNOWN_SECONDS)
        self._known[chat_id, person] = until, user
        self._known.move_to_end((chat_id, person))
        while len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)


def told_apart(users: Mapping[int, User | None], say: Locale) -> dict[int, str]:
    """The shortest names by which people differ: the first one, with the last one, with the username."""
    forms: dict[int, tuple[str, ...]] = {person: _forms(user, say) for person, user in users.items()}
    names = {person: written[0] for person, written in forms.items()}
    for longer in (1, 2):
        same = Counter(name.casefold() for name in names.values())
        names = {person: forms[person][longer] if same[name.casefold()] > 1 else name for person, name in names.items()}
    return {person: shorten(name, LONGEST_NAME) for person, name in names.items()}


def _forms(user: User | None, say: Locale) -> tuple[str, str, str]:
    if user is None or not (first := " ".join(user.first_name.split())):
        return (say(texts.SOMEBODY),) * 3
    full = " ".join(user.full_name.split())
    return first, full, f"{full} @{user.username}" if user.username else full
