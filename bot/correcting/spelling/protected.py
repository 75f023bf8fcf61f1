"""Which words a corrector leaves alone by their look and their place, whatever they say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.correcting.spelling.tokens import Token
from bot.letters import HYPHENS

SHORTEST = 2
CONFIDENT = 0.98


def is_protected(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token at `place` may be a number, an address, an abbreviation or part of a broken word.

    Words in capitals, of fewer than SHORTEST letters, or read with a confidence of CONFIDENT or more are left alone.
    """
    token = tokens[place]
    return (
        len(token.word) < SHORTEST
        or token.confidence >= CONFIDENT
        or token.word[1:] != token.word[1:].lower()
        or _is_abbreviation(tokens, place)
        or _continues_word(tokens, place)
    )


def _is_abbreviation(tokens: Sequence[Token], place: int) -> bool:
    """Whether there is a full stop behind the token that does not end a sentence."""
    if not tokens[place].after.startswith("."):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and following.line == tokens[place].line and not following.text[0].isupper()


def _continues_word(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].text.endswith(HYPHENS)
