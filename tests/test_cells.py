from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cells import rewritten_cells
from bot.page import Box, Cell, Line

BOX: Box = ((0, 0), (10, 0), (10, 5), (0, 5))
PARTS = st.lists(st.text("ab1.", min_size=1, max_size=6), min_size=1, max_size=4)


def line(*parts: str, gap: str = "  ") -> Line:
    cells = tuple(Cell(part, 0.9, ((n, 0), (n + 1, 0), (n + 1, 5), (n, 5))) for n, part in enumerate(parts))
    text = gap.join(parts)
    return Line(text, text, 0.9, BOX, cells=cells)


def texts(row: Line, text: str) -> list[str]:
    return [cell.text for cell in rewritten_cells(row, text)]


def test_a_mended_word_is_mended_in_its_cell_which_keeps_its_place() -> None:
    row = line("Chiken riee", "2", "5.90")
    mended = rewritten_cells(row, "Chicken rice  2  5.90")
    assert [cell.text for cell in mended] == ["Chicken rice", "2", "5.90"]
    assert [(cell.box, cell.confidence) for cell in mended] == [(cell.box, cell.confidence) for cell in row.cells]


def test_what_came_at_an_edge_goes_to_the_cell_that_it_touches() -> None:
    assert texts(line("Cola", ".50"), "Cola  0.50") == ["Cola", "0.50"]
    assert texts(line("Mil", "1.20"), "Milk  1.20") == ["Milk", "1.20"]
    assert texts(line("Mil", ".20", gap=" "), "Milk 1.20") == ["Milk", "1.20"]


def test_words_that_part_or_join_stay_in_their_cell() -> None:
    assert texts(line("Orangejuice", "3.20"), "Orange juice  3.20") == ["Orange juice", "3.20"]
    assert texts(line("Straw berries", "3.20"), "Strawberries  3.20") == ["Strawberries", "3.20"]


def test_a_cell_of_which_nothing_is_left_is_gone() -> None:
    assert texts(line("|", "Bread", "2.85"), "Bread  2.85") == ["Bread", "2.85"]


def test_a_line_without_cells_has_none_after_it_either() -> None:
    assert rewritten_cells(Line("a", "a", 0.9, BOX), "b") == ()


@given(PARTS, st.sampled_from([" ", "  "]), st.text("ab1. ", max_size=20))
def test_whatever_a_line_becomes_its_cells_are_its_parts(parts: list[str], gap: str, text: str) -> None:
    row = line(*parts, gap=gap)
    assert rewritten_cells(row, row.text) == row.cells
    mended = texts(row, text)
    assert "".join("".join(mended).split()) == "".join(text.split())
    end = 0
    for part in mended:
        assert part == part.strip() != ""
        end = text.index(part, end) + len(part)
