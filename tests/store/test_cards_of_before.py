"""Receipts of a database from before cards outlived their notes: each knows its photo, and where its card stands."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from bot.receipts.ledger.expense import ExpenseState, ReadFrom
from bot.store import database as module
from bot.store.database import Database
from bot.store.expense_cards import ExpenseCards, StandingCard
from bot.store.expense_rows import EXPENSE, expense_values, share_values
from bot.store.ledger import Ledger
from tests.receipts.ledger.expenses import GROUP, expense

BEFORE_CARDS = """
INSERT INTO job (id, chat_id, thread_id, request_id, user_id, stage, created_at, language, answered, unasked) VALUES
    (7, -100, 4, 50, 1, 'done', '2026-01-01 00:00:00', 'de', 1, 0),
    (8, -100, NULL, 60, 1, 'done', '2026-01-01 00:00:00', NULL, 1, 1),
    (9, -100, NULL, 70, 1, 'reply', '2026-01-01 00:00:00', 'en', 0, 0),
    (10, -100, NULL, 80, 1, 'reply', '2026-01-01 00:00:00', 'en', 0, 0);
INSERT INTO photo (id, job_id, message_id, file_id, unique_id, count) VALUES
    (30, 7, 52, 'f', 'u30', 1), (31, 7, 51, 'f', 'u31', 2), (32, 7, 50, 'f', 'u32', 1), (33, 8, 60, 'f', 'u33', 1),
    (34, 9, 70, 'f', 'u34', 1), (35, 10, 80, 'f', 'u35', 1), (36, 10, 81, 'f', 'u36', 1);
INSERT INTO page (photo_id, number, state, reading, note, failure) VALUES
    (30, 1, 'done', '{}', '{"receipts":[{},{}]}', NULL), (31, 1, 'done', '{}', '{"receipts":[{}]}', NULL),
    (31, 2, 'done', NULL, NULL, '{}'), (32, 1, 'done', '{}', '{}', NULL),
    (33, 1, 'done', '{}', '{"receipts":[{}]}', NULL), (34, 1, 'done', '{}', '{"receipts":[{}]}', NULL),
    (35, 1, 'done', '{}', '{}', NULL), (36, 1, 'done', '{}', '{"receipts":[{}]}', NULL);
INSERT INTO outgoing (key, job_id, message_id, final, view) VALUES
    ('job:7:0', 7, 90, 1, NULL), ('job:7:1', 7, 91, 1, 'items:1'), ('job:7:2', 7, 92, 1, NULL),
    ('job:7:10', 7, 94, 1, NULL), ('piece:7', 7, 99, 1, NULL), ('job:8:0', 8, 95, 1, NULL),
    ('job:9:0', 9, 96, 0, NULL), ('job:10:0', 10, 97, 1, NULL), ('job:10:1', 10, 98, 0, NULL);
"""
EXPENSES_BEFORE_CARDS = [  # number, job, page, part, state; the eighth was typed
    *((1, 7, 1, 0, "counted"), (2, 7, 2, 0, "left_out"), (3, 7, 2, 1, "same"), (4, 8, 0, 0, "counted")),
    *((5, 9, 0, 0, "counted"), (6, 3, 0, 0, "duplicate"), (7, 3, 1, 0, "counted"), (8, None, None, None, "counted")),
    (9, 10, 1, 0, "counted"),
]


async def test_expenses_from_before_cards_know_their_photos_and_where_their_cards_stand(tmp_path: Path) -> None:
    path = tmp_path / "legible.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
        for statement in filter(str.strip, BEFORE_CARDS.split(";")):
            connection.exec_driver_sql(statement)
        for number, *origin, state in EXPENSES_BEFORE_CARDS:
            _add_before_cards(connection, number, origin, state)
        connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = 77 WHERE name = 'expense'")
    engine.dispose()
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    ledger, cards = Ledger(database.sessions), ExpenseCards(database.sessions)
    kept = await ledger.expenses(GROUP)
    assert [each.origin for each in kept] == [
        *(ReadFrom(7, 31, 1, 0), ReadFrom(7, 30, 1, 0), ReadFrom(7, 30, 1, 1), ReadFrom(8, 33, 1, 0)),
        *(ReadFrom(9, 34, 1, 0), ReadFrom(3, 0, 1, 0), ReadFrom(3, 0, 2, 0), None, ReadFrom(10, 36, 1, 0)),
    ]
    assert [(each.id, each.number, each.state, each.receipt.total) for each in kept] == [
        (number, number, state, 100 * number) for number, *_, state in EXPENSES_BEFORE_CARDS
    ]
    assert [await cards.of(each.id) for each in kept] == [
        StandingCard(1, 91, "de", "items:1"),
        StandingCard(2, 92, "de", "card"),
        StandingCard(3, 94, "de", "card"),
        StandingCard(4, 95, "en", "line"),
        *[None] * 5,
    ]
    change = await ledger.last_change(1)
    assert change and change.before == replace(kept[0], receipt=replace(kept[0].receipt, total=1))
    assert await ledger.undo(1, 1) == change.before
    assert await ledger.add(kept[1]) == kept[1]
    assert (await ledger.add(expense(9000, job=11))).id == 78  # the ids of the forgotten are not given again
    await database.close()
    assert rows(path, "SELECT expense_id, paid FROM expense_share WHERE expense_id = 4") == [(4, 400)]
    assert rows(path, "SELECT name FROM sqlite_temp_master") == []
    assert rows(path, "PRAGMA foreign_key_check") == []


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def _add_before_cards(connection: Connection, number: int, origin: Sequence[object], state: str) -> None:
    """An expense as revision 0010 kept it, with its share and a change."""
    own = expense(100 * number, job=None, number=number, id=number, state=ExpenseState(state))
    read_from = dict(zip(("job_id", "page", "index"), origin, strict=True)) if origin[0] else None
    content, before = (
        json.dumps({**json.loads(EXPENSE.dump_json(each)), "origin": read_from}, separators=(",", ":"))
        for each in (own, replace(own, receipt=replace(own.receipt, total=1)))
    )
    values = {"chat_id": GROUP, "number": number, **dict(zip(("job_id", "page", "part"), origin, strict=True))}
    row = {**values, **expense_values(own), "id": number, "content": content, "day": own.day.isoformat()}
    for table, each in (
        ("expense", row),
        ("expense_share", {**share_values(own)[0], "day": own.day.isoformat()}),
        ("expense_change", {"expense_id": number, "person": 1, "changed_at": "2026-01-01 00:00:00", "before": before}),
    ):
        names = ", ".join(each)
        places = ", ".join(f":{name}" for name in each)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), each)
