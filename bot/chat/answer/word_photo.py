"""Handler for the doubtful words: shows the piece of the photo in which one stands."""

from __future__ import annotations

import re

from bot.chat import texts
from bot.chat.answer.buttons import ShowWord
from bot.chat.answer.doubtful_words import shown
from bot.chat.answer.messages import AnswerMessage
from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.sent_files import SentFiles
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.errors import FileGone, FileTooLarge, PhotoError
from bot.job import Job

LONGEST_WORD = 100
_KEY = re.compile(r"piece:(?P<page>\d+):(?P<line>\d+):(?P<index>\d+):\d+")


class WordPhotos:
    """Fetches a photo again and cuts a word out of it; that is for everybody who sees the answer."""

    def __init__(self, jobs: JobFinder, courier: TelegramCourier, refetcher: Refetcher, sent_files: SentFiles) -> None:
        self._jobs = jobs
        self._courier = courier
        self._refetcher = refetcher
        self._sent_files = sent_files

    async def show(self, context: Context, pressed: ShowWord) -> None:
        """A doubtful word: send that piece of the photo beside what was read."""
        job = await self._jobs.answered(context, pressed.job_id)
        if job is None:
            return
        word = _word(job, pressed.page, pressed.line, pressed.index)
        if word is None:
            await acknowledge(context.query, context.say(texts.EXPIRED), alert=False)
            return
        await acknowledge(context.query, context.say(own_texts.FETCHING_PIECE), alert=False)
        key, caption = piece_key(context.update_id, pressed), self._caption(job, word)
        await self._sent_files.bring(
            key,
            job,
            (pressed, caption),
            lambda: self._piece(job, pressed, caption),
            lambda file_id: AnswerMessage(caption, photo=file_id),
        )

    def _caption(self, job: Job, word: str) -> str:
        return self._courier.say(job).html(own_texts.PIECE_HTML, word=shorten(word, LONGEST_WORD))

    async def _piece(self, job: Job, pressed: ShowWord, caption: str) -> AnswerMessage:
        try:
            photo = await self._refetcher.crop(job, pressed.page, pressed.line, pressed.index)
        except (FileGone, FileTooLarge, PhotoError):
            return AnswerMessage(self._courier.say(job).html(own_texts.PHOTO_GONE))
        return AnswerMessage(caption, photo=photo)


def piece_key(update_id: int, pressed: ShowWord) -> str:
    """The outbox's key of the message that shows a piece."""
    return f"piece:{pressed.page}:{pressed.line}:{pressed.index}:{update_id}"


def word_of(job: Job, key: str) -> str | None:
    """The word whose piece the message with that key shows, None where it shows none."""
    found = _KEY.fullmatch(key)
    return _word(job, int(found["page"]), int(found["line"]), int(found["index"])) if found else None


def _word(job: Job, page: int, line: int, index: int) -> str | None:
    """That word of the note as it was read, None where it is no more: a re-correction may have made two words one."""
    try:
        return shown(job.note.pages[page].page.lines[line].words[index].text)
    except IndexError:
        return None
