"""Long texts in pieces: all lines in order, within Telegram's limit, broken at paragraphs where that is possible."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.split import shorten, split, utf16_length

LINES = st.lists(st.text(st.sampled_from("ab \U0001d49céß"), max_size=40), min_size=1, max_size=40)
PARAGRAPHS = st.sets(st.integers(0, 40))
LIMITS = st.integers(1, 80)


def pieces_of(lines: list[str], paragraphs: set[int], limit: int) -> list[range]:
    return split([utf16_length(line) for line in lines], paragraphs, limit)


def joined(lines: list[str], piece: range) -> str:
    return "\n".join(lines[index] for index in piece)


@given(LINES, PARAGRAPHS, LIMITS)
def test_pieces_hold_every_line_in_order(lines: list[str], paragraphs: set[int], limit: int) -> None:
    pieces = pieces_of(lines, paragraphs, limit)
    assert [index for piece in pieces for index in piece] == list(range(len(lines)))
    assert all(pieces)


@given(LINES, PARAGRAPHS, LIMITS)
def test_a_piece_is_within_the_limit_unless_it_is_one_long_line(
    lines: list[str], paragraphs: set[int], limit: int
) -> None:
    for piece in pieces_of(lines, paragraphs, limit):
        assert len(piece) == 1 or utf16_length(joined(lines, piece)) <= limit


@given(LINES, PARAGRAPHS, LIMITS)
def test_a_piece_ends_at_a_paragraph_where_that_leaves_it_half_full(
    lines: list[str], paragraphs: set[int], limit: int
) -> None:
    for piece in pieces_of(lines, paragraphs, limit)[:-1]:
        if piece.stop not in paragraphs:
            borders = [border for border in paragraphs if border in piece and border > piece.start]
            assert all(utf16_length(joined(lines, range(piece.start, border))) < limit // 2 for border in borders)
            assert utf16_length(joined(lines, range(piece.start, piece.stop + 1))) > limit


@given(LINES, LIMITS)
def test_without_paragraphs_there_are_no_more_pieces_than_it_takes(lines: list[str], limit: int) -> None:
    pieces = pieces_of(lines, set(), limit)
    for piece, after in pairwise(pieces):
        assert utf16_length(joined(lines, range(piece.start, after.start + 1))) > limit


def test_the_border_nearest_to_the_limit_is_taken() -> None:
    assert split([10, 10, 10, 10, 10, 10], {0, 3, 4}, 60) == [range(4), range(4, 6)]
    assert split([10, 10, 10, 10, 10, 10], {0, 1}, 60) == [range(5), range(5, 6)]


def test_what_fits_stays_whole() -> None:
    assert split([10, 9], {1}, 20) == [range(2)]
    assert split([10, 10], {1}, 20) == [range(1), range(1, 2)]
    assert split([], set(), 20) == []


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_within_the_limit_and_begins_as_the_whole(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert utf16_length(short) <= limit
    if short != text:
        assert utf16_length(text) > limit
        assert short.endswith("…") and text.startswith(short[:-1])
        assert utf16_length(short) >= limit - 1


def test_a_letter_of_two_units_is_not_cut_in_two() -> None:
    assert shorten("a𝒜𝒜", 5) == "a𝒜𝒜"
    assert shorten("a𝒜𝒜", 4) == "a𝒜…"
    assert shorten("a𝒜𝒜", 3) == "a…"


def test_length_counts_utf16_units() -> None:
    assert [utf16_length(text) for text in ("", "a", "é", "語", "𝒜", "👩\u200d🚀")] == [0, 1, 1, 1, 2, 5]
