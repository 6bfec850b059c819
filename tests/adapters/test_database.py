"""Which databases are opened, and what is said of those that cannot be."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.adapters.database import (
    Database,
    downgrade,
    is_current,
    migrate,
    open_database,
)
from bot.core.errors import SettingsError, StoreUnavailable
from tests.adapters.chats import ANNA, ASKED, keep, known
from tests.adapters.conftest import open_store, open_store_at
from tests.postgres import Cluster, Server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://somebody:secret@localhost/bot",
        "nothing://localhost",
        "postgresql://localhost:port/bot",
        "postgresql+psycopg://somebody:secret@localhost/bot",
    ],
)
def test_a_url_of_no_use_is_refused_in_one_line(url: str) -> None:
    """The line names the setting and an example, and no password."""
    with pytest.raises(SettingsError, match=r"^OPTOUT_DATABASE_URL: [^\n]*sqlite:///") as refused:
        open_database(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
async def test_every_spelling_of_postgresql_is_understood(postgres_url: str, scheme: str) -> None:
    """As hosts print it, also with the query that libpq reads."""
    url = postgres_url.replace("postgresql", scheme) + "?sslmode=disable"
    database = open_database(url)
    try:
        assert await is_current(database)
        assert database.kind == "postgresql"
    finally:
        await database.dispose()


async def test_every_spelling_of_sqlite_is_understood(database: Path) -> None:
    """Also that of the driver that was in use before."""
    for scheme in ("sqlite", "sqlite+aiosqlite"):
        opened = open_database(f"{scheme}:///{database}")
        try:
            assert await is_current(opened)
        finally:
            await opened.dispose()


async def refuses(database: Database, pattern: str) -> None:
    """Check that whatever is begun with *database* ends in one line."""
    try:
        for attempt in (migrate(database), downgrade(database, "base"), is_current(database)):
            with pytest.raises(SettingsError, match=rf"^OPTOUT_DATABASE_URL: {pattern}") as refused:
                await attempt
            assert "\n" not in str(refused.value)
    finally:
        await database.dispose()


async def test_a_folder_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    """It is the setting's fault, not a stack trace."""
    url = f"sqlite:///{tmp_path / 'nowhere' / 'optout.sqlite3'}"
    await refuses(open_database(url), "unable to open")


async def test_a_server_out_of_reach_is_refused_in_one_line(postgres: Server) -> None:
    """Nobody listens there, there is no such database, or nobody of that name."""
    url = postgres.url("nowhere")
    await refuses(open_database(url), r".*\"nowhere\" does not exist")
    nobody = url.replace("postgres@", "nobody:secret@")
    await refuses(open_database(nobody), r".*\"nobody\" does not exist")
    port = url.rpartition(":")[2].partition("/")[0]
    await refuses(open_database(url.replace(port, "1")), ".*Connect call failed")


async def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    """A setting that names some other file does not harm it."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,\n" * 100)
    await refuses(open_database(f"sqlite:///{path}"), "file is not a database")
    assert path.read_text() == "Dear Anna,\n" * 100


async def test_processes_that_start_together_migrate_once(blank_url: str) -> None:
    """One does it, the others wait and find it done."""
    databases = [open_database(blank_url) for _ in range(3)]
    try:
        await asyncio.gather(*map(migrate, databases))
        assert await is_current(databases[0])
    finally:
        for database in databases:
            await database.dispose()


async def test_a_turn_waits_for_another_writer(database: Path) -> None:
    """Somebody else holds the file: the turn is kept as soon as it is let go."""
    async with open_store(database) as store:
        with closing(sqlite3.connect(database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            kept = asyncio.create_task(keep(store, ANNA, ASKED, update_id=1))
            done, _ = await asyncio.wait({kept}, timeout=0.1)
            assert not done
            writer.execute("COMMIT")
            assert await asyncio.wait_for(kept, 10)


async def test_work_that_reads_first_may_write_though_another_wrote(database: Path) -> None:
    """SQLite would refuse who began by reading; who means to write says so at once."""
    async with open_store(database) as one, open_store(database) as other:
        await keep(one, ANNA, ASKED)
        for number in range(20):
            await asyncio.gather(
                keep(one, ANNA, ASKED, update_id=2 * number),
                keep(other, ANNA, ASKED, update_id=2 * number + 1),
            )
        assert await known(one, ANNA) == ASKED


async def test_a_server_that_was_restarted_costs_nobody_an_answer(own_cluster: Cluster) -> None:
    """The first turn after a crash of the server finds it again; what was kept is there."""
    url = own_cluster.url(await own_cluster.create_database())
    database = open_database(url)
    await migrate(database)
    await database.dispose()
    async with open_store_at(url) as store:
        for update_id, end in enumerate((own_cluster.kill, own_cluster.stop)):
            assert await keep(store, ANNA, ASKED, update_id=update_id)
            end()
            with pytest.raises(StoreUnavailable):
                await keep(store, ANNA, None, update_id=99)
            own_cluster.start()
            assert not await keep(store, ANNA, ASKED, update_id=update_id)
            assert await known(store, ANNA) == ASKED


async def test_a_database_that_is_closed_keeps_nothing(database_url: str) -> None:
    """Whoever comes too late is told so as in any outage, and it comes again."""
    async with open_store_at(database_url) as store:
        await store.database.dispose()
        with pytest.raises(StoreUnavailable, match="closed"):
            await keep(store, ANNA, ASKED, update_id=1)


async def test_the_end_waits_for_no_other_writer(database: Path) -> None:
    """Neither for what is under way nor for what stands behind it."""
    async with open_store(database) as store:
        with closing(sqlite3.connect(database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            turns = [
                asyncio.create_task(keep(store, ANNA, ASKED, update_id=number)) for number in (1, 2)
            ]
            await asyncio.wait(turns, timeout=0.1)
            async with asyncio.timeout(5):
                await store.database.dispose(within_seconds=0.1)
        await asyncio.wait(turns, timeout=10)
        assert turns[1].cancelled()


async def test_an_error_of_the_database_names_no_values(database_url: str) -> None:
    """What a log may show of a failed statement holds nothing of a person."""
    async with open_store_at(database_url) as store:
        broken = text("INSERT INTO chat (locale) VALUES (:locale)")
        with pytest.raises(DBAPIError) as refused:
            await store.database.write(lambda c: c.execute(broken, {"locale": "secret"}))
        assert "[SQL parameters hidden" in str(refused.value)
