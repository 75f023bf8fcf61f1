"""The seam between the house and whatever reads photos."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.page import Page


class Reader(Protocol):
    """Reads photos; one instance is shared and may be called from several threads."""

    @property
    def name(self) -> str:
        """The reader's name as it stands in `Page.reader`."""

    def read(self, photo: Path) -> Page:
        """Read one photo; blocks until it is done.

        Raises a `PhotoError` when this photo cannot be read.
        """
