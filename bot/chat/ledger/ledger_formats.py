"""The formats in which a ledger can be saved: what each is called, and how it is made, off the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.chat.languages.locale import Locale
from bot.chat.ledger.chart_panels import can_draw, chart_panels, drawn
from bot.chat.ledger.ledger_photos import LedgerPhotos
from bot.chat.ledger.made_apart import made_apart
from bot.chat.texts import ledger as texts
from bot.exports.ledger_content import CONTENT, LedgerContent
from bot.exports.ledger_csv import ledger_csv
from bot.exports.ledger_journal import ledger_journal
from bot.exports.ledger_json import ledger_json


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """What is saved, what its files are called without their suffix, and whether it is a group's."""

    content: LedgerContent
    stem: str
    is_group: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not self.content.expenses and not self.content.settlements


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file that was made, None where there is nothing for it, and what is to be said of it, as HTML."""

    content: bytes | None
    remarks: tuple[str, ...] = field(default=())


Make = Callable[[LedgerBook, Locale, LedgerPhotos], Awaitable[LedgerFile]]


@dataclass(frozen=True, slots=True)
class LedgerFormat:
    """A format: its label, what makes a file of it, and whether it can be made here."""

    label: str
    make: Make
    is_there: Callable[[], bool] = lambda: True


def of_figures(export: Callable[[LedgerContent], bytes]) -> Make:
    """Makes a file of the figures alone."""

    async def make(book: LedgerBook, _: Locale, __: LedgerPhotos) -> LedgerFile:
        return LedgerFile(await asyncio.to_thread(export, book.content))

    return make


async def _workbook(content: LedgerContent) -> bytes:
    return await made_apart("bot.exports.ledger_xlsx", await asyncio.to_thread(CONTENT.dump_json, content))


async def _xlsx(book: LedgerBook, _: Locale, __: LedgerPhotos) -> LedgerFile:
    return LedgerFile(await _workbook(book.content))


async def _photos(book: LedgerBook, say: Locale, photos: LedgerPhotos) -> LedgerFile:
    table = await _workbook(book.content)
    made = await photos.zipped(book.content.expenses, {f"{book.stem}.xlsx": table})
    if not made.count:
        return LedgerFile(None, (say.html(texts.NO_PHOTOS),))
    said = ((texts.PHOTOS_GONE, made.gone), (texts.PHOTOS_TOO_MANY, made.too_many))
    return LedgerFile(made.content, tuple(say.count_html(forms, count) for forms, count in said if count))


async def _chart(book: LedgerBook, say: Locale, _: LedgerPhotos) -> LedgerFile:
    panels = chart_panels(book.content.expenses, book.content.names if book.is_group else {}, say)
    return LedgerFile(await drawn(panels)) if panels else LedgerFile(None, (say.html(texts.NOTHING_TO_SAVE),))


LEDGER_FORMATS: Mapping[str, LedgerFormat] = {
    "xlsx": LedgerFormat(texts.XLSX, _xlsx),
    "csv": LedgerFormat(texts.CSV, of_figures(ledger_csv)),
    "json": LedgerFormat(texts.JSON, of_figures(ledger_json)),
    "journal": LedgerFormat(texts.HLEDGER, of_figures(ledger_journal)),
    "zip": LedgerFormat(texts.ZIP, _photos),
    "png": LedgerFormat(texts.CHART, _chart, can_draw),
}
"""The formats by the suffix of their files, in the order of their buttons."""
