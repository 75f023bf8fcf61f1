"""The words of a PDF page with their places, as PDFium tells them apart, in the order in which they were drawn."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

INVISIBLE = (3, 7)  # the text rendering modes of PDF 1.7, table 106, that paint nothing
MAX_CHARACTERS = 50_000  # a page of a telephone book has 20,000

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word on the page, in pixels from its top left.

    `corners`, shape (4, 2), are those of the smallest upright rectangle round its letters. `origin` is where its
    baseline begins, `angle` its direction in radians, positive where it falls to the right, `size` that of its font.
    `goes_on` says that it stands in the line of the word before it.
    """

    text: str
    corners: Array
    origin: Array
    angle: float
    size: float
    goes_on: bool


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """The words of a page that are painted; `known` and `unknown` count all its letters, by whether they mean any."""

    words: list[PlacedWord]
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Letter:
    """What stands at one place; `text` is a space between words, a line feed between lines, empty where unknown."""

    text: str
    index: int = 0
    visible: bool = True
    place: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def placed_words(page: Any, to_pixels: Any) -> PlacedWords:
    """The words of a PDFium page; none where there are more letters than anybody reads."""
    text = page.get_textpage()
    letters = list(_letters(text))
    known = sum(1 for letter in letters if letter.text.strip())
    unknown = sum(1 for letter in letters if not letter.text)
    move = _Affine(page, to_pixels)
    words: list[PlacedWord] = []
    word: list[_Letter] = []
    goes_on = False
    for letter in [*letters, _Letter("\n")]:
        if not letter.text.isspace():
            if letter.visible and letter.text:
                word.append(letter)
            continue
        if word:
            words.append(_placed(text, word, move, goes_on))
            word, goes_on = [], True
        if letter.text == "\n":
            goes_on = False
    return PlacedWords(words, known, unknown)


class _Affine:
    """From a page's coordinates to pixels: PDFium's own converter answers whole pixels, one point at a time."""

    def __init__(self, page: Any, to_pixels: Any) -> None:
        width, height = page.get_size()
        far = max(width, height)
        start, right, up = (np.array(to_pixels.to_bitmap(*point)) for point in ((0, 0), (far, 0), (0, far)))
        self.matrix: Array = np.array([right - start, up - start]) / far
        self.start: Array = start.astype(np.float64)

    def points(self, points: Array) -> Array:
        """Points, shape (n, 2), in pixels."""
        moved: Array = points @ self.matrix + self.start
        return moved


def _letters(text: Any) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    characters = pdfium.FPDFText_CountChars(text)
    for index in range(characters if characters <= MAX_CHARACTERS else 0):
        if pdfium.FPDFText_IsHyphen(text, index):  # one that parts a word at the end of a line
            yield _Letter("-", index, _is_visible(text, index), _place(text, index))
            yield _Letter("\n")
        else:
            character = chr(pdfium.FPDFText_GetUnicode(text, index))
            if character.isspace():
                yield _Letter("\n" if character == "\n" else " ")
            elif unicodedata.category(character) != "Cf":  # marks that only steer the layout
                known = not pdfium.FPDFText_HasUnicodeMapError(text, index)
                shown = _spelt(character) if known else ""
                yield _Letter(shown, index, _is_visible(text, index), _place(text, index))


def _spelt(character: str) -> str:
    """A character as it is typed: ligatures such as ﬁ in letters; empty for what has no meaning outside its font."""
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return "" if character == "\ufffd" or unicodedata.category(character).startswith("C") else character


def _is_visible(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    shown = pdfium.FPDFText_GetTextObject(text, index)
    return not shown or pdfium.FPDFTextObj_GetTextRenderMode(shown) not in INVISIBLE


def _place(text: Any, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in the page's coordinates."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _placed(text: Any, word: list[_Letter], move: _Affine, goes_on: bool) -> PlacedWord:
    import pypdfium2.raw as pdfium

    places = np.array([letter.place for letter in word])
    low, high = places[:, :2].min(axis=0), places[:, 2:].max(axis=0)
    ends = move.points(np.array([low, high]))
    (left, top), (right, bottom) = ends.min(axis=0), ends.max(axis=0)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, word[0].index, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, word[0].index, matrix)
    along, up = np.array([[matrix.a, matrix.b], [matrix.c, matrix.d]]) @ move.matrix
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    angle = float(np.arctan2(along[1], along[0]))
    size = pdfium.FPDFText_GetFontSize(text, word[0].index) * float(np.linalg.norm(up))
    across = float(np.ptp(corners @ [-np.sin(angle), np.cos(angle)]))
    return PlacedWord(
        unicodedata.normalize("NFC", "".join(letter.text for letter in word)),
        corners,
        move.points(np.array([[x.value, y.value]]))[0],
        angle,
        min(max(size, across), 3 * across) if across else size,
        goes_on,
    )
