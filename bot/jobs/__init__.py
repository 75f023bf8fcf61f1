"""Photos on their way: the journal, the stages, and what runs them."""
