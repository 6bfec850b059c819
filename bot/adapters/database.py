"""Opens the database, runs work on it, and brings its tables to where the code is.

Work is a plain function of a connection, run whole in one transaction. On SQLite it runs in one
thread that owns the file: a transaction costs one change of threads instead of one a statement,
and the process never waits for a lock that it holds itself. On PostgreSQL it runs on asyncpg.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.adapters.spelling import Kind
from bot.core.errors import SettingsError
from bot.resources import folder

T = TypeVar("T")

# Every spelling that hosts and manuals use, and the driver that we use.
_DRIVERS: Final[Mapping[str, str]] = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
BUSY_MILLISECONDS: Final = 15_000  # how long SQLite waits for another process that writes
CUT_MILLISECONDS: Final = 200  # how long the log may be held by another process that reads
CONNECT_SECONDS: Final = 10.0
COMMAND_SECONDS: Final = 60.0  # a batch takes milliseconds; a server that is gone answers never
_MIGRATION_LOCK: Final = 20_251_103  # any number that nobody else takes
CONNECTIONS: Final = 10  # of one process to PostgreSQL; a turn holds one for a millisecond


class Database:
    """A database to run work on; see open_database.

    Attributes:
        engine: Runs the statements, in whichever way *kind* has it.
        kind: "sqlite" or "postgresql".
    """

    def __init__(self, url: URL) -> None:
        self.kind: Kind = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql"
        self._url = url
        self.async_engine: AsyncEngine | None = None
        if self.kind == "sqlite":
            self.engine = create_engine(url, hide_parameters=True)
            event.listen(self.engine, "connect", _prepare_sqlite)
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        else:
            self.async_engine = create_async_engine(
                url,
                hide_parameters=True,
                connect_args=_postgresql_arguments(COMMAND_SECONDS),
                pool_size=CONNECTIONS,
                max_overflow=0,
                pool_timeout=CONNECT_SECONDS,
                pool_pre_ping=True,  # a server that was restarted costs nobody an answer
            )
            self.engine = self.async_engine.sync_engine

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction, kept whole or, if it raises, not at all."""
        # SQLite: who reads first and writes later can find that another wrote in between; so
        # who means to write says so at once.
        return await self._run(work, "BEGIN IMMEDIATE")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run *work*, which only reads."""
        return await self._run(work, "BEGIN")

    async def alter(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction that may take as long as it takes.

        Raises:
            SettingsError: The database cannot be reached.
        """
        if self.async_engine is None:
            await self._reach()
            return await self.write(work)
        patient = create_async_engine(
            self._url,
            hide_parameters=True,
            connect_args=_postgresql_arguments(None),
            poolclass=NullPool,
        )
        try:
            connection = await patient.connect()
        except (OSError, DBAPIError) as error:
            raise _unusable(error) from error
        try:
            async with connection.begin():
                return await connection.run_sync(work)
        finally:
            await connection.close()

    async def scrub(self) -> None:
        """Leave nothing of what was erased in the files of SQLite.

        Its log keeps old pages until they are written to the database and the log is cut. Where
        another process reads at this moment, that is left for the next time. PostgreSQL clears
        its files by itself, some time later (autovacuum).
        """
        if self.async_engine is None:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._thread, _cut_log, self.engine)

    async def dispose(self) -> None:
        """Close every connection, once what is under way has ended."""
        if self.async_engine is not None:
            await self.async_engine.dispose()
            return
        await asyncio.get_running_loop().run_in_executor(self._thread, self.engine.dispose)
        self._thread.shutdown()

    async def _run(self, work: Callable[[Connection], T], begin: str) -> T:
        if self.async_engine is not None:
            async with self.async_engine.begin() as connection:
                return await connection.run_sync(work)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, _transact, self.engine, work, begin)

    async def _reach(self) -> None:
        """Connect once.

        Raises:
            SettingsError: That fails.
        """
        try:
            await self.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
        except (OSError, DBAPIError, PoolTimeoutError, sqlite3.Error) as error:
            raise _unusable(error) from error


def open_database(database_url: str) -> Database:
    """Return the database at *database_url*; nothing is connected yet.

    Raises:
        SettingsError: It is no URL of a database that we can use.
    """
    try:
        url = make_url(database_url)
        if url.drivername not in _DRIVERS:
            raise ArgumentError(f"{url.drivername}: unknown")  # noqa: TRY301  # as make_url says it
        url = url.set(drivername=_DRIVERS[url.drivername])
        if sslmode := url.query.get("sslmode"):  # as libpq spells it; asyncpg says ssl
            url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": sslmode})
        return Database(url)
    except (ArgumentError, ImportError, InvalidRequestError, ValueError) as error:
        raise _unusable(error) from error


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, built in code so that a wheel needs no pyproject.toml."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database, revision: str = "head") -> None:
    """Bring the tables up to *revision*.

    Raises:
        SettingsError: The database cannot be reached.
        alembic.util.CommandError: No such revision.
    """
    await database.alter(lambda c: command.upgrade(_config_alone(c), revision))


async def downgrade(database: Database, revision: str) -> None:
    """Bring the tables down to *revision* ("base" for none).

    Raises:
        SettingsError: The database cannot be reached.
        alembic.util.CommandError: No such revision, or a step would lose what cannot be undone.
    """
    await database.alter(lambda c: command.downgrade(_config_alone(c), revision))


async def is_current(database: Database) -> bool:
    """Tell whether the tables are where the code is.

    Raises:
        SettingsError: The database cannot be reached.
    """

    def current(connection: Connection) -> bool:
        head = ScriptDirectory.from_config(alembic_config()).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head

    return await database.alter(current)


def _config_alone(connection: Connection) -> Config:
    """Return the configuration once nobody else migrates.

    Of several processes that start together one migrates, and the others find it done.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
    return alembic_config(connection)


def _transact(engine: Engine, work: Callable[[Connection], T], begin: str) -> T:
    with engine.connect() as connection, connection.begin():
        # The driver begins nothing by itself (see below), so that work has one picture of the
        # database from its first statement on, and migrations are transactions too.
        connection.connection.driver_connection.execute(begin)  # type: ignore[union-attr]
        return work(connection)


def _cut_log(engine: Engine) -> None:
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {CUT_MILLISECONDS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.close()


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode = WAL")  # readers and the writer do not wait for each other
    cursor.execute("PRAGMA synchronous = NORMAL")  # safe in WAL mode against a killed process
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased leaves no trace in the file
    cursor.close()


def _postgresql_arguments(command_seconds: float | None) -> dict[str, Any]:
    return {
        "timeout": CONNECT_SECONDS,
        "command_timeout": command_seconds,
        # Compiling a query pays for reports, not for statements of a millisecond.
        "server_settings": {"application_name": "optout-bot", "jit": "off"},
    }


def _unusable(error: BaseException) -> SettingsError:
    cause = getattr(error, "orig", None) or error
    # One line, whatever the library wrote; a time-out writes nothing at all.
    reason = " ".join(str(cause).split()) or type(cause).__name__
    return SettingsError(
        f"OPTOUT_DATABASE_URL: {reason}; use sqlite:///optout.sqlite3 or "
        "postgresql://user:password@host/name, for example"
    )
