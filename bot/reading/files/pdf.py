"""PDF through PDFium: the page's own text where a person sees it as such, a picture of the page otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import DamagedPdf, PasswordNeeded
from bot.page import Page
from bot.reading.files.image import MAX_JPEG_MEGAPIXELS, UprightImage, check_pixels, reduction
from bot.reading.files.pdf_pictures import check_pictures
from bot.reading.files.text_layer import Pixels, area, text_layer


def count_pdf(path: Path) -> int:
    """How many pages the document has. Raises PasswordNeeded or DamagedPdf."""
    with _opened(path) as document:
        return len(document)


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A page with text over a picture that covers more of it: a scan with a stamp, or a letter on a pretty ground."""

    image: UprightImage
    text: Page


def load_pdf(path: Path, number: int) -> UprightImage | Page | Overlaid:
    """Page `number` (from 1) as text, or drawn at the size that `reduction` gives it, or both.

    Lines' boxes are in pixels of the page as it would be drawn. Raises PasswordNeeded, DamagedPdf or TooManyPixels.
    """
    check_pictures(path.read_bytes())
    with _opened(path) as document:
        page = _flat(document, number - 1)
        bitmap, pictures = _drawn(page)
        pixels = bitmap.to_numpy().copy()
        to_pixels = bitmap.get_posconv(page)
        image = UprightImage(pixels, page.get_rotation())
        text = text_layer(page, to_pixels, pixels, lambda: _without_text(page))
        if text is None:
            return image
        return Overlaid(image, text) if area(text) <= pictures * pixels[:, :, 0].size else text


def draw_pdf(path: Path, number: int) -> UprightImage:
    """Page `number` (from 1) drawn, whatever it holds. Raises PasswordNeeded, DamagedPdf or TooManyPixels."""
    check_pictures(path.read_bytes())
    with _opened(path) as document:
        page = _flat(document, number - 1)
        bitmap, _ = _drawn(page)
        return UprightImage(bitmap.to_numpy().copy(), page.get_rotation())


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        with pypdfium2.PdfDocument(path) as document:
            if not len(document):
                raise DamagedPdf
            yield document
    except pypdfium2.PdfiumError as error:
        if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise PasswordNeeded from error
        raise DamagedPdf from error


def _flat(document: Any, index: int) -> Any:
    """A page with what was typed into its forms and written over it as a part of it."""
    from pypdfium2.raw import FLAT_NORMALDISPLAY, FPDFPage_Flatten, FPDFPage_GetAnnotCount

    document.init_forms()
    page = document[index]
    if FPDFPage_GetAnnotCount(page) <= 0:
        return page
    FPDFPage_Flatten(page, FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _drawn(page: Any) -> tuple[Any, float]:
    """The page in RGB at the size that `reduction` gives it, and how much of it pictures cover, as `_pictures` says.

    Raises DamagedPdf or TooManyPixels.
    """
    width, height = page.get_size()
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise DamagedPdf
    pictures = _pictures(page)
    return _render(page), pictures


def _render(page: Any) -> Any:
    return page.render(scale=1 / reduction(*page.get_size()), rev_byteorder=True)


def _without_text(page: Any) -> Pixels:
    """The page as `_drawn` draws it, with its letters painted invisible."""
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDF_TEXTRENDERMODE_INVISIBLE, FPDFTextObj_SetTextRenderMode

    for shown in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT]):
        FPDFTextObj_SetTextRenderMode(shown, FPDF_TEXTRENDERMODE_INVISIBLE)
    pixels: Pixels = _render(page).to_numpy().copy()
    return pixels


def _pictures(page: Any) -> float:
    """How much of the page its pictures cover, 0 to 1, more where they overlap. Raises TooManyPixels."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    left, bottom, right, top = page.get_bbox()
    covered: float = 0.0
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        columns, rows = picture.get_px_size()
        check_pixels(columns, rows, MAX_JPEG_MEGAPIXELS)
        x1, y1, x2, y2 = _bounds(picture)
        covered += max(0.0, min(x2, right) - max(x1, left)) * max(0.0, min(y2, top) - max(y1, bottom))
    return float(covered / ((right - left) * (top - bottom)))


def _bounds(picture: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top on the page: the unit square, moved by the picture and the groups that it is in."""
    matrix, group = picture.get_matrix(), picture.container
    while group is not None:
        matrix, group = matrix.multiply(group.get_matrix()), group.container
    left, bottom, right, top = matrix.on_rect(0, 0, 1, 1)
    return left, bottom, right, top
