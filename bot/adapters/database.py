"""Opens the database, runs work on it, and brings its tables to where the code is.

Work is a plain function of a connection, run whole in one transaction. On SQLite it runs in one
thread that owns the file: a transaction costs one change of threads instead of one a statement,
and the process never waits for a lock that it holds itself. On PostgreSQL it runs on asyncpg.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.outages import as_outage
from bot.adapters.postgresql import engine_for_change, engine_for_clearing, engine_for_work
from bot.adapters.spelling import Kind
from bot.adapters.sqlite_file import make_private
from bot.adapters.traces import PostgresqlTraces, SqliteTraces, Traces
from bot.core.errors import SettingsError, StoreUnavailable
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
_MIGRATION_LOCK: Final = 20_251_103  # any number that nobody else takes


class Database:
    """A database to run work on; see open_database.

    Attributes:
        engine: Runs the statements, in whichever way *kind* has it.
        kind: "sqlite" or "postgresql".
        traces: What was erased and is not cleared from the files yet.
    """

    def __init__(self, url: URL) -> None:
        self.kind: Kind = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql"
        self._url = url
        self.async_engine: AsyncEngine | None = None
        self._is_closed = False
        if self.kind == "sqlite":
            self.engine = create_engine(url, hide_parameters=True)
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "do_connect", make_private)
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
            self.traces: Traces = SqliteTraces(self.engine, self._thread)
        else:
            self.async_engine = engine_for_work(url)
            self.engine = self.async_engine.sync_engine
            self.traces = PostgresqlTraces(partial(engine_for_clearing, url))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction, kept whole or, if it raises, not at all.

        Raises:
            StoreUnavailable: The database is locked, full or out of reach. Where the connection
                was lost at the very end, the transaction may be kept nevertheless.
        """
        # SQLite: who reads first and writes later can find that another wrote in between; so
        # who means to write says so at once.
        return await self._run(work, "BEGIN IMMEDIATE")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run *work*, which only reads.

        Raises:
            StoreUnavailable: The database is locked or out of reach.
        """
        return await self._run(work, "BEGIN")

    async def alter(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction that may take as long as it takes.

        Raises:
            SettingsError: The database cannot be reached.
        """
        if self.async_engine is None:
            await self._reach()
            return await self.write(work)
        try:
            connection = await engine_for_change(self._url).connect()
        except (OSError, DBAPIError) as error:
            raise _unusable(error) from error
        try:
            async with connection.begin():
                return await connection.run_sync(work)
        finally:
            await connection.close()

    async def scrub(self) -> None:
        """Leave nothing of what was just erased in the files.

        At once on SQLite, unless another process reads at this moment; there, and on PostgreSQL,
        when ``traces.clear`` runs next, so that nobody waits for it.
        """
        await self.traces.note()

    async def dispose(self, *, within_seconds: float | None = None) -> None:
        """Close every connection, once what is under way has ended; nothing more is taken on.

        To do so again does nothing.

        Args:
            within_seconds: After this time what is under way is left to itself; by default it is
                waited for, however long it takes.
        """
        if self._is_closed:
            return
        self._is_closed = True
        closing: asyncio.Future[None]
        if self.async_engine is not None:
            closing = asyncio.ensure_future(self.async_engine.dispose())
        else:
            loop = asyncio.get_running_loop()
            closing = loop.run_in_executor(self._thread, self.engine.dispose)
        done, late = await asyncio.wait({closing}, timeout=within_seconds)
        for end in done:
            end.result()
        for end in late:
            end.cancel()
        if self.async_engine is None:
            self._thread.shutdown(wait=not late, cancel_futures=True)

    async def _run(self, work: Callable[[Connection], T], begin: str) -> T:
        if self._is_closed:
            raise StoreUnavailable("it is closed")
        try:
            if self.async_engine is not None:
                async with self.async_engine.begin() as connection:
                    return await connection.run_sync(work)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, _transact, self.engine, work, begin)
        except Exception as error:
            if (outage := as_outage(error)) is None:
                raise
            raise outage from error

    async def _reach(self) -> None:
        """Connect once.

        Raises:
            SettingsError: That fails.
        """
        try:
            await self.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
        except StoreUnavailable as error:
            raise _unusable(error.__cause__ or error) from error
        except DBAPIError as error:
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
    await database.alter(partial(upgrade, revision=revision))


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Do what migrate does, within a transaction."""
    command.upgrade(_config_alone(connection), revision)


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


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    _begin_log(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")  # safe in WAL mode against a killed process
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased leaves no trace in the file
    cursor.close()


def _begin_log(cursor: DBAPICursor) -> None:
    """Let readers and the writer not wait for each other.

    Of several processes that start on a new file SQLite refuses some at once, however long they
    would wait.
    """
    end = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.01)  # in the thread that owns the file
        else:
            return


def _unusable(error: BaseException) -> SettingsError:
    cause = getattr(error, "orig", None) or error
    # One line, whatever the library wrote; a time-out writes nothing at all.
    reason = " ".join(str(cause).split()) or type(cause).__name__
    return SettingsError(
        f"OPTOUT_DATABASE_URL: {reason}; use sqlite:///optout.sqlite3 or "
        "postgresql://user:password@host/name, for example"
    )
