"""A glossary compared with what the recogniser saw: a term takes the place of a word where it explains the frames.

By Bayes' rule the term must be likelier than the word. The frames say how likely it is that either looks so. A word
costs as much as it is rare, and one that is in no word list LETTER for each character, since there are so many
of them; a term costs as much as there are terms. Measured on 328 handwritten lines, read greedily, with the 213 rare
words and names that were misread there as the glossary: 142 found, 11 wrong insertions; among a thousand terms more
that occur nowhere 113 and 16; on 990 lines of print and receipts those thousand make one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.correcting.terms.entries import TermEntry, Terms
from bot.correcting.terms.settling import settled
from bot.correcting.terms.shortlist import Matrix, Shortlist, best_letters
from bot.correcting.terms.writing import Replacement, write_terms
from bot.glossary.glossary import Glossary
from bot.letters import Frequency, fold, words
from bot.page import Line, Page
from bot.reading.decoding.alignment import align_all, fits, forward_all
from bot.reading.decoding.posteriors import FLOOR, Frames, unpack

LETTER = 2.7  # nats for each character of a word that is in no list; less finds less, 3 makes more wrong insertions
TERM = 5.0  # nats for a term of a glossary of up to FEW; a longer one has more look-alikes
FEW = 50
GROWTH = 1.5
ACCENT = -3.0  # an accented letter is as likely as the bare one, less this: pens and recognisers forget accents

_TOKEN = re.compile(r"\S+")
_CODE = re.compile(r"\d|@|://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Line `number` of the page, from 0, its frames, and the frames at which each character starts and ends."""

    number: int
    line: Line
    frames: Frames
    spans: list[list[int]]


@dataclass(frozen=True, slots=True)
class _Window:
    """A word or several neighbours, read as `text` at `start` of line `number`; `cost` is that of the words, in nats.

    `is_code` tells that a number, an address or the like is among them.
    """

    number: int
    start: int
    text: str
    frames: Frames
    letters: Matrix
    cost: float
    is_code: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def overlaps(self, other: _Window) -> bool:
        """Whether a character is in both."""
        return self.number == other.number and self.start < other.end and other.start < self.end


class _Find(NamedTuple):
    """What a window's text should be; `gain` is by how many nats that is likelier."""

    window: _Window
    text: str
    gain: float


class _ScoredTerms(Terms):
    """Terms that are compared with frames; `cost` is that of any of them, in nats."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__(glossary)
        self.accented = sorted({c for entry in self.entries for c in entry.sought if fold(c) != c.lower()})
        self.cost = TERM + GROWTH * math.log(max(len(self.entries), FEW) / FEW)
        self.shortlist = Shortlist([entry.sought for entry in self.entries])


def apply_terms(page: Page, glossary: Glossary, frequency: Frequency) -> Page:
    """The page with the glossary's terms where its lines' posteriors show them, and the changes told.

    `frequency` gives the Zipf frequency of a lower-case word in the page's language, 0 where it is unknown. Case,
    and what is written round a word, stay. Lines without posteriors stay as they are.
    """
    if not glossary:
        return page
    terms = _prepared(glossary)
    windows = [window for seen in _look(page, terms.accented) for window in _windows(seen, terms.sizes, frequency)]
    kept = [window for window in windows if _is_kept(window, terms)]
    finds = sorted([*_exact(windows, terms), *_compared(windows, terms)], key=lambda f: (-f.gain, -len(f.window.text)))
    sure = [Replacement(window.number, window.start, window.text, window.text) for window in kept]
    found = [Replacement(f.window.number, f.window.start, f.window.text, f.text) for f in settled(finds, kept)]
    return write_terms(page, [*sure, *found])


_prepared = lru_cache(maxsize=4)(_ScoredTerms)


def _look(page: Page, accented: Sequence[str]) -> list[_Seen]:
    """The lines that have posteriors, aligned with them."""
    found = [
        (number, line, _with_accents(unpack(line.posteriors), accented))
        for number, line in enumerate(page.lines)
        if line.posteriors
    ]
    found = [(number, line, frames) for number, line, frames in found if fits(line.text, len(frames.log))]
    spans = align_all([frames.emissions(line.text) for _, line, frames in found], [line.text for _, line, _ in found])
    return [_Seen(*known, span.tolist()) for known, span in zip(found, spans, strict=True)]


def _with_accents(frames: Frames, accented: Sequence[str]) -> Frames:
    """The frames with a class for each of the accented letters, at least ACCENT below the bare letter."""
    if not accented:
        return frames
    index = {character: label for label, character in enumerate(frames.alphabet)}
    floor = np.full(len(frames.log), FLOOR, dtype=np.float32)

    def known(character: str) -> NDArray[np.float32]:
        return frames.log[:, index[character]] if character in index else floor

    bare = [fold(c) if c.islower() else fold(c).upper() for c in accented]
    added = [np.maximum(known(c), known(b) + ACCENT) for c, b in zip(accented, bare, strict=True)]
    others = [label for label, character in enumerate(frames.alphabet) if character not in accented]
    alphabet = (*(frames.alphabet[label] for label in others), *accented)
    return Frames(alphabet, np.column_stack([frames.log[:, others], *added]))


def _windows(seen: _Seen, sizes: Sequence[int], frequency: Frequency) -> Iterator[_Window]:
    text, frames = seen.line.text, seen.frames
    places = words(text)
    costs = [_cost(text[start:end], frequency) for start, end in places]
    letters = best_letters(frames)
    codes = [match.span() for match in _TOKEN.finditer(text) if _CODE.search(match.group())]
    for size in sizes:
        for first in range(len(places) - size + 1):
            start, end = places[first][0], places[first + size - 1][1]
            begin = seen.spans[start - 1][1] if start else 0
            stop = seen.spans[end][0] if end < len(text) else len(frames.log)
            part = Frames(frames.alphabet, frames.log[begin:stop])
            is_code = any(start < last and end > code for code, last in codes)
            cost = sum(costs[first : first + size])
            yield _Window(seen.number, start, text[start:end], part, letters[:, begin:stop], cost, is_code)


def _cost(word: str, frequency: Frequency) -> float:
    zipf = frequency(word.lower())
    unknown = LETTER * len(word)
    return min(unknown, (9 - zipf) * math.log(10)) if zipf > 0 else unknown


def _is_kept(window: _Window, terms: _ScoredTerms) -> bool:
    """Whether the window is a term already."""
    entry = terms.as_it_stands(window.text)
    return (
        entry is not None
        and entry.sought == entry.right
        and window.text in {f.right for f in _forms(entry, window.text)}
    )


def _exact(windows: Sequence[_Window], terms: _ScoredTerms) -> Iterator[_Find]:
    """The aliases that were read as they stand in the glossary."""
    for window in windows:
        entry = terms.as_it_stands(window.text)
        if entry is not None and entry.sought != entry.right:
            yield _Find(window, _forms(entry, window.text)[-1].right, math.inf)


def _compared(windows: Sequence[_Window], terms: _ScoredTerms) -> Iterator[_Find]:
    """The terms that the frames of a window and its cost make likelier than what was read."""
    windows = [window for window in windows if window.cost > terms.cost]
    if not windows:
        return
    best = np.array([window.frames.log.max(axis=1).sum() for window in windows])
    letters = np.array([window.letters.max(axis=1) for window in windows])
    least = best - [LETTER * len(window.text) for window in windows] + terms.cost
    near = terms.shortlist.find(letters, [window.text for window in windows], least)
    candidates = [
        (i, form)
        for i, found in enumerate(near)
        for entry in (terms.entries[e] for e in found)
        if not windows[i].is_code or _CODE.search(entry.sought)
        for form in _forms(entry, windows[i].text)
    ]
    scores = _scores((windows[i], form.sought) for i, form in candidates)
    asked = sorted({i for i, _ in candidates})
    read = dict(zip(asked, _scores((windows[i], windows[i].text) for i in asked), strict=True))
    for (i, form), score in zip(candidates, scores, strict=True):
        unknown = float(best[i]) - LETTER * min(len(windows[i].text), len(form.sought))
        gain = score - terms.cost - max(read[i] - windows[i].cost, unknown)
        if gain > 0:
            yield _Find(windows[i], form.right, gain)


def _scores(texts: Iterable[tuple[_Window, str]]) -> list[float]:
    """How likely each window's frames are to show its text, as a logarithm."""
    pairs = list(texts)
    scores: list[float] = forward_all(
        [w.frames.emissions(text) for w, text in pairs], [text for _, text in pairs]
    ).tolist()
    return scores


def _forms(entry: TermEntry, read: str) -> list[TermEntry]:
    """How the entry may be written there: as it stands, capitalised, in capitals; each also with the plural's s."""
    forms = [entry]
    if read[0].isupper() and entry.sought.islower():
        forms.append(TermEntry(*(text[0].upper() + text[1:] for text in entry)))
    if read.isupper() and len(read) > 1:
        forms.append(TermEntry(*(text.upper() for text in entry)))
    if read[-1] in "sS" and entry.sought[-1] not in "sS":
        forms += [TermEntry(*(text + read[-1] for text in form)) for form in forms]
    return forms
