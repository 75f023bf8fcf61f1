"""The buttons under an answer: at most three a row, which is what a phone has room for; of numbers five."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts
from bot.chat.answer.change_list import Listed
from bot.chat.answer.doubtful_words import doubtful
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.chat.words.lesson_view import again_buttons
from bot.job import Job

SAVE, KEEP, WORD = "save", "keep", "word"
BACK = "back"
FORMATS = {"txt": own_texts.TEXT_FILE, "md": own_texts.MARKDOWN, "docx": own_texts.WORD_FILE, "pdf": own_texts.PDF}
A_ROW = 3
NUMBERS_A_ROW = 5
LONGEST_LABEL = 20  # letters of a word on a button

Row = list[InlineKeyboardButton]


def answer_keyboard(job: Job, view: View, say: Locale, copied: str) -> InlineKeyboardMarkup:
    """The buttons under the text; one copies `copied` where that is not empty."""
    other, label = (View.CLEAN, texts.CLEAN) if view is View.RAW else (View.RAW, texts.RAW)
    first = [InlineKeyboardButton(say(own_texts.COPY), copy_text=CopyTextButton(copied))] if copied else []
    first += [_button(say(label), other, job), _button(say(texts.WHAT_CHANGED), View.CHANGES, job)]
    words = [] if view is View.RAW else _rows(_doubts(job), A_ROW)
    return InlineKeyboardMarkup([*words, first, _last_row(job, say)])


def changes_keyboard(job: Job, lists: Sequence[Sequence[Listed]], number: int, say: Locale) -> InlineKeyboardMarkup:
    """The buttons under list `number` (from 0) of the changes: its numbers, the other lists, the text."""
    keep = [_button(str(each.number), KEEP, job, number, each.digest) for each in lists[number]]
    rows = _rows([] if job.is_refining else keep, NUMBERS_A_ROW)
    turns = {number - 1: "‹ {}–{}", number + 1: "{}–{} ›"}
    rows.append(
        [
            _button(_range(label, lists[to]), View.CHANGES, job, to)
            for to, label in turns.items()
            if 0 <= to < len(lists)
        ]
    )
    rows.append([_button(say(texts.CLEAN), View.CLEAN, job), _button(say(texts.RAW), View.RAW, job)])
    rows[-1] += again_buttons(job, say)[1:]
    return InlineKeyboardMarkup([row for row in rows if row])


def save_keyboard(job: Job, say: Locale) -> InlineKeyboardMarkup:
    """The formats in which an answer can be saved, and the way back."""
    names = [_button(say(label), SAVE, job, name) for name, label in FORMATS.items()]
    return InlineKeyboardMarkup(_rows([*names, _button(say(own_texts.BACK), SAVE, job, BACK)], A_ROW))


def _last_row(job: Job, say: Locale) -> Row:
    again, *undo = again_buttons(job, say)
    return [again, _button(say(own_texts.SAVE_AS), SAVE, job), *undo]


def _range(label: str, listed: Sequence[Listed]) -> str:
    return label.format(listed[0].number, listed[-1].number)


def _doubts(job: Job) -> Row:
    return [
        _button(shorten(doubt.word, LONGEST_LABEL), WORD, job, doubt.page, doubt.line, doubt.index)
        for doubt in doubtful(job.note)
    ]


def _button(label: str, topic: str, job: Job, *arguments: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=":".join(map(str, (topic, job.id, *arguments))))


def _rows(buttons: Row, width: int) -> list[Row]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
