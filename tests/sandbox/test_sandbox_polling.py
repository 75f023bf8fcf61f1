from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken
from telegram.request import HTTPXRequest

from bot.sandbox import PersonClient, Sandbox


async def test_updates_come_in_order_with_rising_ids(bot: Bot, person: PersonClient, me: int) -> None:
    for text in ("one", "two", "three"):
        await person.send_text(me, text)
    updates = await bot.get_updates()
    assert [update.message.text for update in updates if update.message] == ["one", "two", "three"]
    first = updates[0].update_id
    assert [update.update_id for update in updates] == [first, first + 1, first + 2]


async def test_an_update_is_repeated_until_an_offset_confirms_it(bot: Bot, person: PersonClient, me: int) -> None:
    await person.send_text(me, "one")
    await person.send_text(me, "two")
    first, second = await bot.get_updates()
    assert [update.update_id for update in await bot.get_updates()] == [first.update_id, second.update_id]
    assert await bot.get_updates(offset=second.update_id) == (second,)
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert await bot.get_updates() == ()


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, person: PersonClient, me: int) -> None:
    for text in ("one", "two", "three"):
        await person.send_text(me, text)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message and update.message.text == "three"
    assert len(await bot.get_updates()) == 1


async def test_limit(bot: Bot, person: PersonClient, me: int) -> None:
    await person.send_text(me, "one")
    await person.send_text(me, "two")
    assert len(await bot.get_updates(limit=1)) == 1


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, person: PersonClient, me: int) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await person.send_text(me, "now")
    (update,) = await asyncio.wait_for(poll, 2)
    assert update.message and update.message.text == "now"


async def test_a_long_poll_ends_empty_at_its_timeout(bot: Bot) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - began < 2


async def test_only_allowed_updates_are_queued(bot: Bot, person: PersonClient, me: int) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await person.send_text(me, "not wanted")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await person.send_text(me, "wanted")
    assert len(await bot.get_updates()) == 1


async def test_a_second_poll_ends_the_first(bot: Bot, second_bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(second_bot.get_updates(timeout=1))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await asyncio.wait_for(first, 2)
    assert await second == ()


async def test_pending_updates_can_be_dropped(bot: Bot, person: PersonClient, me: int) -> None:
    await person.send_text(me, "old")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_wrong_token_is_refused(sandbox: Sandbox) -> None:
    async with HTTPXRequest() as request:
        stranger = Bot("1:wrong", base_url=f"{sandbox.url}/bot", request=request)
        with pytest.raises(InvalidToken):
            await stranger.get_me()


async def test_an_unknown_method(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    answer = await http.post(f"/bot{sandbox.token}/sendTelepathy")
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


@pytest.mark.parametrize("name", ["getme", "GETME", "getMe"])
async def test_method_names_ignore_case(http: httpx.AsyncClient, sandbox: Sandbox, name: str) -> None:
    answer = await http.get(f"/bot{sandbox.token}/{name}")
    assert answer.json()["result"]["username"] == "legible_bot"


async def test_get_me_tells_privacy_mode(bot: Bot, person: PersonClient) -> None:
    assert (await bot.get_me()).can_read_all_group_messages is False
    await person.set_privacy(False)
    assert (await bot.get_me()).can_read_all_group_messages is True


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_parameters_come_in_four_ways(http: httpx.AsyncClient, sandbox: Sandbox, me: int, way: str) -> None:
    url = f"/bot{sandbox.token}/sendMessage"
    params = {"chat_id": str(me), "text": "[1]", "reply_markup": '{"inline_keyboard": []}'}
    match way:
        case "query":
            answer = await http.get(url, params=params)
        case "form":
            answer = await http.post(url, data=params)
        case "multipart":
            answer = await http.post(url, data=params, files={"unused": b"x"})
        case _:
            native = {"chat_id": me, "text": "[1]", "parse_mode": None, "reply_markup": {"inline_keyboard": []}}
            answer = await http.post(url, json=native)
    assert answer.json()["result"]["text"] == "[1]"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"'])
async def test_a_body_that_is_no_json_object(http: httpx.AsyncClient, sandbox: Sandbox, body: bytes) -> None:
    url, headers = f"/bot{sandbox.token}/sendMessage", {"content-type": "application/json"}
    answer = await http.post(url, content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["description"] == "Bad Request: can't parse JSON object"


async def test_half_a_surrogate_pair_is_refused(http: httpx.AsyncClient, sandbox: Sandbox, me: int) -> None:
    body = b'{"chat_id": %d, "text": "\\ud83d"}' % me
    headers = {"content-type": "application/json"}
    answer = await http.post(f"/bot{sandbox.token}/sendMessage", content=body, headers=headers)
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"
