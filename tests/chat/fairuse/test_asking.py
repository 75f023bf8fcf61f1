"""What may come too often, and what never does: photos, words, replies."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Update, User

from bot.chat.fairuse.asking import errand_of
from bot.chat.fairuse.errand import Errand

ADA: dict[str, object] = {"id": 1, "is_bot": False, "first_name": "Ada"}
PRIVATE: dict[str, object] = {"id": 1, "type": "private", "first_name": "Ada"}
GROUP: dict[str, object] = {"id": -100, "type": "supergroup", "title": "Flat 12"}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
REPLIED = {"message_id": 4, "date": 0, "chat": PRIVATE, "from": ADA, "photo": PHOTO}
OPENING = {"message_id": 3, "date": 0, "chat": GROUP, "forum_topic_created": {"name": "Bills", "icon_color": 0}}


class Named(Bot):
    """The bot, without asking Telegram for its name."""

    @property
    def bot(self) -> User:
        return User(1, "Legible", True, username="legible_bot")


BOT = Named("1:none")


def of_message(**fields: Any) -> Errand | None:
    message = {"message_id": 5, "date": 0, "chat": PRIVATE, "from": ADA, **fields}
    text = str(fields.get("text", ""))
    if text.startswith("/"):
        command = text.partition(" ")[0]
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    update = Update.de_json({"update_id": 1, "message": message}, BOT)
    return errand_of(update)


def of_press(data: str, person: int = 1) -> Errand:
    message = {"message_id": 5, "date": 0, "chat": PRIVATE}
    query = {"id": "q", "from": {**ADA, "id": person}, "chat_instance": "c", "data": data, "message": message}
    errand = errand_of(Update.de_json({"update_id": 9, "callback_query": query}, BOT))
    assert errand
    return errand


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "/help"},
        {"text": "/HELP@Legible_bot", "chat": GROUP},
        {"text": "/privacy", "reply_to_message": REPLIED},
        {"text": "/read"},
        {"text": "/read@legible_bot", "chat": GROUP, "reply_to_message": OPENING},
        {"text": "/glossary"},
        {"text": "/glossary export"},
        {"text": "/auto"},
        {"text": "/settings"},
        {"text": "/history milk"},
        {"text": "/no_such_command"},
        {"text": "/no_such_command@legible_bot", "chat": GROUP},
        {"text": "hello"},
    ],
    ids=str,
)
def test_what_is_only_shown_may_come_too_often(fields: dict[str, Any]) -> None:
    errand = of_message(**fields)
    assert errand and errand.shows and errand.is_limited


@pytest.mark.parametrize(
    "fields",
    [
        {"photo": PHOTO},
        {"photo": PHOTO, "caption": "/help"},
        {"document": {"file_id": "f", "file_unique_id": "u"}},
        {"text": "/read", "reply_to_message": REPLIED},
        {"text": "/read@legible_bot", "chat": GROUP, "reply_to_message": REPLIED},
        {"text": "/glossary add Okafor"},
        {"text": "/glossary", "reply_to_message": REPLIED},
        {"text": "Okafor, Kovács", "reply_to_message": REPLIED},
        {"text": "hello", "chat": GROUP},
        {"text": "/roll", "chat": GROUP},
        {"text": "/help@other_bot", "chat": GROUP},
    ],
    ids=str,
)
def test_what_is_read_or_teaches_or_is_for_others_never_does(fields: dict[str, Any]) -> None:
    assert of_message(**fields) is None


@pytest.mark.parametrize(("text", "is_limited"), [("/forget", False), ("/cancel", False), ("/auto on", True)])
def test_what_changes_something_is_done_however_late(text: str, is_limited: bool) -> None:
    errand = of_message(text=text, chat=GROUP)
    assert errand and not errand.shows and errand.is_limited is is_limited
    other = of_message(text=text, chat=GROUP, **{"from": {**ADA, "id": 2}})
    assert other and other.what != errand.what


def test_the_same_command_of_two_people_in_a_group_is_answered_by_one_answer() -> None:
    one, other = (of_message(text="/help", chat=GROUP, **{"from": {**ADA, "id": person}}) for person in (1, 2))
    assert one and other and one.what == other.what
    in_topic = of_message(text="/help", chat=GROUP, message_thread_id=3, is_topic_message=True)
    assert in_topic and in_topic.what != one.what


@pytest.mark.parametrize(
    ("data", "posts", "shows"),
    [
        ("raw:7", False, True),
        ("save:7", False, True),
        ("save:7:back", False, True),
        ("save:7:pdf", True, True),
        ("word:7:0:1:2", True, True),
        ("note:7", True, True),
        ("glossary:csv", True, True),
        ("lesson:7:own", False, False),
        ("undo:7", False, False),
        ("forget:7", False, False),
        ("stop:7", False, False),
        ("of another age", False, False),
    ],
)
def test_presses(data: str, posts: bool, shows: bool) -> None:
    errand = of_press(data)
    assert (errand.posts, errand.shows, errand.is_press) == (posts, shows, True)
    assert of_press(data, person=2).what != errand.what
