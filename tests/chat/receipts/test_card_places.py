"""Which messages of an answer are text and which are cards, and on which side each is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.answer.view import View
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.card_places import CardPlaces, only_pages, photo_message
from bot.chat.receipts.shown_side import ShownSide, first_face
from bot.job import Job
from bot.receipts.ledger.expense import ReadFrom
from tests.chat.receipts.made import expense, job


def album(*texts: str) -> Job:
    """A job of so many photos, each with a text."""
    photos = [replace(job(text).photos[0], id=number, message_id=number) for number, text in enumerate(texts, start=50)]
    return replace(job("x"), photos=tuple(photos))


def test_cards_come_in_the_order_of_their_places_and_text_is_what_has_none() -> None:
    of = album("letter", "receipt", "two receipts")
    read = [
        expense(id=number, origin=origin)
        for number, origin in enumerate([ReadFrom(3, 52, 1, 1), ReadFrom(3, 51, 1, 0), ReadFrom(3, 52, 1, 0)])
    ]
    places = CardPlaces.of(of, [*read, expense(id=9, origin=None), expense(id=8, origin=ReadFrom(3, 57, 1, 0))])
    assert [each.id for each in places.expenses] == [1, 2, 0]
    assert places.text and places.text.note.text.strip() == "letter"
    assert CardPlaces.of(only_pages(of, {(50, 1)}), []).text == only_pages(of, {(50, 1)})
    assert CardPlaces.of(album("receipt"), [expense(origin=ReadFrom(3, 50, 1, 0))]).text is None


def test_a_page_keeps_its_number_where_others_are_blank() -> None:
    of = only_pages(album("one", "two", "three"), {(51, 1)})
    assert [page.text for page in of.note.pages] == ["", "two", ""]
    assert not of.can_undo


def test_a_card_replies_to_its_photo_unless_the_messages_were_numbered_anew() -> None:
    of = album("one", "two")
    assert [photo_message(of, ReadFrom(3, photo, 1, 0)) for photo in (50, 51, 52)] == [50, 51, None]
    assert photo_message(replace(of, request=replace(of.request, request_id=-5)), ReadFrom(3, 50, 1, 0)) is None


@pytest.mark.parametrize(
    "side", [ShownSide(Face.ITEMS, 3), ShownSide(Face.CARD), ShownSide(View.CHANGES, 1), ShownSide(View.RAW)]
)
def test_the_side_that_is_shown_is_kept(side: ShownSide) -> None:
    assert ShownSide.parse(side.pack()) == side


@pytest.mark.parametrize("kept", [None, "", "gone", "gone:2"])
def test_a_side_that_there_is_no_more_is_none(kept: str | None) -> None:
    assert ShownSide.parse(kept) is None


def test_what_nobody_asked_for_is_a_quiet_line_at_first() -> None:
    assert (first_face(job("x")), first_face(job("x", unasked=True))) == (Face.CARD, Face.LINE)
