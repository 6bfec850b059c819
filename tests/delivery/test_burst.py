"""Many reminders at once, and few: how fast they leave, and how late they are; in virtual time."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.adapters.memory import MemoryStore
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.effects import AddReminders, PlannedReminder
from bot.core.ports import RenderedMessage
from bot.delivery.dispatcher import HOLD_SECONDS, LEASE_SECONDS, Dispatcher
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import TICK_SECONDS
from tests.spoken import TEXTS
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

NINE = datetime(2025, 10, 27, 8, 0, tzinfo=UTC)  # in Paris
EVENING = NINE + timedelta(hours=12)
RATE = 30.0  # a second


class RunningClock:
    """A clock that goes with the event loop; it is nine when it is made."""

    def __init__(self) -> None:
        self._begun_at = seconds()

    def now(self) -> datetime:
        """Return the present instant."""
        return NINE + timedelta(seconds=self.seconds())

    def seconds(self) -> float:
        """Return how long it has been going."""
        return seconds() - self._begun_at


@dataclass
class Office:
    """A dispatcher that ticks as the schedule lets it."""

    store: MemoryStore
    clock: RunningClock
    wire: Wire
    outbox: Outbox
    dispatcher: Dispatcher

    async def plan(self, chat_id: int, after_seconds: float = 0.0) -> None:
        """Let a reminder be due so long after nine."""
        due_at = NINE + timedelta(seconds=after_seconds)
        wish = Conversation("fr", "Europe/Paris", seen_on=NINE.date(), wants_pictures=False)
        reminder = AddReminders(LINKEDIN_AI.id, (PlannedReminder(due_at, "countdown-7", EVENING),))
        await self.store.commit(chat_id, None, wish, (reminder,), now=self.clock.now())
        self.wire.expect(chat_id)

    async def announce(self, people: Sequence[int]) -> None:
        """Let a reminder be due now for each of *people*: they follow the changes."""
        now = self.clock.now()
        wish = Conversation("fr", "Europe/Paris", seen_on=now.date(), follows_changes=True)
        for chat_id in people:
            await self.store.commit(chat_id, None, wish, (), now=now)
            self.wire.expect(chat_id)
        await self.store.announce(
            "x", campaign=LINKEDIN_AI.id, since=now.date(), now=now, latest_at=EVENING
        )

    async def work(self, *, until: float) -> None:
        """Tick until so many seconds after nine."""
        while self.clock.seconds() < until:
            await self.dispatcher.tick()
            await asyncio.sleep(TICK_SECONDS)

    def sent_after(self) -> list[float]:
        """Return how many seconds after nine each message left."""
        begun_at = seconds() - self.clock.seconds()
        return [call.at - begun_at for call in self.wire.calls]


@asynccontextmanager
async def open_office(seconds_per_call: float = 0.1, rate: float = RATE) -> AsyncIterator[Office]:
    """Open one at nine; at its end, every planned call must have been made."""
    store, clock, wire = MemoryStore(), RunningClock(), Wire(seconds_per_call)
    outbox = Outbox(wire, Pacing(rate))
    dispatcher = Dispatcher(store, store, outbox, TEXTS, clock, LINKEDIN_AI)
    try:
        yield Office(store, clock, wire, outbox, dispatcher)
    finally:
        await outbox.close()
    wire.check()


@in_virtual_time
async def test_a_burst_of_ten_thousand_leaves_at_the_full_rate() -> None:
    """All due at nine: sent within five percent of the time that the rate allows at best."""
    async with open_office() as office:
        await office.announce(range(1, 10_001))
        assert await office.dispatcher.tick() == 10_000
        at_best = 10_000 / RATE
        assert office.clock.seconds() <= at_best * 1.05
        sent = office.sent_after()
        assert all(late - early >= 0.99 for early, late in zip(sent, sent[32:], strict=False))
        last = sorted(sent)[int(0.99 * len(sent))]
        assert last <= 0.99 * at_best * 1.05


@in_virtual_time
async def test_who_is_reminded_alone_is_reminded_in_time() -> None:
    """Without a crowd, 99 of 100 reminders leave within two seconds of their hour."""
    chance = random.Random(1)  # noqa: S311  # the same hours in each run
    hours = sorted(chance.uniform(0, 3600) for _ in range(300))
    async with open_office() as office:
        for chat_id, due in enumerate(hours, start=1):
            await office.plan(chat_id, due)
        await office.work(until=3602)
        by_chat = {
            call.chat_id: sent
            for call, sent in zip(office.wire.calls, office.sent_after(), strict=True)
        }
        late = sorted(by_chat[chat_id] - due for chat_id, due in enumerate(hours, start=1))
    assert late[0] >= 0
    assert late[len(late) // 2] <= 1.0
    assert late[int(0.99 * len(late))] <= 2.0


@in_virtual_time
async def test_behind_a_flood_of_answers_no_lease_is_outlived() -> None:
    """People ask without a pause for ten minutes: reminders wait in the store, and come once."""
    async with open_office(seconds_per_call=0.05) as office:
        for chat_id in range(1, 101):
            await office.plan(chat_id)
        claims: list[float] = []
        claim = office.store.claim

        async def noted_claim(**details: object) -> list[object]:
            due = await claim(**details)  # type: ignore[arg-type]  # passed on as they are
            claims.extend([office.clock.seconds()] * bool(due))
            return list(due)

        office.store.claim = noted_claim  # type: ignore[method-assign, assignment]
        working = asyncio.create_task(office.work(until=700))
        asked: set[asyncio.Task[None]] = set()
        for number in range(600):
            for chat_id in range(1000 * number + 1000, 1000 * number + 1031):
                office.wire.expect(chat_id)
                answer = Parcel(chat_id, RenderedMessage("answer"), Priority.ANSWER)
                asked.add(asyncio.create_task(office.outbox.deliver(answer)))
            await asyncio.sleep(1.0)
        await asyncio.gather(*asked)
        await working
        sent = [
            at
            for call, at in zip(office.wire.calls, office.sent_after(), strict=True)
            if call.chat_id <= 100
        ]
    assert len(sent) == 100
    given_back = [later - sooner for sooner, later in itertools.pairwise(claims)]
    assert len(claims) > 5
    assert max(given_back) <= HOLD_SECONDS + 2 * TICK_SECONDS < LEASE_SECONDS
