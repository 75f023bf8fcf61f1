"""For whoever runs the bot: its figures, a word to all, and what failed."""
