"""How the text of an answer is set: in letters of one width, which one tap copies, or as flowing text, and folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Self

from bot.chat.answer.note_rows import Row, rows_of
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten, split
from bot.exports.flow import is_table
from bot.job import Job

COPIED = 256  # UTF-16 units that Telegram lets a button copy
LONG_TEXT = 1200  # UTF-16 units, about a screen of a phone; what is longer is folded
LONG_LIST = 30  # rows, likewise: most receipts have fewer


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The rows of an answer, `gap` between two; `mono` where their letters are of one width, `folded` in a quote."""

    rows: Sequence[Row]
    gap: str
    mono: bool
    folded: bool

    @classmethod
    def of(cls, job: Job, say: Locale) -> Self:
        """Receipts and tables need letters of one width; what a button can copy looks better without."""
        rows, flows = rows_of(job, say), job.request.preferences.flow
        length = sum(row.longest + 1 for row in rows)
        has_columns = any(is_table(page.correction.lines) for page in job.note.pages)
        mono = has_columns or (length > COPIED and not flows)
        return cls(rows, "\n\n" if flows else "\n", mono, length > LONG_TEXT or len(rows) > LONG_LIST)

    @property
    def lengths(self) -> list[int]:
        """The rows' lengths in UTF-16 units, whichever view is longer, apart from one line feed."""
        return [row.longest + len(self.gap) - 1 for row in self.rows]

    def pieces(self, limit: int) -> list[Self]:
        """Parts of at most `limit` UTF-16 units, the same for each view; a row that is longer has one of its own."""
        borders = {index for index, row in enumerate(self.rows) if row.begins_paragraph}
        return [self._part(self.rows[piece.start : piece.stop]) for piece in split(self.lengths, borders, limit)]

    def text(self, view: View) -> str:
        """The plain text, an empty line between two pages."""
        return "\n\n".join(self.gap.join(row.text(view) for row in page) for page in self._pages())

    def html(self, view: View, limit: int | None = None) -> str:
        """The text with the titles of its pages; the first `limit` UTF-16 units of it where that is given."""
        blocks = []
        for page in self._pages():
            text = self.gap.join(row.text(view) for row in page)
            title = f"<b>{escape(page[0].title, quote=False)}</b>\n" if page[0].title else ""
            blocks.append(title + self._block(text if limit is None else shorten(text, limit)))
        whole = ("\n" if self.mono else "\n\n").join(blocks)
        return f"<blockquote expandable>{whole}</blockquote>" if self.folded else whole

    def _block(self, text: str) -> str:
        escaped = escape(text, quote=False)
        return f"<pre>{escaped}</pre>" if self.mono and text else escaped

    def _part(self, rows: Sequence[Row]) -> Self:
        return type(self)(rows, self.gap, self.mono, self.folded)

    def _pages(self) -> list[Sequence[Row]]:
        starts = [index for index, row in enumerate(self.rows) if row.title or index == 0]
        return [self.rows[start:end] for start, end in zip(starts, [*starts[1:], len(self.rows)], strict=True)]
