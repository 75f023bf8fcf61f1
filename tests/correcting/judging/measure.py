"""What a language model's judgement is worth: `python -m tests.correcting.judging.measure PHOTOS FOLDER MODEL.gguf…`.

Every page of PHOTOS that has its text is read once, and what is doubtful on it is weighed by each model in its own
process. A table says how many words and letters are wrong before and after, for all photos and for each half of them
(LIKELY, LETTER and MARGIN were chosen on `tune`), how many words came right and how many were damaged, and what it
took. FOLDER gets `curves.png`, and `decisions.png` with pieces of the photos, of the first model.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from rapidfuzz.distance import Levenshtein

from bot.bench.sets import find_sets
from bot.correcting.guarding.word_shapes import letters
from bot.correcting.judging.judgement import DoubtfulText, judged
from bot.correcting.judging.lattice import Lattice, Slot, Weights
from bot.correcting.local.local_model import LocalModel
from bot.engine import worker
from bot.engine.loading import DefaultLoader
from bot.glossary.glossary import Glossary
from bot.page import Change, NotePage
from bot.reading.recognition.train.photo_crops import in_report
from bot.scores import Score, normalise
from bot.settings import Settings

OPENING = 60.0  # seconds of the processor that decoding a photo may take
HALVES = ("all", "tune", "report")


@dataclass(frozen=True)
class DoubtfulPage:
    """A page as it is corrected without a model, what stands there, and what is to be weighed of it."""

    name: str
    photo: Path
    truth: str
    note: NotePage
    texts: tuple[DoubtfulText, ...]
    seconds: float

    def judged(self, weights: Sequence[Weights], most: int | None = None) -> NotePage:
        """The page with what is chosen, of the first `most` alternatives of each slot."""
        weighed = [
            (_cut(text, most), tuple(w[:most] for w in of)) for text, of in zip(self.texts, weights, strict=True)
        ]
        return replace(self.note, correction=judged(self.note.correction, weighed, "local"))

    def best(self) -> NotePage:
        """The page with the alternatives that make it most alike to what stands there: one after the other."""
        weights = [[[0.0] * len(slot.alternatives) for slot in text.lattice.slots] for text in self.texts]
        for text, of in zip(self.texts, weights, strict=True):
            for slot, found in zip(text.lattice.slots, of, strict=True):
                found[:] = self._best(slot, found, weights)
        return self.judged([tuple(map(tuple, of)) for of in weights])

    def _best(self, slot: Slot, found: list[float], weights: list[list[list[float]]]) -> list[float]:
        errors = []
        for number in range(len(slot.alternatives)):
            found[:] = _certain(number, len(found))
            score = Score.of(self.truth, self.judged([tuple(map(tuple, of)) for of in weights]).text)
            errors.append((score.word_errors, score.character_errors))
        return _certain(errors.index(min(errors)), len(found))


@dataclass(frozen=True)
class Weighed:
    """What a model said of each page, and the seconds of the clock and of the processor that it took."""

    weights: list[list[Weights]]
    wall: list[float]
    cpu: list[float]


def _certain(index: int, count: int) -> list[float]:
    return [0.0 if number == index else -1e6 for number in range(count)]


def _cut(text: DoubtfulText, most: int | None) -> DoubtfulText:
    slots = tuple(replace(slot, alternatives=slot.alternatives[:most]) for slot in text.lattice.slots)
    return replace(text, lattice=Lattice(slots, text.lattice.after))


def doubtful_pages(photos: Path) -> Iterator[DoubtfulPage]:
    """Reads every page that has its text."""
    tools = DefaultLoader.of(Settings(corrector="spelling"))()
    for name, samples in find_sets(photos).items():
        for sample in samples:
            if sample.truth is not None:
                note = worker.correct(tools, worker.read(tools, sample.image, 1, OPENING), Glossary(), correct=True)
                started = time.process_time()
                texts = worker.doubtful_texts(tools, note, Glossary())
                yield DoubtfulPage(name, sample.image, sample.truth, note, texts, time.process_time() - started)


async def weigh(pages: Sequence[DoubtfulPage], file: Path) -> Weighed:
    """Has every page weighed."""
    model = LocalModel(file, gpu_layers=0, idle_seconds=3600, library="cyllama")
    found = Weighed([], [], [])
    try:
        for page in pages:
            await model.load()
            assert model.pid
            process, started = psutil.Process(model.pid), time.perf_counter()
            before = sum(process.cpu_times()[:2])
            found.weights.append([await model.weigh(text.lattice) for text in page.texts])
            found.wall.append(time.perf_counter() - started)
            found.cpu.append(sum(psutil.Process(model.pid).cpu_times()[:2]) - before)
    finally:
        await model.close()
    return found


def right_words(truth: str, text: str) -> set[int]:
    """The indexes of the words of the truth that stand in the text."""
    words, found = normalise(truth).split(), normalise(text).split()
    codes = Levenshtein.opcodes(words, found)
    return {index for code in codes if code.tag == "equal" for index in range(code.src_start, code.src_end)}


def verdict(page: DoubtfulPage, text: str, change: Change) -> str:
    """Whether a change mended, damaged, or made one wrong word of another, by the words that are right around it."""
    was, now = right_words(page.truth, page.note.text), right_words(page.truth, text)
    words = normalise(page.truth).split()
    came = {words[n] for n in now - was if n < len(words)}
    gone = {words[n] for n in was - now if n < len(words)}
    if any(word in change.after.split() for word in came):
        return "right"
    return "damage" if any(word in change.before.split() for word in gone) else "wrong either way"


def kind(change: Change) -> str:
    """What sort of alternative was chosen."""
    if change.before.count(" ") != change.after.count(" "):
        return "words parted or joined"
    return "signs" if letters(change.before) == letters(change.after) else "letters"


def show_kinds(pages: Sequence[DoubtfulPage], weighed: Weighed) -> None:
    """Print what came of each kind of alternative."""
    found = Counter[tuple[str, str]]()
    for page, weights in zip(pages, weighed.weights, strict=True):
        note = page.judged(weights)
        changes = [change for change in note.correction.changes if change.by == "model"]
        found.update((kind(change), verdict(page, note.text, change)) for change in changes)
    for (name, said), count in sorted(found.items()):
        print(f"{name}: {count} {said}")


def in_half(page: DoubtfulPage, half: str) -> bool:
    """Whether the photo is of this half of its set."""
    return half == "all" or in_report(f"{page.name}/{page.photo.stem}") == (half == "report")


def show(pages: Sequence[DoubtfulPage], weighed: Weighed) -> None:
    """Print the table of a model."""
    print(f"{'set':12} {'half':6} {'pages':>5} {'WER':>15} {'best':>6} {'CER':>13} mended damaged   wall    CPU")
    for name in dict.fromkeys(page.name for page in pages):
        for half in HALVES:
            rows = [n for n, page in enumerate(pages) if page.name == name and in_half(page, half)]
            if rows:
                print(f"{name:12} {half:6} {len(rows):5} {_row([pages[n] for n in rows], weighed, rows)}")


def _row(pages: Sequence[DoubtfulPage], weighed: Weighed, rows: Sequence[int]) -> str:
    before = after = best = Score()
    mended = damaged = 0
    for number, page in zip(rows, pages, strict=True):
        text = page.judged(weighed.weights[number]).text
        before += Score.of(page.truth, page.note.text)
        after += Score.of(page.truth, text)
        best += Score.of(page.truth, page.best().text)
        was, now = right_words(page.truth, page.note.text), right_words(page.truth, text)
        mended, damaged = mended + len(now - was), damaged + len(was - now)
    wall, cpu = (sum(of[n] for n in rows) / len(rows) for of in (weighed.wall, weighed.cpu))
    lattice = sum(page.seconds for page in pages) / len(pages)
    return (
        f"{before.wer:6.2f} → {after.wer:6.2f} {best.wer:6.2f} {before.cer:5.2f} → {after.cer:5.2f} "
        f"{mended:6} {damaged:7} {wall:6.1f} {cpu + lattice:6.1f}"
    )


def main(photos: Path, folder: Path, models: Sequence[Path]) -> None:
    """Measure, print and draw."""
    from tests.correcting.judging.pictures import draw_curves, draw_decisions

    pages = list(doubtful_pages(photos))
    results = {}
    for model in models:
        print(f"\n{model.name}, {model.stat().st_size / 1e6:.0f} MB")
        results[model] = asyncio.run(weigh(pages, model))
        show(pages, results[model])
        show_kinds(pages, results[model])
    folder.mkdir(parents=True, exist_ok=True)
    draw_curves(pages, results, folder / "curves.png")
    draw_decisions(pages, results[models[0]], folder / "decisions.png")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
