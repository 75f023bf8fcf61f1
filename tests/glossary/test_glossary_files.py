"""Glossaries as files of lines and tables, there and back, and in messages."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.glossary.glossary import Glossary
from bot.glossary.glossary_errors import FileTooLong, GlossaryError, NotUnicode, TermTooLong, TooManyColumns
from bot.glossary.glossary_files import (
    LARGEST_FILE,
    as_lines,
    as_table,
    glossary_in,
    glossary_in_message,
)
from tests.glossary.made import glossaries

BOTH = Glossary(("Kovács Ilona", "Okafor"), (("Kseller", "Keller"),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_in_unicode(encoding: str, line_end: str) -> None:
    text = line_end.join(["# mine", "Kovács Ilona", "", "Kseller=Keller", "Okafor # often", ""])
    assert glossary_in(text.encode(encoding), ".txt").glossary == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("header", ["", "Wrong{}Right\r\n"])
def test_tables_of_two_columns(encoding: str, delimiter: str, header: str) -> None:
    rows = ["Kovács  Ilona{}", '"Kseller"{}Keller', "{}", "{}Okafor{}{}"]
    text = header + "\r\n".join(rows)
    assert glossary_in(text.replace("{}", delimiter).encode(encoding), ".CSV").glossary == BOTH


def test_tables_of_one_column() -> None:
    assert glossary_in(b'Terms\nOkafor\n"Keller; Sons"\na=b\n', ".csv").glossary == Glossary(
        ("Okafor", "Keller; Sons"), (("a", "b"),)
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("Keller\nKovács\n".encode("latin-1"), 2),
        ("Keller\r\nOkafor\r\nKovács".encode("cp1250"), 3),
        ("Keller\nOkafor\nx".encode("utf-16")[:-1], 3),
        (b"\x89PNG\r\n\x1a\n\x00", 1),
    ],
)
def test_another_encoding_is_refused_with_its_line(content: bytes, line: int) -> None:
    for suffix in (".txt", ".csv"):
        with pytest.raises(NotUnicode) as raised:
            glossary_in(content, suffix)
        said = f"I can't read line {line} of this file. Please save it as UTF-8 and send it again."
        assert raised.value.person.format(**raised.value.details) == said


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileTooLong, match="larger than 4 MB"):
        glossary_in(b"\xff" * (LARGEST_FILE + 1), ".txt")


def test_a_row_of_three_columns_is_named() -> None:
    with pytest.raises(TooManyColumns) as raised:
        glossary_in(b"a,b\n\nc,d,e", ".csv")
    assert raised.value.person.format(**raised.value.details).startswith("Line 3, “c,d,e”: it has more than 2 columns.")


def test_an_open_quote_is_named_by_the_line_where_it_opens() -> None:
    for length in (100, 300_000):
        with pytest.raises(TermTooLong) as raised:
            glossary_in(b'a,b\nc,"' + b"x\n" * length, ".csv")
        assert raised.value.details["line"] == 2


def test_parts_of_a_message() -> None:
    said = glossary_in_message("Amoxicillin, Kovács Ilona;\n Kseller = Keller,, 0,5 mg")
    assert said.glossary == Glossary(("Amoxicillin", "Kovács Ilona", "0,5 mg"), (("Kseller", "Keller"),))
    with pytest.raises(GlossaryError) as raised:
        glossary_in_message("Amoxicillin\nb, =, c")
    assert raised.value.details["line"] == 2


def test_no_cell_is_a_formula() -> None:
    glossary = Glossary(("@ada", "-ine", "+49 30", "'@ada"), (("-x", "＝y"),))
    table = as_table(glossary)
    cells = [cell for row in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
    assert glossary_in(table, ".csv").glossary == glossary


@given(glossaries())
def test_files_are_read_back_as_they_were(glossary: Glossary) -> None:
    for suffix, content in ((".txt", as_lines(glossary)), (".csv", as_table(glossary))):
        back = glossary_in(content, suffix)
        assert (set(back.glossary.terms), set(back.glossary.aliases)) == (set(glossary.terms), set(glossary.aliases))
        assert len(back.glossary) == len(glossary)
        assert back.repeated == ()


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)), st.sampled_from([".txt", ".csv", ""]))
def test_any_file_gives_a_glossary_or_a_sentence(content: bytes, suffix: str) -> None:
    try:
        glossary_in(content, suffix)
    except GlossaryError as error:
        assert error.person.format(**error.details).isprintable()
