"""The network that everything begins from: the recogniser in RapidOCR's wheel."""

from __future__ import annotations

from pathlib import Path

from bot.reading.recognition.models import RECOGNISER


def original() -> Path:
    """The ONNX file of the recogniser as it was published."""
    import rapidocr

    return Path(rapidocr.__file__).parent / "models" / RECOGNISER
