"""Kills the bot with SIGKILL at random moments while people use it and Telegram's answers fail: nothing is lost.

`python -m tests.end_to_end.kills 1000 [SEED]` kills it a thousand times, in turns of twenty: each begins with a new
bot and ends when everything that was asked is answered. It prints a line for each turn and fails where one is not
clean. The photos are of the scripted reader's, read in the worker as others are.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.commands.trial import is_working, replies_to
from bot.sandbox import PersonClient, PersonError, Sandbox
from bot.sandbox.faults import FaultStatus
from bot.sandbox.state import ShownMessage, State
from tests.end_to_end.live import Chat

KILLS_A_TURN = 20
PEOPLE = 4
FAILURES: tuple[FaultStatus, ...] = (429, 500, "drop", "truncated", "slow")
FAILURE_CHANCE = 0.01  # of each
KILLS_AT_WORK = 0.8  # the others may come while it starts
LONGEST_LIFE = 2.0
MOST_WAITING = 4  # requests of a person: a slow machine must not get a queue that nobody would wait for
PATIENCE = 120.0  # without another answer, until what is missing counts as lost
SETTLING = 60.0


@dataclass
class Turn:
    """What was asked and what came of it, and what was left behind."""

    asked: dict[tuple[int, int], str] = field(default_factory=dict)  # the text of each note, by chat and request
    given_up: set[tuple[int, int]] = field(default_factory=set)  # forgotten, or cancelled while it was read
    deeds: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    orphans: int = 0
    calls: int = 0
    unfinished: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # of the log: errors and tracebacks

    @property
    def faults(self) -> dict[str, object]:
        """What must not be: a note without its answer or with two, and what was left behind."""
        left = {name: count for name, count in self.unfinished.items() if count}
        found = {"lost": self.lost, "doubled": self.doubled, "files": self.files, "log": self.complaints, **left}
        return {name: value for name, value in found.items() if value}


class Person:
    """Somebody who uses the bot in a chat, and what they did."""

    def __init__(self, chat: Chat, turn: Turn, chance: random.Random, address: str = "") -> None:
        """`address` is what a caption holds so that the bot knows that it is meant."""
        self._chat = chat
        self._turn = turn
        self._chance = chance
        self._address = address
        self._number = 0

    async def live(self, pause: float) -> None:
        """Do something every now and then, `pause` seconds apart in the mean; never ends."""
        deeds: list[tuple[Callable[[], Awaitable[object]], int]] = [
            (self.photo, 8),
            (self.album, 2),
            (self.press, 6),
            (self.words, 2),
            (self.forget, 1),
            (self.settings, 1),
        ]
        weights = [weight for _, weight in deeds]
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / pause))
            deed, _ = self._chance.choices(deeds, weights)[0]
            self._turn.deeds[deed.__name__] += 1
            await deed()

    async def photo(self) -> None:
        """A photo that takes its time."""
        await self._ask(1)

    async def album(self) -> None:
        """Three photos that are one note."""
        await self._ask(3)

    async def press(self) -> None:
        """Any button under any answer, whether or not the bot is there to notice."""
        answers = [message for message in await self._chat.messages() if message.buttons]
        if answers:
            message = self._chance.choice(answers)
            button = self._chance.choice([each for row in message.buttons for each in row if each.data])
            if is_working(message) and message.reply_to:
                self._turn.given_up.add((self._chat.id, message.reply_to))
            with suppress(TimeoutError, PersonError, LookupError):
                async with asyncio.timeout(0.5):
                    await self._chat.press(message, button.text)

    async def words(self) -> None:
        """Teach a note how a name is spelled."""
        if note := await self._note():
            await self._chat.reply(note.id, "words: Malachi, Okafor")

    async def forget(self) -> None:
        """Have a note forgotten."""
        note = await self._note()
        if note and note.reply_to:
            self._turn.given_up.add((self._chat.id, note.reply_to))
            await self._chat.reply(note.id, "/forget")

    async def settings(self) -> None:
        """Look at the settings, whose buttons are pressed now and then."""
        await self._chat.person.send_text(self._chat.id, "/settings")

    async def _ask(self, photos: int) -> None:
        waiting = sum(is_working(message) for message in await self._chat.messages())
        if waiting >= MOST_WAITING:
            return
        texts = [self._text() for _ in range(photos)]
        seconds = self._chance.choice([0.0, 0.05, 0.3])
        request = (await self._chat.send_album(texts, self._address or None, action=f"slow {seconds}"))[0]
        self._turn.asked[self._chat.id, request] = texts[0]

    async def _note(self) -> ShownMessage | None:
        notes = [
            message
            for message in await self._chat.messages()
            if (self._chat.id, message.reply_to) in self._turn.asked and not is_working(message)
        ]
        return self._chance.choice(notes) if notes else None

    def _text(self) -> str:
        self._number += 1
        return f"note {self._number} of {self._chat.id}"


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
        lives = [asyncio.create_task(person.live(pause)) for person, pause in people]
        last = 0
        for _ in range(kills):
            if chance.random() < KILLS_AT_WORK:
                await at_work(client, last)
            await asyncio.sleep(chance.uniform(0.0, LONGEST_LIFE))
            await bot.kill()
            last = await newest(client, last)
            await bot.start()
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
        await client.heal()
        await answered(client, outcome)
        database = next((folder / "data").glob("bot-*.sqlite"))
        await settled(database)
        await bot.stop()
        examine(outcome, await client.state(), database)
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
    """People in chats of their own and one in a group, where Telegram lets a bot write less; each with their pause."""
    chats = [Chat(client, await client.new_person(f"Person {number}"), own(folder, number)) for number in range(PEOPLE)]
    people = [(Person(chat, outcome, random.Random(chance.random())), 2.0) for chat in chats]
    await client.set_privacy(False)
    state = await client.state()
    group = Chat(client, state.group.id, own(folder, PEOPLE))
    return [*people, (Person(group, outcome, random.Random(chance.random()), address=f"@{state.bot.username}"), 6.0)]


def own(folder: Path, number: int) -> Path:
    """A folder for the photos of one of them."""
    path = folder / f"person{number}"
    path.mkdir()
    return path


def final(state: State, chat_id: int, request: int) -> list[ShownMessage]:
    """The last words on a request: no placeholder, and no file that a button brought."""
    return [
        message
        for message in replies_to(state.chat(chat_id), request)
        if not is_working(message) and message.document is None and message.photo is None
    ]


def unanswered(outcome: Turn, state: State) -> list[tuple[int, int]]:
    """The requests without their answer."""
    return [
        (chat_id, request)
        for (chat_id, request), text in outcome.asked.items()
        if (chat_id, request) not in outcome.given_up
        and not any(text in (message.text or "") for message in final(state, chat_id, request))
    ]


def described(state: State, chat_id: int, request: int) -> str:
    """A request with what was said in reply to it."""
    said = [message.text or "a file" for message in replies_to(state.chat(chat_id), request)]
    return f"{chat_id}/{request}: {' | '.join(said) or 'nothing'}"


def examine(outcome: Turn, state: State, database: Path) -> None:
    """Note what was lost, what came twice, which placeholders were left, and what the database still holds."""
    outcome.lost = [described(state, *request) for request in unanswered(outcome, state)]
    for chat_id, request in outcome.asked:
        if len(final(state, chat_id, request)) > 1:
            outcome.doubled.append(described(state, chat_id, request))
        outcome.orphans += sum(is_working(message) for message in replies_to(state.chat(chat_id), request))
    outcome.unfinished = unfinished(database)


def unfinished(database: Path) -> dict[str, int]:
    """How many jobs and updates are not done, and 1 where the database is damaged."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (jobs,) = connection.execute("SELECT count(*) FROM job WHERE stage != 'done'").fetchone()
        (updates,) = connection.execute('SELECT count(*) FROM "update" WHERE payload IS NOT NULL').fetchone()
        (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
    return {"jobs": jobs, "updates": updates, "damage": int(integrity != "ok")}


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
