"""What a phone's camera and a messenger make of a line: fewer pixels, blur, noise, JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.smooth_noise import Floats, Noise

_LETTER = 11  # pixels: some paper is as near as that

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shot:
    """`shrink` is a share of the size, `blur` and `noise` are deviations, in pixels and levels of the photo.

    `contrast` is how much farther apart light and dark are than on the paper: 1 in a photo, more in a copy of it.
    """

    shrink: float
    blur: float
    noise: float
    quality: int
    sharpened: float
    contrast: float


def pick_shot(random: Random, worst: float = 1, smallest: float = 0.34, copied: float = 0.06) -> Shot:
    """A shot of a page; `worst` is from 0, a scan, to 1, a bad photo.

    `smallest` is what share of its size a line may have left, `copied` how often it went through a copier.
    """
    bad = worst * random.random() ** 1.5
    return Shot(
        shrink=1 - (1 - smallest) * worst * random.random() ** 1.2,
        blur=random.uniform(0, 1.1) * bad,
        noise=random.uniform(0, 7) * bad,
        quality=round(95 - 45 * bad * random.random()),
        sharpened=random.uniform(0, 0.9) if random.random() < 0.3 * worst else 0,
        contrast=random.uniform(1.5, 5) if random.random() < copied else 1,
    )


def photographed(picture: Floats, shot: Shot, noise: Noise, random: Random) -> Pixels:
    """The picture as the shot shows it, at the size that it had; BGR, from 0 to 255."""
    import cv2

    height, width, _ = picture.shape
    small: Pixels = cv2.convertScaleAbs(picture)
    if shot.shrink < 0.97:
        size = max(8, round(width * shot.shrink)), max(8, round(height * shot.shrink))
        small = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    if shot.blur > 0.25:
        small = cv2.GaussianBlur(small, (0, 0), shot.blur)
    if shot.sharpened:
        small = cv2.addWeighted(small, 1 + shot.sharpened, cv2.GaussianBlur(small, (0, 0), 1.2), -shot.sharpened, 0)
    if shot.contrast > 1:
        small = _copied(small, shot.contrast)
    if shot.noise > 0.5:
        rough = np.float32(shot.noise) * noise.piece(1, small.shape[0], small.shape[1], random)
        small = np.clip(small + rough[..., np.newaxis], 0, 255).astype(np.uint8)
    coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, shot.quality])[1]
    shown = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    same: Pixels = cv2.resize(shown, (width, height), interpolation=cv2.INTER_CUBIC)
    return same


def _copied(levels: Pixels, contrast: float) -> Pixels:
    """Levels in which the paper is nearly white wherever it was, and ink darker than it was."""
    import cv2

    paper = cv2.blur(cv2.dilate(levels, np.ones((_LETTER, _LETTER), np.uint8)), (3 * _LETTER, 3 * _LETTER))
    whitened: Pixels = np.clip(250 - contrast * (0.97 * paper - levels), 0, 255).astype(np.uint8)
    return whitened
