"""A language that is none: each sentence in brackets, so that what did not pass through a Locale stands outside."""

from __future__ import annotations

import re
from gettext import NullTranslations

from bot.chat.languages.locale import Locales

SENTENCE = re.compile(r"⟦[^⟦⟧]*⟧")


class Bracketed(NullTranslations):
    """The English sentence in white square brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def pseudo_locales() -> Locales:
    """Languages that are all bracketed English."""
    return Locales(lambda _: Bracketed())


def outside(text: str) -> str:
    """What of a shown text stands outside of the brackets, those within others included."""
    while (without := SENTENCE.sub("", text)) != text:
        text = without
    return text
