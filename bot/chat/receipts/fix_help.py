"""How a receipt is corrected by a reply: in three lines, with examples from it."""
