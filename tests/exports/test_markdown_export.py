"""Markdown, rendered by a parser of CommonMark: the text as it stands, rows and pages kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.exports.markdown import markdown

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LITERAL = {"text", "text_special", "hardbreak", "entity"}


def rendered(*pages: list[str]) -> list[list[str]]:
    """What a viewer shows: the paragraphs of each page; fails where anything was taken for markup."""
    shown: list[list[str]] = [[]]
    for token in PARSER.parse(markdown(pages).decode()):
        if token.type == "hr":
            shown.append([])
        elif token.type == "fence":
            assert token.info == ""
            shown[-1].append(token.content.rstrip("\n"))
        elif token.type == "inline":
            shown[-1].append(literal(token.children or []))
        else:
            assert token.type in ("paragraph_open", "paragraph_close"), token.type
    return shown


def literal(tokens: list[Token]) -> str:
    """The text of a paragraph, which is nothing but text and ends of rows."""
    assert {token.type for token in tokens} <= LITERAL
    return "".join("\n" if token.type == "hardbreak" else token.content for token in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "# no heading\n## nor this",
        "- no list\n+ nor\n* nor\n1. nor\n2) nor",
        "no _emphasis_, *none*, **none**, __none__, ~~none~~, `none`",
        "<b>no tag</b> &amp; no entity &#65; <https://example.org> [no](link) ![no](image)",
        "no heading\n===\nnor here\n---\n***",
        "| no | table |\n| -- | ----- |\n| a | b |",
        "> no quotation\n```\nno fence\n~~~",
        "a backslash \\ and \\* stay, $x^2$ too",
        "Zażółć gęślą jaźń, 明天下午三点, Дорогая Ольга",
    ],
)
def test_signs_of_markup_stay_signs(text: str) -> None:
    assert rendered([text]) == [[text]]


def test_a_table_keeps_its_columns() -> None:
    receipt = "Milk 2 litres    1.95\nEggs *large*     3.20\n```     0.50"
    assert rendered([receipt]) == [[receipt]]


def test_paragraphs_and_pages_stay_apart() -> None:
    assert rendered(["Dear Olga,", "the train\nwas late."], ["Page two."]) == [
        ["Dear Olga,", "the train\nwas late."],
        ["Page two."],
    ]


def test_an_empty_page_is_no_page_of_settings() -> None:
    assert rendered([], ["title: x"]) == [[], ["title: x"]]
    assert not markdown([[], ["title: x"]]).startswith(b"---")
    assert markdown([]) == b"\n"


@example("    four spaces")
@example("1.")
@example("=")
@example("\tx\x00y\u2028z")
@given(st.text(st.sampled_from("ab1 .)\\`*_[]<>&#|~$!-+=:\n\t\"'(/;") | st.characters()))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    (shown,) = rendered([text])
    assert printable("".join(shown)) == printable(text)


def printable(text: str) -> str:
    """Without spaces and control characters."""
    return "".join(c for c in text if not c.isspace() and c.isprintable())
