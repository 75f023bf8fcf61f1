"""`legible bench` on a file of OCR texts and their truths: what the corrector mends, and what it breaks."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bot.bench.sets import read_text
from bot.errors import WrongSetting
from bot.page import Correction, Line, Page
from bot.scores import NOTHING, Score, normalise

CONFIDENCE = 0.9  # of a line whose reader is unknown
BOX = ((0, 0), (1, 0), (1, 1), (0, 1))


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text as some engine read it, the truth, and what a model answered where that was recorded."""

    ocr: str
    truth: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class PairsResult:
    """Rates before and after correction, and the harm done.

    `worse` and `digits_altered` count pairs: those further from the truth than before, and those whose sequence of
    digits is another one. `clean_words_damaged` counts words that stood right in the OCR text and were changed.
    `seconds` is the time that correcting took.
    """

    pairs: int = 0
    before: Score = NOTHING
    after: Score = NOTHING
    worse: int = 0
    digits_altered: int = 0
    clean_words_damaged: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, pair: TextPair, corrected: str) -> PairsResult:
        """Of one pair."""
        before, after = Score.of(pair.truth, pair.ocr), Score.of(pair.truth, corrected)
        return cls(
            pairs=1,
            before=before,
            after=after,
            worse=int(after.character_errors > before.character_errors),
            digits_altered=int(digits(corrected) != digits(pair.ocr)),
            clean_words_damaged=damaged(pair, corrected),
        )

    def __add__(self, other: PairsResult) -> PairsResult:
        return PairsResult(
            self.pairs + other.pairs,
            self.before + other.before,
            self.after + other.after,
            self.worse + other.worse,
            self.digits_altered + other.digits_altered,
            self.clean_words_damaged + other.clean_words_damaged,
            self.seconds + other.seconds,
        )

    def as_object(self) -> dict[str, object]:
        """For JSON: rates in percent."""
        return {
            "pairs": self.pairs,
            "cer_before": round(self.before.cer, 3),
            "cer_after": round(self.after.cer, 3),
            "wer_before": round(self.before.wer, 3),
            "wer_after": round(self.after.wer, 3),
            "worse": self.worse,
            "digits_altered": self.digits_altered,
            "clean_words_damaged": self.clean_words_damaged,
            "seconds": round(self.seconds, 3),
        }


def read_pairs(path: Path, answers: str | None = None) -> list[TextPair]:
    """The pairs of a JSON Lines file, keys `ocr` and `gt`, and the key that `answers` names.

    Raises WrongSetting for a line that is none, and for one without an answer.
    """
    lines = enumerate(read_text(path).split("\n"), 1)
    pairs = [_pair(line, answers, f"line {number} of {path}") for number, line in lines if line.strip()]
    if not pairs:
        raise WrongSetting(problem=f"{path} is empty", allowed='give one {"ocr": …, "gt": …} a line')
    return pairs


def _pair(line: str, answers: str | None, where: str) -> TextPair:
    try:
        row = json.loads(line)
        pair = TextPair(str(row["ocr"]), str(row["gt"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WrongSetting(
            problem=f"{where} is no pair of texts", allowed='give one {"ocr": …, "gt": …} a line'
        ) from error
    if answers is None:
        return pair
    if not isinstance(row.get(answers), str):
        texts = sorted(key for key in row.keys() - {"ocr", "gt"} if isinstance(row[key], str))
        problem = f"{where} has no text in its field {answers}"
        raise WrongSetting(problem=problem, allowed=f"--answers names one of its others: {', '.join(texts) or 'none'}")
    return replace(pair, answer=row[answers])


def page_of(text: str) -> Page:
    """A text as the page that a reader would have made of it."""
    return Page(tuple(Line(line, line, CONFIDENCE, BOX) for line in text.split("\n")), reader="file")


async def measure_pairs(pairs: Iterable[TextPair], correct: Callable[[Page], Awaitable[Correction]]) -> PairsResult:
    """Correct each OCR text and add up. Raises what `correct` raises."""
    total = PairsResult()
    for pair in pairs:
        started = time.perf_counter()
        corrected = (await correct(page_of(pair.ocr))).text
        seconds = time.perf_counter() - started
        total += replace(PairsResult.of(pair, corrected), seconds=seconds)
    return total


def digits(text: str) -> str:
    """The digits of a text in their order."""
    return "".join(filter(str.isdigit, text))


def damaged(pair: TextPair, corrected: str) -> int:
    """How many words stood right in the OCR text, and were changed."""
    ocr, truth, after = (normalise(text).split() for text in (pair.ocr, pair.truth, corrected))
    return len(_kept(ocr, truth) - _kept(ocr, after))


def _kept(source: list[str], target: list[str]) -> set[int]:
    """The indexes of the words of `source` that an alignment with `target` leaves as they are."""
    return {
        index
        for code in Levenshtein.opcodes(source, target)
        if code.tag == "equal"
        for index in range(code.src_start, code.src_end)
    }
