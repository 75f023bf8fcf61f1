"""What the tests share: settings for a bot of their own, a database with its journal, the evaluation data."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import hypothesis
import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.journal import Journal
from bot.store.store import Store
from bot.store.updates import Updates

os.environ["PTB_TIMEDELTA"] = "true"
for name in [name for name in os.environ if name.startswith("BOT_")]:
    del os.environ[name]

hypothesis.settings.register_profile("side by side", deadline=None)  # tests share the cores: one may have to wait
hypothesis.settings.load_profile("side by side")


@pytest.hookimpl(optionalhook=True)  # without xdist there is none: `-p no:xdist -o addopts=`
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests that start a bot wait for a third of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run those that start a bot first: they take the longest, and what is quick fills the gaps at the end."""
    end_to_end = Path(__file__).parent / "end_to_end"
    for item in items:
        if end_to_end in item.path.parents:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a bot in a folder of its own; whoever runs it fills in the token and the address."""
    return Settings(
        token=SecretStr("1:none"), data_dir=tmp_path / "data", listen="127.0.0.1:0", corrector="spelling", readers=1
    )


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of evaluation data."""
    folder = os.environ.get("LEGIBLE_DATA")
    if not folder:
        pytest.skip("LEGIBLE_DATA names no folder of evaluation data")
    return Path(folder)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of today's revision, to be copied: all its migrations take ten times as long."""
    path = tmp_path_factory.mktemp("migrated") / "legible.sqlite"

    async def migrate() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await database.open()
        await database.close()

    asyncio.run(migrate())
    return path


@pytest.fixture
async def database(tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    """A database in a folder of its own."""
    path = shutil.copy(migrated, tmp_path)
    database = Database(f"sqlite+aiosqlite:///{path}")
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def store(database: Database) -> Store:
    """All that it keeps."""
    return Store.of(database)


@pytest.fixture
def journal(database: Database) -> Journal:
    """Its journal."""
    return Journal(database.sessions)


@pytest.fixture
def updates(database: Database) -> Updates:
    """The updates that it took."""
    return Updates(database.sessions)


@pytest.fixture
def eraser(database: Database) -> Eraser:
    """What deletes from it."""
    return Eraser(database)
