"""What a process has used: processor time and memory."""

from __future__ import annotations

import re
import resource
import sys
from dataclasses import dataclass
from pathlib import Path

CLEAR_REFS, CLEAR_PEAK = Path("/proc/self/clear_refs"), "5"  # see proc_pid_clear_refs(5)
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


@dataclass(frozen=True, slots=True)
class Usage:
    """`cpu` in seconds since the process began, its ended children included; `peak` resident memory in bytes."""

    cpu: float
    peak: int


def usage() -> Usage:
    """Of this process. The next call's peak counts from now, where the kernel can; else it is the highest ever."""
    own = of(resource.getrusage(resource.RUSAGE_SELF))
    cpu = own.cpu + ended_children()
    if not CLEAR_REFS.exists():  # macOS, some sandboxes
        return Usage(cpu, own.peak)
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    CLEAR_REFS.write_text(CLEAR_PEAK)
    return Usage(cpu, 1024 * int(peak[1]) if peak else own.peak)


def ended_children() -> float:
    """CPU seconds of the children of this process that have ended."""
    return of(resource.getrusage(resource.RUSAGE_CHILDREN)).cpu


def of(used: resource.struct_rusage) -> Usage:
    """The same from the kernel's own record."""
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT)
