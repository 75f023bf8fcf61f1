"""The one door for files of strangers: how many pages a file has, and each page as an image."""

from __future__ import annotations

from pathlib import Path

from bot.page import Page
from bot.reading.image import Upright, load_image


def count_pages(path: Path) -> int:
    """How many pages the file has, at least 1."""
    return 1


def load_page(path: Path, number: int = 1) -> Upright | Page:
    """Page `number` (from 1) as an image, or as a Page where the file holds the text itself.

    Raises the errors of `load_image`.
    """
    return load_image(path)
