"""The measuring itself: a reader that does what its photos say, in the engine that the bot uses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.bench.contender import Outcome, Seconds
from bot.bench.legible import Legible
from bot.bench.receipt_score import ReceiptScore
from bot.bench.results import Measured
from bot.bench.run import measure
from bot.bench.sets import Sample
from bot.bench.table import show
from bot.engine.engine import Engine
from bot.engine.worker_limits import Limits
from tests.scripted import ScriptedLoader, script


class Copyist:
    """A contender that knows every text, and says what it was given."""

    name = "copyist"

    def __init__(self, log: list[str], texts: dict[Path, str]) -> None:
        self._log, self._texts = log, texts
        self.stopped = False

    async def start(self) -> Seconds:
        return Seconds(0.25, 0.5)

    async def read(self, image: Path) -> Outcome:
        self._log.append(image.stem)
        return Outcome(self._texts[image], {"read": Seconds(1.0, 2.0)}, 3 * 2**20)

    async def stop(self) -> None:
        self.stopped = True


class Forgetful(Copyist):
    """One that fails on everything."""

    name = "forgetful"

    async def read(self, image: Path) -> Outcome:
        self._log.append(image.stem)
        return Outcome("", {"read": Seconds()}, 0, error="it crashed")


@pytest.fixture
def engine() -> Engine:
    return Engine(ScriptedLoader(), Limits(seconds=20))


def samples(*images: Path, truth: str) -> list[Sample]:
    return [Sample(image, truth) for image in images]


async def test_failures_count_as_empty_texts_and_the_others_are_measured(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = script(tmp_path, "good", "slow 0.3", "one two")
    dead, blank = script(tmp_path, "dead", "abort"), script(tmp_path, "blank", "nothing")
    complaints: list[str] = []
    sets = {"well": samples(good, truth="one two"), "ill": samples(good, dead, blank, good, truth="one two")}
    measured = await measure(sets, [Legible(engine)], complaints.append)
    assert [line.split(": ")[:2] for line in complaints] == [
        [str(dead), "the reader crashed on this image — try another image; if it stays, report it"],
        [str(blank), "no text was found — go closer, add light, or give a sharper image"],
    ]
    well, ill = measured.sets["well"]["legible"], measured.sets["ill"]["legible"]
    assert well.score and ill.score
    assert (well.images, well.failed, well.score.cer, well.raw and well.raw.cer) == (1, 0, 0.0, 0.0)
    assert (ill.images, ill.failed, ill.score.cer, ill.score.wer) == (4, 2, 50.0, 50.0)
    assert 0.3 <= well.wall.median < 5
    assert 0 <= well.cpu.median < 0.2, "asleep"
    assert well.cpu.median <= well.cpu.p95
    assert 0 < ill.cpu.p95 < 15, "the dead worker's time is not lost, nor counted twice"
    assert 20 * 2**20 < well.peak < 400 * 2**20
    assert set(well.stages) == {"read", "correct"}
    assert measured.load["legible"].cpu > 0.1
    show(measured)
    assert "4 (2 failed)" in capsys.readouterr().out


async def test_memory_counts_anew_for_every_image(engine: Engine, tmp_path: Path) -> None:
    Image.new("L", (6000, 6000)).save(tmp_path / "large.png")
    small = script(tmp_path, "small", "slow 0", "text")
    sets = {"large": samples(tmp_path / "large.png", truth=""), "small": samples(small, truth="text")}
    measured = await measure(sets, [Legible(engine)], lambda _: None)
    large, small_one = (measured.sets[name]["legible"] for name in ("large", "small"))
    assert large.peak > small_one.peak + 30 * 2**20


async def test_each_image_goes_to_all_before_the_next(tmp_path: Path) -> None:
    log: list[str] = []
    images = [tmp_path / "a.png", tmp_path / "b.png"]
    contenders = [Copyist(log, dict.fromkeys(images, "x")), Forgetful(log, {})]
    complaints: list[str] = []
    measured = await measure({"set": samples(*images, truth="x")}, contenders, complaints.append)
    assert log == ["a", "a", "b", "b"]
    assert complaints == [f"{image}: forgetful: it crashed" for image in images]
    assert all(contender.stopped for contender in contenders)
    assert measured.as_object() == {
        "sets": {
            "set": {
                "images": 2,
                "failed": 0,
                "cer": 0.0,
                "wer": 0.0,
                "f1": 1.0,
                "cpu_seconds": {"median": 1.0, "p95": 1.0},
                "wall_seconds": {"median": 2.0, "p95": 2.0},
                "stages": {
                    "read": {
                        "cpu_seconds": {"median": 1.0, "p95": 1.0},
                        "wall_seconds": {"median": 2.0, "p95": 2.0},
                    }
                },
                "peak_mb": 3.0,
                "against": {"forgetful": measured.sets["set"]["forgetful"].as_object()},
            }
        },
        "load": {
            "copyist": {"cpu_seconds": 0.25, "wall_seconds": 0.5},
            "forgetful": {"cpu_seconds": 0.25, "wall_seconds": 0.5},
        },
    }


async def test_all_are_stopped_where_one_cannot_start(tmp_path: Path) -> None:
    class Unable(Copyist):
        async def start(self) -> Seconds:
            raise OSError("no")

    able, unable = Copyist([], {}), Unable([], {})
    with pytest.raises(OSError, match="no"):
        await measure({"set": []}, [able, unable], lambda _: None)
    assert able.stopped and unable.stopped


def test_the_table_fits_into_a_hundred_columns(measured: Measured, capsys: pytest.CaptureFixture[str]) -> None:
    show(measured)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    assert ["typed1905", "8", "legible", "10.4", "50.0", "0.500", "", "", ""] in rows
    assert ["scans", "legible", "5.00", "5.00", "5.00", "5.00", "400"] in rows
    assert not any("…" in line for line in lines)


def test_the_table_tells_what_receipts_were_found(measured: Measured, capsys: pytest.CaptureFixture[str]) -> None:
    score = ReceiptScore(
        *(60, 59, 60, 1, 57, 60, 58, 60, 43, 52, 174, 200, 190, 0, 0, 0, 50, 1, 4, 3, 1)  # in the order of its fields
    )
    tills = {"legible": replace(measured.sets["scans"]["legible"], score=None, receipt=score)}
    letters = {"legible": replace(measured.sets["iam"]["legible"], receipt=ReceiptScore(pages=12))}
    show(Measured(measured.load, {"tills": tills, "letters": letters}))
    out = capsys.readouterr().out
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines()]
    assert ["tills", "59/60", "57/60", "58/60", "43/52", "0.892", "", "50 (1)", "4 (1)"] in rows
    assert ["letters", "0/12", "", "", "", "", "", "", ""] in rows
    assert ["tills", "8", "legible", "", "", "", "", "", ""] in rows, "no text is known"
