"""What `legible bench` reads: images with their true texts and receipts, a set for each folder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.bench.true_receipt import ITEMS, TrueReceipt, true_receipt
from bot.errors import WrongSetting
from bot.reading.files.photo_sets import photos_in_sets


@dataclass(frozen=True, slots=True)
class Sample:
    """An image, the text that stands on it, and what the receipt on it says; None is not known."""

    image: Path
    truth: str | None
    receipt: TrueReceipt | None = None


def find_sets(folder: Path) -> dict[str, list[Sample]]:
    """The images with a `.txt` or `.items.json` of the same stem beside them, sorted, under the names of their folders.

    A subfolder's name is its path from `folder`. Raises WrongSetting where there are none, or one cannot be read.
    """
    sets: dict[str, list[Sample]] = defaultdict(list)
    for name, image in photos_in_sets(folder):
        text = image.with_suffix(".txt")
        if text.is_file() or image.with_suffix(ITEMS).is_file():
            truth = read_text(text) if text.is_file() else None
            sets[name].append(Sample(image, truth, true_receipt(image)))
    if not sets:
        raise WrongSetting(
            problem=f"{folder} holds no image with a .txt or an .items.json of the same stem",
            allowed="name a folder of such images, or one whose subfolders hold them",
        )
    return dict(sets)


def read_text(path: Path) -> str:
    """A text file in UTF-8. Raises WrongSetting where it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(problem=f"{path} cannot be read: {error}", allowed="give a text in UTF-8") from error
