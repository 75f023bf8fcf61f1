"""Which errands are done: not what is being answered already, and of each person so many in a minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator
from enum import Enum

from telegram import Update

from bot.chat.fairuse.errand import Errand
from bot.chat.fairuse.minutes import Minutes

MESSAGES_A_MINUTE = 15  # that answer commands and presses of one person
PRESSES_A_MINUTE = 90


class Admission(Enum):
    """What becomes of an errand: it is done, or not, since the `SAME` is on its way or there were too many.

    Of those that are too many one in a minute is told so.
    """

    DONE = "done"
    SAME = "same"
    TOLD = "told"
    IGNORED = "ignored"


class Floodgate:
    """Keeps a flood out of the journal and away from the handlers. In memory: a restart begins the minute anew."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._messages = Minutes()
        self._presses = Minutes()
        self._told = Minutes()
        self._on_the_way: dict[int, Hashable] = {}
        self._answering: set[Hashable] = set()
        self._to_be_told: set[int] = set()

    def admit(self, update: Update, errand: Errand) -> Admission:
        """What becomes of the errand of an update; one that is to be done counts."""
        if errand.what in self._answering:
            return Admission.SAME
        now = self._clock()
        if errand.is_limited and any(
            minutes.count(errand.person_id, now) >= most for minutes, most in self._of(errand)
        ):
            return self._turned_away(update, errand.person_id, now)
        for minutes, _ in self._of(errand):
            minutes.add(errand.person_id, now)
        return Admission.DONE

    def begin(self, update: Update, errand: Errand) -> None:
        """Note that an errand is on its way."""
        self._on_the_way[update.update_id] = errand.what
        self._answering.add(errand.what)

    def end(self, update: Update) -> None:
        """Note that an update was handled."""
        self._to_be_told.discard(update.update_id)
        self._answering.discard(self._on_the_way.pop(update.update_id, None))

    def is_to_be_told(self, update: Update) -> bool:
        """Whether an update is there only for its sender to be told that there were too many."""
        return update.update_id in self._to_be_told

    def _of(self, errand: Errand) -> Iterator[tuple[Minutes, int]]:
        if errand.posts:
            yield self._messages, MESSAGES_A_MINUTE
        if errand.is_press:
            yield self._presses, PRESSES_A_MINUTE

    def _turned_away(self, update: Update, person_id: int, now: float) -> Admission:
        if self._told.count(person_id, now):
            return Admission.IGNORED
        self._told.add(person_id, now)
        self._to_be_told.add(update.update_id)
        return Admission.TOLD
