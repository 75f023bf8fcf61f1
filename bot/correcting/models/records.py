"""What was verified of a file that was downloaded, noted beside it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.correcting.model_errors import ModelDamaged, OwnModelDamaged

RECORD = ".json"


@dataclass(frozen=True, slots=True)
class Record:
    """What was verified of a file: its `size` in bytes, its `sha256` in hexadecimal."""

    size: int
    sha256: str


def record(file: Path, verified: Record) -> None:
    """Note what was verified of a file."""
    _record_path(file).write_text(json.dumps(asdict(verified)))


def recorded(file: Path) -> Record | None:
    """What was verified of a file; None where nothing was, or where it has another size now."""
    try:
        noted = Record(**json.loads(_record_path(file).read_text()))
        return noted if file.stat().st_size == noted.size else None
    except (OSError, ValueError, TypeError):
        return None


def damaged(path: Path, reason: str) -> ModelDamaged:
    """The error for a file that no runtime takes; only what was downloaded is to be deleted."""
    downloaded = os.access(_record_path(path), os.F_OK)
    return (ModelDamaged if downloaded else OwnModelDamaged)(path=path, reason=reason)


def _record_path(file: Path) -> Path:
    return file.with_name(file.name + RECORD)
