"""Photos that are needed once more after they were read: fetched again, and deleted as soon as they were looked at."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chat.answer.note_rows import pages_of
from bot.chat.courier import TelegramCourier
from bot.engine.engine import Engine
from bot.job import Job, Photo
from bot.jobs.job_files import JobFiles


class Refetcher:
    """Fetches photos into a folder of their own beside those of the jobs, which are emptied when the bot starts.

    What it makes of them raises FileGone, FileTooLarge, TelegramUnreachable, PhotoError.
    """

    def __init__(self, courier: TelegramCourier, engine: Engine, files: JobFiles) -> None:
        self._courier = courier
        self._engine = engine
        self._folder = files.folder

    async def searchable_pdf(self, job: Job) -> bytes:
        """The photos of a job with their text behind them; a photo of several pages is fetched once."""
        pages = pages_of(job)
        photos = [*dict.fromkeys(photo for photo, _, _ in pages)]
        async with self._files(photos) as paths:
            files = [(paths[photos.index(photo)], page.number) for photo, page, _ in pages]
            return await self._engine.searchable_pdf(files, [note for _, _, note in pages])

    async def crop(self, job: Job, page: int, line: int, index: int) -> bytes:
        """A JPEG of the place of a word, all counted from 0."""
        photo, read, note = pages_of(job)[page]
        async with self._files([photo]) as (path,):
            return await self._engine.crop(path, read.number, note.page, line, index)

    @asynccontextmanager
    async def _files(self, photos: Sequence[Photo]) -> AsyncIterator[list[Path]]:
        """The photos' files, for as long as the context lasts."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="again-", dir=self._folder) as name:
            paths = [Path(name) / str(number) for number in range(len(photos))]
            for photo, path in zip(photos, paths, strict=True):
                await self._courier.fetch(photo, path)
            yield paths
