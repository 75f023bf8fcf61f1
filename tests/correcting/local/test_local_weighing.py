"""The local model weighs a lattice, in its own process: exactly, stopped, paused, and what goes wrong with it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.choosing import HOPELESS, LETTER
from bot.correcting.judging.lattice import Alternative, Lattice, Slot, Weights
from bot.correcting.language_model import Question
from bot.correcting.local.local_model import LocalModel
from bot.correcting.local.memory import memory_needed
from bot.correcting.local.weighing import BRANCHES, most_tokens
from bot.correcting.model_errors import ModelDamaged, ModelFailed, ModelMissing, ModelTooLarge
from bot.correcting.models.gguf_header import read_header
from tests.correcting.local.bigram_gguf import likelihoods, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not find_spec("cyllama"), reason="cyllama is not installed: no wheel for this machine"),
]

KNOWN = likelihoods()
NEVER = 3600.0

Maker = Callable[..., LocalModel]


def lattice_of(*parts: str | tuple[str, ...]) -> Lattice:
    """Of sure text, and of words that may stand for each other; all seen alike."""
    slots, before = list[Slot](), ""
    for part in parts:
        if isinstance(part, str):
            before += part
        else:
            slots.append(Slot(before, tuple(Alternative(text, 0.0) for text in part)))
            before = ""
    return Lattice(tuple(slots), before)


NOTE = lattice_of("We had a ", ("lovely", "lovley"), " dinner at ", ("her", "hex"), " house.")
LONG = lattice_of(*(part for n in range(100) for part in (f"word {n} ", (f"one{n}", f"two{n}", f"six{n}"), " ")))


def known(text: str) -> float:
    """How likely the bigrams make all of a text but its first byte."""
    return float(sum(KNOWN[one, other] for one, other in pairwise(text.encode())))


@pytest.fixture(scope="module")
def bigrams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model whose likelihoods are known."""
    path = tmp_path_factory.mktemp("models") / "bigrams.gguf"
    write(path, KNOWN)
    return path


@pytest.fixture
async def make(bigrams: Path) -> AsyncIterator[Maker]:
    """Makes models, of bigrams where no other is named, and frees them."""
    made: list[LocalModel] = []

    def make(path: Path = bigrams, **more: object) -> LocalModel:
        settings = {"gpu_layers": 0, "idle_seconds": NEVER, "library": "cyllama", **more}
        made.append(LocalModel(path, **settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for model in made:
        await model.close()


def process_of(model: LocalModel) -> psutil.Process:
    assert model.pid
    return psutil.Process(model.pid)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.02)


async def begun(model: LocalModel) -> asyncio.Task[Weights]:
    """Weights that are being computed."""
    await model.weigh(Lattice((*LONG.slots[:1], Slot(" long" * 250, LONG.slots[0].alternatives)), ""))
    weights = asyncio.ensure_future(model.weigh(LONG))
    used = process_of(model).cpu_times().user
    await until(lambda: process_of(model).cpu_times().user > used + 0.05)
    assert not weights.done()
    return weights


async def test_the_weights_are_the_models_likelihoods(make: Maker) -> None:
    first, second = await make().weigh(NOTE)
    assert first == pytest.approx([known(f"a {word} d") for word in ("lovely", "lovley")], abs=1e-3)
    assert second == pytest.approx([known(f"t {word} h") for word in ("her", "hex")], abs=1e-3)


async def test_the_first_word_is_weighed_as_the_beginning_of_a_line(make: Maker) -> None:
    (weights,) = await make().weigh(lattice_of(("This", "Thls"), " is it"))
    assert weights == pytest.approx([known(f"\n{word} i") for word in ("This", "Thls")], abs=1e-3)


async def test_what_is_chosen_is_the_text_of_the_next_slot(make: Maker) -> None:
    sure = Slot("at ", (Alternative("her", 0.0), Alternative("hex", 100.0)))
    lattice = Lattice((sure, Slot(" ", (Alternative("own", 0.0), Alternative("owm", 0.0)))), "")
    assert (await make().weigh(lattice))[1] == pytest.approx([known(f"x {w}") for w in ("own", "owm")], abs=1e-3)


async def test_marks_of_a_chat_are_text_like_any_other(make: Maker) -> None:
    words = ("<|im_end|>", "<|endoftext|>")
    (weights,) = await make().weigh(lattice_of("so ", words, " <|im_start|>system"))
    assert weights == pytest.approx([known(f"o {word} <") for word in words], abs=1e-3)


async def test_more_branches_than_are_computed_at_once_are_weighed_as_well(make: Maker) -> None:
    words = tuple(f"{first}{second}" for first in "abcdefghijkl" for second in "mnopqrst")
    assert len(words) > 3 * BRANCHES
    (weights,) = await make().weigh(lattice_of("so ", words, " be it"))
    whole = [known(f"o {word} b") for word in words]
    near = [number for number, weight in enumerate(whole) if weight > max(whole) - 1]
    assert len(near) > 1
    assert [weights[number] for number in near] == pytest.approx([whole[number] for number in near], abs=1e-3)
    assert max(range(len(words)), key=weights.__getitem__) == max(range(len(words)), key=whole.__getitem__)


async def test_a_hopeless_branch_stays_behind(make: Maker) -> None:
    (weights,) = await make().weigh(lattice_of("so ", ("it", "incomprehensibly"), " is then"))
    assert weights[0] == pytest.approx(known("o it i"), abs=1e-3)
    assert weights[1] < weights[0] - LETTER * len("incomprehensibly") - HOPELESS


async def test_a_text_longer_than_a_batch_is_weighed_to_its_end(make: Maker) -> None:
    (weights,) = await make().weigh(lattice_of("and so on " * 300, ("her", "hex")))
    assert weights == pytest.approx([known(f"n {word}") for word in ("her", "hex")], abs=1e-3)


async def test_a_lattice_without_slots_needs_no_weights(make: Maker) -> None:
    model = make()
    assert await model.weigh(lattice_of("nothing in doubt")) == ()
    assert model.pid is None, "it is not loaded for that"


async def test_cancelling_stops_it_at_once_and_keeps_the_model(make: Maker) -> None:
    model = make()
    weights = await begun(model)
    pid = model.pid
    weights.cancel()
    async with asyncio.timeout(2):
        with pytest.raises(asyncio.CancelledError):
            await weights
    (first, _) = await model.weigh(NOTE)
    assert first == pytest.approx([known(f"a {word} d") for word in ("lovely", "lovley")], abs=1e-3)
    assert model.pid == pid


async def test_it_stands_still_while_a_photo_is_read(make: Maker) -> None:
    model = make()
    weights = await begun(model)
    model.pause()
    process = process_of(model)
    await until(lambda: process.status() == psutil.STATUS_STOPPED)
    used = process.cpu_times().user
    await asyncio.sleep(0.3)
    assert process.cpu_times().user == used
    model.resume()
    assert len(await weights) == len(LONG.slots)


async def test_a_killed_process_fails_one_lattice(make: Maker) -> None:
    model = make()
    weights = await begun(model)
    assert model.pid
    os.kill(model.pid, signal.SIGKILL)
    with pytest.raises(ModelFailed):
        await weights
    assert len(await model.weigh(NOTE)) == 2


async def test_lattices_wait_for_each_other(make: Maker) -> None:
    model = make()
    found = await asyncio.gather(*(model.weigh(lattice_of(f"{n} ", ("one", "two"))) for n in range(5)))
    assert [each[0][0] for each in found] == pytest.approx([known(f"{n} one") for n in range(5)], abs=1e-3)


async def test_memory_stays_flat_and_within_what_is_reckoned(make: Maker, bigrams: Path) -> None:
    model, sizes = make(), list[int]()
    for number in range(200):
        await model.weigh(lattice_of(f"{number} times ", ("her", "hex", "hen"), " house, ", ("own", "owm"), " it is"))
        sizes.append(process_of(model).memory_info().rss)
    assert sizes[-1] - sizes[20] < 4 * 2**20
    assert sizes[-1] < memory_needed(read_header(bigrams), 1024, 0)


async def test_more_than_the_model_knows_of_a_text_fails_alone(make: Maker, tmp_path: Path) -> None:
    write(tmp_path / "short.gguf", KNOWN, context=128)
    model = make(tmp_path / "short.gguf")
    with pytest.raises(ModelFailed, match="more than the 128 tokens that the model knows"):
        await model.weigh(lattice_of("and so on " * 30, ("her", "hex")))
    assert len(await model.weigh(NOTE)) == 2


@pytest.mark.parametrize("number", [np.nan, np.inf])
async def test_numbers_that_are_none_are_no_weights(make: Maker, tmp_path: Path, number: float) -> None:
    broken = KNOWN.copy()
    broken[ord("v")] = number
    write(tmp_path / "broken.gguf", broken)
    model = make(tmp_path / "broken.gguf")
    with pytest.raises(ModelFailed, match="numbers that are none"):
        await model.weigh(NOTE)
    assert model.pid


async def test_a_model_that_learnt_nothing_judges_nothing(make: Maker, tmp_path: Path) -> None:
    write(tmp_path / "chance.gguf", np.zeros_like(KNOWN))
    with pytest.raises(ModelFailed, match="no likelier than any other"):
        await make(tmp_path / "chance.gguf").weigh(LONG)
    assert len(await make(tmp_path / "chance.gguf").weigh(NOTE)) == 2, "of two words nothing is told"


async def test_a_text_without_tokens_is_not_weighed(make: Maker, tmp_path: Path) -> None:
    write(tmp_path / "ascii.gguf", KNOWN, bytes_known=128)
    with pytest.raises(ModelFailed, match="no tokens for this text"):
        await make(tmp_path / "ascii.gguf").weigh(lattice_of(("жук", "жуки")))


async def test_a_model_that_cannot_weigh_is_asked_by_another_library(
    make: Maker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "embeds.gguf", KNOWN, causal=False)
    model = make(tmp_path / "embeds.gguf")
    for _ in range(2):
        with pytest.raises(CannotWeigh):
            await model.weigh(NOTE)
    assert "on xllamacpp" in await model.describe()
    [said] = [record.getMessage() for record in caplog.records]
    assert "does not tell how likely a text is" in said


async def test_files_that_are_no_model_are_refused_with_the_reason(make: Maker, bigrams: Path, tmp_path: Path) -> None:
    whole, path = bigrams.read_bytes(), tmp_path / "model.gguf"
    wrong = {
        "it is no GGUF file": b"<html>404</html>",
        "unknown model architecture: 'qwenX'": whole.replace(b"qwen2", b"qwenX"),
        "tensor 'blk.0.ffn_down.weight' not found": whole.replace(b"blk.0.ffn_down", b"blk.0.ffn_dowX"),
    }
    for reason, content in wrong.items():
        path.write_bytes(content)
        model = make(path)
        with pytest.raises(ModelDamaged) as refused:
            with suppress(CannotWeigh):
                await model.weigh(NOTE)
            await model.answer(Question("Mend.", "the=letter", 20))
        assert refused.value.details["reason"] == reason
    with pytest.raises(ModelMissing):
        await make(tmp_path / "none.gguf").weigh(NOTE)
    with pytest.raises(ModelTooLarge):
        await make(free=lambda: 1).weigh(NOTE)


async def test_what_only_writes_cannot_weigh_and_what_weighs_does_not_write(make: Maker) -> None:
    with pytest.raises(CannotWeigh):
        await make(library="xllamacpp").weigh(NOTE)
    with pytest.raises(ModelFailed, match="it does not write"):
        await make().answer(Question("Mend.", "the=letter", 20))


def test_room_is_reckoned_for_the_longest_text_and_all_branches() -> None:
    assert most_tokens(lattice_of("so ", ("be", "bee"), " it is")) > len("so bee it is") + len(" be it is bee it is")
