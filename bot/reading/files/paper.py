"""Transparent images on paper that suits their ink: dark ink on white, light ink on black."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LEAST_ALPHA = 8  # of 255: where nothing is less transparent, the alpha channel means nothing, as in many bitmaps
MIDDLE = 128


def without_idle_alpha(image: Image.Image) -> Image.Image:
    """The image in RGBA, or in RGB where its alpha hides all of it or nothing."""
    image = image if image.mode == "RGBA" else image.convert("RGBA")
    alpha = image.getchannel("A").histogram()
    hides_all, hides_nothing = not any(alpha[LEAST_ALPHA:]), not any(alpha[:-1])
    return image.convert("RGB") if hides_all or hides_nothing else image


def on_paper(image: Image.Image) -> Image.Image:
    """An RGBA image in RGB, on black where what borders on the transparent is light, on white otherwise.

    Only the border counts: a white box that black letters stand on is no ink, however large it is.
    """
    ink = np.asarray(image)
    paper = Image.new("RGB", image.size, "black" if _edge(ink) >= MIDDLE else "white")
    paper.paste(image, mask=image)
    return paper


def _edge(pixels: NDArray[np.uint8]) -> float:
    """How light the ink is where it borders on the transparent, 0 to 255; 0 where it nowhere does."""
    alpha = pixels[:, :, 3]
    inked = alpha > alpha.max() // 2
    inner = np.pad(inked, 1, constant_values=True)
    inner = inner[:-2, 1:-1] & inner[2:, 1:-1] & inner[1:-1, :-2] & inner[1:-1, 2:]
    border = pixels[inked & ~inner][:, :3]
    return float(np.median(border @ np.array([0.299, 0.587, 0.114]))) if len(border) else 0.0
