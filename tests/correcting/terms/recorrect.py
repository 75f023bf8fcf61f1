"""How many misread words *Re-correct* finds in handwritten pages, and what it inserts wrongly.

Run as `LEGIBLE_DATA=… python -m tests.correcting.terms.recorrect`.

Every page of `photos/iam` is read once and its reading kept as the store keeps it. The rarest five words of its truth
that the answer lacks go into a glossary with 50 names and rare words of other texts; then it is corrected again,
without the photo. A word is found where it stands in the text afterwards; an insertion is wrong where the truth lacks
it.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

from wordfreq import zipf_frequency

from bot.bench.pairs import read_pairs
from bot.engine.engine import Engine
from bot.engine.loading import DefaultLoader
from bot.glossary.glossary import Glossary
from bot.page import Correction
from bot.settings import Settings
from bot.store.job_rows import PAGE

SOUGHT = 5
OTHERS = 50
SHORTEST = 4
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Outcome:
    """What came of one page: the words sought and found, the words inserted wrongly, and the seconds it took."""

    sought: list[str]
    found: list[str]
    wrong: list[str]
    seconds: float


def misread(truth: str, answer: str) -> list[str]:
    """The rarest words of the truth that the answer lacks; names first, as lists of words know few of them."""
    there = {word.lower() for word in WORD.findall(answer)}
    words = dict.fromkeys(word for word in WORD.findall(truth) if len(word) >= SHORTEST and word.lower() not in there)
    return sorted(words, key=lambda word: zipf_frequency(word.lower(), "en"))[:SOUGHT]


def rare_words(folder: Path) -> list[str]:
    """Names and rare words of English texts."""
    pairs = read_pairs(folder / "icdar2017_eng_monograph.dev.jsonl") + read_pairs(folder / "overproof2.dev.jsonl")
    words = {word for pair in pairs for word in WORD.findall(pair.truth) if len(word) >= SHORTEST}
    return sorted(word for word in words if zipf_frequency(word.lower(), "en") < 3.5 and word[1:].islower())


async def recorrect(engine: Engine, reading: str, glossary: Glossary) -> tuple[Correction, float]:
    """What the bot does with a stored reading: load it, write the glossary's terms into it, correct it."""
    started = time.perf_counter()
    note = await engine.correct(PAGE.validate_json(reading), glossary)
    return note.correction, time.perf_counter() - started


async def outcome(engine: Engine, photo: Path, rare: list[str]) -> Outcome:
    """Read a photo, and correct it again with its words among others."""
    truth = photo.with_suffix(".txt").read_text("utf-8")
    page = await engine.read(photo)
    sought = misread(truth, (await engine.correct(page)).text)
    true = {word.lower() for word in WORD.findall(truth)}
    others = random.Random(photo.stem).sample([word for word in rare if word.lower() not in true], OTHERS)
    glossary = Glossary(tuple(sorted([*sought, *others])))
    correction, seconds = await recorrect(engine, PAGE.dump_json(page).decode(), glossary)
    there = {word.lower() for word in WORD.findall(correction.text)}
    inserted = [word for c in correction.changes if c.by == "glossary" for word in WORD.findall(c.after)]
    wrong = [word for word in inserted if word.lower() not in true]
    return Outcome(sought, [word for word in sought if word.lower() in there], wrong, seconds)


async def main() -> None:
    """Print the figures of each page and of all."""
    folder = Path(os.environ["LEGIBLE_DATA"])
    rare = rare_words(folder / "text")
    engine = Engine(DefaultLoader.of(Settings(corrector="spelling")))
    await engine.start()
    try:
        all_pages = []
        for photo in sorted((folder / "photos" / "iam").glob("*.jpg")):
            page = await outcome(engine, photo, rare)
            all_pages.append(page)
            missed = [word for word in page.sought if word not in page.found]
            print(
                f"{photo.stem:10} {len(page.found)} of {len(page.sought)} found, {len(page.wrong)} wrong,"
                f" {page.seconds:.2f} s; missed {missed}, wrong {page.wrong}",
                flush=True,
            )
    finally:
        await engine.stop()
    sought, found, wrong = (
        sum(len(getattr(page, part)) for page in all_pages) for part in ("sought", "found", "wrong")
    )
    seconds = sorted(page.seconds for page in all_pages)
    print(
        f"all        {found} of {sought} found ({100 * found / sought:.0f} %), {wrong} wrong,"
        f" median {seconds[len(seconds) // 2]:.2f} s, longest {seconds[-1]:.2f} s"
    )


if __name__ == "__main__":
    asyncio.run(main())
