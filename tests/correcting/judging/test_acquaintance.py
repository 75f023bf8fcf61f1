"""Whether a model knows anything of a text is told by how likely it finds the likeliest of what may stand there."""

from __future__ import annotations

import pytest

from bot.correcting.judging.acquaintance import is_known, likelihood
from bot.correcting.judging.lattice import Alternative, Lattice, Slot

LATTICE = Lattice(
    (
        Slot("We had a", (Alternative(" lovely", 0.0), Alternative(" lovley", 0.0))),
        Slot(" dinner at", (Alternative(" her", 0.0), Alternative(" hex", -9.0))),
    ),
    " house.",
)


def test_it_is_the_mean_of_the_characters_of_the_likeliest_branches() -> None:
    characters = len(" lovely dinner at") + len(" her house.")
    assert likelihood(LATTICE, ((-20.0, -90.0), (-12.0, -99.0))) == pytest.approx(-32.0 / characters)
    assert likelihood(Lattice((), "nothing in doubt"), ()) == 0.0


def test_worse_than_letters_by_chance_is_not_known() -> None:
    assert is_known(LATTICE, ((-20.0, -90.0), (-12.0, -99.0)))
    assert not is_known(LATTICE, ((-80.0, -90.0), (-50.0, -99.0)))
    assert is_known(Lattice((), "nothing in doubt"), ())
