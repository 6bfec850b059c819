"""Who waits for whom: turns of one chat follow one another, and so does what they say.

Deciding and saying have a queue each. So a chat whose answers wait for their pace keeps its turns
at once, and its messages come in the order of its turns nevertheless.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from weakref import WeakValueDictionary

from bot.core.errors import StoreUnavailable

_SETBACK: Final = "an earlier turn of the chat is not kept"


class _Queue:
    """First in, first out; one at a time."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.setbacks = 0  # how many were not kept


class Queues:
    """A queue for each chat; it lives as long as somebody is in it."""

    def __init__(self) -> None:
        self._deciding: WeakValueDictionary[int, _Queue] = WeakValueDictionary()
        self._saying: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def deciding(self, chat_id: int) -> AsyncIterator[None]:
        """Wait for those of the chat that decide, and be the one that does.

        Raises:
            StoreUnavailable: One of those before was not kept. Its update comes again, and what
                followed it has to come after it then: who wrote "stop" last wants no reminders.
        """
        queue = self._deciding.setdefault(chat_id, _Queue())
        setbacks = queue.setbacks
        async with queue.lock:
            if queue.setbacks != setbacks:
                raise StoreUnavailable(_SETBACK)
            try:
                yield
            except StoreUnavailable:
                queue.setbacks += 1
                raise

    @asynccontextmanager
    async def saying(self, chat_id: int) -> AsyncIterator[None]:
        """Wait for those of the chat that say something, and be the one that does.

        Whoever comes here from deciding without waiting in between keeps its place.
        """
        async with self._saying.setdefault(chat_id, asyncio.Lock()):
            yield
