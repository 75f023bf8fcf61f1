"""The words that a chat teaches: its glossary, and what corrections in replies teach."""
