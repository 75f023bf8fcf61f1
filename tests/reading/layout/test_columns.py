from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout.columns import reading_order
from bot.reading.layout.rows import Boxes
from bot.reading.layout.rulings import NO_RULINGS, Rulings

STEP, HEIGHT = 24.0, 20.0
TEXT = [
    "Scratches and dents show age",
    "and that does not bother him,",
    "said the owner of the watch.",
    "Among his favourites is an",
    "elegant piece of the fifties",
    "with a lightly scuffed case.",
    "Attempts at repair can be",
    "like taking away its soul.",
]

Piece = tuple[str, float, float, float]  # text, left, top, width


def column(lines: list[str], left: float, top: float = 0, width: float = 300, step: float = STEP) -> list[Piece]:
    return [(line, left, top + step * i, width) for i, line in enumerate(lines)]


def boxes_of(pieces: list[Piece]) -> Boxes:
    corners = [
        [[left, top], [left + width, top], [left + width, top + HEIGHT], [left, top + HEIGHT]]
        for _, left, top, width in pieces
    ]
    return np.array(corners, dtype=np.float64).reshape(-1, 4, 2)


def read(pieces: list[Piece], boxes: Boxes | None = None, rulings: Rulings = NO_RULINGS) -> list[list[str]]:
    """What is read, block by block, from pieces handed over in no order."""
    shuffled = np.random.default_rng(7).permutation(len(pieces))
    texts = [pieces[i][0] for i in shuffled]
    places = (boxes_of(pieces) if boxes is None else boxes)[shuffled]
    return [["  ".join(texts[i] for i in row) for row in block] for block in reading_order(places, texts, rulings)]


def ruled(panels: list[tuple[float, ...]] | None = None, bars: list[tuple[float, ...]] | None = None) -> Rulings:
    return Rulings(*(np.array(areas or [], dtype=np.float64).reshape(-1, 4) for areas in (panels, bars)))


def second(lines: list[str]) -> list[str]:
    return [line.replace("e", "i") for line in lines]


def test_columns_of_running_text_are_read_one_after_the_other_though_their_lines_are_level() -> None:
    assert read([*column(TEXT, 0), *column(second(TEXT), 320)]) == [TEXT, second(TEXT)]


def test_a_heading_over_both_columns_comes_first_and_a_footer_last() -> None:
    heading, footer = ("Nice watch, love the dent!", 0.0, -40.0, 620.0), ("Page two of the paper", 0.0, 240.0, 620.0)
    pieces = [heading, *column(TEXT, 0), *column(second(TEXT), 320), footer]
    assert read(pieces) == [[heading[0]], TEXT, second(TEXT), [footer[0]]]


def test_a_heading_over_the_second_column_alone_comes_before_both() -> None:
    pieces = [("STYLE", 350.0, -40.0, 100.0), *column(TEXT, 0), *column(second(TEXT), 320)]
    assert read(pieces) == [["STYLE"], TEXT, second(TEXT)]


def test_three_columns_of_unequal_length() -> None:
    third = [line.upper() if i == 0 else line for i, line in enumerate(TEXT[:5])]
    pieces = [*column(TEXT, 0), *column(third, 320, top=3 * STEP), *column(second(TEXT), 640)]
    assert read(pieces) == [TEXT, third, second(TEXT)]


def test_a_wide_blank_through_both_columns_ends_them() -> None:
    below = 8 * STEP + 1.5 * STEP
    pieces = [piece for left in (0.0, 320.0) for top in (0.0, below) for piece in column(TEXT, left, top)]
    assert [len(block) for block in read(pieces)] == [8, 8, 8, 8]
    tops = [pieces[block[0][0]][2] for block in reading_order(boxes_of(pieces), [piece[0] for piece in pieces])]
    assert tops == [0, 0, below, below]


def test_an_empty_line_does_not_end_columns() -> None:
    pieces = [piece for left in (0.0, 320.0) for top in (0.0, 9 * STEP) for piece in column(TEXT, left, top)]
    assert read(pieces) == [TEXT + TEXT, TEXT + TEXT]


def test_numbered_lines_keep_their_numbers() -> None:
    numbers = [str(i + 1) for i in range(8)]
    pieces = [*column(numbers, 0, width=20), *column(TEXT, 50), *column(numbers, 400, width=20), *column(TEXT, 450)]
    numbered = [f"{number}  {line}" for number, line in zip(numbers, TEXT, strict=True)]
    assert read(pieces) == [numbered, numbered]


def test_text_beside_a_table_stands_apart_where_their_lines_are_not_level() -> None:
    items, values = [f"Revenue {i}" for i in range(9)], [f"{i},100" for i in range(9)]
    table = [*column(items, 0, width=100, step=21), *column(values, 200, width=60, step=21)]
    rows = [f"{item}  {value}" for item, value in zip(items, values, strict=True)]
    assert read([*table, *column(TEXT, 300)]) == [rows, TEXT]


def test_a_table_with_sentences_in_its_cells_stays_in_rows() -> None:
    pieces = [*column([f"{i}.00" for i in range(8)], 400, width=50), *column(TEXT, 0)]
    assert read(pieces) == [[f"{line}  {i}.00" for i, line in enumerate(TEXT)]]


@pytest.mark.parametrize("price", ["12.90", "RM 4.00 SR"])
def test_item_and_price_stay_on_a_row(price: str) -> None:
    items = [
        "MILK FULL CREAM 2L",
        "Bread White Sliced",
        "EGGS LARGE TEN",
        "Butter Salted Block",
        "TEA",
        "Rice Jasmine 5 KG",
    ]
    pieces = [*column(items, 0), *column([price] * 6, 400, width=80)]
    assert read(pieces) == [[f"{item}  {price}" for item in items]]


def test_labels_and_values_of_a_form_stay_on_a_row() -> None:
    labels = ["Name of the applicant", "Place of birth", "Date of issue", "Arresting officer", "Months of residence"]
    values = ["Lynn Averill", "Palm Beach", "5/28/2015", "Wilson", "12"]
    rows = [f"{label}  {value}" for label, value in zip(labels, values, strict=True)]
    assert read([*column(labels, 0), *column(values, 350, width=120)]) == [rows]


ITEMS = column([f"Revenue {i}" for i in range(6)], 0, width=100)
FIRST = column([f"{i},100" for i in range(6)], 150, width=60)
SECOND = column([f"{i},900" for i in range(6)], 300, width=60)
YEARS = [("2007", 150.0, -40.0, 60.0), ("2008", 300.0, -40.0, 60.0)]
ACROSS = [f"Revenue {i}  {i},100  {i},900" for i in range(6)]


@pytest.mark.parametrize("side", [220, 285], ids=["apart", "leaning over"])
def test_a_table_is_read_before_the_one_beside_it_with_labels_and_headings_of_their_own(side: float) -> None:
    tables = ruled(panels=[(-10, -10, side, 150), (280, -10, 370, 150)])
    blocks = read([*ITEMS, *FIRST, *SECOND, *YEARS], rulings=tables)
    assert blocks == [["2007", *(f"Revenue {i}  {i},100" for i in range(6))], ["2008", *(f"{i},900" for i in range(6))]]


@pytest.mark.parametrize(
    "panels",
    [
        [],
        [(-10, -10, 370, 150)],
        [(-10, -10, 220, 150)],
        [(-10, -10, 370, 150), (280, -10, 370, 150)],
        [(left, 24 * i - 1, right, 24 * i + 21) for i in range(6) for left, right in ((-10, 220), (280, 370))],
    ],
    ids=["none", "one round all", "one on the left", "one within the other", "fields"],
)
def test_rulings_that_do_not_part_tables_leave_rows(panels: list[tuple[float, ...]]) -> None:
    assert read([*ITEMS, *FIRST, *SECOND], rulings=ruled(panels)) == [ACROSS]


MOTTO = ["Your One", "Stop", "Workstation", "and", "Peripheral", "Shop"]
ADDRESS = ["10140 MESA RIM ROAD", "SAN DIEGO", "800-334-9191", "FACSIMILE", "EMAIL"]


def test_a_motto_and_an_address_at_the_head_of_a_letter_are_read_one_after_the_other() -> None:
    letter = column(TEXT, 0, 220, 700)
    pieces = [*column(MOTTO, 0, 34, 120), *column(ADDRESS, 220, width=200, step=22), *letter]
    assert read(pieces) == [MOTTO, ADDRESS, TEXT]


@pytest.mark.parametrize(
    "address",
    [
        column(ADDRESS, 220, 34, 200),
        column(ADDRESS, 220, 34, 200, step=30),
        column(ADDRESS, 130, width=200, step=22),
        column(ADDRESS, 220, 46, 200, step=48),
        [piece for left in (220.0, 400.0) for piece in column(ADDRESS, left, 0, 100, 22)],
    ],
    ids=["in step", "beginning level", "near", "between every second line", "table"],
)
def test_other_short_lines_side_by_side_stay_in_one_block(address: list[Piece]) -> None:
    assert len(read([*column(MOTTO * 2, 0, 34, 120), *address])) == 1


LETTERHEAD = ["THE HARBOUR BOARD", "Wharf 7", "PORT MEADOW", "Telephone 4410", "3 May 1962"]
ITALICS = ["and in the matter of", "the eastern pier and", "its repair, of which", "we spoke on Tuesday"]


@pytest.mark.parametrize("left", [ADDRESS, ITALICS], ids=["an address", "lower-case italics"])
def test_a_letterhead_that_ends_beside_the_first_lines_of_an_address_is_no_column(left: list[str]) -> None:
    """Of each only a line or two have some of the other beside them."""
    head, below = column(LETTERHEAD, 400, 0, 160, step=22), column(left, 0, 77, 260, step=25)
    assert len(read([*head, *below])) == 1


def test_what_stands_level_with_a_heading_across_belongs_to_it() -> None:
    heading = [("Page 4 of the paper", 0.0, -60.0, 200.0), ("The title of it all", 250.0, -64.0, 200.0)]
    blocks = read([*heading, *column(TEXT, 0), *column(second(TEXT), 320)])
    assert blocks == [["  ".join(piece[0] for piece in heading)], TEXT, second(TEXT)]


HEAD = [("7 October 2019", 0.0, -36.0, 150.0), ("CREDIT SUISSE", 500.0, -36.0, 120.0)]


def test_what_stands_above_a_bar_across_the_page_is_no_part_of_the_columns_below() -> None:
    pieces = [*HEAD, *column(TEXT, 0), *column(second(TEXT), 320)]
    assert read(pieces, rulings=ruled(bars=[(0, -10, 620, -8)])) == [
        ["7 October 2019  CREDIT SUISSE"],
        TEXT,
        second(TEXT),
    ]


def test_columns_end_at_a_bar_that_crosses_their_gutter() -> None:
    pieces = [piece for left in (0.0, 320.0) for top in (0.0, 8 * STEP) for piece in column(TEXT, left, top)]
    line = 8 * STEP - 2
    assert [len(block) for block in read(pieces, rulings=ruled(bars=[(0, line, 620, line)]))] == [8, 8, 8, 8]
    assert [len(block) for block in read(pieces, rulings=ruled(bars=[(0, line, 300, line)]))] == [16, 16]


@given(st.floats(-8, 8), st.floats(-0.05, 0.05))
def test_columns_survive_a_photo_held_at_an_angle_or_taken_from_one_side(degrees: float, lean: float) -> None:
    pieces = [*column(TEXT * 3, 0), *column(second(TEXT * 3), 320)]
    boxes = boxes_of(pieces)
    boxes[:, :, 0] += lean * boxes[:, :1, 1]
    angle = np.radians(degrees)
    turned = boxes @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    assert read(pieces, turned) == [TEXT * 3, second(TEXT * 3)]


def test_boxes_side_by_side_are_no_column() -> None:
    pieces = [(TEXT[1], left + 10.0 * i, float(i), 8.0) for left in (0.0, 200.0) for i in range(5)]
    assert len(read(pieces)) == 1


def test_lines_on_top_of_each_other_are_no_column() -> None:
    first = [(TEXT[0], 0.0, top, width) for top, width in ((0.0, 1.0), (0.0, 9.0), (0.0, 9.0), (0.0, 9.0), (1.0, 9.0))]
    pieces = [*first, *((TEXT[1], 0.0, top, 1.0) for top in (0.0, 0.0, 1.0))]
    assert len(reading_order(boxes_of(pieces), [piece[0] for piece in pieces])) == 1


AREAS = st.lists(st.tuples(*[st.integers(0, 1000)] * 4), max_size=4)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*TEXT, "12.90", "", "TOTAL"]), *[st.floats(0, 1000)] * 2, st.floats(1, 300, width=32)
        ),
        max_size=40,
    ),
    st.builds(ruled, AREAS, AREAS),
)
def test_every_box_is_read_once(pieces: list[Piece], rulings: Rulings) -> None:
    order = reading_order(boxes_of(pieces), [piece[0] for piece in pieces], rulings)
    assert sorted(i for block in order for row in block for i in row) == list(range(len(pieces)))
    assert all(row for block in order for row in block) and all(order)


@pytest.mark.parametrize("lean", [0.0, 0.095])
def test_a_bar_leans_with_the_columns_that_it_ends(lean: float) -> None:
    """On a photo taken from one side the gutter is sought where it would stand upright, and so must the bar be."""
    rows = [(2500.0 + 40 * row + 40 * (row >= 13), column) for row in range(25) for column in range(2)]
    pieces = [("and so the line goes on", 100 + 500 * column + lean * top, top, 440.0) for top, column in rows]
    bar = 2500.0 + 40 * 13
    rulings = ruled(bars=[(400 + lean * bar, bar, 700 + lean * bar, bar + 4)])
    assert [len(block) for block in read(pieces, rulings=rulings)] == [13, 13, 12, 12]
