"""The gate that a network passes before it is shipped: no set of photos is read worse, and at least one better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from bot.reading.recognition.train.photo_crops import in_report
from bot.reading.recognition.train.sure_words import NO_WORDS, SureWords
from bot.scores import NOTHING, Score

ALLOWED = 0.1  # percent of a set's characters: so much worse may it be read
HALVES = ("tune", "report")  # is tuned on, is looked at once


@dataclass(frozen=True, slots=True)
class PhotoReading:
    """How well a photo was read."""

    photo: str
    score: Score
    words: SureWords

    @classmethod
    def of(cls, photo: str, truth: str, text: str) -> PhotoReading:
        """Compare what was read on a photo, named by its set and its stem, with what stands there."""
        return cls(photo, Score.of(truth, text), SureWords.of(truth, text))

    @property
    def set(self) -> str:
        """The set that the photo is of."""
        return self.photo.rpartition("/")[0]

    @property
    def half(self) -> str:
        """The half of the set that the photo is of."""
        return HALVES[in_report(self.photo)]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a network stands on a set, beside the network that it is to replace."""

    set: str
    photos: int
    before: Score
    after: Score
    words_before: SureWords
    words_after: SureWords

    @property
    def worse(self) -> float:
        """By how many percent of the characters it is worse; below 0 better."""
        return self.after.cer - self.before.cer


def standings(before: Sequence[PhotoReading], after: Sequence[PhotoReading], half: str | None = None) -> list[Standing]:
    """How the second network stands on each set, or on a half of each; both have read the same photos.

    A set of which no photo is in that half is left out.
    """
    sets = dict.fromkeys(reading.set for reading in before)
    return [standing for name in sets if (standing := _standing(name, *(_of(r, name, half) for r in (before, after))))]


def objections(stands: Sequence[Standing]) -> list[str]:
    """Why a network does not pass, a sentence each; none where it does, or reads no character otherwise."""
    fallen = [_fallen(stand) for stand in stands if stand.worse > ALLOWED]
    lost = [sentence for stand in stands for sentence in _lost(stand)]
    better = any(stand.worse < 0 for stand in stands)
    same = all(stand.before == stand.after for stand in stands)
    return [*fallen, *lost] or ([] if better or same else ["No set is read better."])


def _of(readings: Iterable[PhotoReading], name: str, half: str | None) -> list[PhotoReading]:
    return [reading for reading in readings if reading.set == name and half in (None, reading.half)]


def _standing(name: str, before: Sequence[PhotoReading], after: Sequence[PhotoReading]) -> Standing | None:
    if not before:
        return None
    (score, words), (new_score, new_words) = (_summed(readings) for readings in (before, after))
    return Standing(name, len(before), score, new_score, words, new_words)


def _summed(readings: Iterable[PhotoReading]) -> tuple[Score, SureWords]:
    """The scores and the sure words of all the readings."""
    readings = list(readings)
    score = reduce(add, (reading.score for reading in readings), NOTHING)
    return score, reduce(add, (reading.words for reading in readings), NO_WORDS)


def _fallen(stand: Standing) -> str:
    return (
        f"{stand.set} fell by {stand.worse:.2f}: {stand.before.cer:.2f} % of its characters were wrong, "
        f"{stand.after.cer:.2f} % are now ({ALLOWED} more are allowed)."
    )


def _lost(stand: Standing) -> list[str]:
    """A sentence for each kind of sure words of which more are wrong than before."""
    before, after = stand.words_before, stand.words_after
    return [
        f"{stand.set} fell in its {kind}: {before.wrong[kind]} of {before.there[kind]} were wrong, {wrong} are now."
        for kind, wrong in after.wrong.items()
        if wrong > before.wrong[kind]
    ]
