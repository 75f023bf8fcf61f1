"""Buttons that this version does not know, as an earlier or a later one may have made them."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import texts
from bot.sandbox import Sandbox, people
from bot.settings import Settings
from tests.end_to_end.live import Chat, running

TOPICS = [
    *("again", "broadcast", "changes", "clean", "forget", "glossary", "history", "keep", "lesson", "note", "raw"),
    *("save", "settings", "stop", "undo", "withdraw", "word"),
]
BEHIND = ["", ":no such thing", f":{10**18}"]
GARBAGE = [" ", "::::", "🦄", "\x00", "RAW:1", "raw:١", "raw:1:2:3", f"raw:1:{'x' * 300}", "receipt:1:paid", "x" * 300]


async def test_a_button_whose_data_does_not_parse_says_that_it_has_expired(
    settings: Settings, sandbox: Sandbox, chat: Chat, calm: None
) -> None:
    pressed = [*GARBAGE, *(topic + behind for topic in TOPICS for behind in BEHIND)]
    async with running(settings.model_copy(update={"admins": frozenset({chat.id})}), sandbox):
        answer = await chat.answer(await chat.send("text", "a note"))
        message = sandbox.world.message(chat.id, answer.id)
        assert message
        said = {}
        for data in pressed:
            button = {"text": "?", "callback_data": data}  # Telegram itself would refuse some
            said[data] = await people.press(
                sandbox.world, replace(message, keyboard=((button,),)), sandbox.world.me, data
            )
    assert {data: notice for data, notice in said.items() if notice is None or notice.text != texts.OLD_BUTTON} == {}
