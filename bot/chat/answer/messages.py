"""What an answer looks like: its messages, their text and their buttons. No Telegram call is made here."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.chat.answer.change_list import changes_html, lists_of
from bot.chat.answer.keyboard import answer_keyboard, changes_keyboard
from bot.chat.answer.remarks import remarks
from bot.chat.answer.text_layout import COPIED, TextLayout
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.receipts.shown_side import ShownCard
from bot.chat.split import shorten, utf16_length
from bot.chat.texts import answer as texts
from bot.job import Job

MOST_PARTS = 3
LONGEST_REMARKS = 480  # below the text
LONGEST_PART = MessageLimit.MAX_TEXT_LENGTH - LONGEST_REMARKS - 64  # room for the note that the rest is in a file
EMPTY = "…"  # where the last word was taken out again


@dataclass(frozen=True, slots=True)
class AnswerMessage:
    """One message: HTML with buttons, a document, or a photo with the HTML as its caption.

    A file is its content, or Telegram's id of it. `reply_to` is the message that it replies to where that is not the
    one that asked. `card` says whose card it is, where it is one.
    """

    html: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    document: bytes | str | None = None
    filename: str = ""
    photo: bytes | str | None = None
    reply_to: int | None = None
    card: ShownCard | None = None


def show(job: Job, view: View, say: Locale, number: int = 0) -> list[AnswerMessage]:
    """The messages of an answer in a view, as many of a kind in each; those of a text that is too long are two.

    The changes, of which list `number` is shown, take the place of the part that has the buttons.
    """
    lists = lists_of(job) if view is View.CHANGES else []
    if not lists:
        return _answer(job, View.RAW if view is View.RAW else View.CLEAN, say)
    number = min(number, len(lists) - 1)
    changes = AnswerMessage(changes_html(job, lists, number, say), changes_keyboard(job, lists, number, say))
    return [changes if part.keyboard else part for part in _answer(job, View.CLEAN, say)]


def show_in_one(job: Job, view: View, say: Locale, number: int = 0) -> AnswerMessage:
    """An answer in a view as one message: of a text that is too long for it the beginning."""
    *before, last = show(job, view, say, number)
    if not before:
        return last
    buttons = next(part.keyboard for part in (last, *before) if part.keyboard)
    if view is View.CHANGES and lists_of(job):
        return next(part for part in (last, *before) if part.keyboard)
    preview = TextLayout.of(job, say).pieces(LONGEST_PART)[0].html(view, LONGEST_PART)
    said = shorten("\n".join([say(texts.SAVE_WHOLE), *remarks(job, view, say)]), LONGEST_REMARKS)
    return AnswerMessage(_with_remarks(preview, said), buttons)


def _answer(job: Job, view: View, say: Locale) -> list[AnswerMessage]:
    layout = TextLayout.of(job, say)
    text = layout.text(view)
    buttons = answer_keyboard(job, view, say, text if text.strip() and utf16_length(text) <= COPIED else "")
    said = shorten("\n".join(remarks(job, view, say)), LONGEST_REMARKS)
    pieces = layout.pieces(LONGEST_PART)
    if len(pieces) > MOST_PARTS or max(layout.lengths) > LONGEST_PART:
        said = "\n".join(filter(None, (say(texts.FILE_BELOW), said)))
        preview = pieces[0].html(view, LONGEST_PART)
        return [
            AnswerMessage(_with_remarks(preview, said), buttons),
            AnswerMessage(document=text.encode(), filename=f"note-{job.id}.txt"),
        ]
    *before, last = [piece.html(view) for piece in pieces]
    return [*map(AnswerMessage, before), AnswerMessage(_with_remarks(last if last.strip() else EMPTY, said), buttons)]


def _with_remarks(html: str, said: str) -> str:
    """What is said stands below the text, after an empty line where no frame parts them."""
    gap = "\n" if html.endswith(("</pre>", "</blockquote>")) else "\n\n"
    return f"{html}{gap}<i>{escape(said, quote=False)}</i>" if said else html
