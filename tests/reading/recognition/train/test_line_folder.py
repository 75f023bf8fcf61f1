from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.reading.recognition.train.line_folder import LineWriter, read_lines

IMAGE = np.full((102, 300, 3), 200, np.uint8)


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    with LineWriter(tmp_path / "lines") as lines:
        lines.add(IMAGE, "page 1", "Zwei Brötchen")
        lines.add(IMAGE, "page 2", "1,20 €")

    read = read_lines(tmp_path / "lines")

    assert [(each.page, each.text) for each in read] == [("page 1", "Zwei Brötchen"), ("page 2", "1,20 €")]
    assert all(np.asarray(cv2.imread(str(each.file))).shape == IMAGE.shape for each in read)


def test_accents_are_composed(tmp_path: Path) -> None:
    (tmp_path / "lines.tsv").write_text("a.webp\tp\te\u0301te\u0301\n", "utf-8")

    assert read_lines(tmp_path)[0].text == "été"


def test_what_was_written_before_the_end_stays(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tab or a line break"), LineWriter(tmp_path) as lines:
        lines.add(IMAGE, "page", "whole")
        lines.add(IMAGE, "page", "two\nlines")

    assert [each.text for each in read_lines(tmp_path)] == ["whole"]


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "lines.tsv").write_text("a.webp\tp\tfine\nb.webp no tabs\n", "utf-8")

    with pytest.raises(ValueError, match="line 2"):
        read_lines(tmp_path)
