"""A bot of any version in a process of its own, the people who use it, and its database."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox import PersonClient, Sandbox
from tests.end_to_end.live import PATIENCE, Chat
from tests.upgrade import stuck_bot
from tests.upgrade.saved import Place
from tests.upgrade.stuck_bot import STUCK


@dataclass
class OldBot:
    """The bot of the checkout at `root`, the people who use it, and what was said where; `folder` is its own."""

    root: Path
    sandbox: Sandbox
    person: PersonClient
    folder: Path
    people: dict[str, Chat] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """Its file."""
        return self.folder / "data" / f"bot-{self.sandbox.world.bot.id}.sqlite"

    async def note(self, name: str, chat: Chat, text: str, action: str = "text") -> Place:
        """Have a photo read, and remember where it and its answer stand."""
        request = await chat.send(action, text)
        return self.remember(name, chat, request, (await chat.answer(request)).id)

    def remember(self, name: str, chat: Chat, request: int = 0, answer: int = 0) -> Place:
        """Remember what is where."""
        self.places[name] = Place(chat=chat.id, request=request, answer=answer)
        return self.places[name]

    async def send(self, name: str, text: str, action: str = "text", caption: str | None = None) -> None:
        """Send a photo, and remember where it stands."""
        chat = self.people[name]
        self.remember(name, chat, await chat.send(action, text, caption))

    async def press(self, name: str, button: str) -> None:
        """Press a button under an answer."""
        chat = self.people[name]
        await chat.press(await chat.message(self.places[name].answer), button)

    async def until(self, query: str, *values: object) -> None:
        """Wait until the database answers a query with something other than nothing or 0."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not self.ask(query, *values):
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(query, values)
            await asyncio.sleep(0.05)

    def ask(self, query: str, *values: object) -> Sequence[tuple[object, ...]]:
        """What the database answers, apart from what is nothing or 0."""
        with closing(sqlite3.connect(self.database)) as connection:
            return [row for row in connection.execute(query, values) if any(row)]

    async def until_in(self, name: str, stage: str) -> None:
        """Wait until somebody's last job is in a stage."""
        chat_id = self.people[name].id
        await self.until("SELECT stage = ? FROM job WHERE chat_id = ? ORDER BY id DESC LIMIT 1", stage, chat_id)

    async def until_unfinished(self, count: int) -> None:
        """Wait until so many updates are not finished."""
        await self.until('SELECT count(*) = ? FROM "update" WHERE payload IS NOT NULL', count)

    async def until_worker_is_stuck(self) -> None:
        """Wait until the worker computes nothing any more."""
        async with asyncio.timeout(PATIENCE):
            while not (self.folder / STUCK).exists():
                await asyncio.sleep(0.05)


@asynccontextmanager
async def running_until_killed(old: OldBot, operator: int, strangers: Collection[int]) -> AsyncIterator[None]:
    """The bot in a process of its own, for all but the strangers; it is killed in the end."""
    people = {chat.id for chat in old.people.values()}.difference(strangers)
    own = {
        "PYTHONPATH": str(old.root),
        "BOT_TOKEN": old.sandbox.token,
        "BOT_API_URL": old.sandbox.url,
        "BOT_DATA_DIR": str(old.database.parent),
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_CORRECTOR": "spelling",
        "BOT_ADMINS": str(operator),
        "BOT_ALLOWED_USERS": ",".join(map(str, people)),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, stuck_bot.__file__, env={**os.environ, **own}, cwd=old.folder
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()
