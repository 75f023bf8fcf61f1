"""A ledger as a workbook of Excel, whose sums are formulas: what is corrected in it changes what people are owed.

`python -m bot.exports.ledger_xlsx` reads the ledger as JSON and writes the workbook: the bot makes it in a process of
its own, since ten thousand receipts take seconds of the processor.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.exports.ledger_content import CONTENT, LedgerContent
from bot.exports.ledger_sheets import Say, ledger_sheets
from bot.exports.sheet_cells import CellContent, Formula, Money, SheetRows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_LETTERS = 32_767  # of a cell
WIDEST, NARROWEST = 40, 7  # letters of a column
MEASURED = 200  # rows by which a column is made wide enough
FIRST_YEAR = 1900  # of a date as a number


def ledger_xlsx(content: LedgerContent, say: Say = str) -> bytes:
    """The workbook; `say` translates the titles. A text stays a text, whatever it begins with."""
    from xlsxwriter.workbook import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.now(UTC)})
        write = _Writer(workbook)
        for rows in ledger_sheets(content, say):
            write.sheet(rows)
    return file.getvalue()


class _Writer:
    """Writes each cell by its type: none is guessed from what stands in it."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[str, Format] = {}
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self._heads = {side: workbook.add_format({**head, "align": side}) for side in ("left", "right")}

    def sheet(self, rows: SheetRows) -> None:
        """A sheet with a head that stays in sight, and as wide as a page where it is printed."""
        sheet = self._workbook.add_worksheet(rows.name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, title in enumerate(rows.titles):
            cells = [row[column] for row in rows.cells[:MEASURED]]
            sheet.write_string(0, column, title, self._heads[_side(cells)])
            sheet.set_column(column, column, _width(title, cells))
        for number, row in enumerate(rows.cells, 1):
            for column, content in enumerate(row):
                self._cell(sheet, number, column, content)
        if rows.cells:
            sheet.autofilter(0, 0, len(rows.cells), len(rows.titles) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, content: CellContent) -> None:
        match content:
            case Money():
                sheet.write_number(row, column, content.value, self._money(content))
            case str() if content:
                sheet.write_string(row, column, content[:MOST_LETTERS])
            case int() | Decimal():
                sheet.write_number(row, column, content)
            case Formula(text, Money() as result):
                sheet.write_formula(row, column, text, self._money(result), result.value)
            case Formula(text, str() | int() as value):
                sheet.write_formula(row, column, text, None, value)
            case date() if content.year >= FIRST_YEAR:
                sheet.write_datetime(row, column, content, self._format("yyyy-mm-dd"))
            case date():
                sheet.write_string(row, column, content.isoformat())
            case time():
                sheet.write_datetime(row, column, content, self._format("hh:mm"))

    def _money(self, money: Money) -> Format:
        return self._format("#,##0." + "0" * money.decimals if money.decimals else "#,##0")

    def _format(self, shown: str) -> Format:
        if shown not in self._formats:
            self._formats[shown] = self._workbook.add_format({"num_format": shown})
        return self._formats[shown]


def _side(cells: Sequence[CellContent]) -> str:
    """On which side the contents of a column stand."""
    first = next((cell for cell in cells if cell is not None), "")
    shown = first.result if isinstance(first, Formula) else first
    return "left" if isinstance(shown, str) else "right"


def _width(title: str, cells: Sequence[CellContent]) -> int:
    shown = [len(str(cell)) for cell in cells if isinstance(cell, str | date)]
    return min(WIDEST, max(NARROWEST, len(title) + 1, *shown, 0) + 1)


if __name__ == "__main__":
    sys.stdout.buffer.write(ledger_xlsx(CONTENT.validate_json(sys.stdin.buffer.read())))
