"""What a reply looks like: its parts, their text and their buttons. No Telegram call is made here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.chat import texts
from bot.chat.split import shorten, split, utf16_length
from bot.jobs.job import Job
from bot.page import Change, Correction, Page

MOST_PARTS = 3
LONGEST_PART = MessageLimit.MAX_TEXT_LENGTH - 256  # room for two notes above the text
MOST_CHANGES = 50


class View(StrEnum):
    """What of a note is shown; the values stand in the buttons' callback data."""

    CLEAN = "clean"
    RAW = "raw"
    CHANGES = "changes"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Part:
    """One message of an answer: HTML with buttons, or a document."""

    html: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    document: bytes | None = None


def results(job: Job) -> tuple[Page, Correction]:
    """The results of a job that has come to its answer."""
    if job.page is None or job.correction is None:
        raise ValueError(f"job {job.id} has no answer")
    return job.page, job.correction


def answer(job: Job, view: View) -> list[Part]:
    """The messages of an answer, as many for the raw as for the clean text, so that one can turn into the other."""
    page, correction = results(job)
    raw = [line.raw for line in page.lines]
    lines = raw if view is View.RAW else correction.lines
    longest = [max(map(utf16_length, pair)) for pair in zip(raw, correction.lines, strict=True)]
    pieces = split(longest, page.paragraphs, LONGEST_PART)
    keyboard = buttons(job, view)
    if len(pieces) > MOST_PARTS or max(longest) > LONGEST_PART:
        preview = shorten("\n".join(lines[i] for i in pieces[0]), LONGEST_PART)
        note = f"{_block(preview)}\n<i>{escape(texts.REST_IN_FILE)}</i>"
        return [Part(note, keyboard), Part(document="\n".join(lines).encode())]
    blocks = [_block("\n".join(lines[i] for i in piece)) for piece in pieces]
    for notice in (correction.notice, page.notice):
        if notice:
            blocks[0] = f"<i>{escape(texts.NOTICES[notice])}</i>\n{blocks[0]}"
    return [*(Part(block) for block in blocks[:-1]), Part(blocks[-1], keyboard)]


def show(job: Job, view: View) -> list[Part]:
    """The messages of an answer turned to a view; the changes take the place of the part that has the buttons."""
    if view is not View.CHANGES:
        return answer(job, view)
    return [_changes(job) if part.keyboard else part for part in answer(job, View.CLEAN)]


def _changes(job: Job) -> Part:
    _, correction = results(job)
    shown = [_change(change) for change in correction.changes[:MOST_CHANGES]]
    left_out = len(correction.changes) - len(shown)
    if left_out:
        shown.append(escape(texts.MORE_CHANGES.format(count=left_out)))
    if correction.refused:
        shown.append(f"<i>{escape(texts.plural(texts.REFUSED_COUNT, len(correction.refused)))}</i>")
    return Part("\n".join(shown), buttons(job, View.CHANGES))


def buttons(job: Job, view: View) -> InlineKeyboardMarkup:
    """The buttons under an answer: the other views, and the file."""
    labels = {
        View.CLEAN: texts.CLEAN,
        View.RAW: texts.RAW,
        View.CHANGES: texts.WHAT_CHANGED,
        View.FILE: texts.AS_FILE,
    }
    others = {other: label for other, label in labels.items() if other != view}
    row = [InlineKeyboardButton(label, callback_data=f"{other}:{job.id}") for other, label in others.items()]
    return InlineKeyboardMarkup.from_row(row)


def _block(text: str) -> str:
    return f"<pre>{escape(text, quote=False)}</pre>"


def _change(change: Change) -> str:
    before, after = (escape(shorten(word, 24), quote=False) for word in (change.before, change.after))
    reason = escape(texts.REASONS[change.by])
    return texts.CHANGE_HTML.format(line=change.line, before=before, after=after, reason=reason)
