"""Where the weights that the recogniser was taught are, and their name; telling it loads nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

TAUGHT = Path(__file__).parent / "taught" / "weights.npz"
FIRST_SHARE = 0.3  # of what was learnt goes into the network that looks first: print is read as well as before
SECOND_SHARE = 0.8  # into that which looks again at what the first is not certain of: hands, by and large
_LENGTH = 8  # hexadecimal digits


def weights_name(weights: Path) -> str:
    """The name of the weights in a file, as people compare it: two files of one name are the same.

    It says so where there is no such file, or it cannot be read.
    """
    try:
        return f"taught weights {hashlib.sha256(weights.read_bytes()).hexdigest()[:_LENGTH]}"
    except FileNotFoundError:
        return "no taught weights"
    except OSError as error:
        return f"taught weights that cannot be read: {error.strerror}"
