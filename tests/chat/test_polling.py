"""What asking for updates tells about the bot: that it works, or that it has to end; one bad answer is no verdict."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.chat import polling
from bot.chat.polling import LEAST_REFUSALS, UPDATE_TRIES, PollingRequest, Streak
from bot.errors import LegibleError, SecondInstance, TokenRefused
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.faults import FaultStatus

UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hi"}}
UNREADABLE = {"update_id": 6, "message": {"message_id": 2, "date": "yesterday", "chat": {"id": 1, "type": "private"}}}


class Poller:
    """Somebody who asks for updates."""

    def __init__(self, sandbox: Sandbox, person: PersonClient, request: PollingRequest) -> None:
        self.person = person
        self.request = request
        self._address = f"{sandbox.url}/bot{sandbox.token}/getUpdates"

    async def poll(self) -> list[Any]:
        """The updates that come."""
        status, body = await self.request.do_request(self._address, "POST")
        assert status == 200
        updates: list[Any] = json.loads(body)["result"]
        return updates

    async def polls(self, count: int, request_data: RequestData | None = None) -> None:
        """Ask so often, and be refused."""
        for _ in range(count):
            with pytest.raises(TimedOut):
                await self.request.do_request(self._address, "POST", request_data=request_data)


@pytest.fixture
async def poller(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Poller]:
    """Somebody for whom a minute is a tenth of a second."""
    monkeypatch.setattr(polling, "CONFIRM_SECONDS", 0.1)
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, PollingRequest() as request:
        yield Poller(sandbox, person, request)
        request.fatal.cancel()


@pytest.mark.parametrize(("status", "error"), [(401, TokenRefused), (404, TokenRefused), (409, SecondInstance)])
async def test_what_is_said_for_a_minute_ends_the_program(
    poller: Poller, status: FaultStatus, error: type[LegibleError]
) -> None:
    await poller.person.fail("getUpdates", status, times=100)
    await poller.person.fail("getMe", 401, times=100)
    await poller.polls(LEAST_REFUSALS - 1)
    await asyncio.sleep(0.2)
    assert not poller.request.fatal.done()
    await poller.polls(1)
    with pytest.raises(error):
        await poller.request.fatal


@pytest.mark.parametrize("status", [401, 404, 409, 502, "html", "truncated", "drop"])
async def test_one_bad_answer_is_no_verdict(poller: Poller, status: FaultStatus) -> None:
    last = poller.request.last_success
    await poller.person.fail("getUpdates", status)
    await poller.polls(1)
    assert poller.request.last_success == last
    assert await poller.poll() == []
    assert poller.request.last_success > last
    await poller.person.fail("getUpdates", status)
    await poller.polls(1)
    assert not poller.request.fatal.done()


async def test_a_token_that_getme_takes_is_not_refused(poller: Poller) -> None:
    await poller.person.fail("getUpdates", 404, times=100)
    await poller.polls(LEAST_REFUSALS)
    await asyncio.sleep(0.2)
    await poller.polls(LEAST_REFUSALS)
    assert not poller.request.fatal.done()


async def test_two_bots_that_take_turns_are_two_and_a_rollout_is_none(poller: Poller) -> None:
    streak = Streak()
    for second in range(0, 50, 10):
        streak.add(second)
    assert not streak.lasted(60)
    streak.add(60)
    assert streak.lasted(60)
    streak.add(1000)
    assert not streak.lasted(60)
    for _ in range(LEAST_REFUSALS):  # a poll that goes through between them proves nothing
        await poller.person.fail("getUpdates", 409)
        await poller.polls(1)
        await poller.poll()
        await asyncio.sleep(0.05)
    with pytest.raises(SecondInstance):
        await poller.request.fatal


async def test_an_update_that_nobody_can_read_holds_no_other_up(poller: Poller) -> None:
    await poller.person.fail("getUpdates", "answer", times=100, result=[UPDATE, UNREADABLE])
    await poller.polls(UPDATE_TRIES - 1)
    assert await poller.poll() == [UPDATE, {"update_id": 6}]


async def test_many_that_nobody_can_read_cost_no_more_tries_than_one(poller: Poller) -> None:
    unreadable = [UNREADABLE | {"update_id": number} for number in range(6, 20)]
    await poller.person.fail("getUpdates", "answer", times=100, result=[UPDATE, *unreadable])
    await poller.polls(UPDATE_TRIES - 1)
    assert await poller.poll() == [UPDATE, *({"update_id": number} for number in range(6, 20))]


async def test_above_a_pressed_button_nothing_else_is_looked_at(poller: Poller) -> None:
    note = UPDATE["message"] | {"text": "a whole note", "entities": [{"type": 7}]}  # type: ignore[operator]
    press = {"id": "q", "from": {"id": 1, "is_bot": False, "first_name": "A"}, "chat_instance": "c", "data": "raw:1"}
    await poller.person.fail(
        "getUpdates", "answer", result=[{"update_id": 7, "callback_query": {**press, "message": note}}]
    )
    (update,) = await poller.poll()
    assert update["callback_query"]["message"] == {key: note[key] for key in ("message_id", "date", "chat")}


async def test_a_poll_that_fails_waits_longer_each_time_and_as_long_as_telegram_asks(
    poller: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.chat.polling.sleep", sleep)
    long_poll = RequestData([RequestParameter.from_input("timeout", 10)])
    for status in (500, 502, "html", 500, 500, 500):
        await poller.person.fail("getUpdates", status)
        await poller.polls(1, request_data=long_poll)
    await poller.person.fail("getUpdates", 429, retry_after=40)
    await poller.polls(1, request_data=long_poll)
    assert waited == [1, 2, 4, 8, 15, 15, 40]
    await poller.poll()
    await poller.person.fail("getUpdates", 500, times=2)
    await poller.polls(1, request_data=long_poll)
    await poller.polls(1)  # the last call of a bot that stops
    assert waited[7:] == [1]


@pytest.mark.parametrize("result", [None, {}, [7], [{"update_id": "x"}], [{"update_id": [1]}], [{}]])
async def test_what_are_no_updates_is_asked_for_again(poller: Poller, result: object) -> None:
    await poller.person.fail("getUpdates", "answer", times=100, result=result)
    await poller.polls(UPDATE_TRIES + 1)
