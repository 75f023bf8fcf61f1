"""What the recogniser was taught, as the difference to the numbers in RapidOCR's file, in half precision.

A share of it is added into the bytes of that file: graph and speed stay the same, and a quarter of the size is kept.
`bot.reading.recognition.train` makes it, and says in `taught/LICENSE.txt` whose lines were learnt from; where nothing
was taught yet, there is no such file, and pages are read with the original.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np

from bot.reading.recognition.tensors import float_tensors, paired_tensors

_ORIGINAL = "original"  # the SHA-256 of the file that it is the difference to


def taught(model: bytes, weights: Path, share: float = 1.0) -> bytes:
    """The model with a `share` (0 to 1) of what was learnt.

    Raises OSError, or ValueError where that was learnt from another model.
    """
    data = bytearray(model)
    with np.load(weights, allow_pickle=False) as learnt:
        if learnt[_ORIGINAL].tobytes().decode() != hashlib.sha256(model).hexdigest():
            raise ValueError(f"{weights} was not learnt from this network")
        for name, numbers in float_tensors(data).items():
            if name in learnt:
                numbers += share * learnt[name].astype(np.float32)
    return bytes(data)


def packed(original: bytes, model: bytes) -> bytes:
    """The file that `taught` makes `model` of `original` with, taking all of it.

    Raises ValueError if the two are not of one network.
    """
    pairs = paired_tensors(bytearray(original), model)
    learnt = {name: (after - before).astype(np.float16) for name, (before, after) in pairs.items()}
    digest = np.frombuffer(hashlib.sha256(original).hexdigest().encode(), np.uint8)
    file = io.BytesIO()
    arrays: dict[str, Any] = {_ORIGINAL: digest, **{name: each for name, each in learnt.items() if each.any()}}
    np.savez_compressed(file, **arrays)
    return file.getvalue()
