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
SAID = {"message_id": 4, "date": 0, "chat": PRIVATE, "from": ADA, "text": "a note"}
FILE = {"file_id": "f", "file_unique_id": "u"}
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
        {"text": "/glossary x"},
        {"text": "/glossary", "reply_to_message": REPLIED},
        {"text": "/read", "reply_to_message": SAID},
        {"text": "/read@legible_bot", "chat": GROUP, "reply_to_message": SAID},
        {"sticker": {**FILE, "width": 9, "height": 9, "is_animated": False, "is_video": False, "type": "regular"}},
        {"voice": {**FILE, "duration": 1}},
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
        {"text": "/glossary remove\nOkafor"},
        {"text": "/glossary", "reply_to_message": {**SAID, "document": FILE}},
        {"text": "Okafor, Kovács", "reply_to_message": REPLIED},
        {"text": "Okafor", "chat": GROUP, "reply_to_message": SAID},
        {
            "text": "read it",
            "external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"}, "photo": PHOTO},
        },
        {"voice": {**FILE, "duration": 1}, "chat": GROUP},
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


def test_what_is_said_about_a_note_is_left_out_only_where_it_is_said_twice() -> None:
    one, same, other = (of_message(text=text, reply_to_message=SAID) for text in ("Okafor", "Okafor", "Kovács"))
    assert one and same and other and not one.is_limited and not one.posts and not one.shows
    assert one.what == same.what != other.what


@pytest.mark.parametrize("name", ["/forget", "/cancel"])
def test_what_stands_behind_a_command_that_takes_nothing_makes_no_other_of_it(name: str) -> None:
    errands = [of_message(text=f"{name} {number}") for number in range(3)]
    assert len({errand.what for errand in errands if errand}) == 1
    about = of_message(text=name, reply_to_message=SAID)
    assert about and errands[0] and about.what != errands[0].what


@pytest.mark.parametrize("text", ["/settings", "/auto", "/glossary remove"])
def test_what_depends_on_who_asks_is_answered_to_each(text: str) -> None:
    one, other = (of_message(text=text, chat=GROUP, **{"from": {**ADA, "id": person}}) for person in (1, 2))
    assert one and other and one.what != other.what


def test_what_is_paid_twice_is_noted_twice() -> None:
    one, other = (of_message(text="/paid 5 Beer", chat=GROUP, message_id=number) for number in (5, 6))
    assert one and other and one.what != other.what and not one.shows and one.is_limited


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
        ("line:7:4", True, True),
        ("card:7:items:1", False, True),
        ("mine:7:4", False, False),
        ("ledger:202611", False, True),
        ("ledger:save:all:202611:xlsx", True, True),
        ("settle:1:2:3:EUR", True, False),
        ("unsettle:7", False, False),
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
