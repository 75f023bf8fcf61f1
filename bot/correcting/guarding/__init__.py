"""Between a corrector that may invent and the person: only what looks like a repair comes through."""
