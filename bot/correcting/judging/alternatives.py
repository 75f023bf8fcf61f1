"""What may stand where a word was read with doubt, by the frames that show it.

The alternatives are the texts that the recogniser's frames and the character model find likeliest, the words of the
word list and of the glossary that are a few letters away, each with the signs round it in other ways, and two words as
one. What the frames say of each decides which of them are worth a judgement.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.correcting.guarding.word_shapes import has_digits
from bot.correcting.judging.lattice import Alternative
from bot.correcting.judging.word_frames import WordFrames
from bot.correcting.spelling.context_scorer import ContextScorer
from bot.correcting.spelling.lexicon import Lexicon
from bot.correcting.terms.forms import in_case_of
from bot.reading.decoding.alignment import fits, forward_all
from bot.reading.decoding.beam import Balance, CharacterModel, likeliest
from bot.reading.ngrams.ngram_model import NgramModel

MOST = (
    5  # alternatives of a word, that which stands there included; 8 mend a hundredth more, and cost half as much more
)
BEHIND = 6.0  # nats that one may be behind what stands there
MODEL = 0.9  # how much the character model's logarithms count for that
LETTER = 1.3  # nats for each letter, as the model prefers short texts
RARITY = 0.2  # how much the logarithm of a word's frequency counts
TERM = 5.0  # nats for a term of the glossary

BEFORE = 8  # characters that the character model remembers
TEXTS = 24  # of the beam
FREELY = Balance(weight=0.4, bonus=1.3)  # the frames say more and the model less than when the text was decoded
DEAD = 1e-5
LEAST = -7.0  # the logarithm at which a letter that the frames do not show counts: they keep eight classes
EDITS = {1: 2, 2: 5, 3: math.inf}  # letters that another word may be away from one of at most so many
SHORTEST = 2  # letters of a word whose neighbours in the word list are sought
UNKNOWN = -16.0  # the logarithm of the frequency of a word that no list has, less for each of its letters
UNKNOWN_LETTER = 0.6
SIGN = -1.0  # the same of a sign at a word
SIGNED = 6  # of the likeliest texts are tried with other signs round them

_PARTS = re.compile(r"^(?P<before>\W*)(?P<word>.*?)(?P<behind>\W*)$")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGNS_BEHIND = ("", ".", ",", '"', "'", ";", ":")
_SIGNS_BEFORE = ('"', "'", "(")


class Proposer:
    """Proposes what may stand in a word's place; `terms` are the words of the glossary that may stand on the page."""

    def __init__(self, lexicon: Lexicon, model: NgramModel, terms: Sequence[str] = ()) -> None:
        self._lexicon = lexicon
        self._model = model
        self._context = ContextScorer(model)
        self._terms = {term.lower(): term for term in terms}

    def alternatives(self, line: str, word: WordFrames, *, joined: bool = False) -> list[Alternative]:
        """What stands in `line` there, then what else may, the likeliest first; alone where nothing else is likely.

        Where two words are to be `joined`, what else may stand there is one word.
        """
        texts = self._proposed(line, word, joined=joined)
        texts = [word.text, *(text for text in texts if text != word.text and not (joined and " " in text))]
        seen = self._seen(word, texts)
        ranked = self._ranks(line, word, texts, seen)
        likely = sorted(range(1, len(texts)), key=ranked.__getitem__, reverse=True)
        kept = [0, *(i for i in likely[: MOST - 1] if ranked[i] > ranked[0] - BEHIND)]
        return [Alternative(texts[i], seen[i], self._bonus(texts[i])) for i in kept]

    def _proposed(self, line: str, word: WordFrames, *, joined: bool) -> list[str]:
        """Texts that fit into the frames, each once."""
        found = likeliest(word.frames, _Behind(self._model, line[: word.start][-BEFORE:]), FREELY, TEXTS, DEAD)
        read = word.text.replace(" ", "") if joined else word.text
        found = self._fitting([word.text, read, *found, *self._near(read)], word)
        ranks = self._ranks(line, word, found, self._seen(word, found))
        best = sorted(range(len(found)), key=ranks.__getitem__, reverse=True)[:SIGNED]
        signed = (other for i in {0, *best} for other in _with_other_signs(found[i]))
        return self._fitting([*found, *signed], word)

    def _fitting(self, texts: Iterable[str], word: WordFrames) -> list[str]:
        fitting = (text for text in texts if text and not has_digits(text) and fits(text, len(word.frames.log)))
        return list(dict.fromkeys(fitting))

    def _near(self, read: str) -> Iterator[str]:
        """Words of the list and of the glossary that are a few letters away, in the case of `read`, with its signs."""
        parts = _PARTS.match(read)
        if parts is None or len(parts["word"]) < SHORTEST:
            return
        word = parts["word"].lower()
        edits = next(edits for edits, length in EDITS.items() if len(word) <= length)
        usual = (other for other, _ in self._lexicon.near(word, edits))
        terms = process.extract(word, [*self._terms], scorer=Levenshtein.distance, score_cutoff=edits, limit=None)
        for other in (*usual, *(self._terms[term] for term, _, _ in terms)):
            yield parts["before"] + in_case_of(parts["word"], other) + parts["behind"]

    def _seen(self, word: WordFrames, texts: Sequence[str]) -> list[float]:
        """The logarithm of how probable the frames make each text."""
        emissions = [np.maximum(word.frames.emissions(text), LEAST) for text in texts]
        seen: list[float] = forward_all(emissions, texts).tolist()
        return seen

    def _ranks(self, line: str, word: WordFrames, texts: Sequence[str], seen: Sequence[float]) -> list[float]:
        """What speaks for each text before a language model is asked; a term counts as no rarer than what was read."""
        gain = self._context.gain(line, word.start, word.end)

        def rank(text: str) -> float:
            likely = word.text if self._is_term(text) else text
            return MODEL * math.log(10) * gain(likely) + LETTER * len(likely) + RARITY * self._frequency(likely)

        return [score + self._bonus(text) + rank(text) for score, text in zip(seen, texts, strict=True)]

    def _bonus(self, text: str) -> float:
        return TERM if self._is_term(text) else 0.0

    def _is_term(self, text: str) -> bool:
        parts = _PARTS.match(text)
        return parts is not None and self._terms.get(parts["word"].lower()) == parts["word"]

    def _frequency(self, text: str) -> float:
        """The logarithm of the frequency of its words, less for the signs at them."""
        return sum(self._frequency_of(token) for token in text.split())

    def _frequency_of(self, token: str) -> float:
        found = _PLAIN.search(token)
        if not found:
            return UNKNOWN
        zipf = self._lexicon.frequency(found[0].lower())
        known = (zipf - 9) * math.log(10) if zipf else UNKNOWN - UNKNOWN_LETTER * len(found[0])
        return known + SIGN * (len(token) - len(found[0]))


class _Behind:
    """A character model behind a text: its state there is the `start`."""

    def __init__(self, model: CharacterModel, text: str) -> None:
        self.start = model.start
        for character in text:
            self.start = model.step(self.start, character)[1]
        self.step, self.knows = model.step, model.knows


def _with_other_signs(text: str) -> Iterator[str]:
    """The text with other signs round its word."""
    parts = _PARTS.match(text)
    if parts is None or not parts["word"]:
        return
    before, word, behind = parts.groups()
    yield from (before + word + sign for sign in (*_SIGNS_BEHIND, *(behind + sign for sign in _SIGNS_BEHIND[1:4])))
    yield from (sign + word + behind for sign in _SIGNS_BEFORE)
