"""The few things that happen at intervals: sending what is due, erasing, sharing the rate.

APScheduler runs them as interval jobs in memory. Reminders are rows in the store, never jobs: a
job a reminder would block the event loop for seconds and be lost with the process.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.failures import Trouble

_log = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0  # a reminder is late by no more than this; an empty tick is one query
PURGE_SECONDS: Final = 3600.0
LOOK_SECONDS: Final = 1.0  # how often the clock on the wall is looked at
SET_BACK_SECONDS: Final = 0.5  # what counts as a clock that was set back


class Schedule:
    """Runs jobs at intervals until it is closed; a job that fails is logged and runs again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # Runs that were missed count as one, however late it is. The second instance of a job
            # that takes long is over at once; without it, APScheduler would log a warning.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )
        # APScheduler would cut what is under way when it is shut down.
        self._under_way: set[str] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._look: asyncio.TimerHandle | None = None

    def every(self, seconds: float, job: Callable[[], Awaitable[object]], name: str) -> None:
        """Run *job* now and then every *seconds*, never beside itself.

        Args:
            seconds: The interval.
            job: What is run.
            name: Unlike that of any other job.
        """
        trouble = Trouble(_log, f"the job {name}")

        async def run() -> None:
            if name in self._under_way:
                return
            self._under_way.add(name)
            self._idle.clear()
            try:
                await job()
            except asyncio.CancelledError:
                _log.warning("the job %s is cut: the time to end is over", name)
            except Exception as error:  # noqa: BLE001  # whatever it is, the next run must come
                trouble.note_failure(error, asyncio.get_running_loop().time())
            else:
                trouble.note_success()
            finally:
                self._under_way.discard(name)
                if not self._under_way:
                    self._idle.set()

        self._scheduler.add_job(
            run, "interval", seconds=seconds, name=name, next_run_time=datetime.now(UTC)
        )

    def start(self) -> None:
        """Begin, in the running event loop."""
        self._scheduler.start()
        self._watch_the_clock(time.time() - asyncio.get_running_loop().time())

    async def close(self, *, within_seconds: float) -> None:
        """Begin no further run, and let those under way end; after *within_seconds*, cut them."""
        if not self._scheduler.running:
            return
        if self._look is not None:
            self._look.cancel()
        self._scheduler.pause()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), within_seconds)
        self._scheduler.shutdown(wait=False)

    def _watch_the_clock(self, ahead: float) -> None:
        """Run the jobs anew where the clock on the wall was set back.

        APScheduler would wait until that clock shows the time of the next run again.

        Args:
            ahead: By how many seconds it was ahead of the event loop's at the last look.
        """
        loop = asyncio.get_running_loop()
        ahead_now = time.time() - loop.time()
        if ahead_now < ahead - SET_BACK_SECONDS:
            _log.warning("the clock was set back by %.0f s", ahead - ahead_now)
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
        self._look = loop.call_later(LOOK_SECONDS, self._watch_the_clock, ahead_now)
