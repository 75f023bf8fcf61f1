"""The text that a PDF page holds as text, as far as a person sees it.

Hidden text lies under scans (whatever somebody's OCR made of them), and behind white paint, black bars or the edge of
the page. So a word counts where the drawn page shows something in its place, and a page whose letters are mostly hidden
or have no meaning is one to be read like a photo.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.page import Box, Line, Page, Word
from bot.reading.layout.rows import paragraph_starts

INVISIBLE = (3, 7)  # the text rendering modes of PDF 1.7, table 106, that paint nothing
MAX_CHARACTERS = 50_000  # a page of a telephone book has 20,000
MOST_UNKNOWN = 0.05  # of the letters; more means that the font does not say what its letters are
LEAST_CONTRAST = 16  # of 255, in one of the colours
CELL = 1.5  # words further apart, in heights of their line, stand in different cells

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Letter:
    """What stands at one place; `text` is a space between words, a line feed between lines, empty where unknown."""

    text: str
    visible: bool = True
    place: Rectangle = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word and its left, top, right and bottom in pixels."""

    text: str
    place: tuple[int, int, int, int]

    @property
    def area(self) -> int:
        left, top, right, bottom = self.place
        return (right - left) * (bottom - top)


def text_layer(page: Any, to_pixels: Any, pixels: NDArray[np.uint8], least_area: float) -> Page | None:
    """A PDFium page's own lines in its own order; None where it has none, or none to be believed.

    `pixels` is the page drawn in RGB, shape (height, width, 3), and `to_pixels` PDFium's converter from the page's
    coordinates. Words that cover `least_area` pixels or fewer are not enough. Confidences are 1.
    """
    letters = list(_letters(page))
    known = sum(1 for letter in letters if not letter.text.isspace() and letter.text)
    unknown = sum(1 for letter in letters if not letter.text)
    hidden = sum(1 for letter in letters if not letter.visible)
    if unknown > MOST_UNKNOWN * (known + unknown) or 2 * hidden > known + unknown:
        return None
    rows = [[word for word in row if _seen(word, pixels)] for row in _rows(letters, to_pixels, pixels.shape)]
    if sum(word.area for row in rows for word in row) <= least_area:
        return None
    lines = tuple(_line(row) for row in rows if row)
    return Page(lines, "pdf", page.get_rotation(), paragraph_starts([line.box for line in lines]))


def _letters(page: Any) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    characters = pdfium.FPDFText_CountChars(text)
    for index in range(characters if characters <= MAX_CHARACTERS else 0):
        if pdfium.FPDFText_IsHyphen(text, index):  # one that parts a word at the end of a line
            yield _Letter("-", _is_visible(text, index), _place(text, index))
            yield _Letter("\n")
        else:
            character = chr(pdfium.FPDFText_GetUnicode(text, index))
            if character.isspace():
                yield _Letter("\n" if character == "\n" else " ")
            elif unicodedata.category(character) != "Cf":  # marks that only steer the layout
                known = not pdfium.FPDFText_HasUnicodeMapError(text, index)
                yield _Letter(_spelt(character) if known else "", _is_visible(text, index), _place(text, index))


def _spelt(character: str) -> str:
    """A character as it is typed: ligatures such as ﬁ in letters; empty for what has no meaning outside its font."""
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return "" if character == "\ufffd" or unicodedata.category(character).startswith("C") else character


def _is_visible(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    shown = pdfium.FPDFText_GetTextObject(text, index)
    return not shown or pdfium.FPDFTextObj_GetTextRenderMode(shown) not in INVISIBLE


def _place(text: Any, index: int) -> Rectangle:
    """Left, bottom, right and top in the page's coordinates."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _rows(letters: list[_Letter], to_pixels: Any, shape: tuple[int, ...]) -> Iterator[list[_Placed]]:
    """The words of each line, without the letters that are hidden, cut at the edges of the page."""
    row: list[_Placed] = []
    word: list[_Letter] = []
    for letter in [*letters, _Letter("\n")]:
        if not letter.text.isspace():
            if letter.visible and letter.text:
                word.append(letter)
            continue
        if word:
            row.append(_placed(word, to_pixels, shape))
            word = []
        if letter.text == "\n":
            yield row
            row = []


def _placed(word: list[_Letter], to_pixels: Any, shape: tuple[int, ...]) -> _Placed:
    places = np.array([letter.place for letter in word])
    (left, bottom), (right, top) = places[:, :2].min(axis=0), places[:, 2:].max(axis=0)
    corners = np.array([to_pixels.to_bitmap(left, bottom), to_pixels.to_bitmap(right, top)])
    (x1, y1), (x2, y2) = corners.min(axis=0), corners.max(axis=0) + 1
    across, down = np.clip([x1, x2], 0, shape[1]).tolist(), np.clip([y1, y2], 0, shape[0]).tolist()
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in word))
    return _Placed(text, (across[0], down[0], across[1], down[1]))


def _seen(word: _Placed, pixels: NDArray[np.uint8]) -> bool:
    """Whether the drawn page is anything but plain in the word's place."""
    left, top, right, bottom = word.place
    drawn = pixels[top:bottom, left:right].reshape(-1, 3)
    return bool(len(drawn)) and int((drawn.max(axis=0) - drawn.min(axis=0)).max()) >= LEAST_CONTRAST


def _line(row: list[_Placed]) -> Line:
    places = np.array([word.place for word in row])
    (left, top), (right, bottom) = places[:, :2].min(axis=0).tolist(), places[:, 2:].max(axis=0).tolist()
    cell = CELL * min(right - left, bottom - top)
    text = row[0].text
    for before, word in pairwise(row):
        text += ("  " if _gap(before, word) > cell else " ") + word.text
    box: Box = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(text, text, 1.0, box, tuple(Word(word.text, 1.0) for word in row))


def _gap(one: _Placed, other: _Placed) -> int:
    """How many pixels lie between two words, side by side or one below the other."""
    (left, top, right, bottom), (x1, y1, x2, y2) = one.place, other.place
    return max(x1 - right, left - x2, y1 - bottom, top - y2)
