"""From what the recogniser saw to text: best path, language model, glossary."""
