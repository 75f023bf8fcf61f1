"""Pages that the tests write themselves, and their ground truth in ALTO and in PAGE."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
SIZE = 900, 600
HIGH = 90  # from ascenders to descenders

Pixels = NDArray[np.uint8]


def written(texts: Sequence[str], size: tuple[int, int] = SIZE) -> tuple[Pixels, list[Box]]:
    """A page with lines of writing, and the left, top, right and bottom of each."""
    page: Pixels = np.full((size[1], size[0], 3), 240, np.uint8)
    boxes = []
    for row, text in enumerate(texts):
        left, top = 60, 60 + 150 * row
        cv2.putText(page, text, (left, top + 60), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2.4, (60, 30, 20), 4, cv2.LINE_AA)
        (wide, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2.4, 4)
        boxes.append((left, top, left + wide, top + HIGH))
    return page, boxes


def corners(box: Box, apart: str = ",") -> str:
    left, top, right, bottom = box
    return " ".join(f"{x}{apart}{y}" for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)))


def foot(box: Box) -> str:
    return f"{box[0]},{box[1] + 60} {box[2]},{box[1] + 60}"


def alto(texts: Sequence[str], boxes: Sequence[Box], image: str = "page.jpg", size: tuple[int, int] = SIZE) -> str:
    lines = "".join(
        f'<TextLine BASELINE="{foot(box)}"><Shape><Polygon POINTS="{corners(box, " ")}"/></Shape>'
        f'<String CONTENT="{text}"/></TextLine>'
        for text, box in zip(texts, boxes, strict=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>'
        f"<sourceImageInformation><fileName>{image}</fileName></sourceImageInformation></Description><Layout>"
        f'<Page WIDTH="{size[0]}" HEIGHT="{size[1]}"><PrintSpace><TextBlock>{lines}</TextBlock></PrintSpace></Page>'
        "</Layout></alto>"
    )


def page_xml(texts: Sequence[str], boxes: Sequence[Box], image: str = "page.jpg") -> str:
    lines = "".join(
        f'<TextLine><Coords points="{corners(box)}"/><Baseline points="{foot(box)}"/>'
        f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
        for text, box in zip(texts, boxes, strict=True)
    )
    return (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f'<Page imageFilename="{image}" imageWidth="{SIZE[0]}" imageHeight="{SIZE[1]}"><TextRegion>{lines}'
        "</TextRegion></Page></PcGts>"
    )


def save_page(folder: Path, name: str, texts: Sequence[str]) -> None:
    """A page and its transcript, side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    page, boxes = written(texts)
    cv2.imwrite(str(folder / f"{name}.jpg"), page)
    (folder / f"{name}.xml").write_text(alto(texts, boxes, f"{name}.jpg"), "utf-8")
