"""A glossary's terms in texts: for lines without posteriors, and as hints for a language model."""
