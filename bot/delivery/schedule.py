"""The few things that happen by the clock on the wall: sending what is due, and erasing.

APScheduler runs them as interval jobs in memory. Reminders are rows in the store, never jobs: a
job a reminder would block the event loop for seconds and be lost with the process.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.failures import log_failure

_log = logging.getLogger(__name__)

TICK_SECONDS: Final = 5.0
PURGE_SECONDS: Final = 3600.0


class Schedule:
    """Runs jobs at intervals until it is closed; a job that fails is logged and runs again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # One run at a time; runs that were missed count as one, however late it is.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        # APScheduler would cut what is under way when it is shut down.
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def every(self, seconds: float, job: Callable[[], Awaitable[object]], name: str) -> None:
        """Run *job* now and then every *seconds*."""

        async def run() -> None:
            self._under_way += 1
            self._idle.clear()
            try:
                await job()
            except Exception as error:  # noqa: BLE001  # whatever it is, the next run must come
                log_failure(_log, f"the job {name} failed; it runs again", error)
            finally:
                self._under_way -= 1
                if not self._under_way:
                    self._idle.set()

        self._scheduler.add_job(
            run, "interval", seconds=seconds, name=name, next_run_time=datetime.now(UTC)
        )

    def start(self) -> None:
        """Begin, in the running event loop."""
        self._scheduler.start()

    async def close(self, *, within_seconds: float) -> None:
        """Begin no further run, and let those under way end; after *within_seconds*, cut them."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), within_seconds)
        self._scheduler.shutdown(wait=False)
