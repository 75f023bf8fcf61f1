from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.recognition.train.foreign_words import ForeignWords
from bot.reading.recognition.train.taught_alphabet import taught_characters

TAUGHT = taught_characters()


@given(st.integers(0, 10_000))
def test_a_line_is_in_another_script_than_latin_and_the_same_for_the_same_chance(seed: int) -> None:
    text = ForeignWords().phrase("foreign", Random(seed))

    assert text == ForeignWords().phrase("foreign", Random(seed))
    assert text.strip() and not set(text) - {" "} & TAUGHT
    assert text == " ".join(text.split())


def test_every_script_is_drawn_sooner_or_later() -> None:
    said = "".join(ForeignWords().phrase("foreign", Random(seed)) for seed in range(400))

    assert {*"אаАაաกあア"} <= {*said} and any("一" <= c <= "龥" for c in said) and any("가" <= c <= "힝" for c in said)
