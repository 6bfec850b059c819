"""Around what sends: points at which it may die, a disk that fills up, a wire that takes time."""

import asyncio
import itertools
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection

from bot.adapters.database import Database
from bot.core.effects import Picture
from bot.core.ports import Messenger, RenderedMessage
from bot.emulator.visitors import PIXEL
from tests.chaos.page import Page

T = TypeVar("T")
HALF_WAY: Final = 0.025  # seconds of the campaign from the bot to Telegram, and back
_SMALL_FILES: Final = 2**16  # bytes; the others that are written beside the log
_ANY_PAGES: Final = 2**32 - 2  # Source: SQLite, "Limits In SQLite", section 13


class Pixel:
    """Draws the smallest picture there is: how pictures are drawn is tested elsewhere."""

    def draw(self, picture: Picture, locale: str) -> bytes:
        """Return it as PNG."""
        del picture, locale
        return PIXEL


class Mortality:
    """Counts the points at which the process could die, and lets it die at one of them.

    Args:
        die_at: Which one; 0 for none.
    """

    def __init__(self, die_at: int) -> None:
        self._die_at = die_at
        self._passed = itertools.count(1)

    def point(self) -> None:
        """Go on, or die as by kill -9."""
        if next(self._passed) == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def endanger(database: Database, mortality: Mortality, page: Page) -> None:
    """Let the process be able to die before each write, before its commit, and after it.

    On SQLite, the disk is full while *page* says so.
    """
    write = database.write

    async def mortal_write(work: Callable[[Connection], T]) -> T:
        def mortal_work(connection: Connection) -> T:
            if database.kind == "sqlite":
                _set_room(connection, is_full=page.is_full)
            result = work(connection)
            mortality.point()
            return result

        mortality.point()
        result = await write(mortal_work)
        mortality.point()
        return result

    database.write = mortal_write  # type: ignore[method-assign]


def _set_room(connection: Connection, *, is_full: bool) -> None:
    """Let the files of the database grow, or not: neither by a page, nor their log by a record."""
    pages = 1 if is_full else _ANY_PAGES  # SQLite takes it for as many as there are
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    soft, hard = resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    if is_full:
        log = Path(f"{connection.engine.url.database}-wal")
        soft = max(log.stat().st_size, _SMALL_FILES)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Wire:
    """A messenger whose calls take time, are counted, and may be the last.

    Args:
        messenger: That of a front end.
        leaves: Called when a call leaves.
        arrives: Called when its answer is there, with the chat.
        mortality: Whether the process survives the calls.
    """

    def __init__(
        self,
        messenger: Messenger,
        leaves: Callable[[], None],
        arrives: Callable[[int], None],
        mortality: Mortality,
    ) -> None:
        self._messenger = messenger
        self._leaves = leaves
        self._arrives = arrives
        self._mortality = mortality

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        await asyncio.sleep(HALF_WAY)
        self._mortality.point()
        self._leaves()
        try:
            message_id = await self._messenger.send(chat_id, message, thread_id=thread_id)
        finally:
            self._mortality.point()
            await asyncio.sleep(HALF_WAY)
        self._arrives(chat_id)
        self._mortality.point()
        return message_id

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Refuse: a reminder is always a new message."""
        raise NotImplementedError

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Refuse: a reminder leaves no message behind."""
        raise NotImplementedError
