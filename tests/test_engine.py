"""The engine: what a photo does to its worker harms that photo alone, and no worker outlives the bot."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from pypdfium2 import PdfDocument

from bot.correcting.corrector import Unchanged
from bot.engine import noted_receipts
from bot.engine.engine import Engine
from bot.engine.worker import Tools
from bot.engine.worker_limits import Limits
from bot.engine.worker_process import WorkerProcess
from bot.errors import (
    CannotRun,
    LegibleError,
    NotAnImage,
    NothingToRead,
    ReaderCrashed,
    ReaderMissing,
    ReaderOutOfMemory,
    ReaderTooSlow,
    TooComplex,
)
from bot.glossary.glossary import Glossary
from tests.reading.documents import pdf, stream
from tests.scripted import ScriptedLoader, page_of, script
from tests.scripted_model import ScriptedModel

SHADING = b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[600 0 0 800 0 0]/Function 4 0 R>>"
SLOW_RESOURCES = b"/Shading<</S" + SHADING + b">>/Font<<"


def slow_objects() -> list[bytes]:
    """A function of 20,000 steps, to be done for each pixel of the page."""
    steps = b"{" + b" dup mul" * 20_000 + b" dup dup}"
    return [stream("/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]", steps)]


pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
TIGHT = Limits(seconds=3, memory=512 * 2**20)
PARENT = """\
import asyncio, sys
from pathlib import Path
from bot.engine.engine import Engine
from tests.reading.documents import pdf, stream
from tests.scripted import ScriptedLoader

async def main():
    engine = Engine(ScriptedLoader())
    await engine.start()
    print("ready", flush=True)
    await engine.read(Path(sys.argv[1]))

if __name__ == "__main__":
    asyncio.run(main())
"""


@dataclass(frozen=True)
class BrokenLoader:
    """Fails as it is told."""

    how: str

    def __call__(self) -> Tools:
        if self.how == "missing":
            raise ReaderMissing(library="onnxruntime", reason="it is not there")
        if self.how == "abort":
            os.abort()
        raise PermissionError("the folder of the models")


@pytest.fixture
async def engine() -> AsyncIterator[Engine]:
    """An engine whose photos are scripts."""
    engine = Engine(ScriptedLoader(spelling=True))
    yield engine
    await engine.stop()


def workers_of(pid: int) -> list[psutil.Process]:
    """The children of a process that are workers, not Python's resource tracker."""
    return [child for child in psutil.Process(pid).children() if "spawn_main" in " ".join(child.cmdline())]


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that run; a zombie has ended."""
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


async def until_gone(processes: list[psutil.Process]) -> None:
    async with asyncio.timeout(5):
        while alive(processes):
            await asyncio.sleep(0.02)


async def test_it_reads_and_corrects(engine: Engine, tmp_path: Path) -> None:
    page = await engine.read(script(tmp_path, "note", "text", "We have receivcd your letter"))
    assert page == page_of("We have receivcd your letter")
    correction = (await engine.correct(page)).correction
    assert correction.text == "We have received your letter"
    assert [(change.before, change.after) for change in correction.changes] == [("receivcd", "received")]


async def test_a_glossarys_terms_are_written_also_where_nothing_else_is_corrected(engine: Engine) -> None:
    page, glossary = page_of("Dear Okafcr, we have receivcd it"), Glossary(("Okafor",))
    note = await engine.correct(page, glossary)
    assert (note.page.text, note.text) == ("Dear Okafor, we have receivcd it", "Dear Okafor, we have received it")
    plain = await engine.correct(page, glossary, correct=False)
    assert (plain.page, plain.text, plain.correction.corrector) == (note.page, note.page.text, "off")


async def test_that_there_is_no_model_yet_is_said_only_where_one_would_be_asked() -> None:
    engine, page = Engine(ScriptedLoader(), models=()), page_of("Dear Olga,")
    try:
        assert (await engine.correct(page)).correction.notice == "no_model"
        assert (await engine.correct(page, correct=False)).correction.notice == ""
    finally:
        await engine.stop()


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("abort", ReaderCrashed),
        ("segfault", ReaderCrashed),
        ("raise", ReaderCrashed),
        ("nothing", NothingToRead),
        ("hang", ReaderTooSlow),
        ("memory", ReaderOutOfMemory),
    ],
)
async def test_each_fault_harms_its_own_photo_and_the_next_is_read(
    tmp_path: Path, action: str, error: type[LegibleError]
) -> None:
    engine = Engine(ScriptedLoader(), TIGHT)
    broken, good = script(tmp_path, "broken", action), script(tmp_path, "good", "text", "good")
    try:
        results = await asyncio.gather(engine.read(broken), engine.read(good), return_exceptions=True)
        assert isinstance(results[0], error)
        assert results[0].details == ({"limit": 3} if error is ReaderTooSlow else {})
        assert results[1] == page_of("good")
    finally:
        await engine.stop()


async def test_cancelling_ends_the_worker_at_once_and_the_next_photo_is_read(engine: Engine, tmp_path: Path) -> None:
    await engine.start()
    (worker,) = workers_of(os.getpid())
    reading = asyncio.create_task(engine.read(script(tmp_path, "long", "hang")))
    await asyncio.sleep(0.5)
    assert alive([worker])
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    started = time.monotonic()
    await until_gone([worker])
    assert time.monotonic() - started < 10
    assert await engine.read(script(tmp_path, "next", "text", "next")) == page_of("next")


async def test_cancelling_one_that_waits_leaves_the_one_that_is_read(engine: Engine, tmp_path: Path) -> None:
    first = asyncio.create_task(engine.read(script(tmp_path, "first", "slow 0.5", "first")))
    second = asyncio.create_task(engine.read(script(tmp_path, "second", "text", "second")))
    await asyncio.sleep(0.1)
    second.cancel()
    assert await first == page_of("first")
    assert second.cancelled()


async def test_jobs_never_compute_at_the_same_time(engine: Engine, tmp_path: Path) -> None:
    await engine.start()
    started = time.monotonic()
    photos = [script(tmp_path, str(number), "slow 0.4", str(number)) for number in range(3)]
    pages = await asyncio.gather(*map(engine.read, photos))
    assert pages == [page_of(str(number)) for number in range(3)]
    assert time.monotonic() - started >= 1.2
    assert len(workers_of(os.getpid())) == 1


async def test_a_file_that_takes_too_long_to_open_is_given_up_within_its_seconds(tmp_path: Path) -> None:
    engine = Engine(ScriptedLoader(), Limits(opening=1))
    (tmp_path / "slow.pdf").write_bytes(pdf("/S sh", objects=slow_objects()).replace(b"/Font<<", SLOW_RESOURCES))
    await engine.start()
    started = time.monotonic()
    try:
        with pytest.raises(TooComplex):
            await engine.read(tmp_path / "slow.pdf")
        assert time.monotonic() - started < 4
        page = await engine.read(script(tmp_path, "next", "text", "next"))
        assert page == page_of("next")
        with pytest.raises(TooComplex):
            await engine.searchable_pdf([(tmp_path / "slow.pdf", 1)], [await engine.correct(page)])
    finally:
        await engine.stop()


async def test_a_second_reader_reads_on_while_the_first_is_held_and_while_it_loads_again(tmp_path: Path) -> None:
    engine = Engine(ScriptedLoader(), Limits(seconds=6), readers=2)
    photos = [script(tmp_path, str(number), "text", str(number)) for number in range(3)]
    try:
        await engine.start()
        held = asyncio.create_task(engine.read(script(tmp_path, "held", "hang")))
        await asyncio.sleep(0)
        assert [await engine.read(photo) for photo in photos] == [page_of(str(number)) for number in range(3)]
        assert not held.done()
        with pytest.raises(ReaderTooSlow):
            await held
        pages = await asyncio.gather(*map(engine.read, photos))
        assert pages == [page_of(str(number)) for number in range(3)]
        assert len(alive(workers_of(os.getpid()))) == 2
    finally:
        await engine.stop()


async def test_the_loop_goes_on_while_a_photo_is_read(engine: Engine, tmp_path: Path) -> None:
    reading = asyncio.create_task(engine.read(script(tmp_path, "slow", "slow 1", "slow")))
    ticks = 0
    while not reading.done():
        await asyncio.sleep(0.02)
        ticks += 1
    assert ticks > 20


async def test_the_worker_is_gone_after_stop(tmp_path: Path) -> None:
    engine = Engine(ScriptedLoader())
    await engine.start()
    workers = workers_of(os.getpid())
    assert len(workers) == 1
    await engine.stop()
    assert alive(workers) == []


async def test_an_engine_that_never_started_can_be_stopped() -> None:
    await asyncio.wait_for(Engine(ScriptedLoader()).stop(), 5)
    assert workers_of(os.getpid()) == []


async def test_the_worker_is_gone_when_the_bot_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        str(program),
        str(script(tmp_path, "photo", "hang")),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert bot.stdout
    assert await asyncio.wait_for(bot.stdout.readline(), 30) == b"ready\n"
    await asyncio.sleep(0.3)
    workers = workers_of(bot.pid)
    assert len(workers) == 1
    bot.send_signal(signal.SIGKILL)
    await bot.wait()
    await until_gone(workers)
    assert alive(workers) == []


async def refused_start(how: str) -> LegibleError:
    engine = Engine(BrokenLoader(how), TIGHT)
    try:
        with pytest.raises(LegibleError) as error:
            await engine.start()
        return error.value
    finally:
        await engine.stop()


async def test_start_raises_what_the_loader_raises() -> None:
    error = await refused_start("missing")
    assert type(error) is ReaderMissing
    assert error.details == {"library": "onnxruntime", "reason": "it is not there"}


@pytest.mark.parametrize("how", ["abort", "permission"])
async def test_a_loader_that_breaks_is_no_fault_of_an_image(how: str) -> None:
    assert isinstance(await refused_start(how), CannotRun)


@pytest.mark.parametrize("how", ["missing", "permission"])
async def test_tools_that_cannot_be_loaded_again_are_told_to_the_operator_and_tried_with_the_next_work(
    how: str, caplog: pytest.LogCaptureFixture
) -> None:
    process = WorkerProcess(BrokenLoader(how), TIGHT)
    try:
        await process.warm_up()
        assert "could not be loaded again" in caplog.text
        assert process.is_cold
    finally:
        await process.stop()


TILL = "Corner Shop\nMilk 2.40\nBread 3.10\nTotal 5.50\nCash 10.00\nChange 4.50\n15/04/2018 18:02"


async def test_a_receipt_is_found_whether_the_text_is_corrected_or_not(engine: Engine) -> None:
    for correct in (True, False):
        (receipt,) = (await engine.correct(page_of(TILL), correct=correct)).receipts
        assert (receipt.total, receipt.proof) == (550, ("items", "change"))
    assert (await engine.correct(page_of("We have receivcd your letter of 15/04/2018"))).receipts == ()


async def test_a_receipt_is_found_in_what_a_model_mended() -> None:
    model = ScriptedModel({"Breab": "Bread"}, "remote")
    engine = Engine(ScriptedLoader(), models=[model])
    try:
        note = await engine.correct(page_of(TILL.replace("Bread", "Breab"), unsure=["Breab"]))
        refined = await engine.refine(note)
    finally:
        await engine.stop()
    assert [item.name for item in refined.receipts[0].items] == ["Milk", "Bread"]


def test_a_text_is_not_lost_for_a_receipt(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(noted_receipts, "receipts_of", fail)
    page = page_of(TILL)
    note = noted_receipts.with_receipts(page, Unchanged().correct(page))
    assert (note.text, note.receipts) == (page.text, ())
    assert "looking for receipts failed: ZeroDivisionError" in caplog.text


async def test_a_note_becomes_a_pdf_in_the_worker(engine: Engine, tmp_path: Path) -> None:
    photo = script(tmp_path, "note.png", "text", "Dear Olga,")
    page = await engine.read(photo)
    content = await engine.searchable_pdf([(photo, 1)], [await engine.correct(page)])
    with PdfDocument(content) as document:
        assert document[0].get_textpage().get_text_range().strip() == "Dear Olga,"


async def test_a_piece_of_a_photo_is_cut_in_the_worker(engine: Engine, tmp_path: Path) -> None:
    photo = script(tmp_path, "note.png", "text", "Dear Olga,")
    page = await engine.read(photo)
    assert (await engine.crop(photo, 1, page, 0, 1)).startswith(b"\xff\xd8")


async def test_a_photo_that_is_none_any_more_is_refused(engine: Engine, tmp_path: Path) -> None:
    (photo := tmp_path / "note.png").write_bytes(b"no photo")
    page = page_of("Dear Olga,")
    with pytest.raises(NotAnImage):
        await engine.crop(photo, 1, page, 0)
    with pytest.raises(NotAnImage):
        await engine.searchable_pdf([(photo, 1)], [await engine.correct(page)])


async def test_buttons_never_hold_all_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, at_work, most = Engine(ScriptedLoader(), readers=2), 0, 0

    async def compute(*_: object) -> bytes:
        nonlocal at_work, most
        at_work, most = at_work + 1, max(most, at_work + 1)
        await asyncio.sleep(0.01)
        at_work -= 1
        return b""

    monkeypatch.setattr(engine, "compute", compute)
    pieces = [engine.crop(tmp_path, 1, page_of("a note"), 0) for _ in range(2)]
    files = [engine.searchable_pdf([], []) for _ in range(2)]
    await asyncio.gather(*pieces, *files, engine.count(tmp_path))
    assert most == 2  # one for a button, and the one that counts
