"""Photos that are needed once more after they were read: fetched again, and deleted as soon as they were looked at."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chat.courier import TelegramCourier
from bot.job import Photo
from bot.jobs.files import JobFiles


class Refetcher:
    """Fetches photos into a folder of their own beside those of the jobs, which are emptied when the bot starts."""

    def __init__(self, courier: TelegramCourier, files: JobFiles) -> None:
        self._courier = courier
        self._folder = files.folder

    @asynccontextmanager
    async def files(self, photos: Sequence[Photo]) -> AsyncIterator[list[Path]]:
        """The photos' files, for as long as the context lasts.

        Raises FileGone, FileTooLarge, TelegramUnreachable.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="again-", dir=self._folder) as name:
            paths = [Path(name) / str(number) for number in range(len(photos))]
            for photo, path in zip(photos, paths, strict=True):
                await self._courier.fetch(photo, path)
            yield paths
