"""`legible bench` as a process: what it prints, where, and its exit codes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data"
SECONDS = 240
Ended = tuple[int | None, str, str]
ITEMS = {
    "Wholemeal loaf": "1.85",
    "Milk 2 litres": "1.95",
    "Eggs large x12": "3.20",
    "Potatoes 2 kg": "1.78",
    "Lemons x4": "1.20",
    "Mature cheddar": "4.35",
    "Tomato soup": "1.10",
    "Washing-up liquid": "1.49",
}
RECEIPT = {
    "merchant": "Marlow & Finch",
    "date": "2026-03-12",
    "total": "15.92",
    "items": [{"name": name, "amount": amount} for name, amount in ITEMS.items()],
}
Bench = Callable[..., Awaitable[Ended]]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for all, so that models are prepared once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def bench(tmp_path: Path, data_dir: Path) -> Bench:
    """Runs the command in an empty folder; exit code, standard output, standard error."""

    async def run(*arguments: object) -> Ended:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "bench", *map(str, arguments)),
            cwd=tmp_path,
            env={**os.environ, "BOT_CORRECTOR": "spelling", "BOT_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, err = await asyncio.wait_for(process.communicate(), SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return process.returncode, out.decode(), err.decode()

    return run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two sets: a note, and a file that is no image."""
    folder = tmp_path / "photos"
    for name in ("notes", "sheets"):
        (folder / name).mkdir(parents=True)
    for suffix in (".jpg", ".txt"):
        shutil.copy(SAMPLES / f"note{suffix}", folder / "notes")
    (folder / "sheets" / "blank.jpg").write_text("no image")
    (folder / "sheets" / "blank.txt").write_text("nobody can read this")
    return folder


async def test_json_keeps_its_contract_and_a_failed_image_ends_with_1(bench: Bench, photos: Path) -> None:
    code, out, err = await bench("--json", photos)
    assert code == 1
    (complaint,) = err.splitlines()
    assert complaint.startswith(f"legible: {photos}/sheets/blank.jpg: not an image that can be opened — ")
    found = json.loads(out)
    assert list(found["sets"]) == ["notes", "sheets"]
    notes, sheets = found["sets"].values()
    for measured in (notes, sheets):
        assert measured["images"] == 1
        assert measured["raw"].keys() == {"cer", "wer", "f1"}
        assert 0 < measured["cpu_seconds"]["median"] <= measured["cpu_seconds"]["p95"] < 60
        assert 0 < measured["wall_seconds"]["median"] <= measured["wall_seconds"]["p95"]
        assert 20 < measured["peak_mb"] < 1500
        assert "against" not in measured
    assert notes["receipt"] == sheets["receipt"] == {"taken": 0}
    assert notes["cer"] < 5 and notes["wer"] < 20 and notes["f1"] > 0.8
    assert notes["failed"] == 0 and notes["stages"].keys() == {"read", "correct"}
    assert (sheets["cer"], sheets["wer"], sheets["f1"], sheets["failed"]) == (100.0, 100.0, 0.0, 1)
    assert found["load"]["legible"]["cpu_seconds"] > 0


async def test_a_folder_of_images_is_one_set_with_its_table_and_chart(bench: Bench, photos: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra `chart` is not installed")
    against = ("--against", "tesseract") if shutil.which("tesseract") else ()
    code, out, err = await bench(photos / "notes", "--no-correct", "--chart", "chart.svg", *against)
    assert (code, err) == (0, "")
    readers = ["legible", *against[1:]]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in out.splitlines() if line.startswith("|")]
    assert [row[2] for row in rows if row[1] == "1"] == readers
    assert ["notes", "0/1", *[""] * 7] in rows, "it is no receipt"
    assert [row[0] for row in rows if row[1] == "1"] == ["notes", *[""] * len(against[1:])]
    assert (photos.parent / "chart.svg").read_text().startswith("<?xml")


async def test_a_receipt_without_its_text_is_measured(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "tills"
    folder.mkdir()
    shutil.copy(SAMPLES / "receipt.jpg", folder)
    (folder / "receipt.items.json").write_text(json.dumps(RECEIPT))
    code, out, err = await bench("--json", "tills")
    assert (code, err) == (0, "")
    found = json.loads(out)["sets"]["tills"]
    assert "cer" not in found and "raw" not in found
    receipt = found["receipt"]
    assert (receipt["taken"], receipt["missed"], receipt["proved"], receipt["proved_wrong"]) == (1, 0, 1, 0)
    assert (receipt["total"], receipt["date"], receipt["merchant"], receipt["items_f1"]) == (1, 1, 1, 1.0)
    assert receipt["of"] == {"receipts": 1, "total": 1, "date": 1, "merchant": 1}


async def test_pairs_of_texts_measure_the_corrector(bench: Bench, tmp_path: Path) -> None:
    pairs = [
        {"ocr": "We have receivcd your letter about the garden", "gt": "We have received your letter about the garden"},
        {"ocr": "Total 17 of 23", "gt": "Total 17 of 28"},
    ]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    code, out, err = await bench("--json", "pairs.jsonl")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert 0 < found.pop("seconds") < SECONDS
    assert found == {
        "pairs": 2,
        "cer_before": pytest.approx(100 * 2 / 59, abs=1e-3),
        "cer_after": pytest.approx(100 * 1 / 59, abs=1e-3),
        "wer_before": pytest.approx(100 * 2 / 12, abs=1e-3),
        "wer_after": pytest.approx(100 * 1 / 12, abs=1e-3),
        "worse": 0,
        "digits_altered": 0,
        "clean_words_damaged": 0,
    }


async def test_recorded_answers_are_put_through_the_guard(bench: Bench, tmp_path: Path) -> None:
    rows = [
        {"ocr": "The rnan paid 12 pounds", "gt": "The man paid 12 pounds", "model": "The man paid 13 pounds"},
        {"ocr": "do not go in May", "gt": "do not go in May", "model": "do now go in May."},
    ]
    (tmp_path / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, out, err = await bench("--json", "--answers", "model", "answers.jsonl")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert 0 < found.pop("seconds") < SECONDS
    assert found == {
        "pairs": 2,
        "cer_before": pytest.approx(100 * 2 / 38, abs=1e-3),
        "cer_after": 0,
        "wer_before": 10.0,
        "wer_after": 0,
        "worse": 0,
        "digits_altered": 0,
        "clean_words_damaged": 0,
        "accepted": 1,
        "refused": 3,
        "marked": {"cer_after": 0, "wer_after": 0, "worse": 0, "digits_altered": 0, "clean_words_damaged": 0},
    }


async def test_a_corrector_is_named_for_one_run(bench: Bench, tmp_path: Path) -> None:
    pair = {"ocr": "We have receivcd your letter about it", "gt": "We have received your letter about it"}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(pair))
    rates = []
    for corrector in ("off", "spelling"):
        code, out, err = await bench("--json", "--corrector", corrector, "pairs.jsonl")
        assert (code, err) == (0, "")
        rates.append(json.loads(out)["cer_after"])
    assert rates[0] > rates[1] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["empty"], "empty holds no image with a .txt or an .items.json of the same stem — "),
        (["missing.jsonl"], "missing.jsonl cannot be read: "),
        (["notes.jsonl", "--no-correct"], "--against, --chart and --no-correct are for images — "),
        (["notes.jsonl", "--corrector", "magic"], "--corrector knows no magic — it knows auto, "),
        (["photos", "--answers", "model"], "--answers is for texts, "),
        (["notes.jsonl", "--answers", "model", "--corrector", "off"], "--answers is for texts, "),
        (["photos", "--against", "abbyy"], "--against knows no abbyy — "),
        (["photos", "--chart", "chart.doc"], "no chart can be drawn as chart.doc — "),
    ],
    ids=lambda value: value if isinstance(value, str) else value[-1],
)
async def test_wrong_use_is_said_before_anything_is_measured(
    bench: Bench, photos: Path, arguments: list[str], said: str
) -> None:
    code, out, err = await bench(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"legible: {said}")
    assert len(err.splitlines()) == 1
