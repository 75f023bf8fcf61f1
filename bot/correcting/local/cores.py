"""How many processor cores a computation may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

TOPOLOGY = Path("/sys/devices/system/cpu")
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def usable_cores(topology: Path = TOPOLOGY, quota: Path = QUOTA) -> int:
    """The physical cores that this process may run on, no more than a container's quota of CPU time; at least 1.

    Two threads on one core wait for each other. Where the kernel says nothing of it, each processor is a core.
    """
    processors = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    cores = {_core(topology, processor) for processor in processors}
    return max(1, min(len(cores), _allowed(quota)))


def _core(topology: Path, processor: int) -> str:
    """The processors that share a core with this one, as the kernel lists them."""
    siblings = topology / f"cpu{processor}" / "topology" / "thread_siblings_list"
    return siblings.read_text().strip() if siblings.exists() else str(processor)


def _allowed(quota: Path) -> int:
    if not quota.exists():
        return os.cpu_count() or 1
    time, period = quota.read_text().split()
    return os.cpu_count() or 1 if time == "max" else math.ceil(int(time) / int(period))
