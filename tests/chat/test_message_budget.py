"""The budget of messages: replies leave room for answers, and neither goes beyond the whole."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import message_budget
from bot.chat.message_budget import MessageBudget, Sending

MOST, PERIOD, RESERVED = 20, 60.0, 8


class Clock:
    """A clock that a pause sets forward."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(message_budget, "time", clock)
    return clock


async def test_replies_leave_room_for_answers(clock: Clock) -> None:
    budget = MessageBudget(MOST, PERIOD, RESERVED, clock.pause)
    for _ in range(MOST - RESERVED):
        await budget.take(Sending.REPLY)
    assert clock.now == 1000.0
    await budget.take(Sending.REPLY)
    assert clock.now == pytest.approx(1003.0)
    for _ in range(RESERVED):
        await budget.take(Sending.ANSWER)
    assert clock.now == pytest.approx(1003.0)
    await budget.take(Sending.ANSWER)
    assert clock.now == pytest.approx(1006.0)


async def test_an_answer_overtakes_replies_that_wait() -> None:
    budget = MessageBudget(20, 0.2, 8, asyncio.sleep)
    sent: list[Sending] = []

    async def send(sending: Sending) -> None:
        await budget.take(sending)
        sent.append(sending)

    replies = [asyncio.create_task(send(Sending.REPLY)) for _ in range(40)]
    await asyncio.sleep(0.01)
    await send(Sending.ANSWER)
    assert sent.count(Sending.REPLY) < 20
    await asyncio.gather(*replies)
    assert not budget.is_empty
    await asyncio.sleep(0.25)
    assert budget.is_empty


@given(st.lists(st.tuples(st.sampled_from(Sending), st.floats(0, 9)), max_size=80))
def test_no_minute_holds_more_than_the_bucket_and_what_ran_out_of_it(steps: list[tuple[Sending, float]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        clock = Clock()
        patch.setattr(message_budget, "time", clock)
        times: list[float] = []

        async def send_all() -> None:
            budget = MessageBudget(MOST, PERIOD, RESERVED, clock.pause)
            for sending, gap in steps:
                clock.now += gap
                await budget.take(sending)
                times.append(clock.now)

        asyncio.run(send_all())
        for index, first in enumerate(times):
            for count, last in enumerate(times[index:], start=1):
                assert count <= MOST + (last - first) / (PERIOD / MOST) + 1e-6
