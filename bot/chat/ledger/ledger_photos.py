"""The photos of a ledger's receipts in a ZIP: fetched again from Telegram, as far as they are there still."""

from __future__ import annotations

import asyncio
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.chat.courier import TelegramCourier
from bot.errors import FileTooLarge, TelegramError
from bot.job import Photo
from bot.jobs.job_files import JobFiles
from bot.receipts.ledger.expense import Expense
from bot.store.journal import Journal

MOST_PHOTOS = 200
MOST_BYTES = 45 * 2**20  # a bot sends files of up to 50 MB
AT_A_TIME = 4
LONGEST_NAME = 40  # of a shop, in a file's name
KINDS = ((b"\xff\xd8", ".jpg"), (b"\x89PNG", ".png"), (b"%PDF", ".pdf"), (b"II*\0", ".tif"), (b"MM\0*", ".tif"))


@dataclass(frozen=True, slots=True)
class PhotoZip:
    """A ZIP, how many photos are in it, how many are gone from Telegram, and for how many there was no room."""

    content: bytes
    count: int
    gone: int
    too_many: int


class LedgerPhotos:
    """Fetches photos into a folder of their own beside those of the jobs, which are emptied when the bot starts."""

    def __init__(self, journal: Journal, courier: TelegramCourier, files: JobFiles) -> None:
        self._journal = journal
        self._courier = courier
        self._folder = files.folder
        self._fetching = asyncio.Semaphore(AT_A_TIME)

    async def zipped(self, expenses: Iterable[Expense], beside: Mapping[str, bytes]) -> PhotoZip:
        """The photos, each once, named by number, shop and day; `beside` are files that go with them, by name."""
        wanted, gone, too_many = await self._photos(expenses)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="ledger-", dir=self._folder) as name:
            paths = {photo: Path(name) / str(number) for number, photo in enumerate(wanted)}
            there = await self._fetched(paths)
            found = [(paths[photo], wanted[photo]) for photo, is_there in there.items() if is_there]
            content, count = await asyncio.to_thread(_zip, found, beside)
        missed = len(there) - len(found)
        return PhotoZip(content, count, gone + missed, too_many + len(wanted) - missed - count)

    async def _photos(self, expenses: Iterable[Expense]) -> tuple[dict[Photo, str], int, int]:
        """The photos with the names that they get, of how many the note is no longer kept, and how many are more."""
        wanted: dict[Photo, str] = {}
        gone = too_many = 0
        for expense in expenses:
            if expense.origin is None:
                continue
            if len(wanted) == MOST_PHOTOS:
                too_many += 1
                continue
            job = await self._journal.job(expense.origin.job_id)
            photos = {photo.id: photo for photo in job.photos} if job else {}
            if photo := photos.get(expense.origin.photo_id):
                wanted.setdefault(photo, _stem(expense))
            else:
                gone += 1
        return wanted, gone, too_many

    async def _fetched(self, paths: Mapping[Photo, Path]) -> dict[Photo, bool]:
        """Whether each photo could be had; those are left out which come when there is no room any more."""
        there: dict[Photo, bool] = {}
        waiting, used = [*paths], 0
        while waiting and used <= MOST_BYTES:
            now, waiting = waiting[:AT_A_TIME], waiting[AT_A_TIME:]
            came = await asyncio.gather(*(self._fetch(photo, paths[photo]) for photo in now))
            there |= zip(now, came, strict=True)
            used += sum(paths[photo].stat().st_size for photo in now if there[photo])
        return there

    async def _fetch(self, photo: Photo, path: Path) -> bool:
        """Whether a photo could be had."""
        async with self._fetching:
            try:
                await self._courier.fetch(photo, path)
            except (FileTooLarge, TelegramError):
                return False
            return True


def _stem(expense: Expense) -> str:
    """What the file of an expense's photo is called, without what file systems refuse."""
    shop = re.sub(r"[^\w &.,'-]+", "", expense.receipt.merchant or "")[:LONGEST_NAME].strip(" .")
    return " ".join(filter(None, [f"{expense.number:04}", expense.day.isoformat(), shop]))


def _zip(found: Iterable[tuple[Path, str]], beside: Mapping[str, bytes]) -> tuple[bytes, int]:
    """The ZIP, with as many photos as there is room for, and how many these are."""
    written, count = io.BytesIO(), 0
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:  # photos are as small as they get
        for name, content in beside.items():
            archive.writestr(name, content)
        for path, stem in found:
            content = path.read_bytes()
            if written.tell() + len(content) > MOST_BYTES:
                break
            archive.writestr(stem + _suffix(content), content)
            count += 1
    return written.getvalue(), count


def _suffix(content: bytes) -> str:
    return next((suffix for begin, suffix in KINDS if content.startswith(begin)), "")
