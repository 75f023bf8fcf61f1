"""How likely a recogniser takes one group of letters for another."""

from __future__ import annotations

import unicodedata
from functools import cache

CHEAPEST = 0.7
ACCENT_LOST = CHEAPEST
ACCENT_GAINED = 1.6
LOOKALIKE = 1.0
GROUP = 1.2
DOUBLED = 1.8
EXTRA_STROKE = 2.0
MISSING = 2.4
OTHER = 3.0

_LOOKALIKES = (
    "ae ao as ar bh bo ce co cg dl ec eo gq gy hk hl hn il ij it ir kx lt lr lf mn nr nu ft fs rs rv rt su sv sa tf uv un uo vy vw xz au ei db dt pg tk kt cr jy"
).split()
_GROUPS = (
    "rn:m ni:m in:m nn:m iu:m ui:m ri:n ii:n ii:u li:h ti:n li:n il:u ll:u cl:d ol:d ci:a vv:w yv:w "
    "ff:n fi:n fl:n ffi:m tl:ff li:b"
).split()
_STROKES = frozenset("ijlrtfv")
_LONGEST = 3


def _both_ways(pairs: list[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset(pairs) | frozenset((meant, read) for read, meant in pairs)


_LOOKALIKE_PAIRS = _both_ways([(pair[0], pair[1]) for pair in _LOOKALIKES])
_GROUP_PAIRS = _both_ways([(pair.split(":")[0], pair.split(":")[1]) for pair in _GROUPS])


def cost(read: str, meant: str) -> float:
    """What it takes to read `meant` as `read`: 0 for nothing, about 1 for a lookalike, 3 for any other letter.

    The unit is a power of ten of probability, as in a word's Zipf frequency, so that the two can be added up.
    The pairs are those seen most in ICDAR 2017 (English) and Overproof.
    """
    start = _common_start(read, meant)
    end = _common_start(read[start:][::-1], meant[start:][::-1])
    context = read[max(0, start - 1) : start]
    return _core_cost(context, read[start : len(read) - end], meant[start : len(meant) - end])


def _core_cost(context: str, read: str, meant: str) -> float:
    best = [[0.0] * (len(meant) + 1) for _ in range(len(read) + 1)]
    for i in range(len(read) + 1):
        for j in range(len(meant) + 1):
            if i or j:
                best[i][j] = min(_steps(best, context, read, meant, i, j))
    return best[-1][-1]


def _steps(best, context, read, meant, i, j):
    if i:
        doubled = read[i - 1] == (read[i - 2] if i > 1 else context)
        yield best[i - 1][j] + (DOUBLED if doubled else EXTRA_STROKE if read[i - 1] in _STROKES else OTHER)
    if j:
        doubled = meant[j - 1] == (meant[j - 2] if j > 1 else context)
        yield best[i][j - 1] + (DOUBLED if doubled else MISSING)
    if i and j:
        yield best[i - 1][j - 1] + _letter_cost(read[i - 1], meant[j - 1])
    for m in range(1, min(i, _LONGEST) + 1):
        for n in range(1, min(j, _LONGEST) + 1):
            if m + n > 2 and (read[i - m : i], meant[j - n : j]) in _GROUP_PAIRS:
                yield best[i - m][j - n] + GROUP


@cache
def _letter_cost(read: str, meant: str) -> float:
    if read == meant:
        return 0.0
    plain_read, plain_meant = (unicodedata.normalize("NFD", letter)[0] for letter in (read, meant))
    if plain_read == plain_meant:
        return ACCENT_LOST if read == plain_read else ACCENT_GAINED
    return LOOKALIKE if (plain_read, plain_meant) in _LOOKALIKE_PAIRS else OTHER


def _common_start(left: str, right: str) -> int:
    shorter = min(len(left), len(right))
    return next((i for i in range(shorter) if left[i] != right[i]), shorter)
