"""Files that are whole: written so that a full disk or a kill leaves none by halves, and read with their name told."""

from __future__ import annotations

from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file in the place of what was there, which stays if that fails; raises OSError."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def read_whole(file: Path) -> str:
    """The text of a file; raises OSError, or ValueError where it is not in UTF-8, or ends within a character."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is cut short, or no text in UTF-8: {error}") from error
