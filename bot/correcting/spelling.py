"""The spelling corrector: mends what a recogniser confuses where the word meant is beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.changes import compose
from bot.correcting.lexicon import Lexicon
from bot.correcting.protected import is_protected
from bot.correcting.repair import repair
from bot.correcting.tokens import Token, tokens
from bot.languages import Languages
from bot.page import Change, Correction, CorrectorName, Page

LANGUAGES = frozenset({"ca", "cs", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv"})
KNOWN = 2.2  # the Zipf frequency above which a word is never doubted
MOST_UNKNOWN = 0.15  # of a page's words, FREE_UNKNOWN aside; more is an old spelling or a jumble
FREE_UNKNOWN = 2
LEAST_REPAIRED = 0.34  # of a page's doubtful words


class SpellingCorrector:
    """A Corrector on word lists, without context, for pages in one of LANGUAGES; others pass untouched.

    Its thresholds were tuned on the even rows of ICDAR 2017 and 2019, Overproof and BLN600.
    """

    name: CorrectorName = "spelling"

    def __init__(self, languages: Languages | None = None) -> None:
        self._languages = languages or Languages()
        self._lexicon = lru_cache(maxsize=3)(Lexicon)

    def correct(self, page: Page) -> Correction:
        lines = [line.text for line in page.lines]
        changes = []
        line, shift = 0, 0
        for token, after in self._repairs(tokens(page)):
            if token.line != line:
                line, shift = token.line, 0
            start = token.start + shift
            lines[line] = lines[line][:start] + after + lines[line][start + len(token.word) :]
            changes.append(Change(token.word, after, line + 1, start, "spelling"))
            shift += len(after) - len(token.word)
        return Correction(tuple(lines), compose(page.changes, changes, lines), self.name)

    def _repairs(self, found: Sequence[Token]) -> list[tuple[Token, str]]:
        """The tokens to repair, in order, each with what its word becomes.

        A word that stands twice on the page is a name or a habit. None is repaired where so few can be that the
        page must be in an old spelling, a dialect or a jargon.
        """
        words = [token.word.lower() for token in found]
        language = self._languages.tell(filter(None, words))
        if language not in LANGUAGES:
            return []
        lexicon = self._lexicon(language)
        if not _is_mostly_known(words, lexicon):
            return []
        times = Counter(words)
        doubtful = [
            place
            for place, word in enumerate(words)
            if times[word] == 1
            and not is_protected(found, place)
            and not self._is_known(word, lexicon)
            and not _is_fragment(words, place, lexicon)
        ]
        repairs = [(found[place], meant) for place in doubtful if (meant := repair(words[place], lexicon))]
        return repairs if len(repairs) >= LEAST_REPAIRED * len(doubtful) else []

    def _is_known(self, word: str, lexicon: Lexicon) -> bool:
        return lexicon.frequency(word) > KNOWN or self._languages.is_common(word)


def _is_mostly_known(words: Sequence[str], lexicon: Lexicon) -> bool:
    unknown = sum(1 for word in words if word and not lexicon.frequency(word))
    return unknown <= FREE_UNKNOWN + MOST_UNKNOWN * sum(map(bool, words))


def _is_fragment(words: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether the word makes a known one with its neighbour: half of a word broken by the end of a line."""
    pairs = [words[place - 1 : place + 1] if place else [], words[place : place + 2]]
    return any(len(pair) == 2 and all(pair) and lexicon.frequency("".join(pair)) > 0 for pair in pairs)
