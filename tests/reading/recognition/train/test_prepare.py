from __future__ import annotations

import errno
import os
import string
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.reading.recognition.train.excluded import ExcludedPages, excluded_pages
from bot.reading.recognition.train.line_folder import LineWriter, read_lines
from bot.reading.recognition.train.lines_command import told
from bot.reading.recognition.train.prepare import NoRoomForLines, Prepared, Progress, SourceMissing, prepare
from bot.reading.recognition.train.sources import CutLines, Source
from tests.reading.recognition.train.truth_pages import Pixels, alto, page_xml, save_page, written

ALPHABET = frozenset(string.ascii_letters + string.digits + " .,-")
SOURCE = Source("letters", "somebody/letters", "CC-BY-4.0", "Somebody", "English", "1920s", "0" * 40, 5, paths="data/")
NOTHING = ExcludedPages()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    data = tmp_path / "checkout" / "data"
    save_page(data, "first", ["two eggs", "milk [?]", "bread"])
    save_page(data, "second", ["καλημέρα", "no more"])
    save_page(data.parent / "models", "third", ["of another folder"])
    return data.parent


def opened(path: Path) -> Pixels:
    image: Pixels | None = cv2.imread(str(path))
    assert image is not None
    return image


def prepared(source: Source, checkout: Path, into: Path, excluded: ExcludedPages = NOTHING) -> Prepared:
    return prepare(source, checkout, into, ALPHABET, excluded)


def test_lines_that_fit_are_written_and_the_others_counted(checkout: Path, tmp_path: Path) -> None:
    said: list[Progress] = []
    found = prepare(SOURCE, checkout, tmp_path, ALPHABET, NOTHING, said.append)
    left_out = {"marks of an editor": 1, "characters outside the alphabet": 1}
    assert found == Prepared("letters", 2, 3, left_out, [])
    lines = read_lines(tmp_path / "letters")
    assert [(line.page, line.text) for line in lines] == [
        ("first", "two eggs"),
        ("first", "bread"),
        ("second", "no more"),
    ]
    assert {opened(line.file).shape[0] for line in lines} == {102}
    assert said == [Progress(1, 2), Progress(2, 2)]


def test_bad_pages_are_said_and_the_others_kept(checkout: Path, tmp_path: Path) -> None:
    data = checkout / "data"
    texts = ["a page"]
    page, boxes = written(texts)
    (data / "broken.xml").write_text(alto(texts, boxes)[:-20])
    (data / "alone.xml").write_text(alto(texts, boxes, "alone.jpg"))
    (data / "torn.xml").write_text(alto(texts, boxes, "torn.jpg"))
    (data / "torn.jpg").write_bytes(b"\xff\xd8\xff")
    (data / "other.xml").write_text(alto(texts, boxes, "other.jpg"))
    cv2.imwrite(str(data / "other.jpg"), page[:300])
    found = prepared(SOURCE, checkout, tmp_path)
    assert (found.pages, found.lines) == (2, 3)
    why = dict(found.pages_left_out)
    assert why["alone"] == "its image is not there"
    assert why["torn"] == "its image cannot be opened"
    assert "not XML" in why["broken"]
    assert "another shape" in why["other"]
    assert prepared(SOURCE, checkout, tmp_path) == found  # the report of a whole source says it again


def test_an_image_of_another_size_is_cut_where_the_lines_are(checkout: Path, tmp_path: Path) -> None:
    texts = ["twice as large"]
    page, boxes = written(texts)
    (checkout / "data" / "large.xml").write_text(alto(texts, boxes, "large.jpg"))
    (checkout / "data" / "plain.xml").write_text(page_xml(texts, boxes, "plain.jpg"))
    cv2.imwrite(str(checkout / "data" / "large.jpg"), cv2.resize(page, None, fx=2, fy=2))
    cv2.imwrite(str(checkout / "data" / "plain.jpg"), page)
    prepared(SOURCE, checkout, tmp_path)
    large, plain = (opened(line.file) for line in read_lines(tmp_path / "letters") if line.text == texts[0])
    assert large.shape == plain.shape
    assert np.abs(large.astype(int) - plain).mean() < 5


def test_pages_to_measure_with_are_left_out(checkout: Path, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    cv2.imwrite(str(photos / "renamed.png"), opened(checkout / "data" / "first.jpg")[10:, 15:])
    cv2.imwrite(str(photos / "second.png"), np.zeros((50, 50, 3), np.uint8))
    found = prepared(SOURCE, checkout, tmp_path, excluded_pages([photos]))
    assert dict(found.pages_left_out) == {
        "first": "it is a page to measure with: renamed",
        "second": "it is a page to measure with: second",
    }
    assert found.lines == 0


def test_a_source_leaves_pages_out_and_takes_a_part_of_many(checkout: Path, tmp_path: Path) -> None:
    assert prepared(replace(SOURCE, without="/second"), checkout, tmp_path).pages == 1
    save_page(checkout / "data", "long", ["a", "b", "c"])
    found = prepared(replace(SOURCE, most=4), checkout, tmp_path)
    assert found.left_out["more than are wanted of this source"] == 4
    assert {line.page for line in read_lines(tmp_path / "letters")} == {
        "long",
        "second",
    }  # the second of `first` has marks


def test_lines_that_came_cut_out_are_those_of_their_writer(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    page, [box] = written(["two eggs"])
    cv2.imwrite(str(checkout / "1.png"), page[box[1] - 10 : box[3] + 10, box[0] - 10 : box[2] + 10])
    rows = ["image,said,who", "1.png,two eggs,7", "1.png,two [eggs],7", "gone.png,milk,8", "../x.png,milk,8"]
    (checkout / "all.csv").write_text("\n".join(rows))
    source = replace(SOURCE, cut=CutLines("all.csv", "image", "said", "who"))
    found = prepared(source, checkout, tmp_path)
    assert found.left_out == {"marks of an editor": 1, "an image that does not open": 1}
    assert [(line.page, line.text) for line in read_lines(tmp_path / "letters")] == [("7", "two eggs")]


def test_a_table_that_is_none_gives_no_lines(tmp_path: Path) -> None:
    source = replace(SOURCE, cut=CutLines("all.csv", "image", "said", "who"))
    (tmp_path / "all.csv").write_bytes(b"image,said,who\n\xff\xfe\n")
    with pytest.raises(SourceMissing, match=r"letters; all\.csv: the table cannot be read"):
        prepared(source, tmp_path, tmp_path / "into")
    (tmp_path / "all.csv").write_text("other,columns\n1.png\n")
    assert prepared(source, tmp_path, tmp_path / "into").left_out == {"no text": 1}


def test_what_is_whole_is_not_made_again_and_what_is_not_is_begun_anew(checkout: Path, tmp_path: Path) -> None:
    part = tmp_path / "letters.part"
    with LineWriter(part) as writer:
        writer.add(np.zeros((102, 50, 3), np.uint8), "first", "of a run that was killed")
    found = prepared(SOURCE, checkout, tmp_path)
    assert found.lines == 3
    assert not part.exists()
    made = (tmp_path / "letters" / "lines.tsv").stat().st_mtime_ns
    assert prepared(SOURCE, tmp_path / "gone", tmp_path) == found  # not even the clone is needed
    assert (tmp_path / "letters" / "lines.tsv").stat().st_mtime_ns == made
    assert prepare(SOURCE, checkout, tmp_path, ALPHABET - {"b"}, NOTHING).lines == 2


def test_a_folder_that_is_no_clone_of_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing) as missing:
        prepared(SOURCE, tmp_path, tmp_path / "into")
    assert str(missing.value) == (
        f"{tmp_path} holds no page of the source letters — "
        f"run `git clone --depth 1 https://github.com/somebody/letters {tmp_path}`"
    )


def test_a_full_disk_is_said(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(LineWriter, "add", full)
    with pytest.raises(NoRoomForLines, match=r"is full — make room and run it again"):
        prepared(SOURCE, checkout, tmp_path)
    assert not (tmp_path / "letters").exists()
    monkeypatch.undo()
    assert prepared(SOURCE, checkout, tmp_path).lines == 3


def test_pages_without_their_image_are_told(checkout: Path, tmp_path: Path) -> None:
    (checkout / "data" / "second.jpg").unlink()

    assert list(told(prepared(SOURCE, checkout, tmp_path))) == [
        "letters: 2 lines of 1 page",
        "  1 page left out: its image is not there",
        "  1 line left out: marks of an editor",
    ]
