"""Receipts: from the lines of a page to what was paid, for what and by whom, and whether it adds up."""
