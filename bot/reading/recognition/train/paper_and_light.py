"""Paper under the writing, and the light on it."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.ruled_paper import Colour, rule
from bot.reading.recognition.train.smooth_noise import Floats, Noise
from bot.reading.recognition.train.warp import CANVAS

_PLAIN: tuple[Colour, ...] = ((252, 252, 252), (246, 248, 248), (238, 244, 247), (228, 238, 243), (240, 240, 236))
_OLD: tuple[Colour, ...] = ((190, 218, 232), (170, 205, 224), (205, 222, 230), (150, 190, 214))
_STICKY: tuple[Colour, ...] = ((110, 225, 248), (140, 232, 250), (190, 165, 250), (175, 230, 170), (235, 215, 160))
_THERMAL: tuple[Colour, ...] = ((246, 246, 246), (238, 236, 234), (225, 228, 230), (212, 216, 222), (236, 228, 224))
_COARSE = 4  # pixels: light has no finer detail
_BRIGHTNESS = ((0.9, 1.0), (0.75, 0.9), (0.58, 0.75))  # shares of the light that white paper gives back
_OFTEN = (55, 38, 7)  # how often it is bright, dim and dark


def note_paper(width: int, baseline: float, noise: Noise, random: Random) -> Floats:
    """Paper for notes in their light, BGR from 0 to 255, for a line whose baseline is in that row."""
    colour = random.choice(random.choices((_PLAIN, _OLD, _STICKY), (78, 11, 11))[0])
    paper = np.empty((CANVAS, width, 3), np.float32)
    paper[:] = colour
    if colour not in _STICKY:
        rule(paper, baseline, random)
    _grain(paper, random.uniform(0, 4), noise, random)
    return paper * light(width, noise, random)


def receipt_paper(width: int, noise: Noise, random: Random) -> Floats:
    """The paper of a receipt in its light, creased at times; BGR from 0 to 255."""
    paper = np.empty((CANVAS, width, 3), np.float32)
    paper[:] = random.choice(_THERMAL)
    _grain(paper, random.uniform(0, 4), noise, random)
    for _ in range(random.choices((0, 1, 2, 3), (60, 22, 12, 6))[0]):
        _crease(paper, random)
    return paper * light(width, noise, random)


def print_paper(width: int, noise: Noise, random: Random) -> Floats:
    """Paper that something was printed on, seldom darker than a scan shows it."""
    paper = np.empty((CANVAS, width, 3), np.float32)
    paper[:] = random.choice(_OLD) if random.random() < 0.12 else random.choice(_PLAIN)
    _grain(paper, random.uniform(0, 2.5), noise, random)
    return paper * light(width, noise, random) if random.random() < 0.4 else paper


def light(width: int, noise: Noise, random: Random) -> Floats:
    """How much of its light the paper gives back, a share: a lamp to one side, the shadow of a hand or a phone."""
    import cv2

    rows, columns = CANVAS // _COARSE + 1, width // _COARSE + 1
    brightness = random.uniform(*random.choices(_BRIGHTNESS, _OFTEN)[0])
    across = np.linspace(-0.5, 0.5, columns) * random.gauss(0, 0.14) * min(1, width / 1200)
    down = np.linspace(-0.5, 0.5, rows)[:, np.newaxis] * random.gauss(0, 0.04)
    share = brightness * (1 + across + down + random.uniform(0, 0.02) * noise.piece(60, rows, columns, random))
    if random.random() < 0.16:
        share *= _shadow(rows, columns, random)
    warmth = random.gauss(0, 0.02)
    lit = np.clip(share, 0.2, 1.03)[..., np.newaxis] * np.array([1 - warmth, 1, 1 + warmth])
    fine: Floats = cv2.resize(lit.astype(np.float32), (width, CANVAS), interpolation=cv2.INTER_LINEAR)
    return fine


def _shadow(rows: int, columns: int, random: Random) -> NDArray[np.float64]:
    """A shadow with a soft edge that crosses the line aslant."""
    along = np.arange(columns) - random.uniform(0, columns)
    down = (np.arange(rows)[:, np.newaxis] - rows / 2) * random.gauss(0, 2)
    softness = random.choice((-1, 1)) * random.uniform(6, 90) / _COARSE
    depth = random.uniform(0.1, 0.42)
    shade: NDArray[np.float64] = 1 - depth / (1 + np.exp(np.clip((along + down) / softness, -30, 30)))
    return shade


def _grain(paper: Floats, amount: float, noise: Noise, random: Random) -> None:
    height, width, _ = paper.shape
    rough = noise.piece(1, height, width, random) + noise.piece(3, height, width, random)
    paper += (np.float32(amount * 0.6) * rough)[..., np.newaxis]


def _crease(paper: Floats, random: Random) -> None:
    """A fold: a bright or dark line, and paper that turns from the light beyond it."""
    height, width, _ = paper.shape
    down, along = np.arange(height)[:, np.newaxis], np.arange(width)
    if random.random() < 0.5:
        distance = along - random.uniform(0, width) + random.gauss(0, 0.6) * (down - height / 2)
    else:
        distance = down - random.uniform(0, height) + random.gauss(0, 0.02) * (along - width / 2)
    side = random.gauss(0, 0.05) * np.exp(-np.clip(distance, 0, None) / random.uniform(10, 60)) * (distance > 0)
    edge = random.gauss(0, 0.12) * np.exp(-np.abs(distance) / random.uniform(0.8, 2.5))
    paper *= (1 + side + edge)[..., np.newaxis].astype(np.float32)
