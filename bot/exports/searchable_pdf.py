"""A note as a PDF: its photos, and behind each the text, invisible, every word in its place.

PDFium, which is here to read PDFs, writes it too; so no other library is needed. The text is set in a font without ink
whose characters are numbers in order of their appearance; a table in the file (ToUnicode) says what they mean, which
is what viewers search and copy. Sources: PDF 1.7 (ISO 32000-1), sections 9.3.6 and 9.10.3.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bot.exports.glyphless import GLYPH, glyphless
from bot.exports.picture import Picture, jpeg, load_picture
from bot.exports.plain import plain
from bot.exports.word_boxes import WordBox, word_boxes
from bot.page import NotePage

LONGER_SIDE = 842  # points, that of A4
LARGEST = 20 * 2**20  # bytes of all photos together; Telegram takes files of 50 MB
QUALITIES = (80, 60, 40)  # of JPEG, tried in this order
LEAST_SIDE = 500  # pixels; a photo is not made smaller, however large the note
LETTERS = 0.5  # of a box's height, in its middle: boxes overlap, and viewers then take two lines for one
BLOCK = 100  # entries of a CMap's section at most, says Adobe's Technical Note 5014
CMAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{sections}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def searchable_pdf(
    files: Sequence[tuple[Path, int]],
    pages: Sequence[NotePage],
    load: Callable[[Path, int, int], Picture] = load_picture,
) -> bytes:
    """A PDF of the photos, upright, with the corrected text behind them.

    `files` names for each of `pages` the file that it was read from and the number of the page in it, from 1. A page of
    a PDF is drawn, also where it held its text itself. `load` may bound what a file takes. Raises PhotoError.
    """
    import pypdfium2

    texts = [_words(page) for page in pages]
    alphabet = sorted({character for words in texts for word in words for character in word.text})
    with pypdfium2.PdfDocument.new() as document, _font(document, alphabet) as font:
        for (file, number), page, words in zip(files, pages, texts, strict=True):
            picture = load(file, number, page.page.turned)
            _add_page(document, picture, LARGEST // len(files), font, words)
        content = io.BytesIO()
        document.save(content)
    return content.getvalue()


def _words(page: NotePage) -> list[WordBox]:
    """Where the corrected words stand in the photo; a space follows each."""
    boxes: list[WordBox] = []
    for line, text in zip(page.page.lines, page.correction.lines, strict=True):
        boxes += [WordBox(word.text + " ", word.box) for word in word_boxes(line, plain(text))]
    return boxes


@dataclass(frozen=True, slots=True)
class _Font:
    """PDFium's handle of a font without ink, and the number in it of every character of the text."""

    raw: Any
    codes: dict[str, int]


@contextmanager
def _font(document: Any, alphabet: Sequence[str]) -> Iterator[_Font]:
    import pypdfium2.raw as pdfium

    codes = {character: code for code, character in enumerate(alphabet, start=1)}
    font, glyphs = _bytes(glyphless()), _bytes(GLYPH.to_bytes(2) * (len(codes) + 1))
    raw = pdfium.FPDFText_LoadCidType2Font(document, font, len(font), _to_unicode(codes), glyphs, len(glyphs))
    try:
        yield _Font(raw, codes)
    finally:
        pdfium.FPDFFont_Close(raw)


def _bytes(content: bytes) -> Any:
    return (ctypes.c_ubyte * len(content)).from_buffer_copy(content)


def _to_unicode(codes: dict[str, int]) -> bytes:
    entries = [f"<{code:04X}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    sections = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return CMAP.format(sections="\n".join(sections)).encode()


def _add_page(document: Any, picture: Picture, most: int, font: _Font, words: Sequence[WordBox]) -> None:
    """A page with the picture, as a JPEG of about `most` bytes at most, and the words behind it."""
    import pypdfium2

    width, height = picture.image.size
    points = LONGER_SIDE / max(width, height)
    page = document.new_page(width * points, height * points)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(_fitting(picture.image, most)), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix(width * points, 0, 0, height * points, 0, 0))
    page.insert_obj(image)
    to_page = pypdfium2.PdfMatrix(points, 0, 0, -points, 0, height * points)
    for word in words:
        page.insert_obj(_text(document, font, word, [to_page.on_point(*picture.place(c)) for c in word.box]))
    page.gen_content()
    page.close()


def _fitting(image: Image.Image, most: int) -> bytes:
    for quality in QUALITIES:
        content = jpeg(image, quality)
        if len(content) <= most:
            return content
    return content if max(image.size) < 2 * LEAST_SIDE else _fitting(image.reduce(2), most)


def _text(document: Any, font: _Font, word: WordBox, corners: Sequence[tuple[float, float]]) -> Any:
    """A word laid over its four corners on the page; a space after it goes on beyond them."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    text = pypdfium2.PdfTextObj(pdfium.FPDFPageObj_CreateTextObj(document, font.raw, 1.0), pdf=document)
    codes = [font.codes[character] for character in word.text]
    pdfium.FPDFText_SetCharcodes(text, (ctypes.c_uint32 * len(codes))(*codes), len(codes))
    pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    text.set_matrix(pypdfium2.PdfMatrix(*_laid(corners, len(word.text.rstrip()))))
    return text


def _laid(corners: Sequence[tuple[float, float]], letters: int) -> tuple[float, ...]:
    """The matrix that lays so many squares side by side along the middle of a quadrilateral."""
    (left, top), _, (right, bottom), (x, y) = corners
    up = LETTERS * (left - x), LETTERS * (top - y)
    below = (1 - LETTERS) / 2
    return (right - x) / letters, (bottom - y) / letters, *up, x + below * (left - x), y + below * (top - y)
