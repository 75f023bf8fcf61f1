"""What a message asks for: its photo or file, who asks, and where."""

from __future__ import annotations

import pytest
from telegram import Message

from bot.chat.message_request import asker_of, photo_of, request_for
from bot.job import Request
from bot.preferences import Preferences
from tests.chat.test_intake import GROUP, PHOTO, update


def parsed(**fields: object) -> Message:
    found = update(1, **fields).message
    assert found
    return found


def file_id(message: Message) -> str | None:
    photo = photo_of(message)
    return photo.file_id if photo else None


def test_the_largest_size_of_a_photo_is_read() -> None:
    assert file_id(parsed(photo=PHOTO)) == "size1280"


@pytest.mark.parametrize(
    ("name", "kind", "is_image"),
    [
        ("scan.TIFF", None, True),
        ("scan", "image/png", True),
        ("scan.jpeg", "application/octet-stream", True),
        ("report.pdf", "application/pdf", True),
        ("IMG_1.HEIC", "application/octet-stream", True),
        ("notes.txt", "text/plain", False),
        (None, None, False),
        ("jpg", None, False),
    ],
)
def test_a_file_is_read_if_its_name_or_kind_says_that_it_is_an_image(
    name: str | None, kind: str | None, is_image: bool
) -> None:
    document = {"file_id": "doc", "file_unique_id": "u", "file_name": name, "mime_type": kind}
    given = {key: value for key, value in document.items() if value}
    assert file_id(parsed(document=given)) == ("doc" if is_image else None)


def test_neither_a_text_nor_a_film_is_a_photo() -> None:
    moving = {"file_id": "gif", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
    document = {"file_id": "gif", "file_unique_id": "u", "file_name": "moving.gif", "mime_type": "image/gif"}
    assert file_id(parsed(text="hello")) is None
    assert file_id(parsed(animation=moving, document={**document, "mime_type": "video/mp4"})) is None
    assert file_id(parsed(animation=moving, document=document)) == "gif"


def test_a_request_names_its_topic_only_in_a_forum() -> None:
    in_topic = parsed(photo=PHOTO, chat=GROUP, message_thread_id=3, is_topic_message=True)
    in_thread = parsed(photo=PHOTO, chat=GROUP, message_thread_id=3)
    assert request_for(in_topic, "de", Preferences(flow=True)) == Request(
        -100, 3, 5, 1, language="de", preferences=Preferences(flow=True)
    )
    assert request_for(in_thread, "en", Preferences()) == Request(-100, None, 5, 1)


def test_who_writes_as_a_channel_or_as_the_group_asks_as_that() -> None:
    channel = {"id": -1009, "type": "channel", "title": "News"}
    assert asker_of(parsed(text="hello")) == 1
    assert asker_of(parsed(text="hello", chat=GROUP, sender_chat=GROUP)) == -100
    assert asker_of(parsed(text="hello", chat=GROUP, sender_chat=channel)) == -1009
