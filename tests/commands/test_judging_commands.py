"""`legible read` and `legible bench` as processes, with a real local model that weighs."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bot.bench.pairs import digits, page_of
from bot.correcting.judging.lattice import Slot
from bot.correcting.local.runtimes import installed_library
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.engine import worker
from bot.engine.engine import Engine
from bot.engine.loading import DefaultLoader
from bot.glossary.glossary import Glossary
from bot.scores import Score
from bot.settings import Settings
from tests.correcting.local.bigram_gguf import taught, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not find_spec("cyllama") or installed_library() != "cyllama", reason="the local model here does not weigh"
    ),
]

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data"
SECONDS = 120
BEHIND = 4.0  # nats that a reading may be behind what stands there for the model to have its way
READ = "We had a lovley dinner at half past 7 with 23 people"
MEANT = READ.replace("lovley", "lovely")


@dataclass(frozen=True)
class Liked:
    """A model in a file, and the reading that it likes instead of another on the photo."""

    model: Path
    read: str
    liked: str


async def legible(cwd: Path, model: Path, *arguments: object) -> Any:
    """What a command prints as JSON; it is to have nothing to say."""
    own = {"BOT_MODEL": str(model), "BOT_DATA_DIR": str(cwd / "data"), "BOT_CORRECTOR": "local", "BOT_READERS": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *map(str, arguments)),
        cwd=cwd,
        env={**os.environ, **own, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert (process.returncode, err.decode()) == (0, "")
    return json.loads(out)


async def slots_of(photo: Path, folder: Path) -> list[Slot]:
    """What is in doubt on a photo, whatever the recogniser is by now."""
    engine = Engine(DefaultLoader.of(Settings(data_dir=folder, corrector="spelling", readers=1)))
    try:
        note = await engine.correct(await engine.read(photo))
        found = await engine.compute(worker.doubtful_texts, note, Glossary())
    finally:
        await engine.stop()
    return [slot for text in found for slot in text.lattice.slots]


@pytest.fixture(scope="module")
async def liked(tmp_path_factory: pytest.TempPathFactory) -> Liked:
    """A model that knows the note, but with another reading of the word for which the photo shows one nearest."""
    folder = tmp_path_factory.mktemp("model")
    pairs = [
        (other.seen - slot.alternatives[0].seen, slot.alternatives[0].text, other.text)
        for slot in await slots_of(SAMPLES / "note.jpg", folder)
        for other in slot.alternatives[1:]
        if (slot.alternatives[0].text + other.text).isascii() and len(other.text) == len(slot.alternatives[0].text)
    ]
    seen, read, other = max(pairs)
    assert seen > -BEHIND, "the photo shows no other reading"
    note = (SAMPLES / "note.txt").read_text().replace("\n", " ")
    write(path := folder / "taught.gguf", taught(note.replace(read, other), f" {read} "))
    return Liked(path, read, other)


async def test_what_the_model_chose_on_a_photo_is_read_with_its_odds_and_measured(liked: Liked, tmp_path: Path) -> None:
    page = await legible(tmp_path, liked.model, "read", "--json", SAMPLES / "note.jpg")
    (change,) = [each for each in page["changes"] if each["by"] == "model" and each["to"] == liked.liked]
    assert list(change) == ["from", "to", "line", "start", "by", "odds"]
    assert change["odds"].keys() == {"photo", "text"}
    assert -BEHIND < change["odds"]["photo"] < change["odds"]["text"]
    assert change["odds"]["text"] > 5
    assert page["lines"][change["line"] - 1]["text"].startswith(liked.liked, change["start"])
    assert page["corrector"] == "local"
    truth = (SAMPLES / "note.txt").read_text()
    assert digits(page["text"]) == digits(truth)
    (photos := tmp_path / "photos").mkdir()
    for suffix in (".jpg", ".txt"):
        shutil.copy(SAMPLES / f"note{suffix}", photos)
    sets = (await legible(tmp_path, liked.model, "bench", "--json", "--corrector", "local", photos))["sets"]
    (measured,) = sets.values()
    assert (measured["images"], measured["failed"]) == (1, 0)
    assert 0 < measured["cer"] == pytest.approx(Score.of(truth, page["text"]).cer, abs=0.01)


async def test_pairs_of_texts_are_weighed_by_their_letters(tmp_path: Path) -> None:
    assert SpellingCorrector().correct(page_of(READ)).text == READ
    write(tmp_path / "taught.gguf", taught(MEANT, READ))
    pairs = [{"ocr": READ, "gt": MEANT}, {"ocr": "It was ACME of 17 Zuckerweg", "gt": "It was ACNE of 18 Zuckerweg"}]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    found = await legible(
        tmp_path, tmp_path / "taught.gguf", *["bench", "--json", "--corrector", "local", "pairs.jsonl"]
    )
    errors = 2 / sum(len(pair["gt"]) for pair in pairs)
    assert (found["pairs"], found["worse"], found["digits_altered"], found["clean_words_damaged"]) == (2, 0, 0, 0)
    assert (found["cer_before"], found["cer_after"]) == (
        pytest.approx(200 * errors, abs=1e-3),
        pytest.approx(100 * errors, abs=1e-3),
    )
