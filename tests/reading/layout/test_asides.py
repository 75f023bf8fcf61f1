from __future__ import annotations

import numpy as np

from bot.reading.layout.asides import with_asides
from bot.reading.layout.rows import Boxes

Piece = tuple[str, float, float, float, float]
LETTER: list[Piece] = [
    ("Kindergarten Association", 300, 60, 400, 40),
    ("and Training School", 320, 120, 360, 40),
    ("Dear Sir", 40, 240, 300, 60),
    ("I write to say that we", 60, 320, 700, 60),
    ("shall be there on Friday", 40, 400, 700, 60),
]
NAMES = ("PRESIDENT", "MISS FITCH", "TREASURER", "MRS. CUTLER")


def small(names: tuple[str, ...], left: float, top: float) -> list[Piece]:
    return [(name, left, top + 20 * line, 120, 16) for line, name in enumerate(names)]


def read(pieces: list[Piece]) -> list[list[str]]:
    boxes: Boxes = np.array([[[x, y], [x + w, y], [x + w, y + h], [x, y + h]] for _, x, y, w, h in pieces])
    return [
        ["  ".join(pieces[i][0] for i in row) for row in block] for block in with_asides(boxes, [p[0] for p in pieces])
    ]


LINES = [piece[0] for piece in LETTER]
DIRECTORS = ("MRS. SLOSS", "MRS. FRANK", "MRS. WALKER", "MRS. DAVIS")


def test_names_at_the_sides_of_a_letterhead_are_blocks_of_their_own() -> None:
    pieces = [*LETTER, *small(DIRECTORS, 760, 62), *small(NAMES, 40, 55)]
    assert read(pieces) == [list(NAMES), LINES, list(DIRECTORS)]


def test_a_note_at_the_foot_comes_last() -> None:
    pieces = [*LETTER, ("Yours truly", 400, 520, 300, 60), *small(NAMES, 40, 510)]
    assert read(pieces) == [[*LINES, "Yours truly"], list(NAMES)]


def test_small_print_with_nothing_beside_it_stays_where_it_is() -> None:
    pieces = [*LETTER, *small(NAMES, 40, 480), ("Yours truly", 400, 600, 300, 60)]
    assert read(pieces) == [[*LINES, *NAMES, "Yours truly"]]


def test_a_table_in_small_print_is_read_across() -> None:
    cells = [(f"{name}{row}", 40.0 + 90 * column, 500.0 + 20 * row, 60.0, 16.0)
             for row in range(6) for column, name in enumerate("abc")]  # fmt: skip
    assert read([*LETTER, *cells])[-1][-6:] == [f"a{row}  b{row}  c{row}" for row in range(6)]


def test_three_small_lines_stay_in_their_rows() -> None:
    pieces = [("SAN FRANCISCO", 40, 262, 120, 16), ("March 21", 300, 240, 300, 60), *LETTER[:2], *LETTER[3:]]
    assert "SAN FRANCISCO  March 21" in read(pieces)[0]


def test_a_receipt_is_read_row_by_row() -> None:
    rows = [(f"ITEM {n}", 40.0, 40.0 * n, 200.0, 24.0) for n in range(8)]
    prices = [(f"{n}.00", 400.0, 40.0 * n, 60.0, 18.0) for n in range(8)]
    assert read([*rows, *prices]) == [[f"ITEM {n}  {n}.00" for n in range(8)]]


def test_a_note_on_its_side_in_the_margin_joins_no_row_and_comes_last() -> None:
    note: Piece = ("copy for the archive", 4, 100, 30, 400)
    assert read([note, *LETTER]) == [LINES, ["copy for the archive"]]


def test_where_most_stands_on_its_side_nothing_is_a_note() -> None:
    columns: list[Piece] = [(name, 40.0 * i, 60, 30, 400) for i, name in enumerate(NAMES)]
    assert read(columns) == [["  ".join(NAMES)]]
