from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout.repeats import holding_lines, repeated
from bot.reading.layout.rows import Boxes

Piece = tuple[str, float, float, float, float]  # text, left, top, width, height


def boxes_of(pieces: list[Piece]) -> Boxes:
    corners = [[[x, y], [x + w, y], [x + w, y + h], [x, y + h]] for _, x, y, w, h in pieces]
    return np.array(corners, dtype=np.float64).reshape(-1, 4, 2)


def kept(pieces: list[Piece]) -> list[str]:
    dropped = repeated(boxes_of(pieces), [piece[0] for piece in pieces])
    return [piece[0] for i, piece in enumerate(pieces) if i not in dropped]


@pytest.mark.parametrize("again", ["Milk 1 l  1.29", "Mi1k 11  1.29", "milk 1 l 1.2"])
@pytest.mark.parametrize("place", [(22, 101, 300, 22), (10, 96, 330, 34), (20, 100, 300, 24)])
def test_a_line_that_was_boxed_already_stands_once(again: str, place: tuple[float, ...]) -> None:
    first: Piece = ("Milk 1 l  1.29", 20, 100, 300, 24)
    for pieces in ([first, (again, *place)], [(again, *place), first]):
        assert len(kept(pieces)) == 1  # type: ignore[arg-type]


def test_of_two_readings_the_fuller_one_stays() -> None:
    assert kept([("Milk", 20, 100, 300, 24), ("Milk 1 l  1.29", 22, 101, 290, 22)]) == ["Milk 1 l  1.29"]


def test_equal_items_on_neighbouring_rows_stay_two() -> None:
    """The detector pads its boxes, so that those of dense rows lie over each other."""
    rows: list[Piece] = [("Milk 1 l  1.29", 20, 100 + 15 * row, 300, 27) for row in range(3)]
    assert len(kept(rows)) == 3


def test_a_word_between_the_lines_and_a_lone_digit_stay() -> None:
    pieces: list[Piece] = [
        ("18.90", 300, 100, 60, 24), ("9", 304, 104, 14, 18),
        ("Dear Mary I write to you", 20, 200, 300, 40), ("today", 120, 202, 80, 14),
    ]  # fmt: skip
    assert len(kept(pieces)) == 4


def test_a_box_of_several_lines_is_known_by_a_lower_box_in_it() -> None:
    pieces: list[Piece] = [("", 20, 100, 300, 60), ("", 22, 130, 290, 26), ("", 20, 200, 300, 26)]
    assert holding_lines(boxes_of(pieces)).tolist() == [True, False, False]
    assert holding_lines(boxes_of([])).tolist() == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Milk 1.29", "Mi1k 1.29", "Tea"]), *[st.floats(0, 99)] * 2, *[st.floats(1, 99)] * 2
        ),
        max_size=12,
    )
)
def test_what_is_dropped_stands_in_what_stays(pieces: list[Piece]) -> None:
    dropped = repeated(boxes_of(pieces), [piece[0] for piece in pieces])
    texts = {piece[0] for i, piece in enumerate(pieces) if i not in dropped}
    assert all("Tea" in texts if pieces[i][0] == "Tea" else pieces[i][0] for i in dropped)
    assert not pieces or len(dropped) < len(pieces)
