"""Letters that were taken for the digits they look like, in what can be nothing but a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.correcting.spelling.tokens import Token

_CORE = re.compile(r"(?P<before>[(\"'“‘£$€]*)(?P<core>[\dlIOo.,:]*[\dlIOo])(?P<behind>[.,;:!?)\"'”’]*)")
_SHAPES = re.compile(
    r"""
      (?:l[\dlIOo]|1[\dlIOo])[\dlIOo][\dOo] | l[\dlIOo]{2}l  # a year; 100l is money
    | 2[0Oo][\dlIOo][\dOo]
    | \d+[lIOo]\d+                # a letter between digits
    | \d[\dOo]{0,2}[.,][\dOo]{2}  # an amount
    | [\dl][\dOo]?:[\dlOo]{2}     # a time
    """,
    re.VERBOSE,
)
_TEENS = re.compile(r"l\d")
_MONTH = re.compile(r"[A-Z][a-z]{2,}\.?")
_COUNTED = re.compile(r"[a-z]{3,}s['’]?[.,;]?")
_DIGITS = str.maketrans("lIOo", "1100")


def number(tokens: Sequence[Token], place: int) -> str | None:
    """The token at `place` with digits for the letters in a number, `l99l` and `12:3O`; None where it is another thing.

    What stands behind a number may be a unit (`5l`) and what has other letters a code (`A04118`): both stay. Of the
    texts that `tests.correcting.spelling.measure` reads it repairs 7 numbers, 6 of them rightly, and in their truths
    one that is printed with an O.
    """
    parts = _CORE.fullmatch(tokens[place].text)
    if parts is None:
        return None
    core = parts["core"]
    letters, digits = sum(map(str.isalpha, core)), sum(map(str.isdigit, core))
    if not 0 < letters <= digits:
        return None
    if _SHAPES.fullmatch(core) or (_TEENS.fullmatch(core) and _is_counted(tokens, place)):
        return parts["before"] + core.translate(_DIGITS) + parts["behind"]
    return None


def _is_counted(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number is that of a day, behind its month, or of what stands behind it: `May l8`, `l8 acres`."""
    before, behind = tokens[place - 1 : place] if place else (), tokens[place + 1 : place + 2]
    return any(_MONTH.fullmatch(token.text) for token in before) or any(
        _COUNTED.fullmatch(token.text) for token in behind
    )
