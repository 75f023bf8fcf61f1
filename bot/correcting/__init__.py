"""From a page as it was read to its repaired text."""
