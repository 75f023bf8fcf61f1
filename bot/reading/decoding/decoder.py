"""The lines of a page decoded with the language model of their language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.languages import Languages
from bot.reading.decoding.alignment import align
from bot.reading.decoding.beam import Balance, CharacterModel, score, search
from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.constraints import constrain
from bot.reading.decoding.latin import latin_only
from bot.reading.decoding.posteriors import Frames
from bot.reading.ngrams.shipped import NgramModels

CLEAR = 0.95  # pages read with less confidence are handwritten, by and large
PRINT, HAND = 0.97, 0.85  # lines read with more are print on any page, those with less are written by hand
TELLING = 10  # characters; a shorter line is of the page's kind
WRITTEN = Balance(weight=0.9, bonus=3.0)
PRINTED = Balance(weight=0.5, bonus=2.4)  # with the other one 13 % more words on receipts are wrong
INVENTED = 1.5  # times as long as the best path, and a few characters: the model talks where the frames show nothing
FEW = 4
CAPITALS = 0.6  # of a line's letters; such a line is judged as if it stood in small letters
_WORD = re.compile(r"[^\W\d_]+")


class DecodedLine(NamedTuple):
    """The text of a line, and the look at it that makes this text."""

    frames: Frames
    decoded: Decoded


class _Look(NamedTuple):
    """What was seen at a look, and what of it is left on a page in Latin letters."""

    seen: Frames
    latin: Frames


class Decoder:
    """Decodes with the models that are shipped; lines in other languages stay as the best path has them.

    `language` (ISO 639-1) is assumed where a page is too short to tell.
    """

    def __init__(self, languages: Languages, language: str | None = None, models: NgramModels | None = None) -> None:
        self._languages = languages
        self._language = language
        self._models = models or NgramModels()

    def decode(self, lines: Sequence[Sequence[Frames]]) -> list[DecodedLine]:
        """Of each line of one page, seen one or more times, the look that makes the best text, and that text."""
        surest = [_surest(looks) for looks in lines]
        read = [line.decoded for line in surest]
        words = (word.lower() for line in read for word in _WORD.findall(line.text))
        language = self._languages.tell(words) or self._language
        model = self._models.of(language) if language else None
        if model is None:
            return surest
        clear = _confidence(read) >= CLEAR
        latin = iter(latin_only([look for looks in lines for look in looks]))
        return [
            _best([_Look(look, next(latin)) for look in looks], line, model, printed=_is_print(line, clear))
            for looks, line in zip(lines, read, strict=True)
        ]


class _SmallLetters:
    """A language model that takes capitals for small letters."""

    def __init__(self, model: CharacterModel) -> None:
        self._model = model
        self.start = model.start

    def step(self, state: int, character: str) -> tuple[float, int]:
        return self._model.step(state, character.lower())

    def knows(self, character: str) -> bool:
        return self._model.knows(character)


def _confidence(lines: Sequence[Decoded]) -> float:
    probabilities = [p for line in lines for p in line.probabilities]
    return sum(probabilities) / max(len(probabilities), 1)


def _is_print(line: Decoded, clear: bool) -> bool:
    """Whether a line is print, on a page that is `clear` as a whole: a form round handwriting, a note on a letter."""
    if len(line.text) < TELLING or HAND <= line.confidence < PRINT:
        return clear
    return line.confidence >= PRINT


def _surest(looks: Sequence[Frames]) -> DecodedLine:
    """The look whose best path is the surest, and that path's text."""
    return max((DecodedLine(look, greedy(look)) for look in looks), key=lambda line: line.decoded.confidence)


def _best(looks: Sequence[_Look], surest: Decoded, model: CharacterModel, *, printed: bool) -> DecodedLine:
    """The look whose text has the highest score, and that text; `surest` tells whether the line stands in capitals."""
    letters = [c for c in surest.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) > CAPITALS * len(letters)
    judge, balance = _SmallLetters(model) if capitals else model, PRINTED if printed else WRITTEN
    constrained = [constrain(look.latin, model.knows, printed=printed) for look in looks]
    best = 0
    if len(looks) > 1:
        best = max(range(len(looks)), key=lambda look: score(constrained[look], judge, balance))
    seen, latin = looks[best]
    text, read = search(constrained[best], judge, balance), greedy(latin)
    if text in ("", read.text) or len(text) > INVENTED * len(read.text) + FEW:
        return DecodedLine(seen, read)
    return DecodedLine(seen, _aligned(constrained[best], text, latin))


def _aligned(constrained: Frames, text: str, frames: Frames) -> Decoded:
    spans = align(constrained, text)
    emitted = np.exp(frames.emissions(text)[:, 1:])
    return Decoded(text, tuple(float(emitted[a:b, i].max()) for i, (a, b) in enumerate(spans)))
