"""Glossaries in files and messages: a line or a part for each entry, or a table of one or two columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.glossary.glossary import Glossary, ParsedGlossary, parse_rows
from bot.glossary.glossary_errors import FileNotRead, FileTooLong, NotUnicode, TermTooLong, TooManyColumns
from bot.glossary.term import LONGEST_TERM, shown

LARGEST_FILE = 4 * 2**20  # bytes: as much as the longest terms take in UTF-16
TABLE_SUFFIX = ".csv"
HEADER = ("wrong", "right")
_HEADERS = frozenset({HEADER, ("read", "meant"), ("from", "to"), ("term",), ("terms",), ("word",), ("words",)})
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LINE_END = re.compile(r"\r\n?|\n")
_PART_END = re.compile(r";|(?<![0-9]),|,(?![0-9])")  # not the comma of `0,5 mg`
_DELIMITERS = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")  # what a spreadsheet may take for one, behind the marks that say it is text

Row = tuple[int, list[str]]


def read_glossary(path: Path) -> Glossary:
    """The glossary in a file; raises GlossaryError where there is none, naming the line."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileNotRead(path=path, reason=error.strerror or error) from error
    return glossary_in(content, path.suffix).glossary


def glossary_in(content: bytes, suffix: str) -> ParsedGlossary:
    """What a file with that suffix writes: a table where it is `.csv`, otherwise lines.

    It is UTF-8, or UTF-16 where a mark at its beginning says so. Raises GlossaryError.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLong(limit=LARGEST_FILE // 2**20)
    text = _decoded(content)
    if suffix.lower() == TABLE_SUFFIX:
        return parse_rows(_table(text))
    return parse_rows((number, [line]) for number, line in enumerate(_LINE_END.split(text), start=1))


def glossary_in_message(text: str) -> ParsedGlossary:
    """What a message writes; commas, semicolons and line feeds part the entries. Raises GlossaryError."""
    return parse_rows((number, [part]) for number, part in parts(text))


def parts(text: str) -> Iterator[tuple[int, str]]:
    """The entries of a message as they are written, each with the number of its line."""
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for part in _PART_END.split(line):
            if part.strip():
                yield number, part.strip()


def as_lines(glossary: Glossary) -> bytes:
    """A text file that is read back as the same glossary."""
    lines = [*glossary.terms, *("=".join(pair) for pair in glossary.aliases)]
    return "".join(f"{line}\n" for line in lines).encode()


def as_table(glossary: Glossary) -> bytes:
    """A CSV file that is read back as the same glossary, and whose cells no spreadsheet takes for formulas."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(HEADER)
    rows.writerows((_quoted(wrong), _quoted(right)) for wrong, right in glossary.aliases)
    rows.writerows(("", _quoted(term)) for term in glossary.terms)
    return table.getvalue().encode("utf-8-sig")


def _quoted(term: str) -> str:
    return f"'{term}" if _FORMULA.match(term) else term


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "ignore")
        raise NotUnicode(line=len(_LINE_END.split(before))) from error


def _table(text: str) -> Iterator[Row]:
    """The rows, less the header where there is one, and without their empty cells and marks."""
    delimiter = max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))
    for place, (number, cells) in enumerate(_rows(text, delimiter)):
        if place == 0 and _is_header(cells):
            continue
        if len(cells) > len(HEADER):
            raise TooManyColumns(line=number, term=shown(delimiter.join(cells)), most=len(HEADER))
        yield number, [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in cells]


def _fit(text: str, delimiter: str) -> tuple[bool, int]:
    """How well a delimiter fits: whether it parts a header, and how many rows it parts in two."""
    lengths = [len(cells) for _, cells in _rows(text, delimiter)]
    first = next(_rows(text, delimiter), (0, []))[1]
    return len(first) == len(HEADER) and _is_header(first), lengths.count(len(HEADER))


def _is_header(cells: Sequence[str]) -> bool:
    return tuple(cell.casefold() for cell in cells) in _HEADERS


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that hold something, each with the number of its first line."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in table:
            if cells := [cell.strip() for cell in row if cell.strip()]:
                yield line, cells
            line = table.line_num + 1
    except csv.Error as error:  # a cell of more than 128 KB
        raise TermTooLong(line=line, term="…", limit=LONGEST_TERM) from error
