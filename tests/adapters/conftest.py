"""The store in both forms: in memory, and as a real SQLite file brought up by the migrations."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.adapters.database import migrate, open_engine
from bot.adapters.encryption import ChatCipher
from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore

KEY = bytes(range(32))
Store: TypeAlias = MemoryStore | SqlStore


@asynccontextmanager
async def open_store(path: Path) -> AsyncIterator[SqlStore]:
    """Open the SQLite file *path*, as a process that starts does."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        yield SqlStore(engine, ChatCipher(KEY))
    finally:
        await engine.dispose()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row; copied, since a migration takes longer than a test."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"

    async def make() -> None:
        engine = open_engine(f"sqlite:///{path}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    """An own SQLite file of one test."""
    return Path(shutil.copy(empty_database, tmp_path / "optout.sqlite3"))


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[Store]:
    """A store without a row, in each of its two forms."""
    if request.param == "memory":
        yield MemoryStore()
        return
    async with open_store(database) as opened:
        yield opened
