"""The word for a model that can only answer questions."""

from __future__ import annotations


class CannotWeigh(Exception):
    """The model weighs no readings, whatever they are: it is to be asked for a list of what was misread."""
