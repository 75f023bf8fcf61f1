"""Changes of a line: told from its two texts, one round of changes upon another, and one of them taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from bot.page import Change, ChangedBy, Correction

_WORD = re.compile(r"\S+")
Span = tuple[int, int]


def differences(before: str, after: str, line: int, by: ChangedBy) -> tuple[Change, ...]:
    """The words in which `after` differs from `before`; `line` counts from 1.

    Words that part or join are one change. Of a word that came or went the spaces round it are not told.
    """
    old = [match.span() for match in _WORD.finditer(before)]
    new = [match.span() for match in _WORD.finditer(after)]
    codes = Levenshtein.opcodes([before[a:b] for a, b in old], [after[a:b] for a, b in new])
    found = []
    for equal, block in groupby(codes, lambda code: code.tag == "equal"):
        if equal:
            continue
        edits = list(block)
        was = old[edits[0].src_start : edits[-1].src_end]
        now = new[edits[0].dest_start : edits[-1].dest_end]
        place = new[edits[0].dest_start][0] if edits[0].dest_start < len(new) else len(after)
        for source, target in _pairs(was, now):
            start, end = target or (place, place)
            found.append(Change(before[slice(*source)] if source else "", after[start:end], line, start, by))
    return tuple(found)


def _pairs(was: list[Span], now: list[Span]) -> Iterator[tuple[Span | None, Span | None]]:
    """Word by word where there are as many on both sides, otherwise all of them at once."""
    if len(was) == len(now):
        yield from zip(was, now, strict=True)
    else:
        yield (was[0][0], was[-1][1]) if was else None, (now[0][0], now[-1][1]) if now else None


def compose(earlier: Sequence[Change], later: Sequence[Change], texts: Sequence[str]) -> tuple[Change, ...]:
    """Two rounds of changes as one, in the order of the lines.

    `later` are changes to the text that `earlier` led to, `texts` the lines after both. Where they touch the same
    words they become one change by whom the later is; where nothing is changed in the end there is none.
    """
    composed: list[Change] = []
    for number, text in enumerate(texts, start=1):
        first = sorted((c for c in earlier if c.line == number), key=lambda c: c.start)
        second = sorted((c for c in later if c.line == number), key=lambda c: c.start)
        composed += _line(first, second, text, number)
    return tuple(composed)


def _line(earlier: list[Change], later: list[Change], text: str, number: int) -> Iterator[Change]:
    """Walks through the text between the two rounds, where an earlier change ends and a later one begins."""
    spans = [(c.start, c.start + len(c.after), 0, c) for c in earlier]
    grown = 0
    for change in later:
        start = change.start - grown
        spans.append((start, start + len(change.before), 1, change))
        grown += len(change.after) - len(change.before)
    spans.sort(key=lambda span: span[:3])
    shift = 0
    while spans:
        group = [spans.pop(0)]
        start, end = group[0][:2]
        while spans and (spans[0][0] < end or spans[0][:2] == (start, end)):
            group.append(spans.pop(0))
            end = max(end, group[-1][1])
        late = [change for _, _, is_later, change in group if is_later]
        after = text[start + shift : end + shift + sum(len(c.after) - len(c.before) for c in late)]
        between = _undone(after, start + shift, late)
        before = between
        for first, last, is_later, change in reversed(group):
            if not is_later:
                before = before[: first - start] + change.before + before[last - start :]
        if before != after:
            latest = (late or [group[0][3]])[-1]
            yield Change(before, after, number, start + shift, latest.by, latest.odds if len(late) <= 1 else None)
        shift += len(after) - len(between)


def _undone(text: str, offset: int, changes: list[Change]) -> str:
    """`text`, which stands at `offset` of its line, before `changes` were made to it."""
    for change in reversed(changes):
        start = change.start - offset
        text = text[:start] + change.before + text[start + len(change.after) :]
    return text


def without(correction: Correction, index: int) -> Correction:
    """The correction with one of its changes taken back; what stands behind it in the line moves along.

    A word that came goes with the space beside it, and one that went comes back with a space.
    """
    change = correction.changes[index]
    line = correction.lines[change.line - 1]
    head, tail = line[: change.start], line[change.start + len(change.after) :]
    before = change.before
    if not before and (not head or head.endswith(" ")):
        head, tail = (head, tail[1:]) if tail.startswith(" ") else (head[:-1], tail)
    elif not change.after:
        before = f"{before} " if tail and not tail.startswith(" ") else f" {before}" if head and not tail else before
    lines = list(correction.lines)
    lines[change.line - 1] = head + before + tail
    grown = len(lines[change.line - 1]) - len(line)
    others = (*correction.changes[:index], *(_moved(c, change, grown) for c in correction.changes[index + 1 :]))
    refused = tuple(_moved(c, change, grown) if c.start > change.start else c for c in correction.refused)
    return replace(correction, lines=tuple(lines), changes=others, refused=refused)


def _moved(later: Change, change: Change, by: int) -> Change:
    return replace(later, start=later.start + by) if later.line == change.line else later
