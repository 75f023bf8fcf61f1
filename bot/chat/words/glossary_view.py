"""What a glossary looks like in the chat. No Telegram call is made here."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import glossary as texts
from bot.store.glossaries import Entry, GlossaryPage

TOPIC = "glossary"
TXT, CSV = ".txt", ".csv"
LONGEST_LABEL = 40  # UTF-16 units that a button shows on a narrow screen


class Press(StrEnum):
    """What a button does; the values stand in the callback data, with a page's number or an entry's id behind."""

    SHOW = "show"
    PICK = "pick"
    DROP = "drop"
    ADD = "add"
    TXT = "txt"
    CSV = "csv"


def data(press: Press, *numbers: int) -> str:
    """The callback data of a button."""
    return ":".join([TOPIC, press, *map(str, numbers)])


def overview(page: GlossaryPage, say: Locale, *, group: bool, picking: bool = False) -> str:
    """A page of a glossary as HTML."""
    head = say.html(texts.GROUP_HTML if group else texts.OWN_HTML)
    if not page.count:
        return f"{head}\n{say.html(texts.EMPTY)}"
    counts = [say.count_html(texts.ENTRIES, page.count)]
    if page.pages > 1:
        counts.append(say.html(texts.PAGE, number=page.number, pages=page.pages))
    lines = [
        f"{head}: {', '.join(counts)}",
        "",
        *(f"• {escape(written(entry), quote=False)}" for entry in page.entries),
    ]
    return "\n".join([*lines, "", say.html(texts.REMOVE_WHICH)] if picking else lines)


def keyboard(page: GlossaryPage, say: Locale, *, picking: bool = False) -> InlineKeyboardMarkup:
    """The buttons under a page of a glossary: what can be done, or the entries of which one is to go."""
    rows = []
    if picking:
        rows += [[_drop(entry, page.number)] for entry in page.entries]
    if page.pages > 1:
        mode = Press.PICK if picking else Press.SHOW
        before, after = (page.number - 2) % page.pages + 1, page.number % page.pages + 1
        rows.append([_button("‹", mode, before), _button("›", mode, after)])
    if picking:
        return InlineKeyboardMarkup([*rows, [_button(say(texts.BACK), Press.SHOW, page.number)]])
    first = [_button(say(texts.ADD), Press.ADD)]
    if page.count:
        first.append(_button(say(texts.REMOVE), Press.PICK, page.number))
        rows.append([_button(f"↓ {TXT}", Press.TXT), _button(f"↓ {CSV}", Press.CSV)])
    return InlineKeyboardMarkup([first, *rows])


def written(entry: Entry) -> str:
    """An entry as it is shown."""
    return f"{entry.wrong} → {entry.right}" if entry.wrong else entry.right


def _drop(entry: Entry, number: int) -> InlineKeyboardButton:
    return _button(f"✕ {shorten(written(entry), LONGEST_LABEL)}", Press.DROP, entry.id, number)


def _button(label: str, press: Press, *numbers: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data(press, *numbers))
