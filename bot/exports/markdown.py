"""A note as Markdown that shows the text as it stands, whatever signs are in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.exports.flow import is_table
from bot.exports.plain import plain

RULE = "* * *"  # between pages; three hyphens at the top would begin a block of settings
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~$]")  # of CommonMark and of GitHub's tables, strikethrough and formulas
_LEADING = re.compile(r"^(?:(?=[-+=])|(\d{1,9})(?=[.)](?:\s|$)))")  # of lists and headings
_FENCE = re.compile(r"`{3,}")


def markdown(pages: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 of pages, each the texts of its paragraphs; rows within a paragraph are parted by line feeds.

    Rows of text keep their ends by two spaces, which every viewer heeds. Those of a receipt or a table stand in a
    fenced block, which keeps their columns apart.
    """
    texts = ["\n\n".join(_paragraph(plain(text)) for text in page if plain(text).strip()) for page in pages]
    return (f"\n\n{RULE}\n\n".join(texts).strip() + "\n").encode()


def _paragraph(text: str) -> str:
    rows = [row for row in text.split("\n") if row.strip()]
    if is_table(rows):
        fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
        return "\n".join([fence, *(row.rstrip() for row in rows), fence])
    return "  \n".join(_literal(row.strip()) for row in rows)


def _literal(row: str) -> str:
    """A row with a backslash before each sign that would be taken for markup."""
    return _LEADING.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", row))
