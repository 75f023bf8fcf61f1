"""A glossary's terms in a page: by the recogniser's frames where a line has them, then by its letters.

A letter that the recogniser passed over has no frames, so that `Titaic` is known for `Titanic` by its letters alone. On
57 photos, five misread words of each among 50 others, both together find 87 words of 145 and the frames alone 76, with
13 and 12 wrong insertions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.correcting.spelling.confusions import cost
from bot.correcting.terms.matching import Match, MatchedTerms, clearest, compare, prepared
from bot.correcting.terms.scoring import apply_terms
from bot.correcting.terms.settling import settled
from bot.correcting.terms.windows import Stretch, Window, windows
from bot.correcting.terms.writing import Replacement, write_terms
from bot.glossary.glossary import Glossary
from bot.letters import Frequency, squeezed
from bot.page import Page


def apply_glossary(page: Page, glossary: Glossary, frequency: Frequency) -> Page:
    """The page with the glossary's terms where they were misread, and the changes told.

    `frequency` gives the Zipf frequency of a lower-case word in the page's language, 0 where it is unknown. Case, the
    endings of words, the hyphens at the ends of lines, and what is written round a word, stay.
    """
    if not glossary:
        return page
    page = apply_terms(page, glossary, frequency)
    return write_terms(page, _found([line.text for line in page.lines], prepared(glossary), frequency))


def matched(lines: Sequence[str], glossary: Glossary) -> tuple[str, ...]:
    """The terms that stand or nearly stand in the lines, as they are spelled, in the glossary's order."""
    if not glossary:
        return ()
    terms = prepared(glossary)
    found = list(windows(lines, terms.sizes))
    there = {entry.right for window in found if (entry := terms.as_it_stands(window.text))}
    there |= {entry.right for window, entry in terms.near(found) if compare(window, entry)}
    return tuple(dict.fromkeys(entry.right for entry in terms.entries if entry.right in there))


def _found(lines: Sequence[str], terms: MatchedTerms, frequency: Frequency) -> Iterator[Replacement]:
    """The terms that stand in the lines already, and those that are to be written there."""
    kept, sought, matches = _sorted_out(lines, terms, frequency)
    free = [window for window in sought if not any(_is_within(window, other) for other in kept)]
    near: dict[Window, list[Match]] = {}
    for window, entry in terms.near(free):
        if match := compare(window, entry):
            near.setdefault(window, []).append(match)
    matches += [match for group in near.values() if (match := clearest(group))]
    for window in kept:
        yield from (Replacement(part.number, part.start, part.text, part.text) for part in window.parts)
    nearest_first = sorted(matches, key=lambda match: (match.away, -len(match.text)))
    for match in settled(nearest_first, kept):
        yield from _replacements(match)


def _sorted_out(
    lines: Sequence[str], terms: MatchedTerms, frequency: Frequency
) -> tuple[list[Window], list[Window], list[Match]]:
    """The windows that are terms, those that may be one misread, and the terms written in another case and aliases.

    What consists of common words is neither misread nor in the wrong case.
    """
    kept: list[Window] = []
    sought: list[Window] = []
    matches: list[Match] = []
    for window in windows(lines, terms.sizes):
        entry = terms.as_it_stands(window.text)
        match = compare(window, entry) if entry else None
        is_rare = any(not frequency(word.lower()) for word in window.words)
        if match is None:
            sought += [window] if is_rare else []
        elif match.entry.right != match.entry.sought or (is_rare and match.text != window.text):
            matches.append(match)
        else:
            kept.append(window)
    return kept, sought, matches


def _is_within(window: Window, kept: Window) -> bool:
    return window.overlaps(kept) and len(window.text) <= len(kept.text)


def _replacements(match: Match) -> Iterator[Replacement]:
    """The match as it is written into the lines, parted where a hyphen parts what was read."""
    parts = match.window.parts
    if len(parts) == 1:
        yield Replacement(parts[0].number, parts[0].start, parts[0].text, match.text)
        return
    first, second = parts
    cut = min(range(1, len(match.text)), key=lambda cut: _fit(first, match.text[:cut]) + _fit(second, match.text[cut:]))
    yield Replacement(first.number, first.start, first.text, match.text[:cut])
    yield Replacement(second.number, second.start, second.text, match.text[cut:])


def _fit(part: Stretch, text: str) -> float:
    return cost(squeezed(part.text), squeezed(text))
