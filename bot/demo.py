"""The whole product on one machine: emulator, bot and web chat, on a simulated calendar.

The bot is the one that runs in production, with its store, its schedule and its front end; only
the wire (the emulator) and the clock are ours.
"""

import asyncio
import contextlib
import errno
import logging
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.adapters.clocks import SimulatedClock
from bot.adapters.encryption import new_key
from bot.app import App, open_app
from bot.core.calendar import LINKEDIN_AI, local_date
from bot.core.errors import BotError
from bot.core.ports import Matcher, Reminders
from bot.core.reminders import DEFAULT_ZONE
from bot.emulator import Calendar, CalendarAction, Emulator
from bot.frontends.frontend import FrontEndName
from bot.settings import Settings

_log = logging.getLogger(__name__)

DEFAULT_START: Final = date(2025, 10, 20)
START_HOUR: Final = 10  # local; after the hour at which reminders are usually sent
BEAT_SECONDS: Final = 1.0  # of real time: while the calendar plays, each brings an hour
BEAT: Final = timedelta(hours=1)
PLAYS_ON: Final = timedelta(days=7)  # after the start of the training; then it rests
TICK_SECONDS: Final = 0.5


class PortTaken(BotError):
    """The page cannot be served there: another program does, or only an administrator may.

    Attributes:
        port: Where, on 127.0.0.1.
    """

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken, or not for everybody; try --port 0")
        self.port = port


class DemoCalendar:
    """Moves the simulated time, stopping wherever a reminder is due so that it arrives in time.

    Args:
        clock: The clock that is moved.
        plays_when_opened: Whether time begins to run when the page is first opened.
    """

    def __init__(self, clock: SimulatedClock, *, plays_when_opened: bool = False) -> None:
        self._clock = clock
        self._waits_for_page = plays_when_opened
        self._zone = ZoneInfo(DEFAULT_ZONE)
        self._listeners: list[Callable[[Calendar], None]] = []
        self._reminders: Reminders | None = None
        self._tick: Callable[[], Awaitable[object]] | None = None
        self._next_due_at: datetime | None = None
        self._player: asyncio.Task[None] | None = None
        self._moving = asyncio.Lock()

    def serve(self, reminders: Reminders, tick: Callable[[], Awaitable[object]]) -> None:
        """Stop at the reminders of *reminders*, and send them with *tick*."""
        self._reminders = reminders
        self._tick = tick

    def state(self) -> Calendar:
        """Return the calendar as it is now."""
        now = self._clock.now().astimezone(self._zone)
        due = self._next_due_at
        return Calendar(
            now=now,
            deadline=LINKEDIN_AI.starts_on,
            days_left=(LINKEDIN_AI.starts_on - now.date()).days,
            is_playing=self._player is not None,
            next_reminder_at=None if due is None else due.astimezone(self._zone),
        )

    def on_change(self, listener: Callable[[Calendar], None]) -> None:
        """Call *listener* after every change from now on."""
        self._listeners.append(listener)

    async def act(self, action: CalendarAction) -> Calendar:
        """Carry out *action* and return the calendar as it is then."""
        match action:
            case CalendarAction.NEXT_DAY:
                await self.advance_to(self._tomorrow())
            case CalendarAction.NEXT_REMINDER:
                await self.look()
                if self._next_due_at is not None:
                    await self.advance_to(self._next_due_at)
            case CalendarAction.OPEN if self._waits_for_page:
                self._waits_for_page = False  # whoever comes next finds it as it was left
                self._begin_to_play()
            case CalendarAction.PLAY:
                self._begin_to_play()
            case CalendarAction.PAUSE if self._player is not None:
                await self.close()
            case _:
                pass
        self._tell()
        return self.state()

    async def advance_to(self, instant: datetime) -> None:
        """Let time pass until *instant* (aware, UTC), sending what is due on the way."""
        async with self._moving:
            await self.look()
            while self._next_due_at is not None and self._next_due_at <= instant:
                due_at = self._next_due_at
                self._clock.set(max(due_at, self._clock.now()))
                self._tell()
                if self._tick is not None:
                    await self._tick()
                await self.look()
                if self._next_due_at == due_at:
                    break  # it waits for another try; time goes on
            self._clock.set(max(instant, self._clock.now()))
            self._tell()

    async def look(self) -> None:
        """Look when the next reminder is due, and tell when that changed."""
        if self._reminders is None:
            return
        due_at = await self._reminders.next_due_at()
        if due_at != self._next_due_at:
            self._next_due_at = due_at
            self._tell()

    async def close(self) -> None:
        """Let time stand still."""
        player, self._player = self._player, None
        if player is not None:
            player.cancel()
            await asyncio.gather(player, return_exceptions=True)

    def _begin_to_play(self) -> None:
        if self._player is None:
            self._player = asyncio.create_task(self._play(), name="calendar")

    async def _play(self) -> None:
        # Counted from today once the training has begun, so that Play always moves something.
        end = max(LINKEDIN_AI.starts_on, self._today()) + PLAYS_ON
        try:
            while self._today() < end:
                await asyncio.sleep(BEAT_SECONDS)
                await self.advance_to(self._clock.now() + BEAT)
        except Exception:  # noqa: BLE001  # nobody awaits this task; the page must go on
            _log.exception("the calendar stops")
        finally:
            if self._player is asyncio.current_task():  # else it was ended, maybe begun anew
                self._player = None
                self._tell()

    def _today(self) -> date:
        return local_date(self._clock.now(), DEFAULT_ZONE)

    def _tomorrow(self) -> datetime:
        """Return the same local hour on the next day."""
        now = self._clock.now().astimezone(self._zone)
        return (now + timedelta(days=1)).astimezone(UTC)

    def _tell(self) -> None:
        calendar = self.state()
        for listener in self._listeners:
            listener(calendar)


@asynccontextmanager
async def open_demo(
    start_on: date = DEFAULT_START,
    *,
    port: int = 0,
    frontend: FrontEndName = "aiogram",
    matcher: Matcher | None = None,
    plays_when_opened: bool = False,
) -> AsyncIterator[tuple[Emulator, App, DemoCalendar]]:
    """Build emulator, bot and calendar around a database that goes with the demo.

    Args:
        start_on: The simulated day on which it begins.
        port: Where the page is served on 127.0.0.1; 0 takes a free one.
        frontend: Which library talks to the emulated Telegram.
        matcher: Recognises questions; the trained one by default.
        plays_when_opened: Whether time begins to run when the page is first opened.

    Raises:
        PortTaken: Another program listens there.
    """
    start_at = datetime.combine(start_on, time(START_HOUR), tzinfo=ZoneInfo(DEFAULT_ZONE))
    clock = SimulatedClock(start_at.astimezone(UTC))
    calendar = DemoCalendar(clock, plays_when_opened=plays_when_opened)
    emulator = Emulator(clock=clock, calendar=calendar, port=port, is_recording=False)
    with tempfile.TemporaryDirectory(prefix="optout-demo-") as folder:
        async with _listening(emulator, port) as wire:
            # Built without reading the environment: it belongs to a real installation.
            settings = Settings.model_construct(
                bot_token=SecretStr(wire.token),
                frontend=frontend,
                api_url=wire.url,
                database_url=f"sqlite:///{Path(folder) / 'demo.sqlite3'}",
                encryption_key=SecretStr(new_key()),
                operator="Demo",
                contact="localhost",
            )
            async with open_app(
                settings, clock=clock, matcher=matcher, tick_seconds=TICK_SECONDS
            ) as app:
                calendar.serve(app.store, app.dispatcher.tick)
                app.schedule.every(TICK_SECONDS, calendar.look, "show the next reminder")
                try:
                    yield wire, app, calendar
                finally:
                    await calendar.close()


@asynccontextmanager
async def _listening(emulator: Emulator, port: int) -> AsyncIterator[Emulator]:
    try:
        try:
            await emulator.start()
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise PortTaken(port) from error
            raise
        yield emulator
    finally:
        await emulator.stop()


async def run(
    start_on: date,
    *,
    port: int,
    opens_browser: bool,
    say: Callable[[str], None],
    frontend: FrontEndName = "aiogram",
) -> None:
    """Run the demo until SIGTERM or SIGINT; its time stands still until the page is opened.

    Args:
        start_on: The simulated day on which it begins.
        port: Where the page is served on 127.0.0.1; 0 takes a free one.
        opens_browser: Open the page in the person's browser.
        say: Prints a line.
        frontend: Which library talks to the emulated Telegram.

    Raises:
        PortTaken: Another program listens there.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    opened = open_demo(start_on, port=port, frontend=frontend, plays_when_opened=True)
    async with opened as (wire, app, _):
        running = asyncio.create_task(app.run(stop))
        say(f"The bot chats at {wire.url} (Ctrl+C ends it).")
        say("This is a simulation for this machine alone: it is not for the internet.")
        if opens_browser:
            with contextlib.suppress(webbrowser.Error):
                await asyncio.to_thread(webbrowser.open, wire.url)
        await running
