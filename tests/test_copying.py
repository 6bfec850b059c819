"""Everything kept moves between real databases and is compared, or nothing is changed."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.types import TypeEngine

from bot import copying
from bot.adapters.database import Database, migrate, open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.schema import UtcDateTime, chat, reminder, worker
from bot.adapters.store import SqlStore
from bot.copying import TABLES, CannotCopy, check_ends, copy, count_rows
from bot.core.conversation import Conversation
from bot.core.errors import StoreUnavailable

FEW: Final = 40  # rows in a batch of these tests
ROWS: Final = FEW + FEW // 2  # of each table: a whole batch and a part
NOW = datetime(2025, 10, 20, 8, 0, 0, 123456, tzinfo=UTC)
ANNA = 4_815_162_342


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows would only take longer."""
    monkeypatch.setattr(copying, "BATCH", FEW)


def value(column: Column[Any], number: int) -> object:
    """Return something that the column may hold in row *number*, each row's its own."""
    if column.nullable and number % 3 == 0:
        return None
    makers: dict[type[TypeEngine[Any]], Callable[[int], object]] = {
        Boolean: lambda n: n % 2 == 0,
        UtcDateTime: lambda n: NOW + timedelta(minutes=n),
        Date: lambda n: date(2025, 1, 1) + timedelta(days=n),
        LargeBinary: lambda n: n.to_bytes(cast("LargeBinary", column.type).length or 8, "big"),
        Integer: int,
        String: lambda n: f"é’{n}",
    }
    return next(make(number) for kind, make in makers.items() if isinstance(column.type, kind))


def fill(connection: Connection) -> None:
    """Write rows to every table, one whose columns are new too."""
    for table in TABLES:
        rows = [{c.name: value(c, n) for c in table.columns} for n in range(1, ROWS + 1)]
        connection.execute(insert(table), rows)


def rows_of(table: Table) -> Callable[[Connection], set[tuple[Any, ...]]]:
    """Return the work that reads a whole table."""
    return lambda connection: {tuple(row) for row in connection.execute(select(table))}


@asynccontextmanager
async def opened(*urls: str) -> AsyncIterator[list[Database]]:
    """Open databases, and bring them up to date."""
    async with AsyncExitStack() as stack:
        databases = []
        for url in urls:
            database = open_database(url)
            stack.push_async_callback(database.dispose)
            await migrate(database)
            databases.append(database)
        yield databases


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file of one test."""
    return f"sqlite:///{tmp_path / 'optout.sqlite3'}"


@pytest.fixture(params=["to PostgreSQL", "back"])
async def ends(
    request: pytest.FixtureRequest, sqlite_url: str, postgres_url: str
) -> AsyncIterator[tuple[Database, Database]]:
    """One database to copy from and one to copy to, of either kind."""
    urls = [sqlite_url, postgres_url]
    if request.param == "back":
        urls.reverse()
    async with opened(*urls) as (source, target):
        yield source, target


def nothing(_: int) -> None:
    """Show no progress."""


async def test_every_row_of_every_table_arrives(ends: tuple[Database, Database]) -> None:
    """As it was, whatever each database makes of times, bytes and booleans; told batch by batch."""
    source, target = ends
    await source.write(fill)
    await check_ends(source, target)
    done: list[int] = []
    await copy(source, target, done.append)
    assert sum(done) == 2 * await count_rows(source) == 2 * ROWS * len(TABLES)
    for table in TABLES:
        assert await target.read(rows_of(table)) == await source.read(rows_of(table))


async def test_new_rows_are_numbered_after_those_that_came(ends: tuple[Database, Database]) -> None:
    """PostgreSQL counts apart from its tables, and would give a number a second time."""
    source, target = ends
    await source.write(fill)
    await copy(source, target, nothing)
    for table in (chat, reminder):
        row = {c.name: value(c, ROWS + 1) for c in table.columns if c.name != "id"}
        row |= {"chat_id": 1} if table is reminder else {}
        written = await target.write(partial(_insert, table=table, row=row))
        assert written == ROWS + 1


def _insert(connection: Connection, table: Table, row: dict[str, object]) -> int:
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key
    return int(key[0])


async def test_a_member_is_known_on_the_other_database(ends: tuple[Database, Database]) -> None:
    """Under the same key, with everything that was chosen; who runs where is not copied."""
    source, target = ends
    cipher = ChatCipher(bytes(range(32)))
    anna = Conversation("fr", "Europe/Paris", refused_on=date(2025, 10, 21), seen_on=NOW.date())
    await SqlStore(source, cipher).commit(ANNA, 1, anna, (), now=NOW)
    await source.write(lambda c: c.execute(insert(worker).values(id="here", seen_at=NOW)))
    await copy(source, target, nothing)
    kept = await SqlStore(target, cipher).load(ANNA)
    assert kept is not None
    assert kept.conversation == anna
    assert await target.read(rows_of(worker)) == set()


async def test_an_empty_database_is_copied_too(ends: tuple[Database, Database]) -> None:
    """Nothing is there, and nothing arrives."""
    await copy(*ends, nothing)
    assert await count_rows(ends[1]) == 0


async def test_a_copy_that_fails_leaves_nothing_and_can_be_begun_again(
    ends: tuple[Database, Database],
) -> None:
    """Also in its last moment."""
    source, target = ends
    await source.write(fill)
    left = 2 * ROWS * len(TABLES)

    def fail_at_the_end(rows: int) -> None:
        nonlocal left
        left -= rows
        if not left:
            raise ConnectionResetError

    with pytest.raises((ConnectionResetError, StoreUnavailable)):
        await copy(source, target, fail_at_the_end)
    assert await count_rows(target) == 0
    await check_ends(source, target)
    await copy(source, target, nothing)
    assert await count_rows(target) == await count_rows(source)


async def test_an_interrupted_copy_leaves_nothing(ends: tuple[Database, Database]) -> None:
    """Ctrl+C is honoured between two batches."""
    source, target = ends
    await source.write(fill)
    loop = asyncio.get_running_loop()

    def interrupt(_: int) -> None:
        loop.call_soon_threadsafe(task.cancel)

    task = asyncio.create_task(copy(source, target, interrupt))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count_rows(target) == 0


@pytest.mark.parametrize(
    "change",
    ["UPDATE chat SET locale = 'xx' WHERE id = 7", "DELETE FROM seen_update WHERE update_id = 7"],
)
async def test_a_source_that_changes_meanwhile_is_refused(
    tmp_path: Path, postgres_url: str, change: str
) -> None:
    """A bot that still runs would lose what it keeps after the copy: stop it first."""
    path = tmp_path / "optout.sqlite3"
    left = ROWS * len(TABLES)  # until everything is copied, and nothing compared

    def change_then(rows: int) -> None:
        nonlocal left
        left -= rows
        if left == 0:
            with closing(sqlite3.connect(path)) as bot:
                bot.execute(change)
                bot.commit()

    async with opened(f"sqlite:///{path}", postgres_url) as (source, target):
        await source.write(fill)
        with pytest.raises(CannotCopy, match="stop the bot"):
            await copy(source, target, change_then)
        assert await count_rows(target) == 0


async def test_a_row_that_arrives_otherwise_is_found(sqlite_url: str, tmp_path: Path) -> None:
    """The comparison reads what the other database has, and not what was sent."""
    path = tmp_path / "other.sqlite3"
    async with opened(sqlite_url, f"sqlite:///{path}") as (source, target):
        await source.write(fill)
        with closing(sqlite3.connect(path)) as other:
            other.execute(
                "CREATE TRIGGER spoil AFTER INSERT ON reminder WHEN NEW.id = 50 BEGIN "
                "UPDATE reminder SET attempts = attempts + 1 WHERE id = NEW.id; END"
            )
        with pytest.raises(CannotCopy, match="reminder: a row did not arrive as it is"):
            await copy(source, target, nothing)
        assert await count_rows(target) == 0


async def test_only_an_empty_database_is_written_to(ends: tuple[Database, Database]) -> None:
    """Nothing is ever mixed."""
    source, target = ends
    await source.write(fill)
    with pytest.raises(CannotCopy, match=rf"TO: \w+ holds {ROWS} rows already"):
        await check_ends(target, source)


async def test_both_have_to_be_up_to_date(sqlite_url: str, tmp_path: Path) -> None:
    """Each message says which, and how; no file is made by looking for it."""
    other = tmp_path / "other.sqlite3"
    async with opened(sqlite_url) as (ready,):
        bare = open_database(f"sqlite:///{other}")
        try:
            with pytest.raises(CannotCopy, match=r"^FROM: there is no such file$"):
                await check_ends(bare, ready)
            with pytest.raises(CannotCopy, match=r"^TO: there is no such file; run: .*db upgrade"):
                await check_ends(ready, bare)
            assert not other.exists()
            other.touch()
            with pytest.raises(CannotCopy, match="TO: its tables are not up to date; run: "):
                await check_ends(ready, bare)
        finally:
            await bare.dispose()
