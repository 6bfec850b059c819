"""How the bot ends: in less than ten seconds from the signal, whatever hangs. Docker kills then.

No more updates are taken, what is kept is said, outcomes are recorded, everything is closed. Each
stage may last until its moment; one that ends early leaves its time to those after it. What is not
kept by then was never confirmed to Telegram, and what is not recorded is claimed again: it comes
after the next start.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)

# Seconds after the signal, by which each stage is over.
SAID: Final = 4.0  # the turns that are kept
SENT: Final = 6.0  # the calls under way; cutting them takes a second more (see outbox.py)
RECORDED: Final = 8.0  # what became of them
CLOSED: Final = 8.5  # the database
ENDED: Final = 9.0  # the process


class Ending:
    """Since when the bot ends, and how long the stages have."""

    def __init__(self) -> None:
        self._begun_at: float | None = None  # in seconds of the event loop

    @property
    def is_begun(self) -> bool:
        """Whether the bot was told to end."""
        return self._begun_at is not None

    def begin(self) -> float:
        """Let the time run; return since when it does, in seconds of the running event loop."""
        if self._begun_at is None:
            self._begun_at = asyncio.get_running_loop().time()
        return self._begun_at

    def left(self, moment: float) -> float:
        """Return how many seconds are left until *moment*, one of those above; at least none."""
        return max(0.0, self.begin() + moment - asyncio.get_running_loop().time())


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what *work* comes to; cut it and return None as soon as *stop* is set."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        stopped.cancel()
        if not working.done():
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)


def end_for_sure() -> None:
    """End this process when the time is over, also where a thread or a library waits for ever."""
    timer = threading.Timer(ENDED, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    _log.error("the end is cut after %g s; what is not kept or recorded comes again", ENDED)
    os._exit(1)
