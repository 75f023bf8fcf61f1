"""What a file of a stranger may take of a worker: seconds, the processor's seconds, memory."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIGNALS = (signal.SIGPROF, signal.SIGALRM)


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take.

    `seconds` are of wall time for all of it. `opening` are seconds of the processor, of all threads together, until a
    page is decoded, and a quarter of those that may pass meanwhile: of what is allowed, 100 megapixels of progressive
    JPEG took 1.3, 49 of HEIC 2.4, of PNG in 16 bits 2.9. `memory` is in bytes on top of the loaded tools.
    """

    seconds: float = 90.0
    opening: float = 8.0
    memory: int = 800 * 2**20


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End this process by one of `SIGNALS` where what is done within takes more of the processor.

    So it ends where it takes four times as long. Nothing less stops a library in the middle of a call.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 4 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def limit_memory(headroom: int) -> None:
    """Let this process take so many bytes more than it has now; on Linux only."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + headroom
    _, hard = resource.getrlimit(resource.RLIMIT_AS)  # a process that a reader starts may raise its own: .NET must
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
