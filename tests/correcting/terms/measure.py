"""How many misread names a glossary finds in OCR texts, and what it inserts wrongly.

Run as `LEGIBLE_DATA=… python -m tests.correcting.terms.measure`.

The glossary of a text are the rare capitalised words of its truth that the OCR text lacks, among distractors: such
words of other files. A word is found where it stands in the text afterwards; an insertion is wrong where the truth
lacks it.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

from bot.bench.pairs import TextPair, page_of, read_pairs
from bot.correcting.terms.apply import apply_glossary, matched
from bot.glossary.glossary import Glossary
from bot.languages import Languages

FILES = (
    "bln600_llm_outputs",
    "icdar2017_eng_monograph",
    "icdar2017_fr_monograph",
    "icdar2017_fr_periodical",
    "overproof2",
    "overproof3",
)
SHORTEST = 5
WORD = re.compile(r"[^\W\d_]+")
TEN_THOUSAND = 10_000


def names(text: str) -> set[str]:
    """The capitalised words of a text, as they are spelled."""
    return {word for word in WORD.findall(text) if len(word) >= SHORTEST and word.istitle()}


def measure(pairs: Sequence[TextPair], others: Sequence[str], distractors: int) -> tuple[int, int, int, int]:
    """How many misread names there are, how many are found, and how many insertions are wrong, there and in truths."""
    languages, chance = Languages(), random.Random(4)
    sought = found = wrong = spoiled = 0
    for pair in pairs:
        words = WORD.findall(pair.ocr.lower())
        frequency = languages.frequency(words)
        missing = {name for name in names(pair.truth) - set(WORD.findall(pair.ocr)) if not frequency(name.lower())}
        true = set(WORD.findall(pair.truth))
        strange = [name for name in chance.sample(others, distractors) if name not in true]
        page = apply_glossary(page_of(pair.ocr), Glossary(tuple(sorted({*missing, *strange}))), frequency)
        sought += len(missing)
        found += len(missing & set(WORD.findall(page.text)))
        lower = {word.lower() for word in true}
        wrong += sum(not lower.issuperset(WORD.findall(change.after.lower())) for change in page.changes)
        spoiled += len(apply_glossary(page_of(pair.truth), Glossary(tuple(strange)), frequency).changes)
    return sought, found, wrong, spoiled


def seconds(pair: TextPair, others: Sequence[str]) -> tuple[int, float, float]:
    """The words of a text, and what `apply_glossary` and `matched` take for it with ten thousand terms."""
    chance = random.Random(5)
    made = {"".join(chance.sample(name.lower(), len(name))).title() for name in others}
    terms = [*others, *sorted(made - set(others))]
    glossary = Glossary(tuple(dict.fromkeys(terms))[:TEN_THOUSAND])
    page = page_of(" ".join(pair.ocr.split()[:300]))
    frequency = Languages().frequency(WORD.findall(page.text.lower()))
    apply_glossary(page, glossary, frequency)
    times = []
    for work in (lambda: apply_glossary(page, glossary, frequency), lambda: matched([page.text], glossary)):
        runs = []
        for _ in range(5):
            started = time.perf_counter()
            work()
            runs.append(time.perf_counter() - started)
        times.append(min(runs))
    return len(glossary.terms), times[0], times[1]


def main() -> None:
    """Print the figures of each file, even and odd rows apart."""
    folder = Path(os.environ["LEGIBLE_DATA"]) / "text"
    pairs = {stem: read_pairs(folder / f"{stem}.dev.jsonl") for stem in FILES}
    all_names = {stem: {name for pair in rows for name in names(pair.truth)} for stem, rows in pairs.items()}
    total = [0, 0, 0, 0]
    for stem, rows in pairs.items():
        others = sorted(set().union(*(found for other, found in all_names.items() if other != stem)))
        for half in (0, 1):
            figures = measure(rows[half::2], others, 50)
            total = [a + b for a, b in zip(total, figures, strict=True)]
            _print(f"{stem} {'odd' if half else 'even'}", figures)
    _print("all", total)
    everything = sorted(set().union(*all_names.values()))
    terms, applied, hinted = seconds(pairs["icdar2017_eng_monograph"][2], everything)
    print(f"{terms:,} terms, 300 words: {1000 * applied:.0f} ms to apply, {1000 * hinted:.0f} ms to match")


def _print(name: str, figures: Sequence[int]) -> None:
    misread, found, wrong, spoiled = figures
    print(f"{name:30} misread {misread:4} found {found:4} wrong {wrong:3} in truths {spoiled:3}", flush=True)


if __name__ == "__main__":
    main()
