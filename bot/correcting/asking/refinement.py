"""From a page to the questions about it, and from the answers to its correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.changes import compose
from bot.correcting.asking.answers import Repair
from bot.correcting.asking.chunks import Chunk, chunks
from bot.correcting.asking.doubts import DoubtfulWord, doubts, sure_words
from bot.correcting.asking.placing import Spans, proposed
from bot.correcting.asking.prompt import question
from bot.correcting.guarding.guard import Guard
from bot.correcting.language_model import AnswerForm, Question
from bot.correcting.terms.apply import matched
from bot.glossary.glossary import Glossary
from bot.letters import Frequency
from bot.page import Change, Correction, CorrectorName, Page

if TYPE_CHECKING:
    from bot.settings import Mends


class Refinement:
    """A page, its correction so far, and what a language model is to be asked about it.

    `frequency` gives a lower-case word's Zipf frequency in `language`, its ISO 639-1 code. `mends` is what may change:
    the words that are marked as doubtful, and what joins them, or any word of a line that holds one.
    """

    def __init__(
        self,
        page: Page,
        correction: Correction,
        glossary: Glossary,
        language: str,
        frequency: Frequency,
        mends: Mends = "marked",
    ) -> None:
        self._mends = mends
        self._correction = correction
        self._glossary = glossary
        self._language = language
        self._frequency = frequency
        found = doubts(page, correction.lines, frequency)
        self._doubts: dict[int, list[DoubtfulWord]] = {
            line: list(group) for line, group in groupby(found, lambda doubt: doubt.line)
        }
        self._sure = sure_words(page, correction.lines)
        self.chunks: list[Chunk] = chunks(correction.lines, self._doubts, page.paragraphs)

    def questions(self, form: AnswerForm) -> tuple[Question, ...]:
        """One for each chunk with doubt; none where no word is doubtful."""
        lines = self._correction.lines
        return tuple(
            question(
                chunk,
                lines,
                self._doubts,
                form=form,
                language=self._language,
                terms=matched([lines[index] for index in chunk.shown], self._glossary),
            )
            for chunk in self.chunks
        )

    def result(
        self, answers: Sequence[Sequence[Repair]], corrector: CorrectorName, asked: Sequence[Chunk] | None = None
    ) -> Correction:
        """The correction with those repairs that pass the guard; `answers` are those to the first questions.

        They are about the chunks that were `asked` about, if these are not the page's any more.

        What had to be said of a correction without a model is no longer said.
        """
        guard = Guard(self._frequency, self._glossary)
        doubtful = {line: [doubt.span for doubt in found] for line, found in self._doubts.items()}
        lines = list(self._correction.lines)
        accepted: list[Change] = []
        refused: list[Change] = []
        for chunk, repairs in zip(self.chunks if asked is None else asked, answers, strict=False):
            for line, text in self._proposed(chunk, repairs, doubtful).items():
                marked = doubtful.get(line, []) if self._mends == "marked" else None
                guarded = guard.line(lines[line], text, line + 1, marked)
                lines[line] = guarded.text
                accepted += guarded.accepted
                refused += guarded.refused
        return replace(
            self._correction,
            lines=tuple(lines),
            changes=compose(self._correction.changes, accepted, lines),
            corrector=corrector,
            refused=tuple(refused),
            notice="",
        )

    def _proposed(self, chunk: Chunk, repairs: Sequence[Repair], doubtful: Spans) -> dict[int, str]:
        return proposed(self._correction.lines, chunk.asked, repairs, doubtful=doubtful, sure=self._sure)
