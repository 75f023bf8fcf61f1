"""Pages that are measured with, and so must not be learnt from: known again by name, and by the look of their image.

A page is known again if it was reduced, recompressed, turned or cut a little: corners of its writing match those of
the page that is measured with, all moved alike. Of 73 photos cut by a tenth and recompressed at least 38 corners did;
of two pages that are not the same never more than 12, but for receipts printed on the same form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp")
TELLING = 6  # letters of a name that say which page it is; `047` is many pages
SIDE = 640  # pixels to which a page is reduced
CORNERS = 400
ALIKE = 56  # bits of 256 in which the surroundings of two corners may differ
SAME = 20  # corners that moved alike
STRAY = 4.0  # pixels
SIZES = (0.5, 2.0)  # what a page may have been reduced or enlarged by, once both are SIDE pixels long

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The corners of a page's writing: where they are, of shape (n, 2), and what surrounds them, of shape (n, 32)."""

    places: NDArray[np.float32]
    surroundings: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ExcludedPages:
    """The pages that must not be learnt from, by their names without ending."""

    pages: tuple[tuple[str, Landmarks], ...] = ()

    def named(self, name: str) -> str | None:
        """The excluded page of this name; short names are not looked at, for they are those of many pages."""
        same = {page.casefold(): page for page, _ in self.pages if len(page) >= TELLING}
        return same.get(name.casefold())

    def like(self, page: Pixels) -> str | None:
        """The excluded page that a page in BGR shows, whole or in part."""
        landmarks = _landmarks(page)
        return next((name for name, excluded in self.pages if _same(landmarks, excluded)), None)


def excluded_pages(folders: Iterable[Path]) -> ExcludedPages:
    """The images in folders and the folders in them; raises OSError for a folder or an image that cannot be read."""
    return ExcludedPages(tuple(page for folder in folders for page in _pages(folder)))


def _pages(folder: Path) -> list[tuple[str, Landmarks]]:
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder")
    return [(path.stem, _landmarks(_opened(path))) for path in sorted(folder.rglob("*")) if _is_image(path)]


def _is_image(path: Path) -> bool:
    return path.suffix.lower() in IMAGES


def _opened(path: Path) -> Pixels:
    import cv2

    data = np.frombuffer(path.read_bytes(), np.uint8)
    page: Pixels | None = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if page is None:
        raise OSError(f"{path} is no image that can be opened")
    return page


def _landmarks(page: Pixels) -> Landmarks:
    import cv2

    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    shrink = min(1.0, SIDE / max(grey.shape))
    size = max(1, round(grey.shape[1] * shrink)), max(1, round(grey.shape[0] * shrink))
    reduced = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    corners, surroundings = cv2.ORB.create(CORNERS).detectAndCompute(reduced, None)
    if surroundings is None:
        return Landmarks(np.empty((0, 2), np.float32), np.empty((0, 32), np.uint8))
    return Landmarks(np.array([corner.pt for corner in corners], np.float32), surroundings)


def _same(page: Landmarks, other: Landmarks) -> bool:
    import cv2

    if min(len(page.places), len(other.places)) < SAME:
        return False
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(page.surroundings, other.surroundings)
    alike = [pair for pair in pairs if pair.distance <= ALIKE]
    if len(alike) < SAME:
        return False
    here = page.places[[pair.queryIdx for pair in alike]]
    there = other.places[[pair.trainIdx for pair in alike]]
    cv2.setRNGSeed(0)
    move, moved = cv2.estimateAffinePartial2D(here, there, ransacReprojThreshold=STRAY, maxIters=300)
    if move is None:
        return False
    size = float(np.hypot(move[0, 0], move[1, 0]))
    return SIZES[0] < size < SIZES[1] and int(moved.sum()) >= SAME
