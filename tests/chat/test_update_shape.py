"""Which updates the bot can go by, and that whatever it lets in is judged, kept and given its turn."""

from __future__ import annotations

import random
from typing import Any

import pytest
from telegram import Update

from bot.chat.fairuse.asking import errand_of
from bot.chat.fairuse.floodgate import Floodgate
from bot.chat.intake import kind_of_turn, payload
from bot.chat.slim_updates import plain_press, slim
from bot.chat.telegram_request import can_be
from bot.chat.update_shape import is_shaped
from tests.chat.fairuse.test_asking import BOT
from tests.end_to_end.mutated_updates import GROUP, MESSAGE, PHOTO, PRIVATE, SAMPLES, USER, mutated

PRESS = {"id": "1", "from": USER, "chat_instance": "2", "message": MESSAGE, "data": "raw:1"}
ODD: list[dict[str, Any]] = [
    {"message": MESSAGE | {"chat": PRIVATE | {"id": []}}},
    {"message": MESSAGE | {"from": USER | {"id": {}}}},
    {"message": MESSAGE | {"chat": PRIVATE | {"id": True}}},
    {"message": MESSAGE | {"chat": []}},
    {"message": MESSAGE | {"message_id": "5"}},
    {"message": MESSAGE | {"message_id": 2**63}},
    {"message": MESSAGE | {"text": 7}},
    {"message": MESSAGE | {"caption": ["a"], "photo": PHOTO}},
    {"message": MESSAGE | {"photo": [{"file_id": 7, "file_unique_id": "b"}]}},
    {"message": MESSAGE | {"chat": GROUP, "reply_to_message": {"message_id": 4}}},
    {"message": MESSAGE | {"entities": [{"type": "bot_command", "offset": "0", "length": 5}]}},
    {"edited_message": MESSAGE | {"text": {}}},
    {"callback_query": PRESS | {"data": 7}},
    {"callback_query": PRESS | {"id": []}},
    {"callback_query": PRESS | {"message": MESSAGE | {"chat": PRIVATE | {"id": []}}}},
    {"my_chat_member": {"chat": {"id": "x"}, "from": USER}},
    {"message": MESSAGE | {"chat": GROUP, "left_chat_member": USER | {"id": "5"}}},
    {"message": MESSAGE | {"chat": GROUP, "new_chat_members": [USER | {"id": None}]}},
    {"chat_member": {"chat": GROUP, "from": USER, "new_chat_member": {"user": {"id": []}}}},
    {"update_id": 2**63},
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_what_is_of_another_type_is_not_understood(odd: dict[str, Any]) -> None:
    assert not is_shaped({"update_id": 1, **odd})


@pytest.mark.parametrize(("kind", "sample"), SAMPLES, ids=str)
def test_what_telegram_sends_is_understood(kind: str, sample: dict[str, Any]) -> None:
    assert can_be(Update, {"update_id": 1, kind: sample, "of_a_later_year": []})


def test_whatever_is_understood_is_judged_kept_and_given_its_turn() -> None:
    chance, floodgate, understood = random.Random(1), Floodgate(), 0
    for number in range(3000):
        kind, sample = mutated(chance)
        content = slim({"update_id": number, kind: sample})
        if not can_be(Update, content):
            continue
        understood += 1
        update = Update.de_json(content, BOT)
        if errand := errand_of(update):
            floodgate.admit(update, errand)
        hash(kind_of_turn(update))
        payload(update)
    assert understood > 500


def test_of_a_plain_press_the_library_makes_an_object_without_its_being_tried() -> None:
    chance, plain = random.Random(2), 0
    for number in range(6000):
        kind, sample = mutated(chance)
        press = plain_press({"update_id": number, kind: sample})
        if press is None:
            continue
        plain += 1
        assert can_be(Update, press), press
        made = Update.de_json(press, BOT)
        assert made.callback_query and made.callback_query.data == sample["data"] and errand_of(made)
    assert plain > 100


def test_the_press_of_a_button_in_a_topic_keeps_where_it_stands_and_nothing_else() -> None:
    topic = {"message_id": 5, "date": 1, "chat": GROUP, "message_thread_id": 3, "is_topic_message": True}
    shown = topic | {"text": "a secret", "reply_markup": {"inline_keyboard": []}}
    press = plain_press({"update_id": 1, "callback_query": PRESS | {"message": shown, "of_a_later_year": []}})
    place = {field: GROUP[field] for field in ("id", "type", "title")}
    assert press == {"update_id": 1, "callback_query": PRESS | {"message": topic | {"chat": place}}}


@pytest.mark.parametrize("odd", [{"data": None}, {"message": None}, {"id": 5}, {"message": MESSAGE | {"date": 2**70}}])
def test_an_odd_press_is_looked_at_as_any_update(odd: dict[str, Any]) -> None:
    assert plain_press({"update_id": 1, "callback_query": PRESS | odd}) is None
