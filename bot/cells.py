"""The cells of a line whose text was mended: each keeps its place, and takes its part of the new text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from bot.page import Cell, Line

_GAP = re.compile(r"\s+")


def rewritten_cells(line: Line, text: str) -> tuple[Cell, ...]:
    """The line's cells as parts of `text`, which its text became; those of which nothing is left are gone."""
    if text == line.text or not line.cells:
        return line.cells
    cuts = [0, *_cuts(line, text), len(text)]
    parts = [text[start:end].strip() for start, end in pairwise(cuts)]
    return tuple(replace(cell, text=part) for cell, part in zip(line.cells, parts, strict=True) if part)


def _cuts(line: Line, text: str) -> list[int]:
    """Where in `text` each cell but the first begins: behind the gap that was kept, else where its first letter is."""
    places = _places(line.text, text)
    cuts: list[int] = []
    end = line.text.index(line.cells[0].text) + len(line.cells[0].text)
    for cell in line.cells[1:]:
        start = line.text.index(cell.text, end)
        gaps = [gap.end() for gap in _GAP.finditer(text, places[end - 1], places[start])]
        cut = gaps[-1] if gaps else places[start]
        cuts.append(max(cut, *cuts[-1:], 0))
        end = start + len(cell.text)
    return cuts


def _places(before: str, after: str) -> list[int]:
    """Where in `after` each character of `before` stands, or would stand had it not gone; and where it ends."""
    places: list[int] = []
    for code in Levenshtein.opcodes(before, after):
        gone = code.tag == "delete"
        places += [code.dest_start + (0 if gone else step) for step in range(code.src_end - code.src_start)]
    return [*places, len(after)]
