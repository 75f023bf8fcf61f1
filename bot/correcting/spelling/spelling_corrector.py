"""The spelling corrector: mends what a recogniser confuses where what is meant is beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.changes import compose
from bot.correcting.spelling.context_scorer import ContextScorer
from bot.correcting.spelling.lexicons import Lexicons
from bot.correcting.spelling.misread_words import misread_words
from bot.correcting.spelling.numbers import number
from bot.correcting.spelling.passage import Edit, Language, Passage
from bot.correcting.spelling.protected import CONFIDENT
from bot.correcting.spelling.spelling_rules import english_i, letters_for_digits, lost_accent, lost_space
from bot.correcting.spelling.tokens import Token, tokens
from bot.languages import Languages
from bot.page import Change, Correction, CorrectorName, Page
from bot.reading.ngrams.shipped import NgramModels

LANGUAGES = frozenset({"ca", "cs", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv"})
RULES = (letters_for_digits, english_i, lost_space, lost_accent)
FEW = 8  # words; on a mixed page a language with fewer is not taken for one


class SpellingCorrector:
    """A Corrector on word lists, character models and rules; what is in none of LANGUAGES passes untouched.

    Its thresholds were chosen on all development rows of ICDAR 2017 and 2019, Overproof and BLN600, and hold on the
    even rows and on the odd ones alike.
    """

    name: CorrectorName = "spelling"

    def __init__(
        self,
        languages: Languages | None = None,
        lexicons: Lexicons | None = None,
        models: NgramModels | None = None,
    ) -> None:
        self._languages = languages or Languages()
        self._lexicons = lexicons or Lexicons()
        self._models = models or NgramModels()
        self._language = lru_cache(maxsize=2)(self._load)

    def correct(self, page: Page) -> Correction:
        lines = [line.text for line in page.lines]
        edits = sorted(self._edits(page), key=lambda edit: (edit.line, edit.start))
        changes = _apply_edits(lines, edits)
        return Correction(tuple(lines), compose(page.changes, changes, lines), self.name)

    def _edits(self, page: Page) -> Iterator[Edit]:
        """What is to change, in no order."""
        found = tokens(page)
        for place, token in enumerate(found):
            if token.confidence < CONFIDENT and (after := number(found, place)):
                yield Edit(token.line, token.begin, token.text, after)
        for passage in self._passages(page, found):
            yield from _by_rules(passage)
            yield from misread_words(passage, self._languages)

    def _passages(self, page: Page, found: Sequence[Token]) -> Iterator[Passage]:
        told = self._told(found, len(page.lines))
        for code in sorted(LANGUAGES.intersection(told)):
            part = [token for token in found if told[token.line] == code]
            yield Passage([line.text for line in page.lines], part, self._language(code))

    def _told(self, found: Sequence[Token], count: int) -> list[str]:
        """The language of each line: its own where that is sure, or else the page's; empty where neither is."""
        words: list[list[str]] = [[] for _ in range(count)]
        for token in found:
            if token.word:
                words[token.line].append(token.word.lower())
        whole = self._languages.tell(word for line in words for word in line) or ""
        told = [self._languages.tell(line) or whole for line in words]
        spoken = Counter(code for code, line in zip(told, words, strict=True) for _ in line)
        return [code if spoken[code] >= FEW or code == whole else "" for code in told]

    def _load(self, code: str) -> Language:
        model, lexicon = self._models.of(code), self._lexicons.of(code)
        if model is None or lexicon is None:
            raise ValueError(f"no character model or no long list of words is there for {code}")
        return Language(code, lexicon, ContextScorer(model))


def _by_rules(passage: Passage) -> Iterator[Edit]:
    for place, token in enumerate(passage.tokens):
        for rule in RULES:
            if token.confidence < CONFIDENT and (after := rule(passage, place)):
                yield Edit(token.line, token.begin, token.text, after)
                break


def _apply_edits(lines: list[str], edits: Sequence[Edit]) -> list[Change]:
    """Write `edits`, which are in order, into `lines`, but none over another one; the changes made."""
    changes = []
    number, shift, end = 0, 0, 0
    for edit in edits:
        if edit.line != number:
            number, shift, end = edit.line, 0, 0
        if edit.start < end:
            continue
        end = edit.start + len(edit.before)
        start = edit.start + shift
        lines[number] = lines[number][:start] + edit.after + lines[number][start + len(edit.before) :]
        changes.append(Change(edit.before, edit.after, number + 1, start, "spelling"))
        shift += len(edit.after) - len(edit.before)
    return changes
