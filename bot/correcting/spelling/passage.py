"""The part of a page that is in one language, and what is known of the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.correcting.spelling.context_scorer import ContextScorer
from bot.correcting.spelling.lexicon import Lexicon
from bot.correcting.spelling.tokens import Token


@dataclass(frozen=True)
class Language:
    """A language's word list, and the model that judges words in their context."""

    code: str
    lexicon: Lexicon
    context: ContextScorer


@dataclass(frozen=True)
class Edit:
    """At offset `start` of line `line` (from 0), `before` is to become `after`."""

    line: int
    start: int
    before: str
    after: str


@dataclass(frozen=True)
class Passage:
    """Tokens in one language, in reading order; `lines` are all lines of their page."""

    lines: Sequence[str]
    tokens: Sequence[Token]
    language: Language

    @cached_property
    def words(self) -> list[str]:
        """The tokens' words in small letters; empty where a token is no plain word."""
        return [token.word.lower() for token in self.tokens]

    @cached_property
    def times(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.words)

    @cached_property
    def strange(self) -> float:
        """The share of its words in small letters that the word list lacks."""
        plain = [token.word for token in self.tokens if token.word.islower()]
        return sum(not self.language.lexicon.frequency(word) for word in plain) / max(1, len(plain))

    def gain(self, place: int) -> Callable[[str], float]:
        """What says by how many powers of ten the line is likelier with another text for the token at `place`."""
        token = self.tokens[place]
        return self.language.context.gain(self.lines[token.line], token.begin, token.begin + len(token.text))

    def word_gain(self, place: int) -> Callable[[str], float]:
        """The same for the token's word, the punctuation round it kept."""
        token = self.tokens[place]
        return self.language.context.gain(self.lines[token.line], token.start, token.start + len(token.word))
