"""The database: opened, brought to today's revision, and handed out as sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import DatabaseTooNew, DatabaseUnusable

Sessions = async_sessionmaker[AsyncSession]

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON")


class Database:
    """An SQLite file that only its owner may read, and where what is deleted leaves no trace.

    It has one connection, for which sessions wait in turn: SQLite has one writer at a time, and its own way of
    waiting is neither fair nor patient.
    """

    def __init__(self, url: str) -> None:
        self.path = Path(make_url(url).database or "").absolute()
        self._engine = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
        event.listen(self._engine.sync_engine, "connect", _prepare)
        event.listen(self._engine.sync_engine, "begin", _begin)
        self.sessions: Sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    async def open(self) -> None:
        """Create or migrate the file; a file to be migrated is copied first.

        Raises DatabaseTooNew, DatabaseUnusable.
        """
        with self.usable():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
            self.path.chmod(0o600)
            async with self._engine.begin() as connection:
                await connection.run_sync(_upgrade, self.path)

    async def erase_copies(self) -> None:
        """Delete the copies that were made before migrations."""
        for copy in self.path.parent.glob(f"{self.path.name}.before-*"):
            copy.unlink()

    async def empty_log(self) -> None:
        """Make what was deleted unreadable in the write-ahead log as well."""
        async with self._engine.connect() as connection:
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def check(self) -> None:
        """Whether `open` would succeed, without changing a file. Raises DatabaseTooNew, DatabaseUnusable."""
        if self.path.exists():
            with self.usable():
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

    @contextmanager
    def usable(self) -> Iterator[None]:
        """Turn errors of the database into DatabaseUnusable."""
        try:
            yield
        except SQLAlchemyError as error:
            reason = error.orig if isinstance(error, DBAPIError) else type(error).__name__
            raise DatabaseUnusable(path=self.path, reason=reason) from error
        except OSError as error:
            raise DatabaseUnusable(path=self.path, reason=error.strerror or error) from error


def may_pass(error: BaseException | None) -> bool:
    """Whether a failure is the disk's or the database's, such as a full disk, and not a defect of ours."""
    return isinstance(error, OSError | OperationalError | DatabaseUnusable)


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are ours to begin, so that they hold a migration as well
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


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
