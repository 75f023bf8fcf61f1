"""Columns before rows: a page whose text stands side by side is read as a person reads it.

A gutter is a vertical line that no box crosses for a band of the page. Item and price on a receipt, or the cells of a
table, have gutters too, so a band is read column by column only where its text says so: lines that go on from the
line above begin with a small letter, and lines of different columns need not stand level; or where rulings say so.
Short lines say so where they are out of step, as a name and an address at the head of a letter are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import PARAGRAPH, Boxes, group_rows, levelled
from bot.reading.layout.rulings import NO_RULINGS, Rulings
from bot.reading.layout.table_rows import join_cells

LINES = 4  # a column has at least so many lines; fewer above it are a heading
NEIGHBOURS = 3  # lines of a column stand beside the other, at least: a date beside an address is no list
RUNNING = 0.15  # of running text's lines at least this part begin with a small letter; of receipts' and tables' none
LEVEL = 0.25  # lines stand level within this part of a line's step, where chance puts twice this part of them
MATCHED = 0.7  # in a table at least this part of the lines has a level neighbour: 0.75 to 1 on receipts
BESIDE = 0.5  # a column beside a text has this part of its lines or more; cells beside their text have fewer
SLACK = 0.4  # boxes may reach over a gutter by this part of their height: the detector pads them
RULED = 0.5  # more than this part of the boxes of a ruled table stands in its panel; labels beside it need not
CLEAR = 1.0  # heights between two lists side by side; between the words of a row there is less
SINGLE = 0.8  # rows by boxes of a list: a table has several boxes in a row
ALIKE = 1.5  # the steps of two lists differ by less; a cell of one line beside one of two lines has twice its step
BLANK = 2.2  # a step of so many lines, more than an empty one, through both columns ends them
APART = 10  # lines whose left edges are compared stand up to this many heights apart
LEAN = 0.1  # and run no further sideways than this by their distance; indented lines do

Array = NDArray[np.float64]
Indexes = NDArray[np.intp]
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Page:
    """Boxes on a levelled page, and what their texts are like; each array has one entry a box."""

    boxes: Boxes
    left: Array
    right: Array
    middle: Array
    height: float
    phrase: NDArray[np.bool_]
    goes_on: NDArray[np.bool_]
    panel: Indexes
    rulings: Rulings


@dataclass(frozen=True, slots=True)
class _Split:
    """The boxes on either side of a gutter, and those above and below its band, each from the top."""

    above: Indexes
    left: Indexes
    right: Indexes
    below: Indexes


def reading_order(boxes: Boxes, texts: Sequence[str], rulings: Rulings = NO_RULINGS) -> list[list[list[int]]]:
    """Blocks in reading order, each its rows from the top, each row its boxes' indexes from the left.

    `boxes` has shape (n, 4, 2): corners clockwise from the top left, x to the right, y down; `texts` are what was read
    in them; `rulings` are what `find_rulings` found. A page without columns is one block.
    """
    if not len(boxes):
        return []
    page = _straightened(_page(boxes, texts, rulings))
    blocks = _blocks(page, np.argsort(page.middle, kind="stable"))
    return [[block[row].tolist() for row in _rows(boxes[block])] for block in blocks]


def _rows(boxes: Boxes) -> list[list[int]]:
    return join_cells(boxes, group_rows(boxes))


def _page(boxes: Boxes, texts: Sequence[str], rulings: Rulings) -> _Page:
    level = levelled(boxes)
    phrase = np.array([sum(bool(_WORD.search(word)) for word in text.split()) >= 3 for text in texts])
    letters = (_LETTER.search(text) for text in texts)
    small = np.array([letter is not None and letter[0].islower() for letter in letters])
    height = max(1.0, float(np.median(np.linalg.norm(level[:, 3] - level[:, 0], axis=1))))
    left, right, middle = level[:, :, 0].min(axis=1), level[:, :, 0].max(axis=1), level[:, :, 1].mean(axis=1)
    panel = _innermost((left + right) / 2, middle, rulings.panels)
    return _Page(boxes, left, right, middle, height, phrase, phrase & small, panel, rulings)


def _innermost(across: Array, down: Array, panels: Array) -> Indexes:
    """The smallest panel round each point, -1 where there is none; those of fewer than LINES are fields of a form."""
    found = np.full(len(across), -1)
    areas = np.prod(panels[:, 2:] - panels[:, :2], axis=1)
    for panel in np.argsort(-areas, kind="stable"):
        left, top, right, bottom = panels[panel]
        inside = (left < across) & (across < right) & (top < down) & (down < bottom)
        if inside.sum() >= LINES:
            found[inside] = panel
    return found


def _straightened(page: _Page) -> _Page:
    """The page with the left edges of its lines below each other, where a photo taken from one side lets them lean."""
    left, middle = page.left[page.phrase], page.middle[page.phrase]
    down = middle[np.newaxis] - middle[:, np.newaxis]
    slope = (left[np.newaxis] - left[:, np.newaxis]) / np.maximum(down, page.height)
    near = (down > page.height / 2) & (down < APART * page.height) & (np.abs(slope) < LEAN)
    if near.sum() < LINES:
        return page
    lean = float(np.median(slope[near]))
    bars = page.rulings.bars.copy()
    bars[:, [0, 2]] -= lean * bars[:, [1, 3]].mean(axis=1, keepdims=True)
    sideways = lean * page.middle
    rulings = Rulings(page.rulings.panels, bars)
    return replace(page, left=page.left - sideways, right=page.right - sideways, rulings=rulings)


def _blocks(page: _Page, part: Indexes) -> list[Indexes]:
    """The blocks of `part`, indexes sorted by their middles, in reading order."""
    split = next((split for split in _splits(page, part) if _are_columns(page, split)), None)
    if split is None:
        return [part] if len(part) else []
    parts = [split.above, *_bands(page, split), split.below]
    return [block for inner in parts for block in _blocks(page, inner)]


def _splits(page: _Page, part: Indexes) -> list[_Split]:
    """Every gutter with enough boxes on both sides: first those that divide most of `part`, then the longest."""
    slack = SLACK * page.height
    middle = page.middle[part]
    found: dict[bytes, tuple[int, float, _Split]] = {}
    for x in np.unique(np.floor(page.left[part] / slack)) * slack:
        before = page.right[part] <= x + slack
        after = ~before & (page.left[part] >= x - slack)
        for start, end in _bands_at(page, part, x, np.flatnonzero(~before & ~after)):
            if end - start < 2 * LINES:
                continue
            left, right = (start + np.flatnonzero(side[start:end]) for side in (before, after))
            if min(len(left), len(right)) < LINES:
                continue
            heading = _heading(middle, left, right, page.height)
            start += heading
            left, right = left[left >= start], right[right >= start]
            beside = min(middle[left[-1]], middle[right[-1]]) - max(middle[left[0]], middle[right[0]])
            if beside > 0:
                split = _Split(part[:start], part[left], part[right], part[end:])
                found.setdefault(split.left.tobytes(), (len(left) + len(right), beside, split))
    return [split for _, _, split in sorted(found.values(), key=lambda entry: entry[:2], reverse=True)]


def _bands_at(page: _Page, part: Indexes, x: float, crossing: Indexes) -> list[tuple[int, int]]:
    """Start and end of the runs of `part` between the boxes that cross `x`, with what is level with them, and bars."""
    middle, level = page.middle[part], page.height / 2
    left, top, right, bottom = page.rulings.bars.T
    stops = [*middle[crossing], *((top + bottom) / 2)[(left < x) & (x < right)]]
    reach = [level] * len(crossing) + [0.0] * (len(stops) - len(crossing))
    edges = [np.searchsorted(middle, np.add(stops, sign * np.array(reach))) for sign in (-1, 1)]
    ends, starts = (np.sort(edge).astype(int).tolist() for edge in edges)
    return list(zip([0, *starts], [*ends, len(part)], strict=True))


def _heading(middle: Array, left: Indexes, right: Indexes, height: float) -> int:
    """How many boxes of one side stand above the other as a heading: a few, and clear of what follows."""
    first, second = (left, right) if left[0] < right[0] else (right, left)
    above = int((middle[first] < middle[second[0]] - height / 2).sum())
    if 0 < above < min(LINES, len(first)) and middle[first[above]] - middle[first[above - 1]] > PARAGRAPH * height:
        return above
    return 0


def _are_columns(page: _Page, split: _Split) -> bool:
    """Whether both sides are panels, run on or are lists, or one runs on, out of step with the other's lines."""
    if _are_panels(page, split):
        return True
    running = [_runs_on(page, side) for side in (split.left, split.right)]
    apart = page.left[split.right].min() - page.right[split.left].max()
    if not any(running) and apart < CLEAR * page.height:
        return False
    left, right = _lines(page, split.left), _lines(page, split.right)
    if min(len(left), len(right)) < LINES or _beside(left, right, page.height) < NEIGHBOURS:
        return False
    if not any(running):
        return _are_lists(page, split, left, right)
    if all(running):
        return True
    lines, beside = (left, right) if running[0] else (right, left)
    return len(beside) >= BESIDE * len(lines) and _level_part(lines, beside) < MATCHED


def _beside(left: Array, right: Array, height: float) -> int:
    """How many lines of either side, of the side with fewer, stand between the first and the last of the other."""
    first, last = max(left[0], right[0]) - height / 2, min(left[-1], right[-1]) + height / 2
    return min(int(((side >= first) & (side <= last)).sum()) for side in (left, right))


def _are_lists(page: _Page, split: _Split, left: Array, right: Array) -> bool:
    """Whether both sides are lists of lines, out of step, as in the head of a letter."""
    if len(left) < SINGLE * len(split.left) or len(right) < SINGLE * len(split.right):
        return False
    step, wider = sorted(float(np.median(np.diff(lines))) for lines in (left, right))
    ends = min(abs(left[0] - right[0]), abs(left[-1] - right[-1]))
    return wider < ALIKE * step and ends > LEVEL * step and _level_part(left, right) < MATCHED


def _are_panels(page: _Page, split: _Split) -> bool:
    """Whether most of either side stands in panels, none of which reaches over to the other side."""
    sides = split.left, split.right
    held = [page.panel[side][page.panel[side] >= 0] for side in sides]
    if any(len(inside) <= RULED * len(side) for inside, side in zip(held, sides, strict=True)):
        return False
    over = page.rulings.panels[held[0], 2].max() - page.rulings.panels[held[1], 0].min()
    return bool(over < page.height)


def _runs_on(page: _Page, part: Indexes) -> bool:
    phrases, going_on = int(page.phrase[part].sum()), int(page.goes_on[part].sum())
    return phrases >= LINES and going_on >= max(RUNNING * phrases, LINES - 1)


def _lines(page: _Page, part: Indexes) -> Array:
    """The middles of the rows of `part`, from the top."""
    return np.sort([page.middle[part[row]].mean() for row in group_rows(page.boxes[part])])


def _level_part(one: Array, other: Array) -> float:
    """Which part of the lines, of those side by side and of the side with fewer, has a line level with it."""
    high, low = max(one[0], other[0]), min(one[-1], other[-1])
    step = min(float(np.median(np.diff(one))), float(np.median(np.diff(other))))
    near = [lines[(lines > high - step) & (lines < low + step)] for lines in (one, other)]
    few, many = sorted(near, key=len)
    if not len(few):
        return 1.0
    distances = np.abs(few[:, np.newaxis] - many[np.newaxis]).min(axis=1)
    return float((distances < LEVEL * step).mean())


def _bands(page: _Page, split: _Split) -> list[Indexes]:
    """Left, then right; or, where wide blanks cross both columns, the parts above and below them."""
    if _are_panels(page, split):
        return [split.left, split.right]
    both = np.concatenate([split.left, split.right])
    both = both[np.argsort(page.middle[both], kind="stable")]
    middle = page.middle[both]
    steps = np.diff(_lines(page, split.left)), np.diff(_lines(page, split.right))
    usual = max(float(np.median(side)) for side in steps)
    for cut in np.flatnonzero(np.diff(middle) > BLANK * usual) + 1:
        counts = [np.isin(side, both[:cut]).sum() for side in (split.left, split.right)]
        rest = [len(split.left) - counts[0], len(split.right) - counts[1]]
        if min(*counts, *rest) >= LINES:
            return [both[:cut], both[cut:]]
    return [split.left, split.right]
