"""Transcribed pages as archives publish them, in ALTO (2 to 4) or PAGE XML: where each line lies, and what it says."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder  # only built here, by a parser that refuses entities
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

MOST_POINTS = 10_000  # of a line's outline; what has more is no outline

Points = NDArray[np.float64]


class BrokenGroundTruth(ValueError):
    """The file is no ground truth that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class TranscribedLine:
    """A line's outline and baseline, in pixels of the page as (n, 2), and its text; without a baseline it has none."""

    polygon: Points
    baseline: Points | None
    text: str


@dataclass(frozen=True, slots=True)
class TranscribedPage:
    """A page: its image as the file names it, its size in the unit of the lines (0: not told), and its lines.

    `shapeless` lines have a text and no outline, and are not among the lines.
    """

    image: str
    size: tuple[float, float]
    lines: tuple[TranscribedLine, ...]
    shapeless: int


def parse_ground_truth(data: bytes) -> TranscribedPage:
    """The page of an ALTO or PAGE file, the first of several; raises BrokenGroundTruth."""
    root = _tree(data)
    match root.tag.lower():
        case "alto":
            return _alto(root)
        case "pcgts":
            return _page(root)
    raise BrokenGroundTruth(f"neither ALTO nor PAGE: its root is <{root.tag[:40]}>")


def _tree(data: bytes) -> Element:
    """The elements with their local names; a file that declares an entity of its own is refused."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: builder.start(_local(tag), attributes)
    parser.EndElementHandler = lambda tag: builder.end(_local(tag))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BrokenGroundTruth(f"not XML: {error}") from error
    return builder.close()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _refuse(*_: object) -> NoReturn:
    raise BrokenGroundTruth("it declares entities, which ground truth has no use for")


def _alto(root: Element) -> TranscribedPage:
    page = root.find(".//Page")
    size = (0.0, 0.0) if page is None else (_number(page, "WIDTH"), _number(page, "HEIGHT"))
    lines = [_alto_line(line) for line in (() if page is None else page.iter("TextLine"))]
    return _transcribed(root.findtext(".//fileName") or "", size, lines)


def _alto_line(line: Element) -> tuple[Points | None, Points | None, str]:
    shape = line.find("Shape/Polygon")
    polygon = _box(line) if shape is None else _points(shape.get("POINTS", ""))
    text = " ".join(string.get("CONTENT", "") for string in line.findall("String"))
    hyphen = line.find("HYP")
    text += "" if hyphen is None else hyphen.get("CONTENT", "-")
    return polygon, _alto_baseline(line), text


def _alto_baseline(line: Element) -> Points | None:
    """In ALTO 4 a path, before that one height for the whole line."""
    baseline = line.get("BASELINE", "")
    path = _points(baseline)
    if path is not None:
        return path
    left, width, height = _number(line, "HPOS"), _number(line, "WIDTH"), _number(line, "BASELINE")
    return np.array([[left, height], [left + width, height]]) if width and height else None


def _box(line: Element) -> Points | None:
    left, top, width, height = (_number(line, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    if width <= 0 or height <= 0:
        return None
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _page(root: Element) -> TranscribedPage:
    page = root.find("Page")
    if page is None:
        raise BrokenGroundTruth("a PAGE file without a page")
    lines = [_page_line(line) for line in page.iter("TextLine")]
    size = _number(page, "imageWidth"), _number(page, "imageHeight")
    return _transcribed(page.get("imageFilename", ""), size, lines)


def _page_line(line: Element) -> tuple[Points | None, Points | None, str]:
    text = _page_text(line)
    if not text:  # some give the words alone
        text = " ".join(_page_text(word) for word in line.findall("Word"))
    return _page_points(line.find("Coords")), _page_points(line.find("Baseline")), text


def _page_text(element: Element) -> str:
    """Of several readings the first one by `index`, which the format calls the main one."""
    readings = element.findall("TextEquiv")
    return min(readings, key=lambda reading: _number(reading, "index")).findtext("Unicode") or "" if readings else ""


def _page_points(element: Element | None) -> Points | None:
    """Points in an attribute, or until 2010 one element each."""
    if element is None:
        return None
    old = " ".join(f"{point.get('x')},{point.get('y')}" for point in element.findall("Point"))
    return _points(element.get("points", old))


def _transcribed(
    image: str, size: tuple[float, float], lines: list[tuple[Points | None, Points | None, str]]
) -> TranscribedPage:
    whole = tuple(_lines(lines))
    return TranscribedPage(image, size, whole, sum(bool(text.strip()) for _, _, text in lines) - len(whole))


def _lines(lines: list[tuple[Points | None, Points | None, str]]) -> Iterator[TranscribedLine]:
    for polygon, baseline, text in lines:
        if polygon is not None and text.strip():
            yield TranscribedLine(polygon, baseline, text)


def _number(element: Element, name: str) -> float:
    """A number of an attribute, 0 where it has none."""
    try:
        number = float(element.get(name, "0"))
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _points(text: str) -> Points | None:
    """`x,y x,y` or `x y x y`; None where that is no path of two points at least."""
    numbers = re.split(r"[\s,]+", text.strip(), maxsplit=2 * MOST_POINTS)
    try:
        points = np.array([float(number) for number in numbers])
    except ValueError:
        return None
    whole = len(points) >= 4 and len(points) % 2 == 0 and bool(np.isfinite(points).all())
    return points.reshape(-1, 2) if whole else None
