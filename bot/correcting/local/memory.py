"""The memory that a model needs, and what is free of it."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.correcting.local.runtime import BATCH
from bot.correcting.models.gguf_header import Header

BYTES_KEPT = 2  # of each number of the keys and values
LOGIT = 4  # bytes of a score; a batch has one for each token and word of the vocabulary
FIXED = 100 * 2**20  # bytes of the interpreter, the library, the vocabulary and what a layer computes
SYSTEM = Path("/")


def memory_needed(header: Header, context: int, gpu_layers: int) -> int:
    """Bytes of main memory for a model and `context` tokens; a GPU takes the last `gpu_layers` layers, all for -1.

    For the shape of Qwen2.5-3B and 1024 tokens 2.4 GB, of which 2.3 are used.
    """
    on_cpu = max(0, header.layers - gpu_layers) if gpu_layers >= 0 else 0
    on_gpu = {f"blk.{layer}" for layer in range(on_cpu, header.layers)}
    weights = sum(tensor.size for tensor in header.tensors if _block(tensor.name) not in on_gpu)
    kept = sum(header.kv_widths[:on_cpu]) * context * BYTES_KEPT
    return weights + kept + BATCH * header.vocabulary * LOGIT + FIXED


def free_memory(system: Path = SYSTEM) -> int | None:
    """Bytes that a process may take before the system or its group runs out of them; None where nobody tells."""
    if sys.platform != "linux":
        return None
    return min([_available(system / "proc/meminfo"), *_left_in_groups(system)])


def _block(tensor: str) -> str:
    """The layer of a tensor: `blk.7` of `blk.7.attn_q.weight`."""
    return ".".join(tensor.split(".")[:2])


def _available(meminfo: Path) -> int:
    fields = dict(line.split(":", 1) for line in meminfo.read_text().splitlines())
    return int(fields["MemAvailable"].split()[0]) * 1024


def _left_in_groups(system: Path) -> list[int]:
    """What is left to the process's control group and those above it, of version 2; files in memory are given up."""
    groups = [line[3:] for line in (system / "proc/self/cgroup").read_text().splitlines() if line.startswith("0::")]
    root = system / "sys/fs/cgroup"
    folders = [folder for group in groups for folder in (root / group.strip("/"), *(root / group.strip("/")).parents)]
    return [_left(folder) for folder in folders if folder.is_relative_to(root) and _is_limited(folder)]


def _is_limited(group: Path) -> bool:
    limit = group / "memory.max"
    return limit.exists() and limit.read_text().strip() != "max"


def _left(group: Path) -> int:
    limit, used = (int((group / name).read_text()) for name in ("memory.max", "memory.current"))
    kept = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    return limit - used + int(kept.get("file", 0))
