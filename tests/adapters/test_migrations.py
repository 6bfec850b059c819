"""The migrations go up, down and up again on a real SQLite file, and end where the models are."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database import alembic_config, downgrade, is_current, migrate, open_engine
from bot.adapters.schema import metadata
from bot.core.errors import SettingsError

TABLES = {table.name for table in metadata.sorted_tables}
REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()
]


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database that was never used."""
    opened = open_engine(f"sqlite:///{tmp_path / 'optout.sqlite3'}")
    yield opened
    await opened.dispose()


async def tables(engine: AsyncEngine) -> set[str]:
    """Return the names of the tables, Alembic's own left out."""
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
    return set(names) - {"alembic_version"}


async def differences(engine: AsyncEngine) -> list[object]:
    """Return how the tables differ from the models."""

    def compare(connection: Connection) -> list[object]:
        options = {"compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    async with engine.connect() as connection:
        return await connection.run_sync(compare)


async def test_up_down_and_up_again(engine: AsyncEngine) -> None:
    """Nothing stays behind on the way down, and the way up can be gone again."""
    assert not await is_current(engine)
    for _ in range(2):
        await migrate(engine)
        assert await is_current(engine)
        assert await tables(engine) == TABLES
        await migrate(engine)  # at the end already: nothing happens
        await downgrade(engine, "base")
        assert not await is_current(engine)
        assert await tables(engine) == set()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_each_step_can_be_taken_back(engine: AsyncEngine, revision: str) -> None:
    """From every revision one step down and up again, to the same tables."""
    await migrate(engine, revision)
    before = await tables(engine)
    await downgrade(engine, "-1")
    await migrate(engine, revision)
    assert await tables(engine) == before


async def test_the_migrations_end_where_the_models_are(engine: AsyncEngine) -> None:
    """Tables, columns, types, keys and indexes are those that the code expects."""
    assert await differences(engine)
    await migrate(engine)
    assert await differences(engine) == []


async def test_there_is_one_way_up() -> None:
    """Two heads would leave it open where "head" is."""
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


async def test_an_unknown_revision_changes_nothing(engine: AsyncEngine) -> None:
    """A slip of the keyboard is refused, and the tables stay."""
    await migrate(engine)
    for go in (migrate, downgrade):
        with pytest.raises(CommandError, match="nonsense"):
            await go(engine, "nonsense")
    assert await is_current(engine)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://somebody:secret@localhost/bot",
        "sqlite+pysqlite:///optout.sqlite3",
        "nothing://localhost",
        "postgresql://localhost:port/bot",
    ],
)
def test_a_url_of_no_use_is_refused_in_one_line(url: str) -> None:
    """The line names the setting and an example, and no password."""
    with pytest.raises(SettingsError, match=r"^OPTOUT_DATABASE_URL: [^\n]*sqlite:///") as refused:
        open_engine(url)
    assert "secret" not in str(refused.value)


async def test_a_database_out_of_reach_is_refused_in_one_line(tmp_path: Path) -> None:
    """A folder that is not there is the setting's fault, not a stack trace."""
    engine = open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'optout.sqlite3'}")
    try:
        for attempt in (migrate(engine), downgrade(engine, "base"), is_current(engine)):
            with pytest.raises(SettingsError, match=r"^OPTOUT_DATABASE_URL: unable to open"):
                await attempt
    finally:
        await engine.dispose()


async def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    """A setting that names some other file does not harm it."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,\n" * 100)
    engine = open_engine(f"sqlite:///{path}")
    try:
        with pytest.raises(SettingsError, match=r"^OPTOUT_DATABASE_URL: file is not a database"):
            await migrate(engine)
    finally:
        await engine.dispose()
    assert path.read_text() == "Dear Anna,\n" * 100


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
    engine = open_engine(url)
    try:
        up = run_db(tmp_path, "upgrade", url=url)
        assert (up.returncode, up.stderr) == (0, "")
        assert await is_current(engine)
        down = run_db(tmp_path, "downgrade", "base", url=url)
        assert (down.returncode, down.stderr) == (0, "")
        assert await tables(engine) == set()
    finally:
        await engine.dispose()
