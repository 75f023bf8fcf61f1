"""How often, and how wide, the recogniser looks at a line."""

from __future__ import annotations

import numpy as np
import pytest

from bot.reading.decoding.posteriors import Frames
from bot.reading.looks import LONG, NARROW, WIDENED, is_print, look_at
from bot.reading.recognition.recogniser import Pixels, Recogniser, Recognisers

LINE = np.full((10, 10 * LONG, 3), 255, dtype=np.uint8)
WORD = LINE[:, : 10 * LONG // 2]


def seen(confidence: float) -> Frames:
    """Frames that show an a, so surely."""
    return Frames(("", "a"), np.log(np.array([[1 - confidence, confidence]], dtype=np.float32)))


class Looks(Recogniser):
    """Stands in for the recogniser: as sure of a line as it is told to be at each width, whose widths it keeps."""

    def __init__(self, sureness: dict[float, float]) -> None:
        self._sureness = sureness
        self.widths: list[float] = []

    def frames(self, line: Pixels, widened: float = 1.0) -> Frames:
        self.widths.append(widened)
        return seen(self._sureness[widened])


@pytest.mark.parametrize(
    ("sureness", "widths"),
    [
        ({NARROW: 0.98}, [NARROW]),
        ({NARROW: 0.96, 1.0: 0.95}, [NARROW, 1.0]),
        ({NARROW: 0.7, 1.0: 0.8, WIDENED: 0.85}, [NARROW, 1.0, WIDENED]),
    ],
)
def test_print_is_looked_at_narrow_and_wider_as_long_as_it_is_not_sure(
    sureness: dict[float, float], widths: list[float]
) -> None:
    first, second = Looks(sureness), Looks(sureness)
    looked = look_at(Recognisers(first, second), [[LINE]], narrow=True)
    assert first.widths == [width for width in widths if width != WIDENED]
    assert second.widths == [width for width in widths if width == WIDENED]
    assert looked.read.confidence == pytest.approx(
        max(sureness[width] for width in widths if width != NARROW or len(widths) == 1)
    )


def test_short_lines_and_pages_that_are_no_print_are_looked_at_in_their_own_width() -> None:
    recogniser = Looks({1.0: 0.95})
    look_at(Recognisers(recogniser, recogniser), [[WORD]], narrow=True)
    look_at(Recognisers(recogniser, recogniser), [[LINE]])
    assert recogniser.widths == [1.0, 1.0]


def test_what_was_seen_already_is_not_looked_at_again() -> None:
    recogniser = Looks({})
    looked = look_at(Recognisers(recogniser, recogniser), [[LINE]], seen(0.95), narrow=True)
    assert looked.read.confidence == pytest.approx(0.95)
    assert recogniser.widths == []


def test_a_page_is_print_where_most_of_its_longest_lines_are_read_surely() -> None:
    assert is_print([seen(0.99), seen(0.8), seen(0.99)])
    assert not is_print([seen(0.99), seen(0.98), seen(0.98)])
    assert not is_print([])
