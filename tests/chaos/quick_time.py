"""Time that several processes share, and that runs faster than on the wall."""

import asyncio
import selectors
import time
from datetime import datetime, timedelta
from typing import Final

from tests.chaos.page import Page

SPEED: Final = 5.0


class _QuickSelector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / SPEED)


class QuickLoop(asyncio.SelectorEventLoop):
    """An event loop on which SPEED seconds pass in one; the same time in every process."""

    def __init__(self) -> None:
        super().__init__(_QuickSelector())

    def time(self) -> float:
        """Return the seconds."""
        return quick_seconds()


def quick_seconds() -> float:
    """Return the time of every quick loop of this machine."""
    return time.monotonic() * SPEED


class QuickClock:
    """A clock that goes with the quick loops, and leaps with the page where all workers rest.

    Args:
        begins_at: What it tells at *origin*; aware, UTC.
        origin: A quick second.
        page: By how much it has leapt.
    """

    def __init__(self, begins_at: datetime, origin: float, page: Page) -> None:
        self._begins_at = begins_at
        self._origin = origin
        self._page = page

    def now(self) -> datetime:
        """Return the instant: aware, in UTC."""
        seconds = quick_seconds() - self._origin + self._page.leap
        return self._begins_at + timedelta(seconds=seconds)
