"""Opens the database and brings its tables to where the code is."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.core.errors import SettingsError
from bot.resources import folder

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def open_engine(database_url: str) -> AsyncEngine:
    """Return an engine for *database_url*; nothing is connected yet.

    Raises:
        SettingsError: It is no URL of a database that we can use.
    """
    try:
        url = make_url(database_url)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        engine = create_async_engine(url, hide_parameters=True)
    except (ArgumentError, ImportError, InvalidRequestError, ValueError) as error:
        raise _unusable(error) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")  # readers and the writer do not wait for each other
    cursor.execute("PRAGMA synchronous = NORMAL")  # safe in WAL mode against a killed process
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 10000")  # milliseconds
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased leaves no trace in the file
    cursor.close()


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, built in code so that a wheel needs no pyproject.toml."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the tables up to *revision*.

    Raises:
        SettingsError: The database cannot be reached.
        alembic.util.CommandError: No such revision.
    """
    async with _connect(engine) as connection, connection.begin():
        await connection.run_sync(lambda c: command.upgrade(alembic_config(c), revision))


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Bring the tables down to *revision* ("base" for none).

    Raises:
        SettingsError: The database cannot be reached.
        alembic.util.CommandError: No such revision.
    """
    async with _connect(engine) as connection, connection.begin():
        await connection.run_sync(lambda c: command.downgrade(alembic_config(c), revision))


async def is_current(engine: AsyncEngine) -> bool:
    """Tell whether the tables are where the code is.

    Raises:
        SettingsError: The database cannot be reached.
    """

    def current(connection: Connection) -> bool:
        head = ScriptDirectory.from_config(alembic_config()).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head

    async with _connect(engine) as connection:
        return await connection.run_sync(current)


@asynccontextmanager
async def _connect(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        if engine.dialect.name == "sqlite":
            _try_sqlite(engine)
        connection = await engine.connect()
    except (OSError, DBAPIError, sqlite3.Error) as error:
        raise _unusable(getattr(error, "orig", None) or error) from error
    try:
        yield connection
    finally:
        await connection.close()


def _try_sqlite(engine: AsyncEngine) -> None:
    """Open and close the file: where that fails, aiosqlite would leave a thread that complains."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    connection = sqlite3.connect(arguments[0], **options)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


def _unusable(error: BaseException) -> SettingsError:
    reason = " ".join(str(error).split())  # one line, whatever the library wrote
    return SettingsError(
        f"OPTOUT_DATABASE_URL: {reason}; use sqlite:///optout.sqlite3, for example"
    )
