"""What memory a model needs, what is free, and how many cores there are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot.correcting.local.cores import usable_cores
from bot.correcting.local.memory import free_memory, memory_needed
from bot.correcting.models.gguf_header import Header, Tensor

GIB = 2**30
MODEL = Header(
    "qwen2",
    (512,) * 4,
    32768,
    1000,
    (),
    (Tensor("token_embd.weight", 10 * GIB), *(Tensor(f"blk.{layer}.ffn_up.weight", GIB) for layer in range(4))),
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


def test_a_longer_context_needs_what_is_kept_of_its_tokens() -> None:
    assert memory_needed(MODEL, 2048, 0) - memory_needed(MODEL, 1024, 0) == 4 * 512 * 1024 * 2
    assert memory_needed(MODEL, 1024, 0) > 14 * GIB


def test_layers_on_a_gpu_take_no_main_memory() -> None:
    assert memory_needed(MODEL, 1024, 0) - memory_needed(MODEL, 1024, 3) == 3 * (GIB + 512 * 1024 * 2)
    assert memory_needed(MODEL, 1024, 99) > 10 * GIB
    assert memory_needed(MODEL, 1024, -1) == memory_needed(MODEL, 1024, 99)


def system(root: Path, *, available: int, group: str = "", **files: str) -> Path:
    """What Linux says of its memory, as files; `group` is the process's, the files are those of it."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text(f"MemTotal: 64 kB\nMemAvailable: {available // 1024} kB\n")
    (root / "proc/self/cgroup").write_text(f"0::/{group}\n")
    folder = root / "sys/fs/cgroup" / group
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return root


@linux
def test_what_is_free_is_what_the_system_says(tmp_path: Path) -> None:
    assert free_memory(system(tmp_path, available=5 * GIB)) == 5 * GIB
    assert 0 < (free_memory() or 0) < 2**50


@linux
@pytest.mark.parametrize("group", ["", "bots/legible"])
def test_a_control_group_may_allow_less(tmp_path: Path, group: str) -> None:
    files = {"memory_max": f"{4 * GIB}\n", "memory_current": f"{3 * GIB}\n", "memory_stat": f"anon 5\nfile {2 * GIB}\n"}
    assert free_memory(system(tmp_path, available=9 * GIB, group=group, **files)) == 3 * GIB


@linux
def test_a_group_above_counts_too_and_one_without_a_limit_does_not(tmp_path: Path) -> None:
    limited = system(tmp_path, available=9 * GIB, group="bots", memory_max=f"{GIB}", memory_current="0", memory_stat="")
    inner = limited / "sys/fs/cgroup/bots/legible"
    inner.mkdir()
    (inner / "memory.max").write_text("max\n")
    (limited / "proc/self/cgroup").write_text("0::/bots/legible\n")
    assert free_memory(limited) == GIB


@linux
def test_two_processors_of_a_core_count_once_and_a_quota_is_kept(tmp_path: Path) -> None:
    processors = sorted(os.sched_getaffinity(0))
    for processor in processors:
        folder = tmp_path / f"cpu{processor}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text("0-1\n")
    quota = tmp_path / "cpu.max"
    assert usable_cores(tmp_path, quota) == 1
    assert usable_cores(tmp_path / "nothing", quota) == len(processors)
    quota.write_text("100000 100000\n")
    assert usable_cores(tmp_path / "nothing", quota) == 1
    quota.write_text("max 100000\n")
    assert usable_cores(tmp_path / "nothing", quota) == len(processors)
