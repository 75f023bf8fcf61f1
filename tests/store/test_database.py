"""The database file: who may read it, how it comes to today's revision, and that nothing deleted stays in it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from sqlalchemy import Connection, create_engine, delete, select, text
from sqlalchemy.exc import IntegrityError

from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.errors import DatabaseTooNew, DatabaseUnusable
from bot.page import Note, NotePage
from bot.store import database as module
from bot.store.database import Database
from bot.store.journal import Journal
from bot.store.ledger import Ledger
from bot.store.tables import JobRow, OutgoingRow, RefusedRow, Table, UpdateRow, utc_now
from tests.receipts.ledger.expenses import expense
from tests.scripted import page_of

HEAD = ScriptDirectory(str(Path(module.__file__).parent / "migrations")).get_current_head()
SECRET = "Zanzibar is where the treasure lies"
NEXT_REVISION = """\
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("refused", sa.Column("because", sa.String))
    {then}
"""


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a folder of its own."""
    database = Database(url(tmp_path / "data" / "legible.sqlite"))
    await database.open()
    yield database
    await database.close()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def files_with(folder: Path, content: str) -> list[str]:
    return [path.name for path in folder.iterdir() if content.encode() in path.read_bytes()]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def job(request_id: int, **values: object) -> JobRow:
    stored = {"chat_id": 1, "request_id": request_id, "user_id": 1, "stage": "done"}
    return JobRow(**{**stored, **values})


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o277])
async def test_only_its_owner_may_read_it_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    database = Database(url(tmp_path / "legible.sqlite"))
    with umask(mask):
        await database.open()
        async with database.sessions.begin() as session:
            session.add(RefusedRow(user_id=1))
        assert modes(tmp_path) == {
            "legible.sqlite": 0o600,
            "legible.sqlite-wal": 0o600,
            "legible.sqlite-shm": 0o600,
        }
        await database.close()


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "legible.sqlite"
    file.touch(mode=0o644)
    await migrate(file)
    assert modes(tmp_path) == {"legible.sqlite": 0o600}


async def test_its_pragmas_are_in_force(database: Database) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1, "secure_delete": 1}
    async with database.sessions() as session:
        assert {name: await session.scalar(text(f"PRAGMA {name}")) for name in expected} == expected


async def test_an_empty_file_gets_every_table(database: Database) -> None:
    tables = {str(name) for (name,) in rows(database.path, "SELECT name FROM pragma_table_list WHERE type = 'table'")}
    own = {name for name in tables if not name.startswith("sqlite_")}
    assert own == {*Table.metadata.tables, "alembic_version"}


async def test_the_tables_equal_the_migrations(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Table.metadata))

    engine = create_engine(f"sqlite:///{database.path}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


async def test_constraints_of_the_tables_equal_the_migrations(database: Database, tmp_path: Path) -> None:
    """What alembic does not compare: foreign keys' cascades, unique constraints, keys without a sequence."""
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.sqlite'}")
    Table.metadata.create_all(declared)
    declared.dispose()
    for table in Table.metadata.tables:
        for query in (
            f"SELECT * FROM pragma_foreign_key_list('{table}')",
            f"SELECT * FROM pragma_table_info('{table}')",
            f"SELECT name, [unique], origin FROM pragma_index_list('{table}') ORDER BY name",
        ):
            assert rows(database.path, query) == rows(tmp_path / "declared.sqlite", query), query


async def test_it_can_be_opened_again_and_keeps_what_it_has(tmp_path: Path) -> None:
    for expected in ([], [1]):
        database = Database(url(tmp_path / "legible.sqlite"))
        await database.open()
        async with database.sessions.begin() as session:
            assert list(await session.scalars(select(RefusedRow.user_id))) == expected
            if not expected:
                session.add(RefusedRow(user_id=1))
        await database.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["legible.sqlite"]


@pytest.fixture
async def older(tmp_path: Path) -> Path:
    """A file of today's revision, which a next one makes an older one."""
    path = tmp_path / "older" / "legible.sqlite"
    database = Database(url(path))
    await database.open()
    async with database.sessions.begin() as session:
        session.add(UpdateRow(id=1, payload=SECRET))
        session.add(RefusedRow(user_id=7))
    await database.close()
    return path


def add_revision(monkeypatch: pytest.MonkeyPatch, folder: Path, then: str = "") -> None:
    """Let the program be one that knows a further revision."""
    shutil.copytree(Path(module.__file__).parent / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "next.py").write_text(NEXT_REVISION.format(head=HEAD, then=then))

    def config() -> Config:
        config = Config()
        config.set_main_option("script_location", str(folder))
        return config

    monkeypatch.setattr(module, "_config", config)


async def migrate(path: Path) -> None:
    database = Database(url(path))
    try:
        await database.open()
    finally:
        await database.close()


async def test_an_older_file_is_copied_and_then_migrated(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_revision(monkeypatch, tmp_path / "migrations")
    with umask(0):
        await migrate(older)
    copy = older.with_name("legible.sqlite.before-next")
    assert modes(older.parent) == {older.name: 0o600, copy.name: 0o600}
    assert rows(older, "SELECT user_id, because FROM refused") == [(7, None)]
    assert rows(older, "SELECT version_num FROM alembic_version") == [("next",)]
    assert rows(copy, "SELECT * FROM alembic_version") == [(HEAD,)]
    assert rows(copy, "SELECT payload FROM 'update'") == [(SECRET,)]


async def test_a_note_from_before_albums_is_one_of_one_page(tmp_path: Path) -> None:
    path = tmp_path / "legible.sqlite"
    page, correction = page_of("A n0te"), SpellingCorrector().correct(page_of("A n0te"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for number, stage, results in ((1, "done", (page, correction)), (2, "correct", (page, None)), (3, "read", ())):
            packed = [TypeAdapter(type(part)).dump_json(part).decode() if part else None for part in results]
            connection.execute(
                text(
                    "INSERT INTO job (id, chat_id, request_id, user_id, file_id, stage, created_at, page, correction)"
                    " VALUES (:id, 2, :id, 4, 'photo', :stage, '2026-01-01 00:00:00', :page, :correction)"
                ),
                {
                    "id": number,
                    "stage": stage,
                    **dict(zip(("page", "correction"), (*packed, None, None), strict=False)),
                },
            )
        connection.execute(text("INSERT INTO outgoing (key, job_id, final) VALUES ('job:1:0', 1, 1)"))
    engine.dispose()
    database = Database(url(path))
    await database.open()
    done, correcting, reading = [await Journal(database.sessions).job(number) for number in (1, 2, 3)]
    await database.close()
    assert done and correcting and reading
    assert done.answered and done.note == Note((NotePage(page, correction),))
    assert (done.photos[0].message_id, done.photos[0].file_id) == (1, "photo")
    assert not correcting.answered and correcting.photos[0].pages[0].reading == page
    assert reading.photos[0].pages == () and reading.photos[0].is_unread
    assert rows(path, "SELECT key FROM outgoing") == [("job:1:0",)]


async def test_a_file_from_before_ledgers_gets_one_and_keeps_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "legible.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0008")
        connection.execute(
            text(
                "INSERT INTO job (id, chat_id, request_id, user_id, stage, created_at) VALUES"
                " (7, 2, 3, 4, 'done', '2026-01-01 00:00:00')"
            )
        )
    engine.dispose()
    database = Database(url(path))
    await database.open()
    ledger = Ledger(database.sessions)
    kept = await ledger.add(expense(500, job=7))
    assert await ledger.of_job(7) == [kept]
    await database.close()
    assert rows(path, "SELECT id, request_id FROM job") == [(7, 3)]
    assert rows(path, "SELECT person, paid, owed FROM expense_share") == [(1, 500, 500)]


async def test_a_copy_also_holds_what_a_killed_bot_left_in_its_log(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = tmp_path / "killed"
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("INSERT INTO refused VALUES (8, '2026-01-01')")
        connection.commit()
        shutil.copytree(older.parent, killed)
    assert (killed / "legible.sqlite-wal").stat().st_size > 0
    add_revision(monkeypatch, tmp_path / "migrations")
    await migrate(killed / older.name)
    assert rows(killed / "legible.sqlite.before-next", "SELECT user_id FROM refused") == [(7,), (8,)]


async def test_a_migration_that_fails_leaves_the_file_to_be_migrated_again(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        add_revision(patch, tmp_path / "failing", then='raise OSError("the disk is full")')
        with pytest.raises(DatabaseUnusable, match="disk is full"):
            await migrate(older)
    add_revision(monkeypatch, tmp_path / "whole")
    await migrate(older)
    assert rows(older, "SELECT user_id, because FROM refused") == [(7, None)]


async def test_a_file_of_a_newer_program_is_refused_and_stays_as_it_is(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    before = older.read_bytes()
    database = Database(url(older))
    with pytest.raises(DatabaseTooNew, match="revision 0099"):
        await database.check()
    with pytest.raises(DatabaseTooNew, match="revision 0099"):
        await database.open()
    await database.close()
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


async def test_check_makes_no_file(tmp_path: Path) -> None:
    database = Database(url(tmp_path / "legible.sqlite"))
    await database.check()
    await database.close()
    assert list(tmp_path.iterdir()) == []


async def test_what_was_deleted_is_in_no_file_once_traces_are_erased(database: Database) -> None:
    folder = database.path.parent
    async with database.sessions.begin() as session:
        session.add(job(1, failure=SECRET))
    copy = database.path.with_name(f"{database.path.name}.before-next")
    shutil.copy(database.path, copy)
    copy.write_bytes(SECRET.encode())
    assert len(files_with(folder, SECRET)) >= 2
    async with database.sessions.begin() as session:
        await session.execute(delete(JobRow))
    await database.erase_copies()
    await database.empty_log()
    assert files_with(folder, SECRET) == []
    assert not copy.exists()
    async with database.sessions() as session:
        assert await session.scalar(select(JobRow)) is None


async def test_the_messages_of_a_job_go_with_it(database: Database) -> None:
    async with database.sessions.begin() as session:
        session.add(job(1, id=5))
        await session.flush()
        session.add(OutgoingRow(key="job:5:0", job_id=5, final=False))
    async with database.sessions.begin() as session:
        await session.execute(delete(JobRow))
    async with database.sessions() as session:
        assert list(await session.scalars(select(OutgoingRow.key))) == []


async def test_many_sessions_at_the_same_time_take_turns(database: Database) -> None:
    async def add(number: int) -> None:
        async with database.sessions.begin() as session:
            session.add(RefusedRow(user_id=number))
            await session.flush()
            await asyncio.sleep(0)

    await asyncio.gather(*map(add, range(50)))
    assert rows(database.path, "SELECT count(*) FROM refused") == [(50,)]


async def test_ids_of_telegram_and_times_come_back_as_they_went(database: Database) -> None:
    now = utc_now()
    async with database.sessions.begin() as session:
        session.add(job(2**53, chat_id=-(10**13), user_id=2**52, created_at=now))
    async with database.sessions() as session:
        row = (await session.scalars(select(JobRow))).one()
    assert (row.request_id, row.chat_id, row.user_id, row.created_at) == (2**53, -(10**13), 2**52, now)


async def test_it_says_whether_it_answers(database: Database, tmp_path: Path) -> None:
    assert await database.answers()
    nowhere = Database(url(tmp_path / "missing" / "legible.sqlite"))
    assert not await nowhere.answers()
    await nowhere.close()


async def test_an_error_does_not_quote_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(IntegrityError) as error:
        async with database.sessions.begin() as session:
            session.add_all([job(1, failure=SECRET), job(1, failure=SECRET)])
    assert SECRET not in str(error.value)
