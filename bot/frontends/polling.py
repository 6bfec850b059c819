"""Long polling: updates are asked for, read side by side, and confirmed once they are read."""

import asyncio
import logging
import random
from collections.abc import Mapping
from typing import Any, Final

from bot.core.errors import MessengerError, TooManyRequests
from bot.frontends.failures import place_of
from bot.frontends.frontend import Reader
from bot.frontends.updates import UpdatesApi, UpdatesElsewhere

_log = logging.getLogger(__name__)

WAIT_SECONDS: Final = 30  # that Telegram waits for the next update
MAX_AT_A_TIME: Final = 100  # updates that are read side by side
# An update is confirmed by the next call, so not before its turn is kept: a crash loses none. But
# one slow turn keeps nobody waiting longer than this.
CONFIRM_SECONDS: Final = 0.5
CONFIRM_SECONDS_WHILE_SLOW: Final = 0.1
DRAIN_SECONDS: Final = 8.0  # what is begun may take this long at the end
LONGEST_PAUSE_SECONDS: Final = 30.0  # after failures in a row


async def poll(api: UpdatesApi, read: Reader, stop: asyncio.Event) -> None:
    """Hand updates to *read* until *stop* is set; then finish what is begun, and confirm it.

    No failure ends it: of Telegram, it tries again after a while; of a turn, it goes on.
    """
    polling = _Polling(api, read)
    stopped = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            await polling.step(stopped)
        await polling.finish()
    finally:
        stopped.cancel()


class _Polling:
    def __init__(self, api: UpdatesApi, read: Reader) -> None:
        self._api = api
        self._read = read
        self._offset = 0
        self._failures = 0  # in a row
        self._under_way: set[asyncio.Task[None]] = set()

    async def step(self, stopped: asyncio.Task[Any]) -> None:
        """Ask once, and begin to read what comes."""
        asking = asyncio.create_task(self._api.updates(self._offset, wait_seconds=WAIT_SECONDS))
        await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            return
        try:
            updates = asking.result()
        except MessengerError as error:
            await self._pause(error, stopped)
            return
        self._failures = 0
        # While an earlier turn is still slow, as in a flood, nobody waits for it once more.
        seconds = CONFIRM_SECONDS_WHILE_SLOW if self._under_way else CONFIRM_SECONDS
        begun = {self._begin(update) for update in updates}
        if begun:
            await asyncio.wait(begun, timeout=seconds)
        while len(self._under_way) >= MAX_AT_A_TIME:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    def _begin(self, update: Mapping[str, Any]) -> asyncio.Task[None]:
        # Whatever comes of it, it is not asked for again: an update that nobody can read would
        # come for ever.
        self._offset = max(self._offset, int(update["update_id"]) + 1)
        reading = asyncio.create_task(self._take(update))
        self._under_way.add(reading)
        reading.add_done_callback(self._under_way.discard)
        return reading

    async def _take(self, update: Mapping[str, Any]) -> None:
        try:
            await self._read(update)
        except Exception as error:  # noqa: BLE001  # one turn that fails ends no other
            _log.error("a turn failed: %s", place_of(error))

    async def _pause(self, error: MessengerError, stopped: asyncio.Task[Any]) -> None:
        """Wait before the next call, the longer the more calls failed."""
        if isinstance(error, UpdatesElsewhere):
            _log.error(
                "the updates go elsewhere: another process runs with this token, or a webhook is "
                "set (%s)",
                error,
            )
        else:
            _log.warning("no updates: %s", error)
        seconds = min(2.0**self._failures * random.uniform(0.5, 1.0), LONGEST_PAUSE_SECONDS)  # noqa: S311  # jitter, no secret
        if isinstance(error, TooManyRequests):
            seconds = max(seconds, error.retry_after_seconds)
        self._failures += 1
        await asyncio.wait({stopped}, timeout=seconds)

    async def finish(self) -> None:
        """Wait for what is begun, and confirm it."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=DRAIN_SECONDS)
        try:
            await self._api.updates(self._offset, limit=1)  # what it returns stays unconfirmed
        except MessengerError as error:
            _log.info("the last updates are not confirmed and will come again: %s", error)
