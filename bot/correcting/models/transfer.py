"""One file from the hub to the disk, going on where it ends, and checked before it counts."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.correcting.model_errors import DownloadFailed, DownloadSpoiled
from bot.correcting.models.hub import ConnectionLost, Hub, RepositoryFile

PARTIAL_CONTENT = 206

Progress = Callable[[int], None]
"""Told the bytes of the file that are there."""


def fetch(hub: Hub, file: RepositoryFile, part: Path, progress: Progress) -> None:
    """Bring `part` to the whole of a file; what it holds already is its beginning.

    Raises DownloadFailed where the connection stays broken, OSError from the disk, and DownloadSpoiled where size or
    SHA-256 are wrong; `part` is deleted then.
    """
    pauses = list(hub.pauses)
    while (there := _size(part)) < file.size:
        try:
            _go_on(hub, file, part, there, progress)
        except ConnectionLost as error:
            if _size(part) > there:
                pauses = list(hub.pauses)
            if not pauses:
                raise DownloadFailed(model=file.name, reason=error) from error
            time.sleep(pauses.pop(0))
    progress(file.size)
    _verify(file, part)


def _go_on(hub: Hub, file: RepositoryFile, part: Path, there: int, progress: Progress) -> None:
    with hub.stream(file.url, there) as answer, part.open("ab") as output:
        if answer.status_code != PARTIAL_CONTENT:
            there = 0
            output.truncate(there)
        _check_announced(file, part, _announced(answer))
        progress(there)
        for chunk in answer.iter_raw():
            there += len(chunk)
            if there > file.size:
                raise _spoiled(file, part, f"there are more than its {file.size} bytes")
            output.write(chunk)
            progress(there)
        output.flush()
        os.fsync(output.fileno())
    if there < file.size:
        raise ConnectionLost("the connection was cut")


def _announced(answer: Any) -> int | None:
    """The bytes of the whole file, as the server has it."""
    _, _, total = answer.headers.get("content-range", "").rpartition("/")
    length = total or answer.headers.get("content-length", "")
    return int(length) if length.isdigit() else None


def _check_announced(file: RepositoryFile, part: Path, announced: int | None) -> None:
    if announced not in (None, file.size):
        raise _spoiled(file, part, f"it has {announced} bytes instead of {file.size}")


def _verify(file: RepositoryFile, part: Path) -> None:
    with part.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
            raise _spoiled(file, part, "its checksum is wrong")


def _spoiled(file: RepositoryFile, part: Path, reason: str) -> DownloadSpoiled:
    part.unlink(missing_ok=True)
    return DownloadSpoiled(model=file.name, reason=f"{reason}; what arrived was deleted")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
