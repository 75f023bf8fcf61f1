"""What no language model changes, whatever it finds likely."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.correcting.guarding.word_shapes import has_digits, is_address

_NO_PROSE = re.compile(r"[^\w\s.,;:!?'\"()/…‘’“”«»‐‑–—-]")


def is_code(words: str) -> bool:
    """Whether there is a number, an address, a sign as of a currency, or a capital behind another letter."""
    inner_capital = any(first.isalpha() and second.isupper() for first, second in pairwise(words))
    return inner_capital or has_digits(words) or is_address(words) or bool(_NO_PROSE.search(words))
