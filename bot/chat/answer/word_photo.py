"""Handler for the doubtful words: shows the piece of the photo in which one stands."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.answer.doubtful_words import shown
from bot.chat.answer.messages import Part
from bot.chat.answer.note_rows import pages_of
from bot.chat.answer.presses import Presses
from bot.chat.answer.refetching import Refetcher
from bot.chat.courier import TelegramCourier
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.engine.engine import Engine
from bot.errors import FileGone, FileTooLarge, PhotoError
from bot.job import Job

LONGEST_WORD = 100
_KEY = re.compile(r"piece:(\d+):(\d+):(\d+):\d+")


class Pieces:
    """Fetches a photo again and cuts a word out of it."""

    def __init__(self, presses: Presses, courier: TelegramCourier, refetcher: Refetcher, engine: Engine) -> None:
        self._presses = presses
        self._courier = courier
        self._refetcher = refetcher
        self._engine = engine

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A doubtful word: send that piece of the photo beside what was read."""
        press = await self._presses.of(update)
        if press is None:
            return
        place = [int(number) for number in press.arguments]
        if _is_in(press.job, *place):
            await press.answer(press.say(own_texts.FETCHING_PIECE))
            part = await self._piece(press.job, *place)
            await self._courier.deliver(piece_key(press.update_id, *place), press.job, part)
        else:
            await press.answer(press.say(texts.EXPIRED))

    async def _piece(self, job: Job, page: int, line: int, index: int) -> Part:
        say = self._courier.say(job)
        photo, read, note = pages_of(job)[page]
        word = shorten(shown(note.page.lines[line].words[index].text), LONGEST_WORD)
        try:
            async with self._refetcher.files([photo]) as (file,):
                piece = await self._engine.crop(file, read.number, note.page, line, index)
        except (FileGone, FileTooLarge, PhotoError):
            return Part(say.html(own_texts.PHOTO_GONE))
        return Part(say.html(own_texts.PIECE_HTML, word=word), photo=piece)


def piece_key(update_id: int, page: int, line: int, index: int) -> str:
    """The outbox's key of the message that shows a piece."""
    return f"piece:{page}:{line}:{index}:{update_id}"


def word_of(job: Job, key: str) -> str | None:
    """The word whose piece the message with that key shows, None where it shows none."""
    found = _KEY.fullmatch(key)
    place = [int(number) for number in found.groups()] if found else None
    if place is None or not _is_in(job, *place):
        return None
    page, line, index = place
    return shown(job.note.pages[page].page.lines[line].words[index].text)


def _is_in(job: Job, page: int, line: int, index: int) -> bool:
    """Whether the note still has that word; a re-correction may have made two words one."""
    pages = job.note.pages
    return page < len(pages) and line < len(pages[page].page.lines) and index < len(pages[page].page.lines[line].words)
