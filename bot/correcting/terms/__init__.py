"""A glossary's terms in texts: written where they were misread, and as hints for a language model."""
