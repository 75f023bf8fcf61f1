"""The buttons under an answer: at most three a row, which is what a phone has room for; of numbers five."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts
from bot.chat.answer.buttons import BACK, KeepReading, Recorrect, SaveAs, ShowView, ShowWord, Undo
from bot.chat.answer.change_list import Listed
from bot.chat.answer.doubtful_words import doubtful
from bot.chat.answer.formats import FORMATS
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.job import Job

A_ROW = 3
NUMBERS_A_ROW = 5
LONGEST_LABEL = 20  # letters of a word on a button

Row = list[InlineKeyboardButton]


def answer_keyboard(job: Job, view: View, say: Locale, copied: str) -> InlineKeyboardMarkup:
    """The buttons under the text; one copies `copied` where that is not empty."""
    copy = [InlineKeyboardButton(say(own_texts.COPY), copy_text=CopyTextButton(copied))] if copied else []
    other = _clean(job, say) if view is View.RAW else _raw(job, say)
    changes = ShowView(View.CHANGES, job.id).button(say(texts.WHAT_CHANGED))
    recorrect = Recorrect(job.id).button(say(own_texts.RECORRECT))
    save = SaveAs(job.id).button(say(own_texts.SAVE_AS))
    words = [] if view is View.RAW else in_rows(_doubts(job), A_ROW)
    return InlineKeyboardMarkup([*words, [*copy, other, changes], [recorrect, save, *_undo(job, say)]])


def changes_keyboard(job: Job, lists: Sequence[Sequence[Listed]], number: int, say: Locale) -> InlineKeyboardMarkup:
    """The buttons under list `number` (from 0) of the changes: its numbers, the other lists, the text."""
    keep = [KeepReading(job.id, number, each.digest).button(str(each.number)) for each in lists[number]]
    neighbours = {number - 1: "‹ {}–{}", number + 1: "{}–{} ›"}
    turns = [
        ShowView(View.CHANGES, job.id, other).button(label.format(lists[other][0].number, lists[other][-1].number))
        for other, label in neighbours.items()
        if 0 <= other < len(lists)
    ]
    rows = [] if job.is_refining else in_rows(keep, NUMBERS_A_ROW)
    rows += [turns] if turns else []
    return InlineKeyboardMarkup([*rows, [_clean(job, say), _raw(job, say), *_undo(job, say)]])


def save_keyboard(job: Job, say: Locale) -> InlineKeyboardMarkup:
    """The formats in which an answer can be saved, and the way back."""
    formats = [SaveAs(job.id, name).button(say(each.label)) for name, each in FORMATS.items()]
    return InlineKeyboardMarkup(in_rows([*formats, SaveAs(job.id, BACK).button(say(own_texts.BACK))], A_ROW))


def _clean(job: Job, say: Locale) -> InlineKeyboardButton:
    return ShowView(View.CLEAN, job.id).button(say(texts.CLEAN))


def _raw(job: Job, say: Locale) -> InlineKeyboardButton:
    return ShowView(View.RAW, job.id).button(say(texts.RAW))


def _undo(job: Job, say: Locale) -> Row:
    return [Undo(job.id).button(say(texts.UNDO))] if job.can_undo else []


def _doubts(job: Job) -> Row:
    return [
        ShowWord(job.id, doubt.page, doubt.line, doubt.index).button(shorten(doubt.word, LONGEST_LABEL))
        for doubt in doubtful(job.note)
    ]


def in_rows(buttons: Row, width: int) -> list[Row]:
    """The buttons in rows of so many."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
