"""Tesseract as a reader and as the fallback for scripts that the default reader does not know."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rapidfuzz.distance import Levenshtein

from bot.errors import NothingToRead, ReaderCrashed, ReaderTooSlow, TesseractMissing, UnknownScript
from bot.page import Line, Page, Word
from bot.reading.fallback import LANGUAGES, FallbackReader, foreign_languages, with_fallback
from bot.reading.files.image import UprightImage
from bot.reading.files.pages import load_page
from bot.reading.rapid import RapidReader
from bot.reading.tesseract import TesseractReader, installed_languages, parse_table, script_of, version

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[1] / "data"
BLACK = UprightImage(np.zeros((60, 200, 3), np.uint8))
HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
Draw = Callable[..., Image.Image]
Stub = Callable[[str], None]


def needs(*languages: str) -> pytest.MarkDecorator:
    """Skips where Tesseract or its data for one of the languages is not installed."""
    try:
        missing = set(languages) - set(installed_languages())
    except TesseractMissing as error:
        return pytest.mark.skip(reason=str(error))
    return pytest.mark.skipif(bool(missing), reason=f"tesseract has no data for {missing}")


def sample(name: str) -> UprightImage:
    image = load_page(SAMPLES / name)
    assert isinstance(image, UprightImage)
    return image


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Puts a shell script in the place of the executable; it lists `eng` before it does what it is told."""

    def install(does: str) -> None:
        script = tmp_path / "tesseract"
        script.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo head; echo eng; exit 0; }}\n{does}\n')
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return install


@needs("eng")
def test_it_reads_lines_with_words_and_boxes(page: Draw) -> None:
    pixels = np.asarray(page(["Two eggs and some milk", "for the pancakes", "", "", "Come at nine"]))
    read = TesseractReader().read(UprightImage(pixels, turned=90, scale=2.0))
    assert read.text == read.raw == "Two eggs and some milk\nfor the pancakes\nCome at nine"
    assert (read.reader, read.turned) == ("tesseract", 90)
    assert [[word.text for word in line.words] for line in read.lines] == [t.split() for t in read.text.split("\n")]
    assert all(0.8 < word.confidence <= 1 for line in read.lines for word in line.words)
    (left, top), (right, _), (_, bottom), _ = read.lines[0].box
    dark = np.argwhere(pixels[:90].min(axis=2) < 128)
    assert np.abs(np.array([top, left]) / 2 - dark.min(axis=0)).max() <= 3
    assert np.abs(np.array([bottom, right]) / 2 - dark.max(axis=0)).max() <= 3


@needs("eng")
def test_it_reads_a_printed_letter_but_nothing_on_an_empty_sheet() -> None:
    truth = (SAMPLES / "letter.txt").read_text()
    assert Levenshtein.distance(TesseractReader().read(sample("letter.jpg")).text, truth) < 0.02 * len(truth)
    with pytest.raises(NothingToRead):
        TesseractReader().read(sample("blank.jpg"))


@needs("eng", "rus")
def test_it_reads_several_languages() -> None:
    read = TesseractReader(("rus", "eng")).read(sample("cyrillic.jpg"))
    assert "Поезд пришёл вовремя" in read.text


@needs("eng")
def test_missing_data_names_the_package_that_has_it() -> None:
    with pytest.raises(TesseractMissing, match=r"no data for chi_none — .*apt install tesseract-ocr-chi-none"):
        TesseractReader(("eng", "chi_none"))


@needs()
def test_its_version_is_a_number() -> None:
    assert version()[0].isdigit()


def test_a_missing_executable_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TesseractMissing, match=r"not installed — .*apt install tesseract-ocr`"):
        TesseractReader()
    assert foreign_languages() == {}


def test_it_is_killed_at_its_time_limit(stub: Stub, tmp_path: Path) -> None:
    stub("trap '' TERM; exec sleep 30")
    started = time.monotonic()
    with pytest.raises(ReaderTooSlow):
        TesseractReader(time_limit=0.3).read(BLACK)
    assert time.monotonic() - started < 10


def test_paragraphs_begin_where_tesseract_says(stub: Stub) -> None:
    places = [(1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 1, 1), (2, 1, 1)]
    rows = "".join(rf"5\t1\t{block}\t{par}\t{line}\t1\t0\t0\t9\t9\t80\ta\n" for block, par, line in places)
    stub(f"cat >/dev/null; printf '{rows}'")
    read = TesseractReader().read(BLACK)
    assert (read.text, read.paragraphs) == ("a\na\na\na a", (0, 2, 3))


def test_words_that_stand_far_apart_are_in_cells_of_their_own(stub: Stub) -> None:
    places = [("Rye", 10, 30), ("loaf", 45, 40), ("3,40", 160, 40)]
    rows = "".join(
        rf"5\t1\t1\t1\t1\t{n}\t{left}\t5\t{wide}\t20\t80\t{word}\n" for n, (word, left, wide) in enumerate(places)
    )
    stub(f"cat >/dev/null; printf '{rows}'")
    (line,) = TesseractReader().read(BLACK).lines
    assert line.text == "Rye loaf 3,40"
    assert [cell.text for cell in line.cells] == ["Rye loaf", "3,40"]
    assert line.cells[1].box == ((160, 5), (200, 5), (200, 25), (160, 25))


@pytest.mark.parametrize("does", ["kill -ABRT $$", "exit 1", "cat >/dev/null; exit 3"])
def test_a_crash_is_one_of_this_photo(stub: Stub, does: str) -> None:
    stub(does)
    with pytest.raises(ReaderCrashed):
        TesseractReader().read(BLACK)


def test_bytes_that_are_no_text_do_no_harm(stub: Stub) -> None:
    stub(r"cat >/dev/null; printf '5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t50\t\377a\n'")
    assert TesseractReader().read(BLACK).text == "\ufffda"


def test_scripts_without_spaces_are_joined(stub: Stub) -> None:
    parts = ["ม", "น", "ุ", "ษ", "ย", "์", "OCR", "ไทย"]
    table = "".join(rf"5\t1\t1\t1\t1\t{n}\t0\t0\t9\t9\t80\t{part}\n" for n, part in enumerate(parts))
    stub(f"cat >/dev/null; printf '{table}'")
    (line,) = TesseractReader().read(BLACK).lines
    assert line.text == "มนุษย์ OCR ไทย"
    assert [word.text for word in line.words] == line.text.split()
    assert line.confidence == pytest.approx(0.8)


places = st.tuples(*[st.integers(0, 99)] * 3)
texts = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"])).filter(str.strip)


@given(st.lists(st.tuples(places, st.floats(-1, 100), texts)))
def test_every_word_of_the_table_is_found(words: list[tuple[tuple[int, int, int], float, str]]) -> None:
    rows = [
        f"5\t1\t{block}\t{paragraph}\t{line}\t1\t3\t4\t5\t6\t{confidence}\t{text}\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n"
        for (block, paragraph, line), confidence, text in words
    ]
    found = parse_table(HEADER + "".join(rows))
    assert [(word.line, word.word.text) for word in found] == [(place, text.strip()) for place, _, text in words]
    assert all(0 <= word.word.confidence <= 1 for word in found)


@given(st.text())
def test_what_is_no_table_has_no_words(text: str) -> None:
    assert parse_table(text) == []


class Scripted:
    """A reader that answers with a text at a confidence, or raises."""

    name = "scripted"

    def __init__(self, answer: str | Exception, confidence: float = 0.9) -> None:
        self.answer = answer
        self.confidence = confidence
        self.asked = 0

    def read(self, image: UprightImage) -> Page:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        words = (Word(self.answer, self.confidence),)
        return Page((Line(self.answer, self.answer, self.confidence, ((0, 0),) * 4, words),), self.name)


def test_the_fallback_is_not_asked_where_the_first_reader_reads() -> None:
    other = Scripted("да")
    reader = FallbackReader(Scripted("yes"), {"Cyrillic": other}, lambda _: "Cyrillic")
    assert (reader.name, reader.read(BLACK).text, other.asked) == ("scripted", "yes", 0)


def test_errors_but_an_unknown_script_stay() -> None:
    with pytest.raises(NothingToRead):
        FallbackReader(Scripted(NothingToRead()), {"Greek": Scripted("ναι")}, lambda _: "Greek").read(BLACK)


@pytest.mark.parametrize(
    ("likely", "asked"), [("Greek", ["Greek"]), ("Thai", ["Thai", "Greek"]), ("", ["Thai", "Greek"])]
)
def test_the_likely_script_is_asked_first_and_who_is_certain_wins(likely: str, asked: list[str]) -> None:
    others = {"Thai": Scripted("ใช่", 0.5), "Greek": Scripted("ναι"), "Hebrew": Scripted("כן")}
    page = FallbackReader(Scripted(UnknownScript()), others, lambda _: likely).read(BLACK)
    assert page.text == "ναι"
    assert {script for script, other in others.items() if other.asked} == set(asked)


@pytest.mark.parametrize(
    "other",
    [
        Scripted("ми", 0.4),
        Scripted(NothingToRead()),
        Scripted("", 0.9),
        Scripted(ReaderTooSlow(limit=20)),
        Scripted(ReaderCrashed()),
    ],
)
def test_it_stays_unknown_where_none_is_certain(other: Scripted) -> None:
    with pytest.raises(UnknownScript):
        FallbackReader(Scripted(UnknownScript()), {"Cyrillic": other}, lambda _: "Cyrillic").read(BLACK)


def test_a_page_is_shown_to_three_scripts_at_most() -> None:
    others = {script: Scripted(NothingToRead()) for script in LANGUAGES}
    with pytest.raises(UnknownScript):
        FallbackReader(Scripted(UnknownScript()), others, lambda _: "").read(BLACK)
    assert sum(other.asked for other in others.values()) == 3


def test_nobody_else_is_asked_when_the_seconds_are_over() -> None:
    others = {script: Scripted(NothingToRead()) for script in LANGUAGES}
    with pytest.raises(UnknownScript):
        FallbackReader(Scripted(UnknownScript()), others, lambda _: "", seconds=-1).read(BLACK)
    assert not any(other.asked for other in others.values())


def test_a_script_that_is_not_told_in_time_is_found_by_asking() -> None:
    def script_of(_: UprightImage) -> str:
        raise ReaderTooSlow(limit=20)

    assert FallbackReader(Scripted(UnknownScript()), {"Greek": Scripted("ναι")}, script_of).read(BLACK).text == "ναι"


def test_no_language_belongs_to_two_scripts() -> None:
    names: Sequence[str] = [name for names in LANGUAGES.values() for name in names]
    assert len(names) == len(set(names))


@needs("osd")
def test_the_script_of_a_page_is_told_where_there_is_one() -> None:
    assert [script_of(sample(f"{name}.jpg")) for name in ("cyrillic", "letter", "blank")] == ["Cyrillic", "Latin", ""]


@needs("rus")
def test_a_russian_note_is_read_by_tesseract_and_an_english_one_is_not(reader: RapidReader) -> None:
    both = with_fallback(reader)
    russian, english = both.read(sample("cyrillic.jpg")), both.read(sample("note.jpg"))
    assert russian.reader == "tesseract" and "кошка накормлена" in russian.text
    assert english.reader == "rapidocr"


@pytest.mark.skipif("Korean" in foreign_languages(), reason="tesseract has data for Korean")
def test_a_korean_note_stays_unknown_without_korean(reader: RapidReader) -> None:
    with pytest.raises(UnknownScript):
        with_fallback(reader).read(sample("korean.jpg"))


def test_without_tesseract_there_is_no_fallback(
    reader: RapidReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert shutil.which("sh")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert with_fallback(reader) is reader
