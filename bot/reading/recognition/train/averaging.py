"""A network between two of the same shape: what was learnt is kept, and what was known before is not lost.

Source: Wortsman et al., Robust fine-tuning of zero-shot models (2022).
"""

from __future__ import annotations

from bot.reading.recognition.tensors import paired_tensors


def averaged(original: bytes, taught: bytes, share: float) -> bytes:
    """The original ONNX file with numbers that are `share` (0 to 1) of the way to the taught one's.

    Raises ValueError where one is no ONNX file or the two are not of one network.
    """
    result = bytearray(original)
    for numbers, after in paired_tensors(result, taught).values():
        numbers += share * (after - numbers)
    return bytes(result)
