"""A corrected page with its receipts. For the worker only: it imports numpy."""

from __future__ import annotations

import logging

from bot.logs import where
from bot.page import Correction, NotePage, Page
from bot.receipts.receipts_of import receipts_of
from bot.receipts.second_thoughts import with_repairs

log = logging.getLogger(__name__)


def with_receipts(page: Page, correction: Correction) -> NotePage:
    """The page with the receipts on it, and what their sums speak against; a text is not lost for a receipt."""
    try:
        return NotePage(page, correction, with_repairs(page, receipts_of(page, correction.lines)))
    except Exception as error:  # whatever a page may hold that nobody thought of
        log.error("looking for receipts failed: %s", where(error))
        return NotePage(page, correction)
