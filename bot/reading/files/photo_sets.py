"""Photos in folders that are sets, as `legible bench` and the training of the recogniser measure with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.reading.files.image import SUFFIXES


def photos_in_sets(folder: Path) -> Iterator[tuple[str, Path]]:
    """The images below a folder, sorted, each with the name of its set: the path of its folder, or `folder`'s name."""
    for image in sorted(folder.rglob("*")):
        if image.suffix.lower() in SUFFIXES:
            inside = image.parent.relative_to(folder).as_posix()
            yield folder.resolve().name if inside == "." else inside, image
