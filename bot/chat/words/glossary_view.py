"""What a glossary looks like in the chat, and what its buttons say. No Telegram call is made here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.callback_data import CallbackData
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import glossary as texts
from bot.store.glossaries import GlossaryEntry, GlossaryPage

LONGEST_LABEL = 40  # UTF-16 units that a button shows on a narrow screen


class FileKind(StrEnum):
    """The files that a glossary is exported to; the values stand in callback data, and as suffixes."""

    TXT = "txt"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ShowPage(CallbackData):
    """Show a page, counted from 1."""

    prefix = "glossary:show"
    page: int


@dataclass(frozen=True, slots=True)
class PickEntry(CallbackData):
    """Show the entries of a page as buttons: which is to go?"""

    prefix = "glossary:pick"
    page: int


@dataclass(frozen=True, slots=True)
class DropEntry(CallbackData):
    """Remove an entry, and show the page."""

    prefix = "glossary:drop"
    entry_id: int
    page: int


@dataclass(frozen=True, slots=True)
class AddWords(CallbackData):
    """Ask for words."""

    prefix = "glossary:add"


@dataclass(frozen=True, slots=True)
class ExportGlossary(CallbackData):
    """Send the glossary as a file."""

    prefix = "glossary"
    kind: FileKind


def shown(page: GlossaryPage, say: Locale, *, group: bool, picking: bool = False) -> tuple[str, InlineKeyboardMarkup]:
    """A page of a glossary as HTML, with its buttons: those of its entries, of which one is to go, where `picking`."""
    picking = picking and page.count > 0
    keyboard = _picking_keyboard(page, say) if picking else _keyboard(page, say)
    return _html(page, say, group=group, picking=picking), keyboard


def with_arrow(wrong: str, right: str) -> str:
    """What is read and what is right as a person is shown them; `right` alone where it stands for itself."""
    return right if wrong in ("", right) else f"{wrong} → {right}"


def _html(page: GlossaryPage, say: Locale, *, group: bool, picking: bool) -> str:
    head = say.html(texts.GROUP_HTML if group else texts.OWN_HTML)
    if not page.count:
        return f"{head}\n{say.html(texts.EMPTY)}"
    counts = [say.count_html(texts.ENTRIES, page.count)]
    if page.pages > 1:
        counts.append(say.html(texts.PAGE, number=page.number, pages=page.pages))
    lines = [
        f"{head}: {', '.join(counts)}",
        "",
        *(f"• {escape(with_arrow(entry.wrong, entry.right), quote=False)}" for entry in page.entries),
    ]
    return "\n".join([*lines, "", say.html(texts.REMOVE_WHICH)] if picking else lines)


def _keyboard(page: GlossaryPage, say: Locale) -> InlineKeyboardMarkup:
    first = [AddWords().button(say(texts.ADD))]
    rows = [first, *_turns(page, ShowPage)]
    if page.count:
        first.append(PickEntry(page.number).button(say(texts.REMOVE)))
        rows.append([ExportGlossary(kind).button(f"↓ .{kind}") for kind in FileKind])
    return InlineKeyboardMarkup(rows)


def _picking_keyboard(page: GlossaryPage, say: Locale) -> InlineKeyboardMarkup:
    entries = [DropEntry(entry.id, page.number).button(f"✕ {_label(entry)}") for entry in page.entries]
    back = ShowPage(page.number).button(say(texts.BACK))
    return InlineKeyboardMarkup([*([entry] for entry in entries), *_turns(page, PickEntry), [back]])


def _label(entry: GlossaryEntry) -> str:
    return shorten(with_arrow(entry.wrong, entry.right), LONGEST_LABEL)


def _turns(page: GlossaryPage, turn: type[ShowPage | PickEntry]) -> list[list[InlineKeyboardButton]]:
    """The buttons to the pages before and after, in a circle; none where there is one page."""
    if page.pages == 1:
        return []
    before, after = (page.number - 2) % page.pages + 1, page.number % page.pages + 1
    return [[turn(before).button("‹"), turn(after).button("›")]]
