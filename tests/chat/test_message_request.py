"""What a message asks for: its photo or file, who asks, and where."""

from __future__ import annotations

import pytest
from telegram import Message

from bot.chat.message_request import asker_of, photo_count, photo_elsewhere, photo_of, request_for
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


IMAGE, UNKNOWN, OTHER = "said to be an image", "may be anything", "said to be something else"


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("scan.TIFF", None, IMAGE),
        ("scan", "image/png", IMAGE),
        ("scan.jpeg", "application/octet-stream", IMAGE),
        ("report.pdf", "application/pdf", IMAGE),
        ("doc", "application/x-pdf", IMAGE),
        ("IMG_1.HEIC", "application/octet-stream", IMAGE),
        ("IMG_1.MPO", "application/octet-stream", IMAGE),
        ("scan.jfif", "application/octet-stream", IMAGE),
        ("scan.JPE", None, IMAGE),
        ("scan.jpg", "text/plain", IMAGE),
        ("scan", None, UNKNOWN),
        (None, None, UNKNOWN),
        (None, "application/octet-stream; charset=binary", UNKNOWN),
        ("scan.dat", "application/octet-stream", UNKNOWN),
        ("scan.jpg.bak", "application/octet-stream", UNKNOWN),
        ("Scan 3. Oktober", "application/force-download", UNKNOWN),
        ("notes.txt", "text/plain", OTHER),
        ("notes.txt", "application/octet-stream", OTHER),
        ("letter.docx", "application/octet-stream", OTHER),
        ("song.mp3", None, OTHER),
        ("archive", "application/zip", OTHER),
        ("app.apk", "application/octet-stream", OTHER),
        (None, "video/mp4", OTHER),
    ],
)
def test_what_a_file_is_shows_when_it_is_opened_unless_it_is_said_to_be_no_image(
    name: str | None, kind: str | None, said: str
) -> None:
    document = {"file_id": "doc", "file_unique_id": "u", "file_name": name, "mime_type": kind}
    holding = parsed(document={key: value for key, value in document.items() if value})
    assert (file_id(holding) is not None) == (said != OTHER)
    assert (photo_of(holding, addressed=False) is not None) == (said == IMAGE)


ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}


def paid(*photos: object) -> dict[str, object]:
    """What is in a paid post."""
    return {
        "star_count": 5,
        "paid_media": [{"type": "preview"}, *({"type": "photo", "photo": each} for each in photos)],
    }


@pytest.mark.parametrize(
    ("fields", "found", "count"),
    [
        ({"external_reply": {"origin": ORIGIN, "photo": PHOTO}}, "size1280", 1),
        ({"external_reply": {"origin": ORIGIN, "document": {"file_id": "doc", "file_unique_id": "u"}}}, "doc", 1),
        ({"external_reply": {"origin": ORIGIN, "paid_media": paid(PHOTO, PHOTO)}}, "size1280", 2),
        ({"external_reply": {"origin": ORIGIN}}, None, 1),
        ({"text": "hello"}, None, 1),
    ],
)
def test_a_photo_of_another_chat_is_known_by_the_reply_to_it(
    fields: dict[str, object], found: str | None, count: int
) -> None:
    photo = photo_elsewhere(parsed(**fields))
    assert (photo.file_id if photo else None, photo_count(parsed(**fields))) == (found, count)
    assert photo_of(parsed(**fields)) is None


def test_a_photo_may_be_paid_for_or_live() -> None:
    live = {"file_id": "film", "file_unique_id": "f", "width": 1, "height": 1, "duration": 1, "photo": PHOTO}
    assert file_id(parsed(paid_media=paid(PHOTO))) == "size1280"
    assert file_id(parsed(paid_media=paid())) is None
    assert file_id(parsed(live_photo=live)) == "size1280"
    assert file_id(parsed(paid_media={"star_count": 5, "paid_media": [{"type": "live_photo", "live_photo": live}]}))


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
