"""Whether a model knows anything of a page is told by how likely it finds the likeliest of what may stand there."""

from __future__ import annotations

import pytest

from bot.correcting.judging.acquaintance import Acquaintance
from bot.correcting.judging.lattice import Alternative, Lattice, Slot, Weights

LOVELY = Slot("We had a", (Alternative(" lovely", 0.0), Alternative(" lovley", 0.0)))
AT = Slot(" dinner at", (Alternative(" her", 0.0), Alternative(" hex", -9.0)))
DINNER = Lattice((LOVELY, AT), " house.")
LIKELY: Weights = ((-20.0, -90.0), (-12.0, -99.0))
UNLIKELY: Weights = ((-80.0, -90.0), (-50.0, -99.0))


def after(*pieces: Weights) -> Acquaintance:
    """With so many times the same piece."""
    found = Acquaintance()
    for weights in pieces:
        found.add(DINNER, weights)
    return found


def test_it_is_the_mean_of_the_characters_of_the_likeliest_branches() -> None:
    characters = len(" lovely dinner at") + len(" her house.")
    assert after(LIKELY, LIKELY).likelihood == pytest.approx(-32.0 / characters)
    assert after().likelihood == 0.0


def test_worse_than_letters_by_chance_is_not_known() -> None:
    assert after(LIKELY, LIKELY).is_known
    assert not after(UNLIKELY, UNLIKELY).is_known


def test_a_few_odd_words_tell_nothing_of_a_model() -> None:
    assert after(UNLIKELY).is_known
