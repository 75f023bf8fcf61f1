"""A lattice as a model goes through it, and the choice at each fork."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.judging.choosing import LIKELY, MARGIN, choose
from bot.correcting.judging.forks import Fork, forks
from bot.correcting.judging.lattice import Alternative, Lattice, Slot, Weights


def lattice(*parts: str | tuple[str, ...]) -> Lattice:
    """Texts and, as tuples, what may stand between them; all as likely by the photo."""
    slots, before = [], ""
    for part in parts:
        if isinstance(part, str):
            before = part
        else:
            slots.append(Slot(before, tuple(Alternative(text, -1.0) for text in part)))
            before = ""
    return Lattice(tuple(slots), before)


def gone_through(lattice: Lattice, liked: str) -> tuple[list[Fork], Weights]:
    """The forks for a model that likes branches with a word, and what it weighed."""
    going, seen = forks(lattice), []
    try:
        fork = next(going)
        while True:
            seen.append(fork)
            fork = going.send([0.0 if liked in branch else -20.0 for branch in fork.branches])
    except StopIteration as end:
        return seen, end.value


def test_each_fork_adds_what_was_chosen_before_it() -> None:
    seen, _ = gone_through(lattice("I ", ("wnt", "went"), " to ", ("tbe", "the"), " shop today"), "went")
    assert [fork.added for fork in seen] == ["I", " went to"]
    assert [fork.branches[0].split()[0] for fork in seen] == ["wnt", "tbe"]


def test_a_branch_begins_with_the_space_before_it_and_goes_on_as_the_text_does() -> None:
    (first, second), _ = gone_through(lattice(("A", "An"), " apple ", ("fel", "fell"), ".\nDown"), "nothing")
    assert first.texts == ("A apple fel.", "An apple fel.")
    assert second.texts == (" fel.\nDown", " fell.\nDown")


def test_a_lattice_without_slots_has_no_fork() -> None:
    assert gone_through(lattice("All is sure."), "x") == ([], ())


@pytest.mark.parametrize(
    ("seen", "weight", "chosen"),
    [
        ((0.0, -2.0), 20.0, 1),
        ((0.0, -2.0), 1.0, 0),
        ((0.0, 0.0), MARGIN / LIKELY + 0.1, 1),
        ((0.0, 0.0), MARGIN / LIKELY - 0.1, 0),
        ((-3.0, 0.0), 0.0, 1),
    ],
)
def test_another_reading_is_chosen_where_photo_and_model_together_speak_for_it(
    seen: tuple[float, float], weight: float, chosen: int
) -> None:
    slot = Slot("", tuple(Alternative(text, value) for text, value in zip("ab", seen, strict=True)))
    assert choose(slot, (0.0, weight)) == chosen


@given(st.lists(st.lists(st.text(min_size=1, max_size=4), min_size=2, max_size=4), max_size=4), st.randoms())
def test_there_is_a_weight_for_each_alternative_whatever_the_text(words: list[list[str]], chance: object) -> None:
    found = Lattice(tuple(Slot(" x ", tuple(Alternative(w, -1.0) for w in alts)) for alts in words), " end")
    _, weights = gone_through(found, "x")
    assert [len(each) for each in weights] == [len(slot.alternatives) for slot in found.slots]
