"""Text that every format can hold."""

from __future__ import annotations

import re

# Control characters, lone surrogates and noncharacters: XML 1.0 refuses them (section 2.2), PDF readers stumble.
_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """The text with line feeds as its only line ends, a space for each tab, and no control characters."""
    return _REFUSED.sub("", _BREAK.sub("\n", text).replace("\t", " "))
