"""The log of a training run: a line of JSON for each step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

LOG = "log.jsonl"


@dataclass(frozen=True, slots=True)
class Logged:
    """What a step came to: lines, CTC's loss in nats a character, the divergence in nats a frame if it was held.

    Seconds and CPU-seconds count from where the run began or went on; `seen` are the lines so far of each folder.
    """

    step: int
    lines: int
    loss: float
    divergence: float | None
    seconds: float
    cpu_seconds: float
    seen: Mapping[str, int]


def add_to_log(run: Path, logged: Logged) -> None:
    """Add a step to the log in a run's folder, on a line of its own also after one that was cut off; raises OSError."""
    line = json.dumps(asdict(logged)) + "\n"
    with (run / LOG).open("ab+") as file:
        file.write(line.encode() if _ends_whole(file) else f"\n{line}".encode())


def _ends_whole(file: BinaryIO) -> bool:
    """Whether a file that stands at its end is empty, or ends with a line's end."""
    if not file.tell():
        return True
    file.seek(-1, SEEK_END)
    return file.read() == b"\n"


def read_log(run: Path) -> list[Logged]:
    """The steps of a run, each as it was taken last: after a kill some are taken again.

    Lines that a kill or a full disk cut off are passed over. Raises OSError, or ValueError where no step is told.
    """
    lines = (run / LOG).read_text("utf-8", errors="replace").splitlines()
    taken = [logged for line in lines if (logged := _parsed(line))]
    if not taken:
        raise ValueError(f"{run / LOG} is no log of a run")
    return sorted({each.step: each for each in taken}.values(), key=lambda each: each.step)


def _parsed(line: str) -> Logged | None:
    try:
        return Logged(**json.loads(line))
    except (TypeError, ValueError):
        return None
