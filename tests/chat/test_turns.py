"""Turns: whoever's handlers wait, nobody else's do."""

from __future__ import annotations

import asyncio

from bot.chat.turns import AT_A_TIME, Turns


async def test_a_hundred_that_wait_hold_up_only_their_own_kind() -> None:
    turns, gate, begun = Turns(), asyncio.Event(), list[str]()

    async def handle(kind: str) -> None:
        async with turns.turn(kind):
            begun.append(kind)
            if kind == "flood":
                await gate.wait()

    flood = [asyncio.create_task(handle("flood")) for _ in range(100)]
    async with asyncio.timeout(5):
        await asyncio.gather(*(handle("other") for _ in range(100)))
    assert begun.count("flood") == AT_A_TIME
    gate.set()
    await asyncio.gather(*flood)
    assert begun.count("flood") == 100


async def test_of_a_kind_they_come_in_their_order() -> None:
    turns, begun = Turns(), list[int]()

    async def handle(number: int) -> None:
        async with turns.turn("one"):
            begun.append(number)
            await asyncio.sleep(0.001 * (number % 3))

    await asyncio.gather(*(handle(number) for number in range(50)))
    assert begun == list(range(50))
    assert not turns._slots
