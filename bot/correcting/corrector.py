"""The seam between the stages: whatever turns a `Page` into a `Correction`."""

from __future__ import annotations

from typing import Protocol

from bot.page import Correction, CorrectorName, Page


class Corrector(Protocol):
    """Repairs the text of a page; a call blocks until it is done and may come from any thread."""

    name: CorrectorName

    def correct(self, page: Page) -> Correction:
        """The page's lines repaired, as many as there were, with every change that led there."""
        ...


class Unchanged:
    """The Corrector that is off: the page as it was read."""

    name: CorrectorName = "off"

    def correct(self, page: Page) -> Correction:
        """The page's lines as they are."""
        return Correction(tuple(line.text for line in page.lines), page.changes, self.name)
