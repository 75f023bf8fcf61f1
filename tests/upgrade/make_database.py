"""Leaves a database as a killed bot does, with jobs in every stage: `python -m tests.upgrade.make_database ROOT NAME`.

ROOT is a checkout of any version. Its bot runs against the stand-in, is used by some people, and is killed with
SIGKILL; what it leaves stands in `tests/data/databases/NAME.sql` and `.json`, and `tests/end_to_end/test_upgrade.py`
carries on with each that is there. To be run with the version before one that changes tables, what is stored in them,
or the data of buttons; NAME is that version's commit.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bot.sandbox import PersonClient, Sandbox
from tests.end_to_end.live import Chat
from tests.upgrade.killed_bot import OldBot, running_until_killed
from tests.upgrade.saved import save
from tests.upgrade.scenario import (
    OPERATOR,
    PEOPLE,
    SAMPLES,
    STRANGER,
    UNFINISHED,
    YOU,
    broadcast,
    finish_elsewhere,
    finish_some,
    get_stuck,
    keep_a_ledger,
)

DATABASES = SAMPLES / "databases"
STAGES = {"fetch", "read", "correct", "reply", "refine", "amend", "done"}


def missing(connection: sqlite3.Connection) -> list[str]:
    """What the old bot should have left, and did not."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    stages = {stage for (stage,) in connection.execute("SELECT stage FROM job")}
    (updates,) = connection.execute('SELECT count(*) FROM "update" WHERE payload IS NOT NULL').fetchone()
    return [
        *sorted(STAGES - stages),
        *(name for name, count in rows.items() if not count),
        *(["unfinished updates"] if updates < UNFINISHED else []),
    ]


async def leave(root: Path, target: Path) -> None:
    """Use the bot of a checkout, kill it, and save what it left."""
    with tempfile.TemporaryDirectory() as name:
        async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
            old = OldBot(root, sandbox, person, Path(name))
            old.people[YOU] = Chat(person, sandbox.world.me.id, old.folder)
            for each in PEOPLE:
                old.people[each] = Chat(person, await person.new_person(each.capitalize()), old.folder)
            async with running_until_killed(old, old.people[OPERATOR].id, {old.people[STRANGER].id}):
                await finish_some(old)
                await finish_elsewhere(old)
                await keep_a_ledger(old)
                await broadcast(old)
                await get_stuck(old)
            with closing(sqlite3.connect(old.database)) as connection:
                if absent := missing(connection):
                    raise SystemExit(f"nothing is kept, since this is missing: {', '.join(absent)}")
            save(target, old.database, sandbox.world, old.places)


if __name__ == "__main__":
    asyncio.run(leave(Path(sys.argv[1]).absolute(), DATABASES / sys.argv[2]))
