"""What may be a term of a glossary, wherever it is written: a file, a caption, a message, the command line."""

from __future__ import annotations

import re
import unicodedata

from bot.glossary.glossary_errors import TermNotPrintable, TermTooLong, TermWithEmoji, TermWithoutLetters

LONGEST_TERM = 64  # characters
_SHOWN = 24  # characters of what is wrong that an error repeats
_REMARK = re.compile(r"(^|\s)#.*", re.DOTALL)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u20e3\ufe0e\ufe0f]")


def without_remark(text: str) -> str:
    """The text without what follows a `#` at its beginning or behind a space."""
    return _REMARK.sub("", text).strip()


def clean_term(text: str, line: int) -> str:
    """The term in Unicode's composed form, its words parted by single spaces; raises GlossaryError.

    Invisible characters, such as marks of the direction of writing, are refused rather than taken out: a term must not
    be another than it looks.
    """
    if len(text) > 8 * LONGEST_TERM:  # before anything is done with it; a letter may have accents of its own
        raise TermTooLong(line=line, term=shown(text), limit=LONGEST_TERM)
    term = " ".join(unicodedata.normalize("NFC", text).split())
    if _EMOJI.search(term):
        raise TermWithEmoji(line=line, term=shown(term))
    if not term.isprintable():
        raise TermNotPrintable(line=line, term=shown(term))
    if not any(character.isalnum() for character in term):
        raise TermWithoutLetters(line=line, term=shown(term))
    if len(term) > LONGEST_TERM:
        raise TermTooLong(line=line, term=shown(term), limit=LONGEST_TERM)
    return term


def shown(text: str) -> str:
    """The beginning of a text as an error repeats it, with a sign for each character that cannot be printed."""
    start = "".join(character if character.isprintable() else "�" for character in text[: _SHOWN + 1])
    return start if len(start) <= _SHOWN else f"{start[:_SHOWN]}…"
