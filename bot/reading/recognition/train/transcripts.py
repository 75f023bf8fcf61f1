"""What a transcript must be to be learnt from: what stands in the image, in characters that the recogniser can say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from enum import Enum

ONE_KIND = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("–—‐‑‒―−¬", "-"),  # the last one is a transcriber's sign of a word that goes on
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff"),
        "…": "...",
    }
)
MARKS = re.compile(
    r"""[<>⟨⟩\[\]{}¤#|^_~✝†‡\ue000-\uf8ff]  # signs that editors put in: unsure, struck out, added, a gap
        |\?\?|\.{4}|(?i:xxx)               # cannot be read
        |&[a-z]+;                          # an entity that was written out
        |[ſꝰ⁊]                             # letters that nobody writes any more""",
    re.VERBOSE,
)


class Unfit(Enum):
    """Why a line is not learnt from; the values are for reports."""

    NO_TEXT = "no text"
    MARKS = "marks of an editor"
    ALPHABET = "characters outside the alphabet"
    TILTED = "tilted or upright"
    SMALL = "too small"
    LARGE = "too large"
    LONG = "too long for its height"
    OUTSIDE = "reaches out of the page"
    SHAPELESS = "no outline"
    DAMAGED = "an image that does not open"
    ENOUGH = "more than are wanted of this source"


def transcript(text: str, alphabet: Set[str]) -> str | Unfit:
    """The text in NFC, with one kind of quotes, dashes and spaces; or why it is not learnt from."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(ONE_KIND).split())
    if not text:
        return Unfit.NO_TEXT
    if MARKS.search(text):
        return Unfit.MARKS
    return text if set(text) <= alphabet | {" "} else Unfit.ALPHABET
