from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from bot.reading.files.image import UprightImage, load_image
from bot.reading.layout.rows import Boxes
from bot.reading.rapid import RapidReader
from bot.reading.recognition.orientation import LINES, quarter_turns

pytestmark = pytest.mark.slow

DrawPage = Callable[..., Image.Image]
WAYS = (0, 1, 2, 3)
NOTE = ("Dear Margaret, thank you for the", "parcel of 14 March 2026.", "Yours, Edward")
EXIF = {0: 1, 1: 8, 2: 3, 3: 6}  # the tag for a photo that must be turned counter-clockwise so many quarter turns


class Page:
    """A made-up page: its lines read with `well` upright and with `badly` any other way; counts what it is asked."""

    def __init__(self, sizes: list[tuple[int, int]], upright: int, well: float = 0.98, badly: float = 0.6) -> None:
        self.upright, self.well, self.badly = upright, well, badly
        self.asked: list[tuple[int, int]] = []
        sides = [size if upright % 2 == 0 else size[::-1] for size in sizes]
        self.boxes: Boxes = np.array(
            [[[0, y], [w, y], [w, y + h], [0, y + h]] for y, (w, h) in enumerate(sides)], dtype=np.float64
        ).reshape(-1, 4, 2)

    def confidence(self, box: int, turns: int) -> float:
        self.asked.append((box, turns))
        return self.well if turns == self.upright else self.badly

    def turns(self) -> int:
        return quarter_turns(self.boxes, self.confidence)


LETTER = [(300, 30), (700, 30), (640, 30), (690, 30), (100, 30)]


@pytest.mark.parametrize("upright", WAYS)
def test_every_way(upright: int) -> None:
    assert Page(LETTER, upright).turns() == upright


@pytest.mark.parametrize("upright", WAYS)
def test_faint_handwriting_every_way(upright: int) -> None:
    assert Page(LETTER, upright, well=0.62, badly=0.44).turns() == upright


def test_an_upright_page_that_reads_well_is_asked_for_its_longest_lines_only() -> None:
    page = Page(LETTER, 0)
    page.turns()
    assert page.asked == [(1, 0), (3, 0), (2, 0)]
    assert len(page.asked) == LINES


@pytest.mark.parametrize("upright", WAYS)
def test_a_lone_digit_does_not_outvote_the_lines(upright: int) -> None:
    assert Page([*LETTER, (20, 40), (15, 40)], upright).turns() == upright


@pytest.mark.parametrize("upright", WAYS)
def test_square_boxes_are_looked_at_all_four_ways(upright: int) -> None:
    assert Page([(40, 40)], upright, well=0.99, badly=0.9).turns() == upright


@pytest.mark.parametrize("upright", WAYS)
def test_a_short_word_that_reads_well_upside_down_is_compared(upright: int) -> None:
    assert Page([(80, 40)], upright, well=0.99, badly=0.95).turns() == upright


@pytest.mark.parametrize(("well", "badly"), [(0.7, 0.75), (0.2, 0.48), (0.9996, 0.9997)])
def test_a_page_that_no_way_reads_clearly_better_stays_as_it_is(well: float, badly: float) -> None:
    """The middle one is Arabic: nothing at all upright, Latin letters of a sort upside down."""
    assert Page([(80, 40), (90, 40)], 0, well, badly).turns() == 0


def test_an_empty_page_stays_as_it_is() -> None:
    assert Page([], 0).turns() == 0


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=12), st.floats(0, 1), st.floats(0, 1))
def test_any_boxes(sizes: list[tuple[int, int]], well: float, badly: float) -> None:
    page = Page(sizes, 0, well, badly)
    assert page.turns() in WAYS
    assert len(page.asked) <= 4 * LINES


@pytest.mark.parametrize("turned", WAYS)
def test_a_turned_page_reads_like_an_upright_one(reader: RapidReader, page: DrawPage, turned: int) -> None:
    pixels = np.asarray(page(NOTE))
    result = reader.read(UprightImage(np.ascontiguousarray(np.rot90(pixels, turned))))
    assert result.text == "\n".join(NOTE)
    assert result.turned == 90 * turned
    assert all(line.box[0][0] < line.box[1][0] for line in result.lines)


@pytest.mark.parametrize("turned", WAYS)
@pytest.mark.parametrize("word", ["Monday", "Soup"])
def test_a_single_word(reader: RapidReader, page: DrawPage, word: str, turned: int) -> None:
    pixels = np.asarray(page([word], (500, 300), pixels=60))
    assert reader.read(UprightImage(np.ascontiguousarray(np.rot90(pixels, turned)))).text == word


@pytest.mark.parametrize("said", WAYS)
@pytest.mark.parametrize("turned", [0, 3])
def test_exif_right_wrong_or_absent(
    reader: RapidReader, page: DrawPage, tmp_path: Path, turned: int, said: int
) -> None:
    """The photo's tag asks for `said` quarter turns clockwise, it needs `turned`."""
    path = tmp_path / "photo.jpg"
    image = Image.fromarray(np.ascontiguousarray(np.rot90(np.asarray(page(NOTE)), turned)))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = EXIF[(4 - said) % 4]
    image.save(path, exif=exif, quality=95)
    result = reader.read(load_image(path))
    assert result.text == "\n".join(NOTE)
    assert result.turned == 90 * turned


@pytest.mark.parametrize(("photo", "turned"), [("receipts/047", 1), ("iam/g04-052", 2), ("cursive1905/Lettre57", 2)])
def test_photos(reader: RapidReader, photos: Path, photo: str, turned: int) -> None:
    pixels = load_image(photos / f"{photo}.jpg").pixels
    assert reader.read(UprightImage(np.ascontiguousarray(np.rot90(pixels, turned)))).turned == 90 * turned
