"""The store in its three forms: in memory, as a SQLite file, and on a real PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.adapters.database import migrate, open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore

KEY = bytes(range(32))
Store: TypeAlias = MemoryStore | SqlStore


@asynccontextmanager
async def open_store_at(url: str, *keys: bytes) -> AsyncIterator[SqlStore]:
    """Open the database at *url*, as a process that starts does."""
    database = open_database(url)
    try:
        yield SqlStore(database, ChatCipher(*(keys or (KEY,))))
    finally:
        await database.dispose()


@asynccontextmanager
async def open_store(path: Path) -> AsyncIterator[SqlStore]:
    """Open the SQLite file *path*, as a process that starts does."""
    async with open_store_at(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row; copied, since a migration takes longer than a test."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"

    async def make() -> None:
        database = open_database(f"sqlite:///{path}")
        await migrate(database)
        await database.dispose()

    asyncio.run(make())
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    """An own SQLite file of one test."""
    return Path(shutil.copy(empty_database, tmp_path / "optout.sqlite3"))


@pytest.fixture
def sqlite_url(database: Path) -> str:
    """An own SQLite file of one test, as the setting names it."""
    return f"sqlite:///{database}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of one test, on each kind of server."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that was never used, on each kind of server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'optout.sqlite3'}"
    return str(request.getfixturevalue("blank_postgres_url"))


@pytest.fixture(params=["memory", "sqlite_url", "postgres_url"])
def place(request: pytest.FixtureRequest) -> str | None:
    """Where a store keeps what it keeps: a URL, or nothing for memory."""
    return None if request.param == "memory" else str(request.getfixturevalue(request.param))


@pytest.fixture
async def store(place: str | None) -> AsyncIterator[Store]:
    """A store without a row, in each of its three forms."""
    if place is None:
        yield MemoryStore()
        return
    async with open_store_at(place) as opened:
        yield opened
