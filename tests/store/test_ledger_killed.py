"""A bot that is killed between any two steps of its ledger: what it was told counts once when it is told again."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.receipts.ledger.balances import balances
from bot.store.database import Database
from bot.store.ledger import Ledger
from tests.receipts.ledger.expenses import ANNA, BEN, GROUP

ROOT = Path(__file__).parents[2]
COUNT = 40
TELL = """\
import asyncio, sys
from dataclasses import replace
from bot.receipts.ledger.expense import Settlement
from bot.store.database import Database
from bot.store.ledger import Ledger
from tests.receipts.ledger.expenses import ANNA, BEN, DAY, GROUP, expense


async def main():
    database = Database(f"sqlite+aiosqlite:///{sys.argv[1]}")
    await database.open()
    ledger = Ledger(database.sessions)
    print("open", flush=True)
    for number in range(int(sys.argv[2])):
        kept = await ledger.add(expense(1000 + number, job=number + 1, sharers=(ANNA, BEN)))
        await ledger.change(kept.id, BEN, lambda e: replace(e, sharers=(*e.sharers, 3)), asked_in=5 * number)
        await ledger.change(kept.id, BEN, lambda e: replace(e, payer=BEN), asked_in=5 * number + 1)
        await ledger.undo(kept.id, BEN, asked_in=5 * number + 2)
        await ledger.settle(Settlement(GROUP, BEN, ANNA, "EUR", 1, DAY), asked_in=5 * number + 3)
    await database.close()

asyncio.run(main())
"""


def tell(path: str) -> None:
    """Tell a bot all of it, killed three times on the way."""
    command = [sys.executable, "-c", TELL, path, str(COUNT)]
    for after in (0.03, 0.1, 0.2):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as telling:
            assert telling.stdout and telling.stdout.readline() == b"open\n"
            time.sleep(after)
            telling.kill()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.mark.slow
async def test_what_is_told_again_after_a_kill_counts_once(tmp_path: Path, migrated: Path) -> None:
    path = shutil.copy(migrated, tmp_path)
    await asyncio.to_thread(tell, str(path))
    database = Database(f"sqlite+aiosqlite:///{path}")
    ledger = Ledger(database.sessions)
    kept, settled = await ledger.expenses(GROUP), await ledger.settlements(GROUP)
    people = await ledger.people(GROUP)
    await database.close()
    assert [each.receipt.total for each in kept] == [1000 + number for number in range(COUNT)]
    assert {each.sharers for each in kept} == {(ANNA, BEN, 3)} and {each.payer for each in kept} == {None}
    assert len(settled) == COUNT
    assert [person.id for person in people] == [ANNA, BEN, 3]
    assert sum(balances(kept, settled)["EUR"].values()) == 0
