"""Said by a language model that can only be asked what was misread."""

from __future__ import annotations


class CannotWeigh(Exception):
    """The model's runtime, or its server, tells no probabilities."""
