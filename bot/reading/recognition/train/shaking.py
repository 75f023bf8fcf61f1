"""A line as another photo would have shown it: cut out otherwise, slanted, lit, blurred and packed by chance.

Each step is taken for some of the lines only, so that the network also sees them as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.line_folder import HEIGHT, MARGIN

SMALLEST = 26  # pixels from ascenders to descenders, in a photo of 1280 px of a whole page

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Random = np.random.Generator


def shaken(line: Pixels, random: Random) -> Pixels:
    """A line of a folder of lines, BGR, as a photo would show it; its height is that of a box of the detector."""
    if random.random() < 0.6:
        line = _slanted(line, random)
    line = _cut(line, random)
    if random.random() < 0.2:
        line = _inked(line, random)
    if random.random() < 0.7:
        line = _reduced(line, random)
    light = line.astype(np.float32)
    for step, share in _LIGHT:
        if random.random() < share:
            light = step(light, random)
    seen = np.clip(light, 0, 255).astype(np.uint8)
    return _packed(seen, random) if random.random() < 0.6 else seen


def _slanted(line: Pixels, random: Random) -> Pixels:
    """Half of them leaning up to 17 degrees, and all a little out of level."""
    height, width = line.shape[:2]
    slant = random.uniform(-0.3, 0.3) if random.random() < 0.5 else 0.0
    angle = np.radians(random.normal(0, 0.5))
    way = np.array(
        [[1, slant - np.sin(angle), -slant * height / 2], [np.sin(angle), 1, -np.sin(angle) * width / 2]], np.float32
    )
    return _pixels(cv2.warpAffine(line, way, (width, height), borderMode=cv2.BORDER_REPLICATE))


def _cut(line: Pixels, random: Random) -> Pixels:
    """Less of the margin, on each side otherwise; above and below sometimes into the letters."""
    margin = int(HEIGHT * MARGIN)
    top, bottom = (max(0, int(margin - HEIGHT * random.uniform(-0.06, 0.3))) for _ in range(2))
    left, right = (max(0, int(margin - HEIGHT * random.uniform(0, 0.3))) for _ in range(2))
    height, width = line.shape[:2]
    return line[top : height - bottom, left : width - right]


def _inked(line: Pixels, random: Random) -> Pixels:
    """A broader or a finer pen."""
    change = cv2.erode if random.random() < 0.6 else cv2.dilate
    return _pixels(change(line, np.ones((2, 2), np.uint8)))


def _reduced(line: Pixels, random: Random) -> Pixels:
    """As small as in a photo of the whole page."""
    factor = min(1.0, random.uniform(SMALLEST, HEIGHT) / line.shape[0])
    return _pixels(cv2.resize(line, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def _shaded(line: Floats, random: Random) -> Floats:
    """Light that changes along the line, and the colour of the paper."""
    height, width = line.shape[:2]
    few = random.normal(0, 1, (2, max(2, width // 80))).astype(np.float32)
    light = cv2.resize(few, (width, height), interpolation=cv2.INTER_CUBIC)
    shade = np.clip(1 - 0.08 * random.random() * light, 0.6, 1.15)[..., np.newaxis]
    tint = random.uniform((0.72, 0.85, 0.9), 1) if random.random() < 0.6 else np.ones(3)
    return _floats(line * shade * tint)


def _contrast(line: Floats, random: Random) -> Floats:
    return _floats((line - 255) * random.uniform(0.55, 1.1) + 255 - random.uniform(0, 60) + random.uniform(-15, 15))


def _blurred(line: Floats, random: Random) -> Floats:
    return _floats(cv2.GaussianBlur(line, (0, 0), random.uniform(0.3, 1.1)))


def _grained(line: Floats, random: Random) -> Floats:
    return _floats(line + random.normal(0, random.uniform(1, 9), line.shape))


def _packed(line: Pixels, random: Random) -> Pixels:
    """As a messenger's JPEG."""
    _, data = cv2.imencode(".jpg", line, [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(35, 93))])
    return _pixels(cv2.imdecode(data, cv2.IMREAD_COLOR))


_LIGHT: tuple[tuple[Callable[[Floats, Random], Floats], float], ...] = (
    (_shaded, 0.5),
    (_contrast, 0.6),
    (_blurred, 0.4),
    (_grained, 0.4),
)


def _pixels(image: object) -> Pixels:
    return np.asarray(image, np.uint8)


def _floats(image: object) -> Floats:
    return np.asarray(image, np.float32)
