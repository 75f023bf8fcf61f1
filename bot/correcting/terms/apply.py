"""A glossary's terms in a page: by the recogniser's frames where a line has them, then by its letters.

A letter that the recogniser passed over has no frames, so that `Titaic` is known for `Titanic` by its letters alone. On
57 photos, five misread words of each among 50 others, both together find 87 words of 145 and the frames alone 76, with
13 and 12 wrong insertions.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.correcting.terms.matching import NearMatch, clearest, compare, near
from bot.correcting.terms.scoring import apply_by_frames
from bot.correcting.terms.settling import settled
from bot.correcting.terms.terms import Terms, prepared
from bot.correcting.terms.windows import Window, windows
from bot.correcting.terms.writing import write_terms
from bot.glossary.glossary import Glossary
from bot.letters import Frequency
from bot.page import Page


def apply_glossary(page: Page, glossary: Glossary, frequency: Frequency) -> Page:
    """The page with the glossary's terms where they were misread, and the changes told.

    `frequency` gives the Zipf frequency of a lower-case word in the page's language, 0 where it is unknown. Case, the
    endings of words, the hyphens at the ends of lines, and what is written round a word, stay.
    """
    if not glossary:
        return page
    return _apply_by_letters(apply_by_frames(page, glossary, frequency), prepared(glossary), frequency)


def matched(lines: Sequence[str], glossary: Glossary) -> tuple[str, ...]:
    """The terms that stand or nearly stand in the lines, as they are spelled, in the glossary's order."""
    if not glossary:
        return ()
    terms = prepared(glossary)
    found = list(windows(lines, terms.sizes))
    there = {entry.right for window in found if (entry := terms.as_it_stands(window.text))}
    there |= {entry.right for window, entry in near(terms, found) if compare(window, entry)}
    return tuple(spelling for spelling in glossary.spellings if spelling in there)


def standing(lines: Sequence[str], glossary: Glossary) -> dict[int, list[tuple[int, int]]]:
    """Where terms stand in the lines, whatever their case: from where to where, by the indexes of the lines."""
    found: dict[int, list[tuple[int, int]]] = {}
    terms = prepared(glossary)
    for window in windows(lines, terms.sizes) if glossary else ():
        entry = terms.as_it_stands(window.text)
        for part in window.parts if entry and entry.sought == entry.right else ():
            found.setdefault(part.number, []).append((part.start, part.start + len(part.text)))
    return found


def _apply_by_letters(page: Page, terms: Terms, frequency: Frequency) -> Page:
    kept, sought, matches = _sorted_out([line.text for line in page.lines], terms, frequency)
    free = [window for window in sought if not any(_is_within(window, other) for other in kept)]
    by_window: dict[Window, list[NearMatch]] = {}
    for window, entry in near(terms, free):
        if match := compare(window, entry):
            by_window.setdefault(window, []).append(match)
    matches += [match for group in by_window.values() if (match := clearest(group))]
    nearest_first = sorted(matches, key=lambda match: (match.away, -len(match.text)))
    return write_terms(page, kept, settled(nearest_first, kept))


def _sorted_out(
    lines: Sequence[str], terms: Terms, frequency: Frequency
) -> tuple[list[Window], list[Window], list[NearMatch]]:
    """The windows that are terms, those that may be one misread, and the terms written in another case and aliases.

    What consists of common words is neither misread nor in the wrong case.
    """
    kept: list[Window] = []
    sought: list[Window] = []
    matches: list[NearMatch] = []
    for window in windows(lines, terms.sizes):
        entry = terms.as_it_stands(window.text)
        match = compare(window, entry) if entry else None
        is_rare = any(not frequency(word.lower()) for word in window.words)
        if entry is None or match is None:
            sought += [window] if is_rare else []
        elif entry.is_alias or (is_rare and match.text != window.text):
            matches.append(match)
        else:
            kept.append(window)
    return kept, sought, matches


def _is_within(window: Window, kept: Window) -> bool:
    return window.overlaps(kept) and len(window.text) <= len(kept.text)
