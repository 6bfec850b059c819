"""The demo's calendar: it waits for somebody, plays as long as it says, and never sticks."""

import asyncio
import logging
import os
import signal
import socket
from datetime import UTC, date, datetime, timedelta

import aiohttp
import pytest

from bot.adapters.clocks import SimulatedClock
from bot.adapters.memory import MemoryStore
from bot.core.ports import Reminders
from bot.demo import BEAT, BEAT_SECONDS, DemoCalendar, PortTaken, open_demo, run
from bot.emulator import Calendar, CalendarAction
from bot.matching.twin import TableMatcher
from tests.virtual_time import in_virtual_time

BEFORE = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)


async def rests(calendar: DemoCalendar) -> Calendar:
    """Wait until time stands still; return the calendar as it is then."""
    ended = asyncio.Event()

    def look(shown: Calendar) -> None:
        if not shown.is_playing:
            ended.set()

    calendar.on_change(look)
    async with asyncio.timeout(24 * 60 * BEAT_SECONDS):
        await ended.wait()
    return calendar.state()


@pytest.mark.parametrize(
    ("start_at", "end_on"),
    [
        (BEFORE, date(2025, 11, 10)),
        (datetime(2025, 11, 3, 9, 0, tzinfo=UTC), date(2025, 11, 10)),
        (AFTER, date(2026, 1, 17)),
    ],
)
def test_play_moves_time_on_whatever_the_day(start_at: datetime, end_on: date) -> None:
    """For a week after the start of the training, or from today once that is past."""

    @in_virtual_time
    async def play() -> None:
        calendar = DemoCalendar(SimulatedClock(start_at))
        assert (await calendar.act(CalendarAction.PLAY)).is_playing
        assert (await rests(calendar)).now.date() == end_on

    play()


@in_virtual_time
async def test_play_goes_on_after_it_came_to_rest() -> None:
    """No press is without effect, also at the end."""
    clock = SimulatedClock(AFTER)
    calendar = DemoCalendar(clock)
    await calendar.act(CalendarAction.PLAY)
    rested_at = (await rests(calendar)).now
    assert (await calendar.act(CalendarAction.PLAY)).is_playing
    await asyncio.sleep(BEAT_SECONDS * 1.5)
    assert clock.now() == rested_at + BEAT
    await calendar.close()


@in_virtual_time
async def test_time_waits_until_the_page_is_opened() -> None:
    """And runs from then on; somebody who comes later does not start what was paused."""
    clock = SimulatedClock(BEFORE)
    calendar = DemoCalendar(clock, plays_when_opened=True)
    await asyncio.sleep(60 * BEAT_SECONDS)
    assert (clock.now(), calendar.state().is_playing) == (BEFORE, False)
    assert (await calendar.act(CalendarAction.OPEN)).is_playing
    await asyncio.sleep(BEAT_SECONDS * 1.5)
    assert clock.now() == BEFORE + BEAT
    await calendar.act(CalendarAction.PAUSE)
    assert not (await calendar.act(CalendarAction.OPEN)).is_playing


async def test_a_calendar_that_is_moved_by_hand_does_not_start_by_itself() -> None:
    """Opening the page moves nothing then."""
    calendar = DemoCalendar(SimulatedClock(BEFORE))
    assert not (await calendar.act(CalendarAction.OPEN)).is_playing


@in_virtual_time
async def test_pause_and_play_again() -> None:
    """Time stands still between the two."""
    clock = SimulatedClock(BEFORE)
    calendar = DemoCalendar(clock)
    for beats in (1, 2):
        await calendar.act(CalendarAction.PLAY)
        await asyncio.sleep(BEAT_SECONDS * 1.5)
        assert not (await calendar.act(CalendarAction.PAUSE)).is_playing
        await asyncio.sleep(BEAT_SECONDS * 10)
        assert clock.now() == BEFORE + beats * BEAT


class Broken(MemoryStore):
    """A store that fails when it is asked for the next reminder, until it is mended."""

    is_mended = False

    async def next_due_at(self) -> datetime | None:
        """Fail."""
        if not self.is_mended:
            raise ConnectionError("the database is gone")
        return None


async def no_tick() -> None:
    """Send nothing."""


@pytest.mark.parametrize("mended", [False, True])
def test_a_failure_while_playing_does_not_stick(
    caplog: pytest.LogCaptureFixture, *, mended: bool
) -> None:
    """The page shows Play again, the log says why, and Play works once the cause is gone."""

    @in_virtual_time
    async def fail() -> None:
        clock = SimulatedClock(BEFORE)
        store: Reminders = (broken := Broken())
        calendar = DemoCalendar(clock)
        calendar.serve(store, no_tick)
        await calendar.act(CalendarAction.PLAY)
        assert not (await rests(calendar)).is_playing
        assert clock.now() == BEFORE
        broken.is_mended = mended
        assert (await calendar.act(CalendarAction.PLAY)).is_playing
        await asyncio.sleep(BEAT_SECONDS * 1.5)
        assert calendar.state().is_playing is mended
        assert (clock.now() - BEFORE > timedelta(0)) is mended
        await calendar.close()

    with caplog.at_level(logging.ERROR, logger="bot.demo"):
        fail()
    assert caplog.messages == ["the calendar stops"] * (1 if mended else 2)


async def test_a_taken_port_is_told_as_such() -> None:
    """With the port, and with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} is taken.*; try --port 0") as raised:
            async with open_demo(port=port, matcher=TableMatcher({})):
                pytest.fail("it listens where another program does")
    assert raised.value.port == port


async def test_the_demo_runs_from_its_first_page_on() -> None:
    """From the line that tells its address to the signal that ends it."""
    told: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(
        run(date(2025, 10, 20), port=0, opens_browser=False, say=told.put_nowait)
    )
    address = next(word for word in (await told.get()).split() if word.startswith("http"))
    async with aiohttp.ClientSession(address) as page:
        async with page.post("/chat/visitors", json={"language_code": "fr"}) as entered:
            visitor = (await entered.json())["visitor"]
        async with page.get(f"/chat/{visitor}") as state:
            calendar = (await state.json())["calendar"]
        assert (calendar["now"], calendar["playing"]) == ("2025-10-20T10:00:00+02:00", False)
        async with page.post("/calendar", json={"action": "open"}) as opened:
            assert (await opened.json())["playing"] is True
    os.kill(os.getpid(), signal.SIGTERM)
    await running
