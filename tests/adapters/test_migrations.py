"""The migrations go up, down and up again, on both databases, and end where the models are."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from bot.adapters.database import (
    Database,
    alembic_config,
    downgrade,
    is_current,
    migrate,
    open_database,
)
from bot.adapters.encryption import ChatCipher
from bot.adapters.schema import metadata
from bot.adapters.store import SqlStore
from bot.core.effects import Count, Forget
from bot.core.tally import Counted
from tests.adapters.chats import ANNA, ASKED, BELA, NOW, keep, subscribe
from tests.adapters.conftest import KEY
from tests.adapters.first_release import FirstCipher, fill

TABLES = {table.name for table in metadata.sorted_tables}
REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()
]


@pytest.fixture
async def database(blank_url: str) -> AsyncIterator[Database]:
    """A database that was never used, of each kind."""
    opened = open_database(blank_url)
    yield opened
    await opened.dispose()


async def tables(database: Database) -> set[str]:
    """Return the names of the tables, Alembic's own left out."""
    names = await database.read(lambda connection: inspect(connection).get_table_names())
    return set(names) - {"alembic_version"}


async def differences(database: Database) -> list[object]:
    """Return how the tables differ from the models."""

    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    return await database.read(compare)


async def column_types(database: Database) -> dict[str, object]:
    """Return the type of each column that holds a row's number."""
    return await database.read(
        lambda connection: {
            f"{table}.{column['name']}": column["type"]
            for table in ("chat", "subscription", "reminder")
            for column in inspect(connection).get_columns(table)
            if column["name"] in {"id", "chat_id"}
        }
    )


async def test_up_down_and_up_again(database: Database) -> None:
    """Nothing stays behind on the way down, and the way up can be gone again."""
    assert not await is_current(database)
    for _ in range(2):
        await migrate(database)
        assert await is_current(database)
        assert await tables(database) == TABLES
        await migrate(database)  # at the end already: nothing happens
        await downgrade(database, "base")
        assert not await is_current(database)
        assert await tables(database) == set()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_each_step_can_be_taken_back(database: Database, revision: str) -> None:
    """From every revision one step down and up again, to the same tables."""
    await migrate(database, revision)
    before = await tables(database)
    await downgrade(database, "-1")
    await migrate(database, revision)
    assert await tables(database) == before


async def test_the_migrations_end_where_the_models_are(database: Database) -> None:
    """Tables, columns, types, keys and indexes are those that the code expects."""
    assert await differences(database)
    await migrate(database)
    assert await differences(database) == []


async def test_there_is_one_way_up() -> None:
    """Two heads would leave it open where "head" is."""
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


async def test_an_unknown_revision_changes_nothing(database: Database) -> None:
    """A slip of the keyboard is refused, and the tables stay."""
    await migrate(database)
    for go in (migrate, downgrade):
        with pytest.raises(CommandError, match="nonsense"):
            await go(database, "nonsense")
    assert await is_current(database)


async def test_what_is_kept_survives_the_way_up(database: Database) -> None:
    """Reminders of the first release are of full use for half a day, and none is lost."""
    await migrate(database, "0001")
    await fill(database, FirstCipher(KEY), {ANNA: NOW, BELA: NOW.replace(microsecond=250_000)})
    await migrate(database)
    query = text("SELECT due_at, latest_at, attempts FROM reminder ORDER BY id")
    rows = await database.read(lambda connection: connection.execute(query).all())
    assert len(rows) == 2
    for due_at, latest_at, attempts in rows:
        hours = {"08:00:00": "20:00:00"}
        assert hours[str(due_at)[11:19]] == str(latest_at)[11:19]
        assert str(due_at)[19:] == str(latest_at)[19:]
        assert attempts == 0
    assert str(rows[1].latest_at)[19:].startswith(".250000")


async def test_misses_survive_the_way_up_and_down(database: Database) -> None:
    """They become one kind of count, and what the release before cannot keep is left out."""
    await migrate(database, "0003")
    row = "INSERT INTO missed_question VALUES ('2025-10-20', 'fr', 'minors', 3)"
    await database.write(lambda connection: connection.execute(text(row)))
    await migrate(database)
    store = SqlStore(database, ChatCipher(KEY))
    misses = ((date(2025, 10, 20), "fr", "minors", 3),)
    assert await store.misses() == misses
    await keep(store, ANNA, None, Count(Counted.ANSWERED, "minors", "fr"))
    await downgrade(database, "0003")
    query = text("SELECT locale, topic, count FROM missed_question")
    rows = await database.read(lambda connection: connection.execute(query).all())
    assert [tuple(row) for row in rows] == [("fr", "minors", 3)]
    await migrate(database)
    assert await store.misses() == misses


async def test_no_step_down_loses_what_cannot_be_read_again(database: Database) -> None:
    """The release before cannot open the numbers as they are sealed now: it is refused."""
    await migrate(database)
    store = SqlStore(database, ChatCipher(KEY))
    await keep(store, ANNA, ASKED)
    for revision in ("0001", "base"):
        with pytest.raises(CommandError, match="1 chats"):
            await downgrade(database, revision)
    assert await is_current(database)
    assert await store.load(ANNA, fresh=True) is not None
    await keep(store, ANNA, None, Forget())
    await downgrade(database, "0001")


async def test_a_migration_that_fails_leaves_nothing_behind(database: Database) -> None:
    """Cut short in the middle, the tables are as before, and the next start begins anew."""
    await migrate(database, "0001")
    await database.write(lambda c: c.execute(text("CREATE TABLE worker (id INTEGER)")))
    before = await tables(database)
    with pytest.raises(Exception, match="worker"):
        await migrate(database)
    assert await tables(database) == before
    columns = await database.read(lambda c: inspect(c).get_columns("chat"))
    assert "version" not in {column["name"] for column in columns}
    await database.write(lambda c: c.execute(text("DROP TABLE worker")))
    await migrate(database)
    assert await differences(database) == []


async def test_rows_can_be_counted_beyond_32_bits(database: Database) -> None:
    """A million people with a reminder a day would reach the end of 32 bits in six years."""
    await migrate(database)
    types = await column_types(database)
    assert len(types) == 4
    if database.kind == "sqlite":  # an INTEGER there has 64 bits
        assert {str(kind) for kind in types.values()} == {"INTEGER"}
        count = text(f"UPDATE sqlite_sequence SET seq = {2**40 - 1} WHERE name = 'reminder'")  # noqa: S608
    else:
        assert {str(kind) for kind in types.values()} == {"BIGINT"}
        count = text(f"ALTER SEQUENCE reminder_id_seq RESTART WITH {2**40}")
    await database.write(lambda connection: connection.execute(count))
    store = SqlStore(database, ChatCipher(KEY))
    await subscribe(store, ANNA, 1)
    (due,) = await store.claim(now=NOW.replace(year=2026), limit=1, lease_seconds=1)
    assert due.id == 2**40


def run_db(folder: Path, *arguments: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run ``optout-bot db``, as an administrator does, in *folder*."""
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "bot", "db", *arguments],
        cwd=folder,
        env={**os.environ, "OPTOUT_DATABASE_URL": url, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def test_the_command_line_goes_up_and_down(tmp_path: Path) -> None:
    """``db upgrade`` and ``db downgrade base``, on the database that the setting names."""
    url = f"sqlite:///{tmp_path / 'cli.sqlite3'}"
    database = open_database(url)
    try:
        up = run_db(tmp_path, "upgrade", url=url)
        assert (up.returncode, up.stderr) == (0, "")
        assert await is_current(database)
        down = run_db(tmp_path, "downgrade", "base", url=url)
        assert (down.returncode, down.stderr) == (0, "")
        assert await tables(database) == set()
    finally:
        await database.dispose()
