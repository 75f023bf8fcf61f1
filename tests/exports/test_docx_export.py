"""Word documents, opened again: paragraphs, rows and pages, any text, nobody's name."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.docx import docx


def opened(*pages: list[str], language: str = "en") -> WordDocument:
    return Document(io.BytesIO(docx(pages, language)))


def test_paragraphs_keep_their_rows() -> None:
    document = opened(["Dear Olga,", "Milk  1.20\nEggs  3.20", "<b> & 中文 Дом é"])
    assert [p.text for p in document.paragraphs] == ["Dear Olga,", "Milk  1.20\nEggs  3.20", "<b> & 中文 Дом é"]


def test_a_page_begins_on_a_new_page() -> None:
    document = opened(["one", "more"], [], ["three"])
    assert [(p.text, p.paragraph_format.page_break_before) for p in document.paragraphs] == [
        ("one", False),
        ("more", None),
        ("", True),
        ("three", True),
    ]


def test_language_and_fonts_are_those_of_the_text() -> None:
    def style(language: str) -> str:
        return str(opened(["明天見"], language=language).styles["Normal"].element.xml)

    assert '<w:lang w:eastAsia="zh-TW"/>' in style("zh-Hant")
    assert 'w:eastAsia="Microsoft JhengHei"' in style("zh-Hant")
    assert '<w:lang w:val="de" w:eastAsia="zh-CN"/>' in style("de")
    assert 'w:ascii="Calibri"' in style("de")


def test_nothing_is_left_of_the_template() -> None:
    content = docx([["text"]])
    about = Document(io.BytesIO(content)).core_properties
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")
    assert about.created
    assert abs(about.created - datetime.now(UTC)) < timedelta(minutes=5)
    files = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in files.namelist() if "thumbnail" in name]
    assert b"python-docx" not in b"".join(map(files.read, files.namelist()))


@settings(max_examples=30)
@given(st.lists(st.text()))
def test_any_text_makes_a_document(page: list[str]) -> None:
    shown = "".join(p.text for p in opened(page).paragraphs)
    assert printable(shown) == printable("".join(page))


def printable(text: str) -> str:
    """Without spaces and what is not to be seen."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())
