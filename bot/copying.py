"""Moves everything that is kept from one database to another, as from SQLite to PostgreSQL.

The whole copy is one transaction: cut short, it leaves the other database as empty as it was. It
is kept only once every row has been read back and compared, so the bot has to be stopped.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, func, literal, select, tuple_
from sqlalchemy.util import await_only

from bot.adapters.database import Database, is_current
from bot.adapters.schema import metadata, worker
from bot.core.errors import BotError

T = TypeVar("T")
Advance: TypeAlias = Callable[[int], None]  # told how many more rows are done; from any thread

_CHANGED: Final = "FROM has changed meanwhile; stop the bot, and copy again"
BATCH: Final = 1000  # rows: some hundred kilobytes, and fewer parameters than a statement may have
# The processes that run now are no data: whoever starts on the other database enters itself.
TABLES: Final = tuple(table for table in metadata.sorted_tables if table is not worker)


class CannotCopy(BotError):
    """The copy was not made; the message says why, and the target is as it was."""


async def check_ends(source: Database, target: Database) -> None:
    """Check that *source* can be copied to *target*.

    Raises:
        CannotCopy: One is missing or not up to date, or *target* holds rows.
        SettingsError: One cannot be reached.
    """
    for name, database in (("FROM", source), ("TO", target)):
        remedy = f"run: OPTOUT_DATABASE_URL={name} optout-bot db upgrade"
        if is_missing(database):
            why = "" if database is source else f"; {remedy}"
            raise CannotCopy(f"{name}: there is no such file{why}")
        if not await is_current(database):
            raise CannotCopy(f"{name}: its tables are not up to date; {remedy}")
    for table, count in (await target.read(_counts)).items():
        if count:
            raise CannotCopy(f"TO: {table} holds {count} rows already; give a new, empty database")


def is_missing(database: Database) -> bool:
    """Tell whether *database* is a file that is not there; to connect would make it."""
    path = database.engine.url.database
    return database.kind == "sqlite" and not (path and Path(path).is_file())


async def count_rows(database: Database) -> int:
    """Return how many rows there are to copy."""
    return sum((await database.read(_counts)).values())


async def copy(source: Database, target: Database, advance: Advance) -> None:
    """Copy every row of *source* to *target*, read all of it back and compare.

    Args:
        source: Where the rows are; nobody may write to it meanwhile.
        target: Up to date and empty, as check_ends() says.
        advance: Told of each batch twice, when it is copied and when it is compared.

    Raises:
        CannotCopy: What arrived is not what is there now; nothing of it is kept.
    """
    wait = _InThread(asyncio.get_running_loop()) if target.kind == "sqlite" else _InGreenlet()
    work = _Work(source, wait, advance)
    try:
        await target.alter(work)
    finally:
        work.is_over.set()  # where this task was cancelled, the thread of SQLite still works


class _Wait(Protocol):
    """Waits for something asynchronous inside the work on a database."""

    def __call__(self, coming: Coroutine[Any, Any, T], /) -> T: ...


class _InThread:
    """In the thread in which work on SQLite runs."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def __call__(self, coming: Coroutine[Any, Any, T], /) -> T:
        return asyncio.run_coroutine_threadsafe(coming, self._loop).result()


class _InGreenlet:
    """In the greenlet in which work on PostgreSQL runs, on the thread of the event loop."""

    def __call__(self, coming: Coroutine[Any, Any, T], /) -> T:
        return await_only(coming)


class _Work:
    """What is done in the one transaction on the target."""

    def __init__(self, source: Database, wait: _Wait, advance: Advance) -> None:
        self.is_over = Event()
        self._source = source
        self._wait = wait
        self._advance = advance

    def __call__(self, connection: Connection) -> None:
        for table in TABLES:
            for rows in self._batches(table):
                connection.execute(table.insert(), [row._asdict() for row in rows])
            if connection.dialect.name == "postgresql":
                _go_on_counting(connection, table)
        for table in TABLES:
            for rows in self._batches(table):
                _compare(connection, table, rows)
        if _counts(connection) != self._wait(self._source.read(_counts)):
            raise CannotCopy(_CHANGED)

    def _batches(self, table: Table) -> Iterator[Sequence[Row[Any]]]:
        last: Row[Any] | None = None
        while rows := self._wait(self._source.read(partial(_next, table=table, last=last))):
            if self.is_over.is_set():
                raise CannotCopy("interrupted")  # rolls back; nobody is left to read this
            yield rows
            self._advance(len(rows))
            last = rows[-1]


def _counts(connection: Connection) -> dict[str, int]:
    queries = {table.name: select(func.count()).select_from(table) for table in TABLES}
    return {name: connection.execute(query).scalar_one() for name, query in queries.items()}


def _next(connection: Connection, table: Table, last: Row[Any] | None) -> Sequence[Row[Any]]:
    """Return the rows that follow *last* by primary key, in the order of this database."""
    query = select(table).order_by(*table.primary_key.columns).limit(BATCH)
    if last is not None:
        query = query.where(tuple_(*table.primary_key.columns) > tuple_(*_key(table, last)))
    return connection.execute(query).all()


def _key(table: Table, row: Row[Any]) -> list[ColumnElement[Any]]:
    values = row._asdict()
    return [literal(values[column.name], column.type) for column in table.primary_key.columns]


def _compare(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    """Check that *rows* of the source stand in the target as they are.

    Raises:
        CannotCopy: One is missing or differs; the message names its table, not what it holds.
    """
    keys = [tuple_(*_key(table, row)) for row in rows]
    query = select(table).where(tuple_(*table.primary_key.columns).in_(keys))
    arrived = {tuple(row) for row in connection.execute(query)}
    if any(tuple(row) not in arrived for row in rows):
        raise CannotCopy(f"{table.name}: a row did not arrive as it is. {_CHANGED}")


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    column = table.autoincrement_column
    if column is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        highest = func.max(column)
        connection.execute(select(func.setval(sequence, highest)).having(highest.is_not(None)))
