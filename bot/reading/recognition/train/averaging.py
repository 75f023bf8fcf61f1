"""A network between two of the same shape: what was learnt is kept, and what was known before is not lost.

Source: Wortsman et al., Robust fine-tuning of zero-shot models (2022).
"""

from __future__ import annotations

from pathlib import Path

from bot.reading.recognition.train.onnx_graph import load_graph, with_constants


def averaged(original: Path, taught: Path, share: float) -> bytes:
    """The original's ONNX file with numbers that are `share` (0 to 1) of the way to the taught one's.

    Raises OSError, or ValueError where a file is no ONNX file or the two are not of one network.
    """
    before, after = load_graph(original).constants, load_graph(taught).constants
    if {name: value.shape for name, value in before.items()} != {name: value.shape for name, value in after.items()}:
        raise ValueError(f"{taught} is not the network that {original} is")
    floats = (name for name, value in before.items() if value.dtype.kind == "f")
    return with_constants(original, {name: before[name] * (1 - share) + after[name] * share for name in floats})
