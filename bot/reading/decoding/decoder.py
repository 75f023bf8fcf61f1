"""The lines of a page decoded with the language model of their language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.languages import Languages
from bot.reading.decoding.alignment import Spans, align_all, fits
from bot.reading.decoding.beam import Balance, CharacterModel, search
from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.constraints import constrain
from bot.reading.decoding.latin import latin_only
from bot.reading.decoding.posteriors import Frames
from bot.reading.decoding.two_looks import mixed
from bot.reading.ngrams.shipped import NgramModels

CLEAR = 0.94  # pages read with less confidence are handwritten, by and large
PRINTED_LINE, WRITTEN_LINE = 0.97, 0.85  # a line read with more is print on any page, one with less written by hand
TELLING = 10  # characters; a shorter line is of the page's kind
WRITTEN = Balance(weight=0.9, bonus=3.0)
PRINTED = Balance(weight=0.5, bonus=2.4)  # with the other one 13 % more words on receipts are wrong
INVENTED = 1.5  # times as long as the best path, and a few characters: the model talks where the frames show nothing
FEW = 4
CAPITALS = 0.6  # of a line's letters; such a line is judged as if it stood in small letters
_WORD = re.compile(r"[^\W\d_]+")


class DecodedLine(NamedTuple):
    """The text of a line, which may be of two looks together, and the look that shows it best."""

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
        """Of each line of one page, seen once or twice, the text, and the look that shows it best."""
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
    if len(line.text) < TELLING or WRITTEN_LINE <= line.confidence < PRINTED_LINE:
        return clear
    return line.confidence >= PRINTED_LINE


def _surest(looks: Sequence[Frames]) -> DecodedLine:
    """The look whose best path is the surest, and that path's text."""
    return max((DecodedLine(look, greedy(look)) for look in looks), key=lambda line: line.decoded.confidence)


def _best(looks: Sequence[_Look], surest: Decoded, model: CharacterModel, *, printed: bool) -> DecodedLine:
    """The text of a line and the look that shows it best; `surest` tells whether the line stands in capitals.

    A printed line is known by its surest look: a look meant for flowing hands reads 15-00 for 15.00.
    """
    if printed:
        looks = [max(looks, key=lambda look: greedy(look.latin).confidence)]
    letters = [c for c in surest.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) > CAPITALS * len(letters)
    judge, balance = _SmallLetters(model) if capitals else model, PRINTED if printed else WRITTEN
    constrained = [constrain(look.latin, model.knows, printed=printed) for look in looks]
    texts = [search(frames, judge, balance) for frames in constrained]
    text = texts[0]
    if len(looks) > 1 and texts[0] != texts[1]:
        text = mixed((looks[0].latin, looks[1].latin), (texts[0], texts[1]), judge, balance)
    return _shown(looks, constrained, text)


def _shown(looks: Sequence[_Look], constrained: Sequence[Frames], text: str) -> DecodedLine:
    """The text of a line, and the look that shows it best.

    Each character is as probable as in its clearest look; where a look's best path has the whole text, as there.
    """
    reads = [greedy(look.latin) for look in looks]
    for look, read in zip(looks, reads, strict=True):
        if text in ("", read.text):
            return DecodedLine(look.seen, read)
    able = [i for i, frames in enumerate(constrained) if fits(text, len(frames.log))]
    spans = align_all([constrained[i].emissions(text) for i in able], [text] * len(able))
    shown = [_probabilities(looks[i].latin, text, path) for i, path in zip(able, spans, strict=True)]
    best = able[max(range(len(able)), key=lambda i: float(np.log(shown[i]).sum()))]
    if len(text) > INVENTED * len(reads[best].text) + FEW:
        return DecodedLine(looks[best].seen, reads[best])
    return DecodedLine(looks[best].seen, Decoded(text, tuple(np.max(shown, axis=0).tolist())))


def _probabilities(frames: Frames, text: str, spans: Spans) -> NDArray[np.float32]:
    """How probable each character is in the best of its frames."""
    emitted = np.exp(frames.emissions(text)[:, 1:])
    return np.array([emitted[a:b, i].max() for i, (a, b) in enumerate(spans)], dtype=np.float32)
