"""What no language model changes, whatever it finds likely."""

from __future__ import annotations

import re

_CODE = re.compile(r"\d|@|://|\bwww\.|\w[A-ZÀ-ÖØ-Þ]")


def is_code(text: str) -> bool:
    """Whether a text holds a number, an address, a name in capitals, or one with a capital inside."""
    return bool(_CODE.search(text))
