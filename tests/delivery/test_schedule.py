"""Jobs run by the clock, one run at a time, and end in order when the bot stops."""

import asyncio
import time
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.delivery.schedule import Schedule

OFTEN = 0.01  # seconds


class Job:
    """Counts its runs; tells of each, and ends when it may."""

    def __init__(self, *, slow: bool = False, failure: Exception | None = None) -> None:
        self.begun = asyncio.Semaphore(0)
        self.runs = 0
        self.ended = 0
        self.may_end = asyncio.Event()
        self._failure = failure
        if not slow:
            self.may_end.set()

    async def __call__(self) -> None:
        """Run once."""
        self.runs += 1
        self.begun.release()
        await self.may_end.wait()
        self.ended += 1
        if self._failure is not None:
            raise self._failure

    async def has_run(self, times: int) -> None:
        """Wait until it has begun so many times more."""
        for _ in range(times):
            await self.begun.acquire()


async def test_a_job_runs_at_once_and_again() -> None:
    """Nobody waits a whole interval after a restart."""
    schedule, hourly, often = Schedule(), Job(), Job()
    schedule.every(3600.0, hourly, "hourly")
    schedule.every(OFTEN, often, "often")
    schedule.start()
    await hourly.has_run(1)
    await often.has_run(3)
    await schedule.close(within_seconds=1)
    assert hourly.runs == 1


async def test_a_job_that_fails_is_logged_and_runs_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One bad tick does not end the reminders."""
    schedule, failing = Schedule(), Job(failure=ValueError("mistake"))
    schedule.every(OFTEN, failing, "send due reminders")
    schedule.start()
    await failing.has_run(3)
    await schedule.close(within_seconds=1)
    assert caplog.text.count("the job send due reminders failed; it runs again") == 1
    assert len(caplog.records) == 1


async def test_a_job_that_works_again_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Who was told of the outage is told of its end, once."""
    schedule, runs = Schedule(), Job()

    async def fail_first() -> None:
        await runs()
        if runs.runs == 1:
            raise ValueError("mistake")

    schedule.every(OFTEN, fail_first, "erase old rows")
    schedule.start()
    await runs.has_run(4)
    await schedule.close(within_seconds=1)
    assert caplog.text.count("the job erase old rows works again") == 1
    assert len(caplog.records) == 2


async def test_a_job_never_runs_beside_itself() -> None:
    """A slow tick is not overtaken by the next one; other jobs go on."""
    schedule, slow, other = Schedule(), Job(slow=True), Job()
    schedule.every(OFTEN, slow, "slow")
    schedule.every(OFTEN, other, "other")
    schedule.start()
    await slow.has_run(1)
    await other.has_run(5)
    assert slow.runs == 1
    slow.may_end.set()
    await slow.has_run(1)
    await schedule.close(within_seconds=1)


async def test_a_job_that_takes_long_fills_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """A campaign is one tick of hours, in which thousands of others would have begun."""
    schedule, slow, other = Schedule(), Job(slow=True), Job()
    schedule.every(OFTEN, slow, "slow")
    schedule.every(OFTEN, other, "other")
    schedule.start()
    await other.has_run(10)
    slow.may_end.set()
    await schedule.close(within_seconds=1)
    assert caplog.records == []


async def test_a_clock_that_is_set_back_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An hour back: the jobs do not wait until it is that late again."""
    monkeypatch.setattr("bot.delivery.schedule.LOOK_SECONDS", OFTEN)
    schedule, often = Schedule(), Job()
    schedule.every(OFTEN, often, "often")
    schedule.start()
    await often.has_run(2)

    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - timedelta(hours=1)

    seconds = time.time
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", SetBack)
    monkeypatch.setattr("bot.delivery.schedule.datetime", SetBack)
    monkeypatch.setattr("bot.delivery.schedule.time.time", lambda: seconds() - 3600.0)
    await asyncio.wait_for(often.has_run(5), 10)
    await schedule.close(within_seconds=1)
    assert caplog.text.count("the clock was set back by 3600 s") == 1


async def test_at_the_end_what_is_under_way_may_finish() -> None:
    """A tick that has sent reminders records them, and no other begins."""
    schedule, slow = Schedule(), Job(slow=True)
    schedule.every(OFTEN, slow, "slow")
    schedule.start()
    await slow.has_run(1)
    closing = asyncio.create_task(schedule.close(within_seconds=60))
    await asyncio.wait({closing}, timeout=5 * OFTEN)
    assert not closing.done()
    slow.may_end.set()
    await closing
    assert (slow.runs, slow.ended) == (1, 1)


async def test_at_the_end_what_takes_too_long_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    """The bot stops in the time that it is given."""
    schedule, slow = Schedule(), Job(slow=True)
    schedule.every(OFTEN, slow, "slow")
    schedule.start()
    await slow.has_run(1)
    await schedule.close(within_seconds=OFTEN)
    slow.may_end.set()
    await asyncio.wait({asyncio.create_task(slow.begun.acquire())}, timeout=5 * OFTEN)
    assert (slow.runs, slow.ended) == (1, 0)
    assert caplog.messages == ["the job slow is cut: the time to end is over"]


async def test_a_schedule_that_never_began_can_be_closed() -> None:
    """When the start fails, the end does not hide why."""
    schedule = Schedule()
    schedule.every(3600.0, Job(), "never")
    await schedule.close(within_seconds=1)
