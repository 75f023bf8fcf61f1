"""What a reply looks like: its parts, their text and their buttons. No Telegram call is made here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.chat import texts
from bot.chat.languages.locale import Locale
from bot.chat.learning.views import again_buttons
from bot.chat.split import shorten, split, utf16_length
from bot.jobs.job import Job
from bot.page import Change

MOST_PARTS = 3
LONGEST_HEAD = 480  # the remarks above the text
LONGEST_PART = MessageLimit.MAX_TEXT_LENGTH - LONGEST_HEAD - 64  # room for the note that the rest is in a file
MOST_FAILURES = 4  # that are told one by one
MOST_FOUND = 8
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
    filename: str = ""


def answer(job: Job, view: View, say: Locale) -> list[Part]:
    """The messages of an answer, as many for the raw as for the clean text, so that one can turn into the other."""
    raw, clean, paragraphs = _rows(job)
    lines = raw if view is View.RAW else clean
    longest = [max(map(utf16_length, pair)) for pair in zip(raw, clean, strict=True)]
    head = _italic(shorten("\n".join(_remarks(job, say)), LONGEST_HEAD))
    pieces = split(longest, paragraphs, LONGEST_PART)
    keyboard = buttons(job, view, say)
    if len(pieces) > MOST_PARTS or max(longest) > LONGEST_PART:
        preview = shorten("\n".join(lines[i] for i in pieces[0]), LONGEST_PART)
        note = "\n".join(filter(None, (head, _block(preview), _italic(say(texts.REST_IN_FILE)))))
        return [Part(note, keyboard), Part(document="\n".join(lines).encode(), filename=f"note-{job.id}.txt")]
    blocks = [_block("\n".join(lines[i] for i in piece)) for piece in pieces]
    blocks[0] = "\n".join(filter(None, (head, blocks[0])))
    return [*(Part(block) for block in blocks[:-1]), Part(blocks[-1], keyboard)]


def _rows(job: Job) -> tuple[list[str], list[str], set[int]]:
    """The raw and the clean lines of all pages, an empty one between two, and the indexes that begin a paragraph."""
    if not job.note.pages:
        raise ValueError(f"job {job.id} has no answer")
    raw: list[str] = []
    clean: list[str] = []
    paragraphs: set[int] = set()
    for each in job.note.pages:
        if raw:
            raw.append("")
            clean.append("")
        paragraphs.update(len(raw) + start for start in each.page.paragraphs)
        raw += [line.raw for line in each.page.lines]
        clean += each.correction.lines
    return raw, clean, paragraphs


def _remarks(job: Job, say: Locale) -> list[str]:
    """What is to be said above the text: what it was read with, and what could not be read."""
    notices = {notice for each in job.note.pages for notice in (each.correction.notice, each.page.notice) if notice}
    remarks = [say(text) for notice, text in texts.NOTICES.items() if notice in notices]
    for photo, failed in job.failures[:MOST_FAILURES]:
        text, number = texts.FAILED_PHOTO, job.photos.index(photo) + 1
        if photo.count and photo.count > 1:
            text, number = texts.FAILED_PAGE, failed.number
        remarks.append(say(text, number=number, reason=say(failed.failure.person, **failed.failure.details)))
    if left_out := len(job.failures[MOST_FAILURES:]):
        remarks.append(say(texts.MORE_CHANGES, count=left_out))
    if job.found is not None:
        words = ", ".join(job.found[:MOST_FOUND])
        remarks.append(say(texts.FOUND, words=words) if words else say(texts.NONE_FOUND))
    if job.is_refining:
        remarks.append(say(texts.REFINING))
    return remarks


def show(job: Job, view: View, say: Locale) -> list[Part]:
    """The messages of an answer turned to a view; the changes take the place of the part that has the buttons."""
    if view is not View.CHANGES:
        return answer(job, view, say)
    return [_changes(job, say) if part.keyboard else part for part in answer(job, View.CLEAN, say)]


def _changes(job: Job, say: Locale) -> Part:
    changes = job.note.changes
    shown = [_change(change, say) for change in changes[:MOST_CHANGES]]
    if left_out := len(changes) - len(shown):
        shown.append(say.html(texts.MORE_CHANGES, count=left_out))
    if refused := sum(len(each.correction.refused) for each in job.note.pages):
        shown.append(_italic(say.count(texts.REFUSED_COUNT, refused)))
    return Part("\n".join(shown), buttons(job, View.CHANGES, say))


def buttons(job: Job, view: View, say: Locale) -> InlineKeyboardMarkup:
    """The buttons under an answer: the other views, and the file."""
    labels = {
        View.CLEAN: texts.CLEAN,
        View.RAW: texts.RAW,
        View.CHANGES: texts.WHAT_CHANGED,
        View.FILE: texts.AS_FILE,
    }
    others = {other: label for other, label in labels.items() if other != view}
    row = [InlineKeyboardButton(say(label), callback_data=f"{other}:{job.id}") for other, label in others.items()]
    return InlineKeyboardMarkup([row, again_buttons(job, say)])


def _italic(text: str) -> str:
    return f"<i>{escape(text, quote=False)}</i>" if text else ""


def _block(text: str) -> str:
    return f"<pre>{escape(text, quote=False)}</pre>"


def _change(change: Change, say: Locale) -> str:
    before, after = (shorten(word, 24) for word in (change.before, change.after))
    return say.html(
        texts.CHANGE_HTML, line=change.line, before=before, after=after, reason=say(texts.REASONS[change.by])
    )
