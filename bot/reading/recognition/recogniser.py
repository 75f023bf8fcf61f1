"""What stands in a level line, frame by frame: the recogniser's network and what it wants to see.

Of the 18,710 characters between which its last layer decides, nine in ten are ideographs, kana and emoji. They cost a
fifth of the time of a line in Latin letters, so they are weighed only in frames that show no other character clearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.decoding.posteriors import LEAST, Frames
from bot.reading.recognition.crops import resized
from bot.reading.recognition.last_layer import FEATURES

HEIGHT = 48  # pixels of a line; every eight pixels of its width give a frame
MAX_RATIO = 60  # width by height; a wider line is squeezed, so that its posteriors stay small
CLEARLY = 17.0  # the logarithm of a frame's common weights; all rare ones, where none is shown, are 9.5 on average

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """An onnxruntime session of a part of the last layer, from features to logits; `alphabet[c]` is class c."""

    session: Any
    alphabet: Sequence[str]

    def weights(self, features: Floats) -> Floats:
        """What speaks for each class, shape (frames, classes): the exponentials of the logits, which are below 40."""
        weights: Floats = np.exp(self.session.run(None, {FEATURES: features})[0])
        return weights


@dataclass(frozen=True, slots=True)
class Recognisers:
    """`first` looks at every line; `second`, which learnt more of hands, again at what the first is not certain of."""

    first: Recogniser
    second: Recogniser


class Recogniser:
    """PP-OCR's recogniser: an onnxruntime session of its network without the last layer, and that in two parts.

    Class 0 of `common` is the blank. `rare` is what nothing was taught of: two recognisers may share it.
    """

    def __init__(self, session: Any, common: Layer, rare: Layer) -> None:
        self._session = session
        self._common = common
        self.rare = rare
        self._input = session.get_inputs()[0].name

    def frames(self, line: Pixels, widened: float = 1.0) -> Frames:
        """Look at a level line, BGR, drawn `widened` times as wide: the wider, the more frames a letter has."""
        ratio = min(line.shape[1] / line.shape[0] * widened, MAX_RATIO)
        pixels = resized(line, HEIGHT, max(ratio, 1.0)).astype(np.float32)
        batch = np.ascontiguousarray((pixels / 127.5 - 1).transpose(2, 0, 1)[np.newaxis])
        (features,) = self._session.run(None, {self._input: batch})
        return Frames.of(*self._posteriors(features[0]))

    def _posteriors(self, features: Floats) -> tuple[Floats, Sequence[str]]:
        """The probabilities of the common characters, and of rare ones where they are likely; and which these are."""
        common = self._common.weights(features)
        total = common.sum(axis=1, keepdims=True)
        unclear = np.flatnonzero(total < np.exp(CLEARLY))
        if not len(unclear):
            return common / total, self._common.alphabet
        rare = self.rare.weights(features[unclear])
        total[unclear] += rare.sum(axis=1, keepdims=True)
        likely = np.flatnonzero((rare > LEAST * total[unclear]).any(axis=0))
        posteriors = np.zeros((len(features), len(common[0]) + len(likely)), dtype=np.float32)
        posteriors[:, : len(common[0])] = common
        posteriors[unclear, len(common[0]) :] = rare[:, likely]
        return posteriors / total, [*self._common.alphabet, *(self.rare.alphabet[c] for c in likely.tolist())]
