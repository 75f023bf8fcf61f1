"""A network between two of the same shape: what was learnt is kept, and what was known before is not lost.

Source: Wortsman et al., Robust fine-tuning of zero-shot models (2022).
"""

from __future__ import annotations

from bot.reading.recognition.tensors import float_tensors


def averaged(original: bytes, taught: bytes, share: float) -> bytes:
    """The original ONNX file with numbers that are `share` (0 to 1) of the way to the taught one's.

    Raises ValueError where one is no ONNX file or the two are not of one network.
    """
    result = bytearray(original)
    between, after = float_tensors(result), float_tensors(bytearray(taught))
    if [(name, len(each)) for name, each in between.items()] != [(name, len(each)) for name, each in after.items()]:
        raise ValueError("the two are not of one network")
    for name, numbers in between.items():
        numbers += share * (after[name] - numbers)
    return bytes(result)
