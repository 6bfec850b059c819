"""Clears from the files of a database what was erased from its tables.

SQLite keeps old pages in its log until they are written to the database and the log is cut.
PostgreSQL keeps an erased row in its page until the page is filled anew: measured on version 18,
a plain VACUUM takes it off the list of rows and leaves the bytes of the last one in each page;
only a table that is written anew (VACUUM FULL: 0.5 s for 100,000 chats, 2 to 5 s for a million)
holds them no more.
"""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.outages import as_outage
from bot.adapters.schema import broadcast, chat, kept_question
from bot.adapters.sqlite_file import cut_log

_log = logging.getLogger(__name__)

CLEAR_SECONDS: Final = 5.0  # how often is looked whether something is left to clear
# A table that is written anew is closed to everybody meanwhile, and who waits for it holds up who
# comes later: not for longer than this, and for a hundredth of the time at most.
LOCK_MILLISECONDS: Final = 200
REST: Final = 99
SEALED: Final = (chat, kept_question, broadcast)  # what holds keys, and texts under keys


class Traces(ABC):
    """What was erased and may still lie in the files of one database."""

    def __init__(self) -> None:
        self._are_left = True  # a process that was killed cleared nothing

    async def note(self) -> None:
        """Note that something was erased; where that takes no time, clear it at once."""
        self._are_left = True

    async def clear(self) -> bool:
        """Clear what is left; return whether that is done. Otherwise try again, some time later.

        Somebody else may read at this moment, or the disk be full: that is logged, and does not
        fail. What was erased is erased from the tables all the same.
        """
        if not self._are_left:
            return True
        self._are_left = False  # what is erased from here on is noted anew
        is_done = False
        try:
            is_done = await self._clear()
        except Exception as error:
            if (outage := as_outage(error)) is None:
                raise
            _log.warning("what was erased is cleared from the files the next time: %s", outage)
        finally:
            self._are_left = self._are_left or not is_done
        return is_done

    @abstractmethod
    async def _clear(self) -> bool:
        """Clear everything; return False where that was not possible now."""


class SqliteTraces(Traces):
    """What lies in the log of SQLite.

    Args:
        engine: Of the file.
        thread: Owns the file.
    """

    def __init__(self, engine: Engine, thread: Executor) -> None:
        super().__init__()
        self._engine = engine
        self._thread = thread

    async def note(self) -> None:
        """Note that something was erased, and clear it at once, or later where that fails."""
        await super().note()
        await self.clear()

    async def _clear(self) -> bool:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, cut_log, self._engine)


class PostgresqlTraces(Traces):
    """What lies in the tables of PostgreSQL.

    Its write-ahead log keeps them until its segments are written over, which is not in our hands;
    so does a table, as long as a transaction is open elsewhere that began before the erasure.

    Args:
        make_engine: Returns an engine in AUTOCOMMIT, of a connection that is closed after use.
        monotonic: Tells the time, in seconds.
    """

    def __init__(
        self,
        make_engine: Callable[[], AsyncEngine],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._make_engine = make_engine
        self._monotonic = monotonic
        self._not_before = 0.0  # of the monotonic clock

    async def _clear(self) -> bool:
        begun_at = self._monotonic()
        if begun_at < self._not_before:
            return False
        try:
            async with self._make_engine().connect() as connection:
                for table in SEALED:
                    await connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
        finally:
            ended_at = self._monotonic()
            self._not_before = ended_at + REST * (ended_at - begun_at)
        return True
