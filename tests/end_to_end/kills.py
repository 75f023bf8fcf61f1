"""Kills the bot with SIGKILL at random moments while people use it and Telegram's answers fail: nothing is lost.

`python -m tests.end_to_end.kills 1000 [SEED]` kills it a thousand times, in turns of twenty: each begins with a new
bot and ends when everything that was asked is answered. It prints a line for each turn and fails where one is not
clean: where a note has no answer or two, where a receipt is not counted once, where its card says something else than
the ledger. The photos are of the scripted reader's, read in the worker as others are.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.faults import FaultStatus
from tests.end_to_end.kill_ledger import ledger_faults
from tests.end_to_end.kill_outcome import Turn, examine, unanswered, unfinished
from tests.end_to_end.kill_people import Person
from tests.end_to_end.live import Chat

KILLS_A_TURN = 20
PEOPLE = 3  # each in a chat of their own
FLATMATES = 3  # in a group
FAILURES: tuple[FaultStatus, ...] = (429, 500, "drop", "truncated", "slow")
FAILURE_CHANCE = 0.01  # of each
KILLS_AT_WORK = 0.8  # the others may come while it starts
LONGEST_LIFE = 2.0
PATIENCE = 120.0  # without another answer, until what is missing counts as lost
SETTLING = 60.0


class Bot:
    """The bot as a process that is killed and started anew."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._own = {
            "BOT_TOKEN": sandbox.token,
            "BOT_API_URL": sandbox.url,
            "BOT_CORRECTOR": "spelling",
            "BOT_DATA_DIR": str(folder),
            "BOT_LISTEN": "127.0.0.1:0",
            "BOT_PHOTOS_PER_MINUTE": "0",
            "BOT_CHAT_PHOTOS_PER_MINUTE": "0",
            "BOT_READERS": "1",
        }
        self._log = folder.parent / "log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it."""
        command = (sys.executable, "-m", "tests.end_to_end.scripted_bot")
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **self._own}, stderr=log)

    async def kill(self) -> None:
        """Kill it with SIGKILL."""
        assert self._process and self._process.returncode is None, "it ended by itself"
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """Stop it as an operator does."""
        assert self._process
        self._process.terminate()
        assert await asyncio.wait_for(self._process.wait(), 15) == 0


async def turn(kills: int, folder: Path, seed: int) -> Turn:
    """Let people use a bot that is killed so many times, then let it finish, and look at what came of it."""
    chance = random.Random(seed)
    outcome = Turn()
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as client:
        bot = Bot(sandbox, folder / "data")
        people = await inhabitants(client, folder, outcome, chance)
        for status in FAILURES:
            await client.fail("*", status, times=10**9, chance=FAILURE_CHANCE, seconds=1.0)
        await bot.start()
        over = asyncio.Event()
        lives = [asyncio.create_task(person.live(pause, over)) for person, pause in people]
        last = 0
        for _ in range(kills):
            if chance.random() < KILLS_AT_WORK:
                await at_work(client, last)
            await asyncio.sleep(chance.uniform(0.0, LONGEST_LIFE))
            await bot.kill()
            last = await newest(client, last)
            await bot.start()
        over.set()
        await asyncio.gather(*lives)
        await client.heal()
        await answered(client, outcome)
        database = next((folder / "data").glob("bot-*.sqlite"))
        await settled(database)
        await bot.stop()
        state = await client.state()
        examine(outcome, state, database)
        outcome.ledger = await ledger_faults(outcome, state, database)
        outcome.calls = len(await client.calls())
    log = (folder / "log").read_text().splitlines()
    outcome.complaints = [line for line in log if "ERROR" in line or "CRITICAL" in line or "Traceback" in line]
    outcome.files = [str(path) for path in (folder / "data" / "jobs").glob("*")]
    return outcome


async def at_work(client: PersonClient, last: int) -> None:
    """Wait until a bot asks for updates that was started after the call with this number."""
    while not any(call["method"] == "getUpdates" for call in await client.calls(last)):
        await asyncio.sleep(0.1)


async def newest(client: PersonClient, last: int) -> int:
    """The number of the latest call, which is not before `last`."""
    return max((int(call["n"]) for call in await client.calls(last)), default=last)


async def inhabitants(
    client: PersonClient, folder: Path, outcome: Turn, chance: random.Random
) -> list[tuple[Person, float]]:
    """People in chats of their own and some in a group, where Telegram lets a bot write less; each with their pause."""
    chats = [Chat(client, await client.new_person(f"Person {number}"), own(folder, number)) for number in range(PEOPLE)]
    people = [(Person(chat, outcome, random.Random(chance.random())), 2.0) for chat in chats]
    await client.set_privacy(False)
    state = await client.state()
    for number in range(PEOPLE, PEOPLE + FLATMATES):
        mate = await client.new_person(f"Flatmate {number}")
        await client.join(state.group.id, mate)
        group, own_chance = Chat(client, state.group.id, own(folder, number)), random.Random(chance.random())
        people.append((Person(group, outcome, own_chance, address=f"@{state.bot.username}", who=mate), 4.0))
    return people


def own(folder: Path, number: int) -> Path:
    """A folder for the photos of one of them."""
    path = folder / f"person{number}"
    path.mkdir()
    return path


async def answered(client: PersonClient, outcome: Turn) -> None:
    """Wait until all is answered, or nothing more is."""
    missing = len(outcome.asked)
    while missing:
        with suppress(TimeoutError):
            await client.wait(lambda state: len(unanswered(outcome, state)) < missing, PATIENCE)  # noqa: B023
        before, missing = missing, len(unanswered(outcome, await client.state()))
        if missing == before:
            return


async def settled(database: Path) -> None:
    """Wait until nothing is left to do."""
    deadline = time.monotonic() + SETTLING
    while any(unfinished(database).values()) and time.monotonic() < deadline:
        await asyncio.sleep(0.5)


async def turns(kills: int, seed: int) -> bool:
    """As many turns as bring so many kills; whether all were clean."""
    clean = True
    total: Counter[str] = Counter()
    for number in range(-(-kills // KILLS_A_TURN)):
        with tempfile.TemporaryDirectory() as folder:
            outcome = await turn(KILLS_A_TURN, Path(folder), seed + number)
        clean = clean and not outcome.faults
        total.update(asked=len(outcome.asked), lost=len(outcome.lost), doubled=len(outcome.doubled))
        total.update(orphans=outcome.orphans, files=len(outcome.files), kills=KILLS_A_TURN)
        total.update(receipts=len(outcome.receipts), expenses=outcome.expenses, ledger=len(outcome.ledger))
        total.update(deeds=outcome.deeds.total(), calls=outcome.calls)
        print(f"seed {seed + number}: {dict(outcome.deeds)}", *outcome.faults.items(), sep="\n  ", flush=True)
    print(dict(total))
    return clean


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=random.randrange(10**6))
    chosen = parser.parse_args()
    sys.exit(not asyncio.run(turns(chosen.kills, chosen.seed)))
