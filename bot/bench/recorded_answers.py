"""`legible bench --answers`: what the guard lets through of what a model once answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from bot.bench.pairs import PairsResult, TextPair
from bot.correcting.guarding.guard import Guard
from bot.correcting.spelling.lexicon import Lexicon
from bot.languages import Languages
from bot.letters import Frequency


@dataclass(frozen=True, slots=True)
class AnswersResult:
    """What the guarded answers come to, and how many changes it accepted and refused."""

    pairs: PairsResult
    accepted: int
    refused: int

    def as_object(self) -> dict[str, object]:
        """For JSON."""
        return {**self.pairs.as_object(), "accepted": self.accepted, "refused": self.refused}


def measure_answers(pairs: Iterable[TextPair], language: str) -> AnswersResult:
    """Put each pair's answer through the guard; `language` is assumed of a text that is too short to tell."""
    frequency = _frequencies(language)
    total, accepted, refused = PairsResult(), 0, 0
    for pair in pairs:
        started = time.perf_counter()
        guarded = Guard(frequency(pair.ocr)).text(pair.ocr, pair.answer)
        seconds = time.perf_counter() - started
        total += replace(PairsResult.of(pair, guarded.text), seconds=seconds)
        accepted, refused = accepted + len(guarded.accepted), refused + len(guarded.refused)
    return AnswersResult(total, accepted, refused)


def _frequencies(language: str) -> Callable[[str], Frequency]:
    """What gives the word frequencies of a text's language."""
    languages, lexicon = Languages(), cache(Lexicon)
    return lambda text: lexicon(languages.tell(text.lower().split()) or language).frequency
