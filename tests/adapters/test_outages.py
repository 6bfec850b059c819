"""When the store is not available, and when what was asked of it is wrong: never mixed up."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.adapters import database as databases
from bot.adapters import traces
from bot.adapters.database import Database, open_database
from bot.adapters.schema import seen_update
from bot.core.effects import Forget
from bot.core.errors import StoreUnavailable
from tests.adapters.chats import ANNA, ASKED, NOW, keep, known
from tests.adapters.conftest import open_store, open_store_at
from tests.postgres import Server

MARK = text("INSERT INTO seen_update (update_id, seen_at) VALUES (1, '2025-11-03 00:00:00')")


async def refusal(database: Database, work: Callable[[Connection], Any]) -> str:
    """Return how the database refuses *work* for now."""
    with pytest.raises(StoreUnavailable) as refused:
        await database.write(work)
    return str(refused.value)


async def test_a_file_that_is_locked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than anybody waits; and it is there again afterwards."""
    monkeypatch.setattr(databases, "BUSY_MILLISECONDS", 10)
    async with open_store(database) as store:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            said = await refusal(store.database, lambda c: c.execute(MARK))
            assert said == "the store is not available: SQLITE_BUSY"
        assert await keep(store, ANNA, ASKED, update_id=1)


async def test_a_disk_that_is_full(database: Path) -> None:
    """Nothing of the turn is kept; when there is room again, all of it is."""
    async with open_store(database) as store:

        def fill(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # for as many as there are
            connection.exec_driver_sql("CREATE TABLE more (filling)")
            connection.exec_driver_sql("INSERT INTO more VALUES (zeroblob(100000))")

        assert await refusal(store.database, fill) == "the store is not available: SQLITE_FULL"
        assert await keep(store, ANNA, ASKED, update_id=1)
        assert await known(store, ANNA) == ASKED


async def test_a_file_that_may_only_be_read(database: Path) -> None:
    """As after a restore by somebody else."""

    def work(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = 1")
        connection.execute(MARK)

    async with open_store(database) as store:
        said = await refusal(store.database, work)
        assert said == "the store is not available: SQLITE_READONLY"


async def test_a_file_that_is_broken(tmp_path: Path) -> None:
    """It serves nobody, whatever is asked."""
    path = tmp_path / "optout.sqlite3"
    path.write_text("Dear Anna,\n" * 100)
    opened = open_database(f"sqlite:///{path}")
    try:
        assert "SQLITE_NOTADB" in await refusal(opened, lambda c: c.execute(MARK))
    finally:
        await opened.dispose()


async def test_a_server_that_is_not_there(postgres: Server) -> None:
    """Nobody listens, there is no such database, or an administrator ends the connection."""
    port = postgres.url("x").rpartition(":")[2].partition("/")[0]
    for url, reason in (
        (postgres.url("x").replace(port, "1"), "ConnectionRefusedError"),
        (postgres.url("nowhere"), "SQLSTATE 3D000"),
    ):
        async with open_store_at(url) as store:
            said = await refusal(store.database, lambda c: c.execute(MARK))
            assert said == f"the store is not available: {reason}"


async def test_a_server_that_ends_the_connection_or_only_reads(postgres_url: str) -> None:
    """Stopped by somebody in the middle, or no longer the one that writes."""
    async with open_store_at(postgres_url) as store:
        for statement in (
            "SELECT pg_terminate_backend(pg_backend_pid())",
            "SET TRANSACTION READ ONLY",
        ):

            def work(connection: Connection, statement: str = statement) -> None:
                connection.execute(text(statement))
                connection.execute(MARK)

            assert await refusal(store.database, work)
        assert await keep(store, ANNA, ASKED, update_id=1)


async def test_what_is_wrong_by_itself_is_no_outage(database_url: str) -> None:
    """It would come again for ever: a statement that fails on any day, a row that cannot be."""
    async with open_store_at(database_url) as store:
        for wrong in (
            text("INSERT INTO nowhere VALUES (1)"),
            text("NONSENSE"),
            text("SELECT locale FROM chat WHERE nothing = 1"),
        ):
            with pytest.raises(DBAPIError):
                await store.database.write(lambda c, wrong=wrong: c.execute(wrong))  # type: ignore[misc]
        row = {"update_id": 1, "seen_at": NOW}
        await store.database.write(lambda c: c.execute(seen_update.insert(), row))
        with pytest.raises(IntegrityError):
            await store.database.write(lambda c: c.execute(seen_update.insert(), row))
        with pytest.raises(ZeroDivisionError):
            await store.database.read(lambda _: 1 // 0)


async def test_who_was_erased_is_told_so_even_where_the_log_cannot_be_cut(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The erasure is kept; that it leaves no trace in the file is left for the next time."""

    def fail(_: object) -> None:
        with closing(sqlite3.connect("/nowhere/at/all")):
            pass

    async with open_store(database) as store:
        await keep(store, ANNA, ASKED)
        monkeypatch.setattr(traces, "cut_log", fail)
        assert await store.commit(ANNA, 2, None, (Forget(),), now=NOW)
        assert await known(store, ANNA) is None
