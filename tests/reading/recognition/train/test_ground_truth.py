from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.reading.recognition.train.ground_truth import BrokenGroundTruth, parse_ground_truth
from tests.reading.recognition.train.truth_pages import SIZE, alto, page_xml, written

TEXTS = ["two eggs", "milk"]
BOXES = written(TEXTS)[1]
EXPANSION = b'<!DOCTYPE alto [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><alto>&b;</alto>'


@pytest.mark.parametrize("made", [alto, page_xml])
def test_both_formats_say_the_same(made: Callable[..., str]) -> None:
    page = parse_ground_truth(made(TEXTS, BOXES).encode())
    assert (page.image, page.size) == ("page.jpg", SIZE)
    assert [line.text for line in page.lines] == TEXTS
    left, top, right, bottom = BOXES[0]
    assert page.lines[0].polygon.tolist() == [[left, top], [right, top], [right, bottom], [left, bottom]]
    assert page.lines[0].baseline is not None
    assert page.lines[0].baseline.tolist() == [[left, top + 60], [right, top + 60]]


def test_old_alto_has_boxes_words_one_height_and_a_hyphen() -> None:
    page = parse_ground_truth(
        b"<alto><Layout><Page><TextLine HPOS='10' VPOS='20' WIDTH='300' HEIGHT='40' BASELINE='50'>"
        b"<String CONTENT='a'/><SP/><String CONTENT='no'/><HYP CONTENT='-'/></TextLine></Page></Layout></alto>"
    )
    [line] = page.lines
    assert line.text == "a no-"
    assert line.polygon.tolist() == [[10, 20], [310, 20], [310, 60], [10, 60]]
    assert line.baseline is not None
    assert line.baseline.tolist() == [[10, 50], [310, 50]]
    assert page.size == (0, 0)


def test_old_page_has_points_as_elements_and_texts_of_words() -> None:
    points = "".join(f"<Point x='{x}' y='{y}'/>" for x, y in ((0, 0), (90, 0), (90, 30)))
    words = "".join(f"<Word><TextEquiv><Unicode>{word}</Unicode></TextEquiv></Word>" for word in ("bread", "and"))
    page = parse_ground_truth(
        f"<PcGts><Page><TextLine><Coords>{points}</Coords>{words}</TextLine></Page></PcGts>".encode()
    )
    assert [(line.text, line.baseline, len(line.polygon)) for line in page.lines] == [("bread and", None, 3)]


def test_of_several_readings_the_main_one_counts() -> None:
    page = parse_ground_truth(
        b"<PcGts><Page><TextLine><Coords points='0,0 9,0 9,9'/><TextEquiv index='1'><Unicode>ocr</Unicode></TextEquiv>"
        b"<TextEquiv index='0'><Unicode>truth</Unicode></TextEquiv></TextLine></Page></PcGts>"
    )
    assert [line.text for line in page.lines] == ["truth"]


@pytest.mark.parametrize("points", ["", "1,2", "1,2 3", "1,2 x,y", "1,nan 2,3", "1,2 inf,3", "1,2 " * 10_001])
def test_a_line_without_a_sensible_outline_is_counted(points: str) -> None:
    page = parse_ground_truth(
        f"<PcGts><Page><TextLine><Coords points='{points}'/><TextEquiv><Unicode>text</Unicode></TextEquiv></TextLine>"
        "<TextLine><TextEquiv><Unicode> </Unicode></TextEquiv></TextLine></Page></PcGts>".encode()
    )
    assert (page.lines, page.shapeless) == ((), 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not XML"),
        (b"<alto><Layout>", "not XML"),
        (b"\x89PNG\r\n", "not XML"),
        (b"<TEI><text/></TEI>", "neither ALTO nor PAGE"),
        (b"<PcGts/>", "without a page"),
        (EXPANSION, "entities"),
        (b'<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>', "entities"),
    ],
)
def test_what_is_no_ground_truth_is_said(data: bytes, said: str) -> None:
    with pytest.raises(BrokenGroundTruth, match=said):
        parse_ground_truth(data)


def test_a_mark_before_the_file_does_no_harm() -> None:
    page = parse_ground_truth(alto(TEXTS, BOXES).encode("utf-8-sig"))
    assert page.lines[0].polygon.dtype == np.float64
