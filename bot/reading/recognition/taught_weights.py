"""Where the weights that the recogniser was taught are, and their name; telling it loads nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

TAUGHT = Path(__file__).parent / "taught" / "weights.npz"
_LENGTH = 8  # hexadecimal digits


def weights_name(weights: Path) -> str:
    """The name of the weights in a file, as people compare it: two files of one name are the same.

    Raises OSError where the file cannot be read; one that is not there is no error.
    """
    try:
        return f"taught weights {hashlib.sha256(weights.read_bytes()).hexdigest()[:_LENGTH]}"
    except FileNotFoundError:
        return "no taught weights"
