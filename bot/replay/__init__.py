"""Replays a whole campaign on a simulated clock: the dispatcher, store and pacing of production.

Only the wire and the time are simulated (see wire.py and bot/adapters/simulated_time.py). What
comes of it is judged by a census of its own, which believes neither the store nor the dispatcher.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time as real_time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from bot import knowledge
from bot.adapters.database import Database, migrate, open_database
from bot.adapters.encryption import KEY_BYTES, ChatCipher
from bot.adapters.simulated_time import LoopClock, SimulatedLoop
from bot.adapters.store import SqlStore, holds_chats
from bot.adapters.texts import FluentTexts
from bot.core.calendar import LINKEDIN_AI
from bot.core.errors import BotError
from bot.core.reminders import ZONES, Cadence
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.gallery import Gallery
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import TICK_SECONDS
from bot.frontends.frontend import FrontEndName
from bot.pictures import Drawer
from bot.replay.audience import Audience, count_lost, count_states, read_lateness
from bot.replay.census import Census
from bot.replay.report import Report
from bot.replay.wire import open_wire
from bot.resources import folder

LONGEST_REST: Final = timedelta(hours=1)  # between two looks, where nothing is due
PUT_OFF_SECONDS: Final = 30.0  # where all that is due was put off, as until the morning


@dataclass(frozen=True, slots=True)
class Script:
    """What is replayed.

    Attributes:
        subscribers: How many people ask for reminders on the first day.
        starts_on: The first day, from midnight UTC.
        ends_on: The last day, to its end.
        per_second: The pace of sending, and one fifteenth above it what Telegram grants.
        cadence: The rhythm that everybody asks for.
        hour: The local hour that everybody asks for.
        zones: The IANA zones that people live in, evenly.
        outage: From which instant to which one the bot is off; None for never.
        database_url: An empty database; None takes a SQLite file that is removed afterwards.
        front_end: The library that sends over HTTP; None takes the way within this process.
    """

    subscribers: int
    starts_on: date
    ends_on: date
    per_second: float = 28.0
    cadence: Cadence = Cadence.STANDARD
    hour: int = 9
    zones: tuple[str, ...] = ZONES
    outage: tuple[datetime, datetime] | None = None
    database_url: str | None = None
    front_end: FrontEndName | None = None


class NotEmpty(BotError):
    """The database of a replay holds somebody's chats."""

    def __init__(self) -> None:
        super().__init__("a replay needs an empty database: this one holds chats")


def replay(script: Script, say: Callable[[str, int, int], None]) -> Report:
    """Replay *script*; *say* is told a stage, how much of it is done, and how much there is.

    Raises:
        NotEmpty: The database holds chats.
        SettingsError: It cannot be used.
    """
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        loop = runner.get_loop()
        if not isinstance(loop, SimulatedLoop):
            raise TypeError("a replay runs on a simulated loop")
        return runner.run(_Replay(script, loop, say).run())


class _Replay:
    def __init__(
        self, script: Script, loop: SimulatedLoop, say: Callable[[str, int, int], None]
    ) -> None:
        self._script = script
        self._loop = loop
        self._say = say
        self._begins_at = datetime.combine(script.starts_on, time(), tzinfo=UTC)
        self._ends_at = datetime.combine(script.ends_on, time(), tzinfo=UTC) + timedelta(days=1)
        self._clock = LoopClock(loop, self._begins_at)

    async def run(self) -> Report:
        script = self._script
        begun_at = real_time.perf_counter()
        async with AsyncExitStack() as stack:
            url = script.database_url
            if url is None:
                place = stack.enter_context(tempfile.TemporaryDirectory(prefix="optout-replay-"))
                url = f"sqlite:///{Path(place, 'replay.sqlite3')}"
            database = open_database(url)
            stack.push_async_callback(self._close, database)
            with self._loop.outside():
                await migrate(database)
                if await holds_chats(database):
                    raise NotEmpty
            cipher = ChatCipher(os.urandom(KEY_BYTES))
            audience = Audience(
                script.subscribers, script.cadence, script.hour, script.zones, self._begins_at
            )
            with self._loop.outside():
                await audience.settle(
                    database, cipher, lambda done: self._say("people", done, audience.count)
                )
            census = Census(script.zones, script.subscribers)
            await self._campaign(database, cipher, audience, census)
            return await self._report(database, audience, census, begun_at)

    async def _close(self, database: Database) -> None:
        with self._loop.outside():  # its connections take their time to end
            await database.dispose()

    async def _campaign(
        self, database: Database, cipher: ChatCipher, audience: Audience, census: Census
    ) -> None:
        texts = FluentTexts(folder("locales"))
        gallery = Gallery(Drawer(texts, knowledge.load().labels))
        script = self._script
        granted = round(script.per_second * 15 / 14)  # 30 where 28 are sent
        wire = open_wire(script.front_end, self._clock, self._loop, granted, gallery, census)
        store = self._loop.attend(SqlStore(database, cipher))
        async with wire as messenger:
            outbox = Outbox(messenger, Pacing(script.per_second), on_migrated=store.move)
            dispatcher = Dispatcher(store, store, outbox, texts, self._clock, LINKEDIN_AI)
            while (now := self._clock.now()) < self._ends_at:
                if script.outage is not None and script.outage[0] <= now < script.outage[1]:
                    await asyncio.sleep((script.outage[1] - now).total_seconds())
                    continue
                sent = await dispatcher.tick()
                self._say("messages", census.sent, audience.planned)
                await asyncio.sleep(await self._rest(store, sent))
            await outbox.close()

    async def _rest(self, store: SqlStore, sent: int) -> float:
        """Return the seconds until the next tick that could find something to do."""
        due_at = await store.next_due_at()
        now = self._clock.now()
        if due_at is not None and due_at <= now and not sent:
            return PUT_OFF_SECONDS
        wait = LONGEST_REST if due_at is None else min(due_at - now, LONGEST_REST)
        return max(wait.total_seconds(), TICK_SECONDS)

    async def _report(
        self, database: Database, audience: Audience, census: Census, begun_at: float
    ) -> Report:
        with self._loop.outside():
            states = await database.read(count_states)
            lost = await database.read(lambda connection: count_lost(connection, self._ends_at))
            sent = await database.read(lambda connection: list(read_lateness(connection)))
        seconds = sorted(seconds for seconds, _ in sent)
        return Report(
            subscribers=audience.count,
            planned=audience.planned,
            sent=census.sent,
            states=states,
            lost=lost,
            late=sum(is_late for _, is_late in sent),
            twice=census.twice,
            false=census.false,
            at_night=census.at_night,
            refused=census.refused,
            lateness=_summary(seconds),
            hours=census.hours(),
            per_second=self._script.per_second,
            peak_memory_mib=_peak_memory_mib(),
            real_seconds=real_time.perf_counter() - begun_at,
        )


def _summary(seconds: list[float]) -> tuple[float, float, float]:
    if not seconds:
        return 0.0, 0.0, 0.0
    return seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)], seconds[-1]


def _peak_memory_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10  # bytes there, KiB here
