"""The gettext catalogues, one a language, as they lie in the folder beside this file."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"  # the language of the code: it needs no catalogue
LANGUAGES = {
    ENGLISH: "English",
    "zh_Hant": "繁體中文",
    "zh_Hans": "简体中文",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "pl": "Polski",
    "ru": "Русский",
}
"""Each language's own name by its code, as the settings list them."""
TRANSLATED = tuple(code for code in LANGUAGES if code != ENGLISH)


def path_of(code: str) -> Path:
    """The file of a language's catalogue."""
    return Path(__file__).parent / "catalogues" / code / "LC_MESSAGES" / "legible.po"


def parse(code: str) -> Catalog:
    """A language's catalogue with all that stands in it. Raises OSError, and PoFileError where it is no catalogue."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def load(code: str) -> NullTranslations:
    """A language's translations. Raises OSError, and PoFileError where the file is no catalogue."""
    return NullTranslations() if code == ENGLISH else translations(parse(code))


def translations(catalogue: Catalog) -> GNUTranslations:
    """What a catalogue translates; a sentence without a translation, with a fuzzy one or half of one stays English."""
    for message in list(catalogue):
        if message.id and not all(strings(message.string)):
            catalogue.delete(message.id)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def strings(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message's text or plural forms as forms, one or more."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)
