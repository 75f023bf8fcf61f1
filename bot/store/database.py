"""The database: opened, brought to today's revision, and handed out as sessions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import DatabaseTooNew

Sessions = async_sessionmaker[AsyncSession]

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON")


class Database:
    """An SQLite file that only its owner may read, and where what is deleted leaves no trace.

    It has one connection, for which sessions wait in turn: SQLite has one writer at a time, and its own way of
    waiting is neither fair nor patient.
    """

    def __init__(self, url: str) -> None:
        self.path = Path(make_url(url).database or "").absolute()
        self._engine = create_async_engine(url, pool_size=1, max_overflow=0)
        event.listen(self._engine.sync_engine, "connect", _set_pragmas)
        self.sessions: Sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    async def open(self) -> None:
        """Create or migrate the file; a file to be migrated is copied first. Raises DatabaseTooNew."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        self.path.chmod(0o600)
        await _migrate(self._engine, self.path)

    async def erase_traces(self) -> None:
        """Make what was deleted unreadable everywhere: in the write-ahead log and in copies of the file."""
        for copy in self.path.parent.glob(f"{self.path.name}.before-*"):
            copy.unlink()
        async with self._engine.connect() as connection:
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def check(self) -> None:
        """Whether `open` would succeed, without changing a file. Raises DatabaseTooNew."""
        if self.path.exists():
            async with self._engine.connect() as connection:
                await connection.run_sync(_revisions)

    async def answers(self) -> bool:
        """Whether a query goes through."""
        try:
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def _migrate(engine: AsyncEngine, path: Path) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade, path)


def _upgrade(connection: Connection, path: Path) -> None:
    revision, head = _revisions(connection)
    if revision == head:
        return
    if revision is not None:
        _copy(path, path.with_name(f"{path.name}.before-{head}"))
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revisions(connection: Connection) -> tuple[str | None, str | None]:
    """The file's revision and today's. Raises DatabaseTooNew where the file's is not known."""
    scripts = ScriptDirectory.from_config(_config())
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(revision=revision)
    return revision, scripts.get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _copy(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
