"""Rows to paragraphs: text flows, what stands in rows on purpose stays, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.flow import flow, is_table, paragraphs, paragraphs_of
from bot.page import Correction, Note, NotePage, Page

LETTER = (
    "Dear Olga,",
    "the train was late again, so we came home at",
    "midnight and found the key under the mat. The",
    "cat had been fed. Thank you for that and for",
    "the cake.",
    "Yours, Ilona",
)
RECEIPT = ("MARLOW & FINCH", "14 Harbour Street, Leith", "Milk 2 litres  1.95", "Eggs large  3.20", "TOTAL  5.15")


def test_rows_of_a_text_become_one() -> None:
    assert flow(LETTER, (0, 1, 5)) == [
        "Dear Olga,",
        "the train was late again, so we came home at midnight and found the key under the mat. The "
        "cat had been fed. Thank you for that and for the cake.",
        "Yours, Ilona",
    ]


def test_short_rows_stay_in_their_paragraph() -> None:
    lines = (*LETTER[1:5], "12 Mill Lane", "Leith", "Scotland")
    assert flow(lines, (0, 4))[1] == "12 Mill Lane\nLeith\nScotland"


def test_a_list_of_short_rows_stays() -> None:
    shopping = ("two kg potatoes", "brown bread", "a dozen eggs", "some lemons")
    assert flow(shopping, (0,)) == ["\n".join(shopping)]


def test_a_line_of_small_print_does_not_hold_the_text_apart() -> None:
    small = "I have read the conditions of taking part and agree that my manuscript is kept and used for research"
    assert flow((small, *LETTER[1:5]), (0, 1))[1].count("\n") == 0


def test_a_receipt_stays_as_it_is() -> None:
    assert flow(RECEIPT, (0, 2)) == paragraphs(RECEIPT, (0, 2)) == ["\n".join(RECEIPT[:2]), "\n".join(RECEIPT[2:])]


@pytest.mark.parametrize("row", ["Milk  1.20", "Coffee to go 2,50 €", "Total $ 12.50", "Rabatt -1,00", "Kaffee 3.90 A"])
def test_a_price_or_a_column_stays_on_its_row(row: str) -> None:
    lines = (*LETTER, row, "which was dear but good, we sat there for hours")
    assert flow(lines, (0,))[0].split("\n")[-2:] == [row, lines[-1]]


@pytest.mark.parametrize(
    ("row", "following", "joined"),
    [
        ("we were quite inde-", "pendent of them all", "we were quite independent of them all"),
        ("we were quite inde\u00ad", "pendent of them all", "we were quite independent of them all"),
        ("she is his mother-in-", "law and very kind to", "she is his mother-in-law and very kind to"),
        ("we saw the Anglo-", "Saxon church near by", "we saw the Anglo-Saxon church near by"),
        ("it was in the years 1990-", "ninety five or so", "it was in the years 1990-ninety five or so"),
        ("明天下午三点在图书馆前面见", "请带上借的书。", "明天下午三点在图书馆前面见请带上借的书。"),
    ],
)
def test_a_word_parted_at_the_end_becomes_one(row: str, following: str, joined: str) -> None:
    assert flow((row, following), (0,)) == [joined]


def test_items_of_a_list_stay_apart() -> None:
    lines = ("1. the long first thing to do", "2. the long second thing to do", "- and one more to be done")
    assert flow(lines, (0,)) == ["\n".join(lines)]


def test_a_note_is_told_page_by_page_as_it_was_corrected() -> None:
    pages = [
        NotePage(Page((), "drawn", paragraphs=starts), Correction(lines, (), "spelling"))
        for lines, starts in [(LETTER, (0, 1, 5)), (RECEIPT, (0,))]
    ]
    note = Note(tuple(pages))
    assert paragraphs_of(note, flowing=True) == [flow(LETTER, (0, 1, 5)), ["\n".join(RECEIPT)]]
    assert paragraphs_of(note, flowing=False) == [paragraphs(LETTER, (0, 1, 5)), ["\n".join(RECEIPT)]]


def test_no_page_is_no_paragraph() -> None:
    assert flow((), (0,)) == paragraphs((), (0,)) == []


def test_a_page_of_prices_is_a_table() -> None:
    assert is_table(RECEIPT)
    assert not is_table(LETTER)


rows = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])) | st.sampled_from(LETTER))


@given(lines=rows, starts=st.lists(st.integers(0, 9)))
def test_nothing_is_lost_but_ends_of_rows_and_hyphens(lines: list[str], starts: list[int]) -> None:
    def bare(texts: list[str]) -> str:
        return re.sub(r"[\s‐\u00ad-]", "", "".join(texts))

    assert bare(flow(lines, starts)) == bare(lines)
    assert "\n".join(paragraphs(lines, starts)).split("\n") == (lines or [""])
