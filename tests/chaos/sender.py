"""What is killed: the dispatcher, store, outbox and front end of production, put together.

Alone, on SQLite, a process has the simulated time to itself. Processes that share a PostgreSQL
share a time that only runs faster.
"""

import asyncio
import base64
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from aiogram.methods import Response
from aiogram.types import Message

from bot.adapters import database as databases
from bot.adapters.encryption import ChatCipher
from bot.adapters.simulated_time import SimulatedLoop
from bot.adapters.store import SqlStore
from bot.core.calendar import LINKEDIN_AI
from bot.core.ports import Clock, Messenger, Outcome
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.gallery import Gallery
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import TICK_SECONDS
from bot.delivery.shares import BEAT_SECONDS, Shares
from bot.frontends.frontend import open_front_end
from tests.chaos.dying import Mortality, Pixel, Wire, endanger
from tests.chaos.page import Page
from tests.chaos.quick_time import QuickClock, QuickLoop
from tests.spoken import TEXTS

BEGINS_AT: Final = datetime(2025, 10, 26, 20, 0, tzinfo=UTC)  # second 0 of every campaign
LONGEST_REST: Final = 6 * 3600.0  # between two looks, where nothing is due
LEAP: Final = 30.0  # seconds that pass at once where no worker has anything to do
FULL_FOR: Final = 20  # ticks fail until somebody has made room on the disk
GIVE_UP: Final = 2000  # ticks that failed: the test is broken, not the world
WARM: Final = Response[Message]  # pydantic takes its time to make it: once, before the forks


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to do.

    Attributes:
        database_url: Where the reminders wait.
        key: Of the database, in base64.
        token: Of the bot.
        api_url: The Bot API server.
        page: The file of the shared page.
        journal: The file in which each answer that came is noted.
        per_second: The pace.
        starts_at: The second of the campaign; of the quick time, where that is shared.
        die_at: Which of the points around writes and calls it does not survive; 0 for none.
        busy_milliseconds: How long SQLite waits for another writer.
        worker: The number of the process; None where it is alone and the time simulated.
    """

    database_url: str
    key: str
    token: str
    api_url: str
    page: str
    journal: str
    per_second: float
    starts_at: float
    die_at: int = 0
    busy_milliseconds: int = databases.BUSY_MILLISECONDS
    worker: int | None = None


def send(order: Order) -> None:
    """Send in this process until nothing waits any more."""
    databases.BUSY_MILLISECONDS = order.busy_milliseconds  # type: ignore[misc]  # of this process
    if order.worker is None:
        with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
            runner.run(_Sender(order).send_alone())
    else:
        with asyncio.Runner(loop_factory=QuickLoop) as runner:
            runner.run(_Sender(order).send_beside_others(order.worker))


@asynccontextmanager
async def open_dispatcher(
    store: SqlStore, messenger: Messenger, clock: Clock, pacing: Pacing
) -> AsyncIterator[Dispatcher]:
    """Put together what sends, as bot/app.py does."""
    outbox = Outbox(messenger, pacing, on_migrated=store.move)
    try:
        yield Dispatcher(store, store, outbox, TEXTS, clock, LINKEDIN_AI)
    finally:
        await outbox.close()


class _Time:
    """The time of a process that has it to itself, and its clock on the wall.

    Args:
        loop: Passes the time.
        starts_at: The second of the campaign at which the loop began.
        page: By how much the clock on the wall is wrong.
    """

    def __init__(self, loop: SimulatedLoop, starts_at: float, page: Page) -> None:
        self._loop = loop
        self._begun = starts_at
        self._page = page

    @property
    def seconds(self) -> float:
        """The second of the campaign."""
        return self._begun + self._loop.time()

    def now(self) -> datetime:
        """Return what the clock on the wall shows: aware, in UTC."""
        return BEGINS_AT + timedelta(seconds=self.seconds + self._page.leap)

    async def rest(self, seconds: float) -> None:
        """Let time pass: a tick of the loop, and what is left of it at once.

        The libraries look after their connections every few seconds, which takes long in a week.
        """
        await asyncio.sleep(TICK_SECONDS)
        self._begun += max(min(seconds, LONGEST_REST) - TICK_SECONDS, 0.0)


class _Sender:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._page = Page(Path(order.page))
        self._mortality = Mortality(order.die_at)
        self._journal = os.open(order.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        database = databases.open_database(order.database_url)
        endanger(database, self._mortality, self._page)
        self._store = SqlStore(database, ChatCipher(base64.b64decode(order.key)))
        self._count_records(order.worker or 0)
        gallery = Gallery(Pixel())
        front_end = open_front_end("aiogram", order.token, order.api_url, gallery)
        self._messenger = front_end.messenger

    async def send_alone(self) -> None:
        loop = asyncio.get_running_loop()
        if not isinstance(loop, SimulatedLoop):
            raise TypeError("the time is to be simulated")
        page = self._page
        clock = _Time(loop, self._order.starts_at, page)

        def leaves() -> None:
            page.seconds = clock.seconds
            page.count_call(0)

        store = loop.attend(self._store)
        wire = Wire(loop.attend(self._messenger), leaves, self._note, self._mortality)
        async with open_dispatcher(store, wire, clock, Pacing(self._order.per_second)) as sending:
            while True:
                rest = TICK_SECONDS
                try:
                    await sending.tick()
                    due_at = await store.next_due_at()
                    if due_at is None:
                        break
                    rest = (due_at - clock.now()).total_seconds()
                except Exception as error:  # noqa: BLE001  # as the schedule has it
                    self._fail(error)
                await clock.rest(rest)
        page.seconds = clock.seconds

    async def send_beside_others(self, worker: int) -> None:
        loop, page, store = asyncio.get_running_loop(), self._page, self._store
        clock = QuickClock(BEGINS_AT, self._order.starts_at, page)
        pacing = Pacing(self._order.per_second)
        shares = Shares(store, pacing)
        wire = Wire(self._messenger, lambda: page.count_call(worker), self._note, self._mortality)
        async with open_dispatcher(store, wire, clock, pacing) as sending:
            beating = asyncio.create_task(_beat(shares))
            while True:
                page.rest(worker, rests=False)
                try:
                    sent = await sending.tick()
                    due_at = await store.next_due_at()
                    if due_at is None:
                        break
                    # Who has no part of the rate yet does not rest: it waits to begin.
                    page.rest(worker, rests=not sent and pacing.is_granted(loop.time()))
                    if page.all_rest:
                        page.leap += max((due_at - clock.now()).total_seconds(), LEAP)
                except Exception as error:  # noqa: BLE001  # as the schedule has it
                    self._fail(error)
                await asyncio.sleep(TICK_SECONDS)
            page.rest(worker, rests=True)
            beating.cancel()

    def _count_records(self, worker: int) -> None:
        finish = self._store.finish

        async def counted(outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
            await finish(outcomes, now=now)
            self._page.count_records(worker, sum(outcome.sent for outcome in outcomes.values()))

        self._store.finish = counted  # type: ignore[method-assign]

    def _note(self, chat_id: int) -> None:
        os.write(self._journal, f"{chat_id}\n".encode())

    def _fail(self, error: Exception) -> None:
        """Count a tick that failed; the next one may succeed."""
        self._page.failures += 1
        if self._page.failures % FULL_FOR == 0:
            self._page.is_full = False
        if self._page.failures > GIVE_UP:
            raise RuntimeError("a tick fails every time") from error


async def _beat(shares: Shares) -> None:
    while True:
        with suppress(Exception):
            await shares.beat()
        await asyncio.sleep(BEAT_SECONDS)
