"""The photos of a ledger: no more are fetched than a file has room for, and none is missed silently."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.chat.ledger import ledger_photos
from bot.chat.ledger.ledger_photos import LedgerPhotos
from bot.errors import FileGone
from bot.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.jobs.job_files import JobFiles
from bot.page import Page
from bot.receipts.ledger.expense import Expense, ReadFrom
from bot.receipts.receipt import Receipt

DAY = date(2018, 4, 15)


class Kept:
    """The journal with a job of so many photos, and the courier that fetches them, 1,000 bytes each."""

    def __init__(self, count: int) -> None:
        self.fetched = 0
        page = ReadPage(1, PageState.DONE, Page((), "scripted"))
        self.photos = tuple(Photo(number, f"file{number}", id=number, pages=(page,)) for number in range(1, count + 1))

    async def job(self, job_id: int) -> Job:
        return Job(job_id, Request(1, None, 1, 1), Stage.DONE, self.photos)

    async def fetch(self, photo: Photo, target: Path) -> None:
        self.fetched += 1
        if photo is self.photos[0]:
            raise FileGone
        target.write_bytes(b"\xff\xd8" + bytes(998))


async def test_no_more_is_fetched_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_photos, "MOST_BYTES", 5500)
    kept: Any = Kept(50)
    expenses = [
        Expense(1, 1, Receipt("Shop"), DAY, number=page + 1, origin=ReadFrom(7, page + 1, 1, 0)) for page in range(50)
    ]
    made = await LedgerPhotos(kept, kept, JobFiles(tmp_path)).zipped(expenses, {})
    assert kept.fetched == 8
    assert (made.gone, made.too_many) == (1, 49 - made.count)
    assert 3 <= made.count <= 5
    assert [*tmp_path.iterdir()] == []
