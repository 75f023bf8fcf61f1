"""What `legible bench` reads: images with their true texts, a set for each folder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.errors import WrongSetting
from bot.reading.files.image import SUFFIXES


@dataclass(frozen=True, slots=True)
class Sample:
    """An image and the text that stands on it."""

    image: Path
    truth: str


def find_sets(folder: Path) -> dict[str, list[Sample]]:
    """The images with a `.txt` of the same stem beside them, sorted, under the names of their folders.

    A subfolder's name is its path from `folder`. Raises WrongSetting where there are none, or a text is not UTF-8.
    """
    sets: dict[str, list[Sample]] = defaultdict(list)
    for image in sorted(folder.rglob("*")):
        text = image.with_suffix(".txt")
        if image.suffix.lower() in SUFFIXES and text.is_file():
            inside = image.parent.relative_to(folder).as_posix()
            sets[folder.resolve().name if inside == "." else inside].append(Sample(image, read_text(text)))
    if not sets:
        raise WrongSetting(
            problem=f"{folder} holds no image with its text in a .txt of the same stem",
            allowed="name a folder of such images, or one whose subfolders hold them",
        )
    return dict(sets)


def read_text(path: Path) -> str:
    """A text file in UTF-8. Raises WrongSetting where it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(problem=f"{path} cannot be read: {error}", allowed="give a text in UTF-8") from error
