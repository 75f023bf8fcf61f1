"""What the buttons of the settings choose, as it stands in their callback data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.chat.languages.locale import Locales
from bot.preferences import Preferences

SETTINGS = "settings"  # what the callback data begins with
DATA = re.compile(rf"{SETTINGS}:([0-9]{{1,18}}):([a-z_]+):(\w*)")
ON, OFF = "1", "0"
AUTOMATIC = "auto"  # the language as in Telegram
DAYS = (1, 7, 30)


class What(StrEnum):
    """What a button is about: `MENU`, `LANGUAGES` and `RETENTIONS` open a menu, the others choose."""

    MENU = "menu"
    LANGUAGES = "languages"
    RETENTIONS = "retentions"
    LANGUAGE = "language"
    CORRECT = "correct"
    RAW_FIRST = "raw_first"
    FLOW = "flow"
    RETENTION = "retention"
    READS_ALL = "reads_all"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the menu in a topic, None elsewhere."""

    what: What
    value: str = ""
    thread_id: int | None = None

    @property
    def data(self) -> str:
        """The callback data."""
        return f"{SETTINGS}:{self.thread_id or 0}:{self.what}:{self.value}"

    def applied(self, preferences: Preferences, most_days: int) -> Preferences:
        """The preferences with what was chosen; what cannot be chosen, or no longer, changes nothing."""
        on = self.value == ON
        match self.what:
            case What.LANGUAGE if self.value in (AUTOMATIC, *Locales.names):
                return replace(preferences, language=None if self.value == AUTOMATIC else self.value)
            case What.CORRECT:
                return replace(preferences, correct=on)
            case What.RAW_FIRST:
                return replace(preferences, raw_first=on)
            case What.FLOW:
                return replace(preferences, flow=on)
            case What.RETENTION if self.value in map(str, retentions(most_days)):
                days = int(self.value)
                return replace(preferences, retention_days=None if days == most_days else days)
            case What.READS_ALL:
                return preferences.with_automatic(self.thread_id, on)
        return preferences


def choice_of(data: str) -> Choice | None:
    """The choice of a button's callback data; None where it is none."""
    found = DATA.fullmatch(data)
    if found is None or found[2] not in set(What):
        return None
    return Choice(What(found[2]), found[3], int(found[1]) or None)


def retentions(most_days: int) -> tuple[int, ...]:
    """How many days notes can be kept where the operator keeps them for `most_days`."""
    return (*(days for days in DAYS if days < most_days), most_days)


def days_kept(preferences: Preferences, most_days: int) -> int:
    """How many days notes are kept."""
    return min(preferences.retention_days or most_days, most_days)
