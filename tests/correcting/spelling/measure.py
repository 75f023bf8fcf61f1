"""What the spelling corrector gains on OCR texts, and what it breaks in clean ones: each file, even and odd rows apart.

Run as `LEGIBLE_DATA=… python -m tests.correcting.spelling.measure`; it takes about two minutes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bot.bench.pairs import PairsResult, TextPair, page_of, read_pairs
from bot.correcting.spelling.spelling_corrector import SpellingCorrector


def measure(corrector: SpellingCorrector, pairs: Sequence[TextPair]) -> tuple[PairsResult, int, int]:
    """The result of the OCR texts, the changes made to the truths, and the words of these."""
    result, changes, words = PairsResult(), 0, 0
    for pair in pairs:
        result += PairsResult.of(pair, corrector.correct(page_of(pair.ocr)).text)
        changes += len(corrector.correct(page_of(pair.truth)).changes)
        words += len(pair.truth.split())
    return result, changes, words


def main() -> None:
    """Print a line for each half of each file, and one for all."""
    corrector = SpellingCorrector()
    total, damaged, words = PairsResult(), 0, 0
    for path in sorted((Path(os.environ["LEGIBLE_DATA"]) / "text").glob("*.dev.jsonl")):
        pairs = read_pairs(path)
        for half, name in enumerate(("even", "odd")):
            result, changes, clean = measure(corrector, pairs[half::2])
            total, damaged, words = total + result, damaged + changes, words + clean
            _print(f"{path.name.removesuffix('.dev.jsonl'):25} {name:4}", result, changes, clean)
    _print("all", total, damaged, words)


def _print(name: str, result: PairsResult, changes: int, words: int) -> None:
    before, after = result.before, result.after
    print(
        f"{name:30} CER {before.cer:6.3f} → {after.cer:6.3f} ({before.character_errors - after.character_errors:+d}) "
        f"worse {result.worse} digits {result.digits_altered} clean {changes}/{words} = {100 * changes / words:.3f} %",
        flush=True,
    )


if __name__ == "__main__":
    main()
