"""Checks of the checker, and of the stand-in's answers against the machine-readable Bot API."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument

from bot.sandbox import PersonClient, Sandbox
from tests.botapi import result_violations, violations

CHAT = {"chat_id": 1}
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("sendMessage", CHAT | {"text": "<b>x</b>", "parse_mode": "HTML"}),
    ("sendMessage", CHAT | {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}),
    ("sendMessage", CHAT | {"text": "x", "reply_parameters": {"message_id": 3}}),
    ("sendDocument", CHAT | {"document": {"file": "a.txt", "bytes": 3}}),
    ("sendDocument", CHAT | {"document": "BQACAgIAAxk"}),
    ("sendMediaGroup", CHAT | {"media": [{"type": "photo", "media": {"file": "a", "bytes": 1}}] * 2}),
    ("setMessageReaction", CHAT | {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👀"}]}),
]
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("sendTelepathy", {}, "unknown method"),
    ("sendMessage", {"text": "x"}, "chat_id: missing"),
    ("sendMessage", CHAT | {"text": "x", "colour": "red"}, "colour: unknown"),
    ("sendMessage", CHAT | {"text": 5}, "text: not a String"),
    ("sendMessage", CHAT | {"text": ""}, "0 characters, not 1-4096"),
    ("sendMessage", CHAT | {"text": "😀" * 2049}, "4098 characters, not 1-4096"),
    ("sendMessage", CHAT | {"text": "<h1>x</h1>", "parse_mode": "HTML"}, "<h1> is not known"),
    ("sendMessage", CHAT | {"text": "<b>x", "parse_mode": "HTML"}, "<b> is never closed"),
    ("sendMessage", CHAT | {"text": "x</b>", "parse_mode": "HTML"}, "</b> closes nothing"),
    ("sendMessage", CHAT | {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}}, "not an array"),
    (
        "sendMessage",
        CHAT | {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "é" * 33}]]}},
        "66 bytes, not 1-64",
    ),
    ("sendMediaGroup", CHAT | {"media": [{"type": "photo", "media": "a"}]}, "1 items, not 2-10"),
    ("editMessageMedia", CHAT | {"message_id": 1, "media": {"type": "image", "media": "a"}}, "must be"),
    ("getUpdates", {"offset": True}, "offset: not a Integer"),
    ("sendDocument", CHAT | {"document": {"file": "a"}}, "document"),
]


@pytest.fixture(scope="module")
def spec() -> Any:
    folder = os.environ.get("LEGIBLE_DATA")
    path = Path(folder or "") / "botapi" / "api.json"
    if not folder or not path.is_file():
        pytest.skip("LEGIBLE_DATA points to no folder with botapi/api.json")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest.mark.parametrize(("method", "params"), RIGHT)
def test_right_calls_are_accepted(spec: Any, method: str, params: dict[str, Any]) -> None:
    assert violations(method, params, spec) == []


@pytest.mark.parametrize(("method", "params", "mistake"), WRONG)
def test_wrong_calls_are_refused(spec: Any, method: str, params: dict[str, Any], mistake: str) -> None:
    found = violations(method, params, spec)
    assert any(mistake in sentence for sentence in found), found


async def test_calls_of_the_library_are_accepted(spec: Any, sandbox: Sandbox) -> None:
    me = sandbox.world.me.id
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot, PersonClient(sandbox.url) as person:
        sent = await bot.send_message(me, "<i>x</i>", parse_mode="HTML", reply_markup=keyboard)
        await bot.send_document(me, b"x", filename="a.txt", reply_to_message_id=sent.message_id)
        await bot.edit_message_media(InputMediaDocument(b"x", filename="a.txt"), me, sent.message_id)
        await bot.set_message_reaction(me, sent.message_id, "👌")
        await bot.set_my_commands([("read", "Read a photo")])
        await bot.get_updates(allowed_updates=["message"])
        await bot.delete_message(me, sent.message_id)
        calls = await person.calls()
    assert len(calls) == 8
    assert {call["method"]: violations(call["method"], call["params"], spec) for call in calls} == {
        call["method"]: [] for call in calls
    }


async def test_answers_are_as_the_specification_says(spec: Any, sandbox: Sandbox) -> None:
    me = sandbox.world.me.id
    group = next(chat.id for chat in sandbox.world.chats.values() if chat.type != "private")
    async with httpx.AsyncClient(base_url=sandbox.url) as http:

        async def ask(method: str, **params: object) -> Any:
            answer = (await http.post(f"/bot{sandbox.token}/{method}", json=params)).json()
            assert answer["ok"], answer
            assert result_violations(method, answer["result"], spec) == []
            return answer["result"]

        keyboard = {
            "inline_keyboard": [[{"text": "x", "callback_data": "x"}, {"text": "y", "copy_text": {"text": "y"}}]]
        }
        sent = await ask("sendMessage", chat_id=me, text="<b>x</b> /read", parse_mode="HTML", reply_markup=keyboard)
        await ask("editMessageText", chat_id=me, message_id=sent["message_id"], text="y", reply_markup=keyboard)
        await everything_a_person_does(sandbox, sent["message_id"])
        updates = await ask("getUpdates")
        photo = next(update["message"] for update in updates if "photo" in update.get("message", {}))
        await ask("getFile", file_id=photo["photo"][-1]["file_id"])
        await ask("sendPhoto", chat_id=me, photo=photo["photo"][-1]["file_id"])
        for method in ("getMe", "getWebhookInfo", "deleteWebhook", "getMyCommands"):
            await ask(method)
        await ask("getChatAdministrators", chat_id=group)
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == {"message", "callback_query", "my_chat_member"}
    parts = {name for update in updates for name in update.get("message", {})}
    assert {"photo", "document", "animation", "media_group_id", "forum_topic_created", "caption_entities"} <= parts


async def everything_a_person_does(sandbox: Sandbox, message_id: int) -> None:
    me, picture, gif = sandbox.world.me.id, BytesIO(), BytesIO()
    Image.new("L", (900, 600)).save(picture, "PNG")
    frames = [Image.new("RGB", (9, 6), colour) for colour in ("red", "blue")]
    frames[0].save(gif, "GIF", save_all=True, append_images=frames[1:])
    async with httpx.AsyncClient(base_url=sandbox.url, timeout=20) as http, PersonClient(sandbox.url) as person:
        messages = f"/person/chats/{me}/messages"
        await person.send_text(me, "/start", reply_to=message_id)
        photos = [("file", ("a.png", picture.getvalue())), ("file", ("b.png", picture.getvalue()))]
        await http.post(messages, data={"caption": "see https://a.example"}, files=photos)
        for name, data in (("wave.gif", gif.getvalue()), ("naïve.pdf", b"%PDF")):
            await http.post(messages, data={"as": "document"}, files={"file": (name, data)})
        forum = await person.new_group("Flat 12", ["Receipts"])
        topic = (await person.state()).chat(forum).topics[1]
        await person.send_text(forum, "/read@legible_bot", thread=topic.id)
        press = http.post(f"{messages}/{message_id}/press", json={"data": "x"}, timeout=0.5)
        with pytest.raises(httpx.ReadTimeout):
            await press
