"""The words behind `words:` in a caption or a command."""

from __future__ import annotations

import pytest

from bot.chat.caption_words import MOST_WORDS, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("words: Okafor", "Okafor"),
        ("From Ada.\nWORDS: Okafor, Kovács Ilona; Kovas=Kovács\nLisbon", "Okafor\nKovács Ilona\nLisbon\nKovas=Kovács"),
        ("words: a=b, b=a; 0,5 mg", "0,5 mg\nb=a"),
        ("/read@legible_bot words: Okafor", "Okafor"),
        ("Hi. words: Okafor", "Okafor"),
        ("In other words: call Mum", ""),
        ("passwords: secret", ""),
        ("no words", ""),
        ("words:", ""),
        ("words: a=b=c, \u202eevil, " + "x" * 65 + ", Okafor", "Okafor"),
    ],
)
def test_words_behind_their_key_are_a_glossary(text: str, words: str) -> None:
    assert words_in(text) == words


def test_a_caption_holds_so_many_words_and_no_more() -> None:
    assert len(words_in("words: " + ", ".join(f"term{number}" for number in range(5000))).split("\n")) == MOST_WORDS
