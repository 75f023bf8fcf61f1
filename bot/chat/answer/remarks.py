"""What is to be said below the text of an answer."""

from __future__ import annotations

import math
from statistics import median

from bot.chat import texts
from bot.chat.answer.doubtful_words import doubtful
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.errors import EmptyPage
from bot.job import FailedPage, Job, Photo
from bot.page import Page

MOST_FAILURES = 4  # that are told one by one
MOST_FOUND = 8
LONGEST_WORD = 24

# Of 73 photos six were read with less confidence, and none of those better than two words of three; receipts and scans
# that were blurred by 3 pixels had 0.64 to 0.75.
HARD = 0.78
# Receipts and scans of 427 pixels had rows 10 to 12 pixels high and a confidence of 0.93 at most; in photos as Telegram
# delivers them rows are 20 pixels high and more.
TINY = 16  # pixels
TINY_AND_SURE = 0.96


def remarks(job: Job, view: View, say: Locale) -> list[str]:
    """Where the text may be wrong, what could not be read, what a glossary did, and what it was read with."""
    said = []
    if view is View.CLEAN and (doubts := doubtful(job.note)):
        words = ", ".join(shorten(doubt.word, LONGEST_WORD) for doubt in doubts)
        said.append(say(own_texts.NOT_SURE, words=words))
    if any(is_hard_to_read(each.page) for each in job.note.pages):
        said.append(say(own_texts.HARD_TO_READ))
    said += of_photos(job, say)
    notices = {notice for each in job.note.pages for notice in (each.correction.notice, each.page.notice)}
    said += [say(text) for notice, text in texts.NOTICES.items() if notice in notices]
    if job.is_refining:
        said.append(say(texts.REFINING))
    return said


def of_photos(job: Job, say: Locale) -> list[str]:
    """What could not be read, and what the last re-correction found."""
    said = [_failure(job, photo, failed, say) for photo, failed in job.failures[:MOST_FAILURES]]
    if left_out := len(job.failures[MOST_FAILURES:]):
        said.append(say(texts.MORE_CHANGES, count=left_out))
    if job.found is not None:
        found = ", ".join(job.found[:MOST_FOUND])
        said.append(say(texts.FOUND, words=found) if found else say(texts.NONE_FOUND))
    return said


def of_readings(job: Job, say: Locale) -> list[str]:
    """Where a reading may be wrong or is not all."""
    pages = [each.page for each in job.note.pages]
    said = [say(own_texts.HARD_TO_READ)] if any(map(is_hard_to_read, pages)) else []
    return said + [say(text) for notice, text in texts.NOTICES.items() if notice in {page.notice for page in pages}]


def is_hard_to_read(page: Page) -> bool:
    """Whether a better photo would give a better text; readers that tell no confidence never say so."""
    lines = [line for line in page.lines if line.confidence > 0]
    letters = sum(len(line.text) for line in lines)
    if not letters:
        return False
    confidence = sum(len(line.text) * line.confidence for line in lines) / letters
    height = median(math.dist(line.box[0], line.box[3]) for line in lines)
    return confidence < HARD or (height < TINY and confidence < TINY_AND_SURE)


def _failure(job: Job, photo: Photo, failed: FailedPage, say: Locale) -> str:
    text, number = texts.FAILED_PHOTO, job.photos.index(photo) + 1
    if photo.count and photo.count > 1:
        text, number = texts.FAILED_PAGE, failed.number
        if isinstance(failed.failure, EmptyPage):
            return say(texts.EMPTY_PAGE, number=number)
    return say(text, number=number, reason=say(failed.failure.person, **failed.failure.details))
