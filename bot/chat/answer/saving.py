"""Handler for *Save as…*: the text as a file, in the formats behind that button."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.answer.keyboard import BACK, FORMATS
from bot.chat.answer.messages import Part
from bot.chat.answer.note_rows import pages_of
from bot.chat.answer.presses import Presses
from bot.chat.answer.refetching import Refetcher
from bot.chat.courier import TelegramCourier
from bot.chat.languages.locale import Locale
from bot.chat.texts import answer as texts
from bot.engine.engine import Engine
from bot.errors import FileGone, FileTooLarge, PhotoError
from bot.exports.flow import paragraphs_of
from bot.exports.markdown import markdown
from bot.job import Job


class Saving:
    """Makes files of answers; they are for everybody who sees the answer."""

    def __init__(self, presses: Presses, courier: TelegramCourier, refetcher: Refetcher, engine: Engine) -> None:
        self._presses = presses
        self._courier = courier
        self._refetcher = refetcher
        self._engine = engine

    async def save(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """*Save as…* shows the formats, a format sends the file."""
        press = await self._presses.of(update)
        if press is None:
            return
        name = press.arguments[0] if press.arguments else ""
        await press.answer()
        if name in FORMATS:
            part = await self._file(press.job, name, self._courier.say(press.job))
            await self._courier.deliver(f"update:{press.update_id}", press.job, part)
        else:
            async with self._courier.writing(press.job.id):
                await self._courier.show_buttons(press.job, formats=name != BACK)

    async def _file(self, job: Job, name: str, say: Locale) -> Part:
        try:
            content = await self._content(job, name, say)
        except (FileGone, FileTooLarge, PhotoError):
            return Part(say.html(texts.NO_PDF))
        return Part(document=content, filename=f"note-{job.id}.{name}")

    async def _content(self, job: Job, name: str, say: Locale) -> bytes:
        flows = job.request.preferences.flow
        if name == "txt" and not flows:
            return job.note.text.encode()
        if name == "pdf":
            return await self._pdf(job)
        paragraphs = paragraphs_of(job.note, flows)
        if name == "docx":
            from bot.exports.docx import docx  # which brings lxml along

            return await asyncio.to_thread(docx, paragraphs, say.code.replace("_", "-"))
        if name == "md":
            return markdown(paragraphs)
        return "\n\n".join(text for page in paragraphs for text in page).encode()

    async def _pdf(self, job: Job) -> bytes:
        """The photos with their text behind them; a photo of several pages is fetched once."""
        pages = pages_of(job)
        photos = [*dict.fromkeys(photo for photo, _, _ in pages)]
        async with self._refetcher.files(photos) as paths:
            files = [(paths[photos.index(photo)], page.number) for photo, page, _ in pages]
            return await self._engine.searchable_pdf(files, [note for _, _, note in pages])
