"""Marks the English sentences that the bot says, so that the catalogues of the other languages can be made from them.

`python -m bot.chat.languages.update` finds the marks. A comment above one that begins with `Translators:` goes along.
"""

from __future__ import annotations

Forms = tuple[str, str]


def sentence(text: str) -> str:
    """The text itself, a literal with `{placeholders}`; the call only marks it for translation."""
    return text


def counted(one: str, many: str) -> Forms:
    """The singular and the plural, literals that hold `{count}`; the call only marks them for translation.

    The singular may say its number in words, as `1 photo` or `a photo`.
    """
    return one, many
