"""Notes as files: Markdown, Word, PDF whose text can be searched; and pieces of their photos."""
