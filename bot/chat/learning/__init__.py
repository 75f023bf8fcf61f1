"""Answers that are corrected again with further words, and what people's corrections teach."""
