"""What a sheet of lessons looks like, and the buttons that correct an answer again. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as answers
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import lessons as texts
from bot.job import Job
from bot.store.lessons import Pair, Sheet

AGAIN, UNDO = "again", "undo"
TOPIC = "lesson"
OWN, GROUP, NONE = "own", "group", "none"
LONGEST_LABEL = 48


def again_buttons(job: Job, say: Locale) -> list[InlineKeyboardButton]:
    """The buttons under an answer that correct it again and that take the last change back."""
    row = [InlineKeyboardButton(say(texts.AGAIN), callback_data=f"{AGAIN}:{job.id}")]
    if job.can_undo:
        row.append(InlineKeyboardButton(say(answers.UNDO), callback_data=f"{UNDO}:{job.id}"))
    return row


def offer(sheet: Sheet, say: Locale) -> str:
    """The question which of the pairs are to be learned, as HTML."""
    said = say.html(texts.OFFER_HTML)
    return said if all(pair.ticked for pair in sheet.pairs) else f"{said} {say.html(texts.OFFER_UNSURE)}"


def keyboard(sheet: Sheet, say: Locale, *, group: bool) -> InlineKeyboardMarkup:
    """A button for each pair, with its tick, and where they go."""
    rows = [[_button(_label(pair), sheet, str(index))] for index, pair in enumerate(sheet.pairs)]
    goals = [_button(say(texts.INTO_OWN), sheet, OWN)]
    if group:
        goals.append(_button(say(texts.INTO_GROUP), sheet, GROUP))
    return InlineKeyboardMarkup([*rows, goals, [_button(say(texts.NOT_NOW), sheet, NONE)]])


def learned(pairs: Iterable[Pair], say: Locale, *, group: bool) -> str:
    """What was learned, as HTML."""
    lines = [f"• {escape(_written(pair), quote=False)}" for pair in pairs]
    return "\n".join([say.html(texts.LEARNED_GROUP if group else texts.LEARNED_OWN), *lines])


def _label(pair: Pair) -> str:
    return shorten(f"{'✓' if pair.ticked else '▢'} {_written(pair)}", LONGEST_LABEL)


def _written(pair: Pair) -> str:
    return pair.meant if pair.read == pair.meant else f"{pair.read} → {pair.meant}"


def _button(label: str, sheet: Sheet, action: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{TOPIC}:{sheet.id}:{action}")
