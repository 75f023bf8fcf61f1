"""Pages of a kind, written as rows in a file of `pages`, each below `== ` and its name."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
_NAMED = re.compile(r"^== (.+)\n", re.MULTILINE)


def pages_of(file: str) -> dict[str, str]:
    """The texts of a file's pages by their names."""
    _, *parts = _NAMED.split((PAGES / file).read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))
