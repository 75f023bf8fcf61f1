"""Memory that was freed and is still held by this process."""

from __future__ import annotations

import ctypes


def return_memory() -> None:
    """Give it back to the system, where the C library can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
