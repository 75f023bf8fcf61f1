"""A glossary compared with what the recogniser saw: a term takes the place of a word where it explains the frames.

By Bayes' rule the term must be likelier than the word. The frames say how likely it is that either looks so. A word
costs as much as it is rare, and one that is in no word list LETTER for each character, since there are so many
of them; a term costs as much as there are terms. Measured on 328 handwritten lines, read greedily, with the 213 rare
words and names that were misread there as the glossary: 142 found, 11 wrong insertions; among a thousand terms more
that occur nowhere 113 and 16; on 990 lines of print and receipts those thousand make one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.correcting.terms.forms import forms
from bot.correcting.terms.frame_windows import CODE, LETTER, FrameWindow, frame_windows
from bot.correcting.terms.settling import Match, settled
from bot.correcting.terms.terms import Terms, prepared
from bot.correcting.terms.windows import Window
from bot.correcting.terms.writing import write_terms
from bot.glossary.glossary import Glossary
from bot.letters import Frequency
from bot.page import Page
from bot.reading.decoding.alignment import forward_all

TERM = 5.0  # nats for a term of a glossary of up to FEW; a longer one has more look-alikes
FEW = 50
GROWTH = 1.5


@dataclass(frozen=True, slots=True)
class LikelyMatch(Match):
    """`gain` is by how many nats the term is likelier than what was read."""

    gain: float


def apply_by_frames(page: Page, glossary: Glossary, frequency: Frequency) -> Page:
    """The page with the glossary's terms where its lines' posteriors show them, and the changes told.

    `frequency` gives the Zipf frequency of a lower-case word in the page's language, 0 where it is unknown. Case,
    and what is written round a word, stay. Lines without posteriors stay as they are.
    """
    if not glossary:
        return page
    terms = prepared(glossary)
    windows = list(frame_windows(page, terms, frequency))
    kept = [found.window for found in windows if _is_term(found.window, terms)]
    matches = [*_exact(windows, terms), *_compared(windows, terms)]
    likeliest_first = sorted(matches, key=lambda match: (-match.gain, -len(match.window.text)))
    new = [match for match in settled(likeliest_first, kept) if match.text != match.window.text]
    return write_terms(page, kept, new)


def _is_term(window: Window, terms: Terms) -> bool:
    """Whether the window is a term already."""
    entry = terms.as_it_stands(window.text)
    return (
        entry is not None and not entry.is_alias and window.text in {form.right for form in forms(entry, window.text)}
    )


def _exact(windows: Iterable[FrameWindow], terms: Terms) -> Iterator[LikelyMatch]:
    """The aliases that were read as they stand in the glossary."""
    for found in windows:
        entry = terms.as_it_stands(found.text)
        if entry is not None and entry.is_alias:
            yield LikelyMatch(found.window, forms(entry, found.text)[-1].right, math.inf)


def _compared(windows: Sequence[FrameWindow], terms: Terms) -> Iterator[LikelyMatch]:
    """The terms that the frames of a window and its cost make likelier than what was read."""
    cost = TERM + GROWTH * math.log(max(len(terms.entries), FEW) / FEW)
    windows = [window for window in windows if window.cost > cost]
    if not windows:
        return
    best = np.array([window.frames.log.max(axis=1).sum() for window in windows])
    letters = np.array([window.letters.max(axis=1) for window in windows])
    least = best - [LETTER * len(window.text) for window in windows] + cost
    near = terms.shortlist.find(letters, [window.text for window in windows], least)
    candidates = [
        (i, form)
        for i, found in enumerate(near)
        for entry in (terms.entries[e] for e in found)
        if not windows[i].is_code or CODE.search(entry.sought)
        for form in forms(entry, windows[i].text)
    ]
    scores = _scores((windows[i], form.sought) for i, form in candidates)
    asked = sorted({i for i, _ in candidates})
    read = dict(zip(asked, _scores((windows[i], windows[i].text) for i in asked), strict=True))
    for (i, form), score in zip(candidates, scores, strict=True):
        unknown = float(best[i]) - LETTER * min(len(windows[i].text), len(form.sought))
        gain = score - cost - max(read[i] - windows[i].cost, unknown)
        if gain > 0:
            yield LikelyMatch(windows[i].window, form.right, gain)


def _scores(texts: Iterable[tuple[FrameWindow, str]]) -> list[float]:
    """How likely each window's frames are to show its text, as a logarithm."""
    pairs = list(texts)
    scores: list[float] = forward_all(
        [w.frames.emissions(text) for w, text in pairs], [text for _, text in pairs]
    ).tolist()
    return scores
