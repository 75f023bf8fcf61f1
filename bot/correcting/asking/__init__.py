"""What a language model is asked about a page, and what its answers say."""
