"""What stands in a level line, frame by frame: the recogniser's network and what it wants to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.crops import resized
from bot.reading.posteriors import Frames

HEIGHT = 48  # pixels of a line; every eight pixels of its width give a frame
MAX_RATIO = 60  # width by height; a wider line is squeezed, so that its posteriors stay below 30 MB

Pixels = NDArray[np.uint8]


class Recogniser:
    """An onnxruntime session of PP-OCR's recogniser; `alphabet[c]` is the character of its class c."""

    def __init__(self, session: Any, alphabet: Sequence[str]) -> None:
        self._session = session
        self._alphabet = alphabet
        self._input = session.get_inputs()[0].name

    def frames(self, line: Pixels, widened: float = 1.0) -> Frames:
        """Look at a level line, BGR, drawn `widened` times as wide: the wider, the more frames a letter has."""
        ratio = min(line.shape[1] / line.shape[0] * widened, MAX_RATIO)
        pixels = resized(line, HEIGHT, max(ratio, 1.0)).astype(np.float32)
        batch = np.ascontiguousarray((pixels / 127.5 - 1).transpose(2, 0, 1)[np.newaxis])
        (posteriors,) = self._session.run(None, {self._input: batch})
        return Frames.of(posteriors[0], self._alphabet)
