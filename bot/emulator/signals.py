"""Waiting for something to become true, without polling and without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """Wakes those who wait for a change, so that they look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Say that something changed."""
        if self._waiting:
            for future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting.clear()

    async def changed(self) -> None:
        """Wait for the next change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, look: Callable[[], T | None], *, within_seconds: float) -> T:
        """Return what *look* finds, as soon as it finds something true.

        Args:
            look: Called now and after every change.
            within_seconds: How long to wait at most; real time.

        Raises:
            TimeoutError: It found nothing in that time.
        """
        async with asyncio.timeout(within_seconds):
            while not (found := look()):
                await self.changed()
        return found

    async def quiet(self, is_calm: Callable[[], bool], *, for_seconds: float) -> None:
        """Return when *is_calm* holds and nothing has changed for a while."""
        while True:
            try:
                async with asyncio.timeout(for_seconds if is_calm() else None):
                    await self.changed()
            except TimeoutError:
                return
