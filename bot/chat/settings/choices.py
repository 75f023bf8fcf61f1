"""What the buttons of the settings choose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.chat.callback_data import CallbackData
from bot.chat.languages.catalogues import LANGUAGES
from bot.preferences import Preferences

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
class Choice(CallbackData):
    """A button of the menu in the topic `thread_id`, 0 elsewhere; `value` is empty where it opens a menu."""

    prefix = "settings"
    thread_id: int
    what: What
    value: str

    def applied(self, preferences: Preferences, most_days: int) -> Preferences:
        """The preferences with what was chosen; what cannot be chosen, or no longer, changes nothing."""
        on = self.value == ON
        match self.what:
            case What.LANGUAGE if self.value in (AUTOMATIC, *LANGUAGES):
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
                return preferences.with_automatic(self.thread_id or None, on)
        return preferences


def retentions(most_days: int) -> tuple[int, ...]:
    """How many days notes can be kept where the operator keeps them for `most_days`."""
    return (*(days for days in DAYS if days < most_days), most_days)


def days_kept(preferences: Preferences, most_days: int) -> int:
    """How many days notes are kept."""
    return min(preferences.retention_days or most_days, most_days)
