from itertools import islice, pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.recognition.train.batches import FRAME, WIDTHS, Batches, fit
from bot.reading.recognition.train.line_folder import LineWriter

CLASSES = {character: at for at, character in enumerate("abcdefghij ", start=1)}


def written(folder: Path, texts: list[str]) -> Path:
    with LineWriter(folder) as lines:
        for text in texts:
            image = np.full((102, 60 + 26 * len(text), 3), 230, np.uint8)
            cv2.putText(image, text, (25, 65), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (40, 40, 40), 3)
            lines.add(image, "page", text)
    return folder


@given(st.integers(8, 120), st.integers(8, 3000), st.text("abc", min_size=1, max_size=90))
def test_a_line_has_a_frame_for_each_letter_and_one_between_equal_ones(height: int, width: int, text: str) -> None:
    fitted = fit(np.zeros((height, width, 3), np.uint8), text, np.random.default_rng(0))

    if fitted is not None:
        assert fitted.shape[0] == 48 and fitted.shape[1] in WIDTHS
        assert fitted.shape[1] / FRAME >= len(text) + sum(a == b for a, b in pairwise(text))


def test_a_batch_has_lines_of_one_width_and_what_they_say(tmp_path: Path) -> None:
    folder = written(tmp_path / "lines", ["abc def", "ghij", "jihgfedcba", "a b c d"])

    batches = Batches({folder: 1.0}, CLASSES, 1500, np.random.default_rng(3))

    for batch in islice(batches, 5):
        lines, three, height, width = batch.lines.shape
        assert (three, height) == (3, 48) and width in WIDTHS
        assert lines == len(batch.classes) and lines * width >= 1500
        assert batch.lines.min() >= -1 and batch.lines.max() <= 1
        assert {c for each in batch.classes for c in each} <= set(CLASSES.values())


def test_folders_are_drawn_by_their_weights(tmp_path: Path) -> None:
    often, seldom = written(tmp_path / "often", ["abc"]), written(tmp_path / "seldom", ["def"])
    batches = Batches({often: 3.0, seldom: 1.0}, CLASSES, 400, np.random.default_rng(3))

    for _ in islice(batches, 100):
        pass

    assert 2 < batches.seen["often"] / batches.seen["seldom"] < 4.5


def test_a_line_with_a_character_that_is_not_taught_is_left_out(tmp_path: Path) -> None:
    folder = written(tmp_path / "lines", ["abc", "xyz"])

    batches = Batches({folder: 1.0}, CLASSES, 400, np.random.default_rng(3))

    assert batches.left_out == {"lines": 1}
    assert all(each == [1, 2, 3] for batch in islice(batches, 5) for each in batch.classes)


def test_an_image_that_is_none_is_left_out(tmp_path: Path) -> None:
    folder = written(tmp_path / "lines", ["abc", "def"])
    (folder / "000001.webp").write_bytes(b"")

    batches = Batches({folder: 1.0}, CLASSES, 400, np.random.default_rng(3))

    assert all(each == [1, 2, 3] for batch in islice(batches, 5) for each in batch.classes)
    assert batches.left_out["lines"] > 0


def test_a_folder_with_nothing_to_learn_from_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path / "strange", ["xyz"])

    with pytest.raises(ValueError, match="strange"):
        Batches({folder: 1.0}, CLASSES, 400, np.random.default_rng(3))


def test_what_a_line_says_does_not_matter_where_it_is_not_to_be_learnt(tmp_path: Path) -> None:
    folder = written(tmp_path / "foreign", ["xyz"])

    batch = next(iter(Batches({folder: 1.0}, None, 400, np.random.default_rng(3))))

    assert len(batch.lines) and not batch.classes


def test_short_lines_are_learnt_too(tmp_path: Path) -> None:
    batches = Batches({written(tmp_path / "short", ["a", "bc"]): 1.0}, CLASSES, 200, np.random.default_rng(3))

    for _ in islice(batches, 20):
        pass

    assert batches.seen["short"] > 5 * batches.left_out["short"]


def test_lines_of_which_none_fits_do_not_go_on_for_ever(tmp_path: Path) -> None:
    folder = written(tmp_path / "lines", ["abc"])
    (folder / "000000.webp").write_bytes(b"")

    with pytest.raises(ValueError, match="lines in a row"):
        next(iter(Batches({folder: 1.0}, CLASSES, 400, np.random.default_rng(3))))
