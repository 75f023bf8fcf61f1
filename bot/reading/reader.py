"""The seam between the house and whatever reads photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.page import Page

if TYPE_CHECKING:  # the bot itself does without numpy and Pillow
    from bot.reading.files.image import UprightImage


class Reader(Protocol):
    """Reads photos; one instance is shared and may be called from several threads."""

    @property
    def name(self) -> str:
        """The reader's name as it stands in `Page.reader`."""

    def read(self, image: UprightImage) -> Page:
        """Read one page; blocks until it is done.

        Raises a `PhotoError` when this page cannot be read.
        """
