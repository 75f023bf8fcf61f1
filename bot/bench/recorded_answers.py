"""`legible bench --answers`: what the guard lets through of what a model once answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.bench.pairs import PairsResult, TextPair, page_of
from bot.correcting.asking.doubts import doubts
from bot.correcting.guarding.guard import Guard, Guarded, Span
from bot.correcting.spelling.lexicons import Lexicons
from bot.languages import Languages
from bot.letters import Frequency


@dataclass(frozen=True, slots=True)
class AnswersResult:
    """What the guarded answers come to, and how many changes it accepted and refused.

    `marked` is what they come to where only the words may change that would have been shown as doubtful; in a text
    without confidences these are the rare ones.
    """

    pairs: PairsResult
    accepted: int
    refused: int
    marked: PairsResult | None = None

    def as_object(self) -> dict[str, object]:
        """For JSON."""
        found: dict[str, object] = {**self.pairs.as_object(), "accepted": self.accepted, "refused": self.refused}
        if self.marked:
            found["marked"] = {name: value for name, value in self.marked.as_object().items() if name in OF_MARKED}
        return found


OF_MARKED = ("cer_after", "wer_after", "worse", "digits_altered", "clean_words_damaged")


def measure_answers(pairs: Iterable[TextPair], language: str, *, marked: bool = False) -> AnswersResult:
    """Put each pair's answer through the guard; `language` is assumed of a text that is too short to tell.

    With `marked` once more, for the words alone that a model would have been shown as doubtful.
    """
    frequency = _frequencies(language)
    total, accepted, refused = PairsResult(), 0, 0
    of_marked = PairsResult()
    for pair in pairs:
        known = frequency(pair.ocr)
        started = time.perf_counter()
        guarded = Guard(known).text(pair.ocr, pair.answer)
        seconds = time.perf_counter() - started
        total += replace(PairsResult.of(pair, guarded.text), seconds=seconds)
        accepted, refused = accepted + len(guarded.accepted), refused + len(guarded.refused)
        if marked:
            of_marked += PairsResult.of(pair, _of_marked(pair, known).text)
    return AnswersResult(total, accepted, refused, of_marked if marked else None)


def _of_marked(pair: TextPair, frequency: Frequency) -> Guarded:
    page = page_of(pair.ocr)
    spans: dict[int, list[Span]] = {number: [] for number in range(len(page.lines))}
    for doubt in doubts(page, [line.text for line in page.lines], frequency):
        spans[doubt.line].append(doubt.span)
    return Guard(frequency).text(pair.ocr, pair.answer, [*spans.values()])


def _frequencies(language: str) -> Callable[[str], Frequency]:
    """What gives the word frequencies of a text's language, of those without a long word list its common words."""
    languages, lexicons = Languages(), Lexicons()

    def of(text: str) -> Frequency:
        words = text.lower().split()
        lexicon = lexicons.of(languages.tell(words) or language)
        return lexicon.frequency if lexicon else languages.frequency(words)

    return of
