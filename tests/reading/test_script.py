from __future__ import annotations

import pytest

from bot.errors import NothingToRead, UnknownScript
from bot.reading.decoding.best_path import Decoded
from bot.reading.script import require_letters


def piece(text: str, ratio: float, probability: float = 1.0) -> tuple[Decoded, float]:
    return Decoded(text, (probability,) * len(text)), ratio


@pytest.mark.parametrize(
    "line", [piece("Dear Margaret", 6.0), piece("人人生而自由", 6.0), piece("1", 0.6), piece("cur", 2, 0.6)]
)
def test_letters_that_are_known(line: tuple[Decoded, float]) -> None:
    require_letters([line])


@pytest.mark.parametrize("line", [piece("   .  ", 9.0), piece("", 5.0), piece("R", 8.0), piece("ab", 2.0, 0.2)])
def test_wide_lines_with_hardly_a_letter_are_another_script(line: tuple[Decoded, float]) -> None:
    with pytest.raises(UnknownScript):
        require_letters([line])


def test_a_line_in_another_script_does_not_spoil_a_page() -> None:
    require_letters([piece("Two lines in English", 9.0), piece("and one", 4.0), piece("  . ", 9.0)])


@pytest.mark.parametrize("pieces", [[], [piece("", 0.7)], [piece("1", 0.7, 0.2)]])
def test_where_nothing_is_written(pieces: list[tuple[Decoded, float]]) -> None:
    with pytest.raises(NothingToRead):
        require_letters(pieces)
