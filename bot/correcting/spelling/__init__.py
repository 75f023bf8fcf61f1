"""Repairs on word lists and by rules, without a language model."""
