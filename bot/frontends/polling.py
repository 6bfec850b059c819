"""Long polling: updates are asked for, read side by side, and confirmed once they are handled.

Telegram confirms by the number that is asked for: every update before it is forgotten there. So we
ask for the lowest that is not handled, and what comes with it once more is passed over. An update
is handled when its turn is kept; whatever happens before that, it comes again.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.errors import MessengerError, StoreUnavailable
from bot.frontends.failures import place_of
from bot.frontends.frontend import Reader
from bot.frontends.pauses import pause_after
from bot.frontends.updates import UpdatesApi, UpdatesElsewhere

_log = logging.getLogger(__name__)

WAIT_SECONDS: Final = 30  # that Telegram waits for the next update
MAX_AT_A_TIME: Final = 100  # updates that are read side by side: as many as a call may bring
KEEP_SECONDS: Final = 0.1  # in which turns are usually kept: one call then confirms all of them
# Who asks for the same updates within half a second of the last call is given one of them. Source:
# the Bot API server. The rest is for calls that do not take equally long to get there.
AGAIN_SECONDS: Final = 0.6
# At the end: what is not kept by then, or not confirmed, comes again, and is said only once.
DRAIN_SECONDS: Final = 0.5
CONFIRM_SECONDS: Final = 0.5


async def poll(api: UpdatesApi, read: Reader, stop: asyncio.Event) -> None:
    """Hand updates to *read* until *stop* is set; then confirm what is handled.

    No failure ends it: of Telegram or of the store, it tries again after a while; of a turn, it
    goes on.
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
        self._failures = 0  # of Telegram, in a row
        self._refusals = 0  # of the store, in a row
        self._asked = -1  # what the last call asked for, and when: seconds of the event loop
        self._asked_at = 0.0
        self._next = 0  # what follows the last update that came
        # Updates by their numbers: being read; not kept, so to come again; handled, and able to
        # come again, since one before them is not.
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._unkept: set[int] = set()
        self._handled: set[int] = set()

    @property
    def _offset(self) -> int:
        """The lowest number that is not handled."""
        return min(self._under_way.keys() | self._unkept, default=self._next)

    async def step(self, stopped: asyncio.Task[Any]) -> None:
        """Ask once, begin to read what comes, and wait until it is worth asking again."""
        self._asked, self._asked_at = self._offset, asyncio.get_running_loop().time()
        asking = asyncio.create_task(
            self._api.updates(self._asked, wait_seconds=WAIT_SECONDS, limit=MAX_AT_A_TIME)
        )
        await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            return
        try:
            updates = asking.result()
        except MessengerError as error:
            self._asked = -1  # it is not known whether that confirmed anything
            await self._pause(error, stopped)
            return
        self._failures = 0
        self._begin(updates)
        await self._settle(stopped)

    def _begin(self, updates: Sequence[Mapping[str, Any]]) -> None:
        numbers = [int(update["update_id"]) for update in updates]
        if numbers:
            self._next = max(numbers) + 1
        # They come in order: one that was not kept and is missing among them is too old by now,
        # and nobody waits for it any more. The others are begun anew.
        last = max(numbers) if numbers else max(self._unkept, default=0)
        self._unkept = {number for number in self._unkept if number > last}
        for number, update in zip(numbers, updates, strict=True):
            if number not in self._under_way and number not in self._handled:
                self._under_way[number] = asyncio.create_task(self._take(number, update))
        self._handled = {number for number in self._handled if number >= self._offset}

    async def _take(self, number: int, update: Mapping[str, Any]) -> None:
        try:
            await self._read(update)
        except StoreUnavailable as error:
            self._unkept.add(number)
            _log.warning("an update is not kept, and will come again: %s", error)
        except Exception as error:  # noqa: BLE001  # one turn that fails ends no other
            # It counts as handled: one that fails every time would come for ever.
            self._handled.add(number)
            _log.error("a turn failed: %s", place_of(error))
        else:
            self._handled.add(number)
            self._refusals = 0
        finally:
            del self._under_way[number]

    async def _settle(self, stopped: asyncio.Task[Any]) -> None:
        """Wait until turns are kept, or so long that Telegram may be asked for the same again."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=KEEP_SECONDS)
        if self._offset == self._asked:
            slow = {self._under_way[self._asked]} if self._asked in self._under_way else set()
            await self._rest_until(self._asked_at + AGAIN_SECONDS, stopped, *slow)
        if self._unkept:
            seconds = max(pause_after(self._refusals), AGAIN_SECONDS)
            self._refusals += 1
            await self._rest_until(asyncio.get_running_loop().time() + seconds, stopped)

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
        seconds = pause_after(self._failures, error)
        self._failures += 1
        await self._rest_until(asyncio.get_running_loop().time() + seconds, stopped)

    async def _rest_until(self, moment: float, *ends: asyncio.Task[Any]) -> None:
        """Wait until *moment*, in seconds of the event loop, or until one of *ends* is done."""
        seconds = moment - asyncio.get_running_loop().time()
        if seconds > 0:
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> None:
        """Confirm what is handled, and what soon is."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=DRAIN_SECONDS)
        if self._offset == self._asked:
            return  # there is nothing new to confirm
        try:
            async with asyncio.timeout(CONFIRM_SECONDS):
                await self._api.updates(self._offset, limit=1)  # what it returns stays unconfirmed
        except (MessengerError, TimeoutError) as error:
            why = str(error) or type(error).__name__
            _log.info("the last updates are not confirmed and will come again: %s", why)
