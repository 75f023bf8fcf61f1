"""Smooth noise, made once and cut into pieces: making it takes longer than drawing a line."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

CELLS = (1, 3, 8, 20, 60, 200)  # pixels from one bump to the next
_HEIGHT, _WIDTH = 256, 6144

Floats = NDArray[np.float32]


class Noise:
    """Fields of noise, of mean 0 and deviation 1, each with bumps of one size."""

    def __init__(self, seed: int = 0) -> None:
        import cv2

        generator = np.random.default_rng(seed)
        self._fields: dict[int, Floats] = {}
        for cell in CELLS:
            rough = generator.standard_normal((_HEIGHT // cell + 2, _WIDTH // cell + 2), dtype=np.float32)
            fine = cv2.resize(rough, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_CUBIC)
            self._fields[cell] = (fine / fine.std()).astype(np.float32)

    def piece(self, cell: int, height: int, width: int, random: Random) -> Floats:
        """A piece of the field of a cell, from anywhere in it; not to be written into."""
        field = self._fields[cell]
        down, along = random.randrange(_HEIGHT - height + 1), random.randrange(_WIDTH - width + 1)
        piece: Floats = field[down : down + height, along : along + width]
        return piece

    def along(self, cell: int, width: int, random: Random) -> Floats:
        """Noise along a line."""
        line: Floats = self.piece(cell, 1, width, random)[0]
        return line
