"""What the bot says, in the language of whom it speaks to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from gettext import NullTranslations
from html import escape

from babel.dates import format_skeleton
from babel.lists import format_list

from bot.chat.languages.catalogues import ENGLISH, LANGUAGES, load
from bot.translatable import Forms

TRADITIONAL = frozenset(
    {"hant", "tw", "hk", "mo"}
)  # scripts and regions that write Chinese with traditional characters


class Locale:
    """One language. The sentences it takes are the English ones that `bot.translatable` marks."""

    def __init__(self, code: str, translations: NullTranslations) -> None:
        """`code` is a key of `LANGUAGES`."""
        self.code = code
        self._translations = translations

    def __call__(self, text: str, /, **values: object) -> str:
        """The sentence as plain text, its `{placeholders}` filled with the values."""
        return self._translations.gettext(text).format(**values)

    def html(self, text: str, /, **values: object) -> str:
        """The sentence as HTML: its own tags stay, the values are escaped."""
        return self._translations.gettext(text).format(**_escaped(values))

    def count(self, forms: Forms, count: int, /, **values: object) -> str:
        """The form for that many as plain text, `{count}` and the other placeholders filled."""
        return self._translations.ngettext(*forms, count).format(count=count, **values)

    def count_html(self, forms: Forms, count: int, /, **values: object) -> str:
        """The form for that many as HTML: its own tags stay, the values are escaped."""
        return self._translations.ngettext(*forms, count).format(count=count, **_escaped(values))

    def day(self, moment: date) -> str:
        """The date, as short as the language writes it; one of this year without the year."""
        this_year = moment.year == datetime.now(UTC).year
        return format_skeleton("MMMd" if this_year else "yMMMd", moment, locale=self.code)

    def list(self, items: Sequence[str]) -> str:
        """The items one after another, with an `and` before the last."""
        return format_list(items, locale=self.code)


def _escaped(values: Mapping[str, object]) -> dict[str, str]:
    return {name: escape(str(value), quote=False) for name, value in values.items()}


class Locales:
    """The languages of the bot, each loaded when first asked for."""

    def __init__(self, load: Callable[[str], NullTranslations] = load) -> None:
        """`load` gives the translations of a code."""
        self._load = load
        self._loaded: dict[str, Locale] = {}

    def of(self, tag: str | None) -> Locale:
        """The language for one of Telegram's IETF tags or a code of `LANGUAGES`; English where it is not known."""
        code = _code(tag or ENGLISH)
        if code not in self._loaded:
            self._loaded[code] = Locale(code, self._load(code))
        return self._loaded[code]


def _code(tag: str) -> str:
    language, *rest = tag.lower().replace("_", "-").split("-")
    if language == "zh":
        return "zh_Hant" if "hans" not in rest and TRADITIONAL.intersection(rest) else "zh_Hans"
    return language if language in LANGUAGES else ENGLISH
