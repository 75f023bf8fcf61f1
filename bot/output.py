"""What is printed where the output cannot encode every letter: escaped as in JSON, so that JSON stays JSON."""

from __future__ import annotations

import codecs
import io
import json
from typing import TextIO

ESCAPES = "legible.escapes"


def write_every_letter(*streams: TextIO) -> None:
    """Let streams write what they cannot encode, also half a letter, as `\\u…`."""
    codecs.register_error(ESCAPES, _escaped)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPES)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
