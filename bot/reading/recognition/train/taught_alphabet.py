"""Which characters the recogniser is taught: those of Latin texts; the others it keeps as it knew them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.recognition.models import original_recogniser

_LATIN_UP_TO = "\u024f"
_SIGNS = "–—‘’“”„‚…€£†‡•‹›°№™′″−œŒ‰"  # outside of Latin, and in Latin texts


def taught_classes(alphabet: Sequence[str]) -> list[int]:
    """The classes of Latin text in a recogniser's alphabet, the blank first."""
    return [c for c, each in enumerate(alphabet) if len(each) <= 1 and (each <= _LATIN_UP_TO or each in _SIGNS)]


def taught_characters() -> frozenset[str]:
    """The characters that a line may hold which is to be learnt from. Raises ReaderMissing."""
    from onnxruntime import InferenceSession

    session = InferenceSession(original_recogniser(), providers=["CPUExecutionProvider"])
    alphabet = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    return frozenset(alphabet[c] for c in taught_classes(alphabet)) - {""}
