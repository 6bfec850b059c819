"""A dispatcher with all that it needs, for tests: the wire to Telegram is a recording."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.adapters.clocks import SimulatedClock
from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore
from bot.core.calendar import LINKEDIN_AI, local_date
from bot.core.conversation import Conversation
from bot.core.effects import Subscribe
from bot.core.reminders import Cadence, plan
from bot.core.watch import Watch
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from tests.spoken import TEXTS
from tests.wire import Wire

ANNOUNCED = datetime(2025, 9, 18, 12, 0, tzinfo=UTC)


def paris(day: int, month: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return an instant of autumn 2025 by the clock of Paris."""
    summer_time = (month, day) < (10, 26)
    return datetime(2025, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1 + summer_time)


@dataclass
class Office:
    """A dispatcher with its store, a clock set by hand, and the wire to Telegram."""

    store: MemoryStore | SqlStore
    clock: SimulatedClock
    wire: Wire
    outbox: Outbox
    dispatcher: Dispatcher

    async def subscribe(
        self,
        chat_id: int,
        cadence: Cadence,
        zone: str = "Europe/Paris",
        locale: str = "fr",
        thread_id: int | None = None,
    ) -> None:
        """Keep a subscription as the dialogue does, at nine o'clock."""
        now = self.clock.now()
        day = local_date(now, zone)
        wish = Conversation(
            locale,
            zone,
            cadence=cadence,
            subscribed_on=day,
            hour=9,
            thread_id=thread_id,
            seen_on=day,
        )
        planned = plan(cadence, since=day, campaign=LINKEDIN_AI, hour=wish.hour, zone=zone, now=now)
        await self.store.commit(chat_id, None, wish, (Subscribe(LINKEDIN_AI.id, planned),), now=now)

    async def tick_at(self, instant: datetime) -> int:
        """Let it be *instant*, and send what is due; return how many were sent."""
        self.clock.set(instant)
        return await self.dispatcher.tick()


@asynccontextmanager
async def open_office(
    store: MemoryStore | SqlStore | None = None,
    *,
    now: datetime = ANNOUNCED,
    wire: Wire | None = None,
    misses: bool = False,
    watch: Watch | None = None,
) -> AsyncIterator[Office]:
    """Open an office; at its end, every planned call must have been made, or it *misses* some."""
    store, wire, clock = store or MemoryStore(), wire or Wire(), SimulatedClock(now)
    outbox = Outbox(wire, Pacing(), store.move)
    try:
        dispatcher = Dispatcher(store, store, outbox, TEXTS, clock, LINKEDIN_AI, watch=watch)
        yield Office(store, clock, wire, outbox, dispatcher)
    finally:
        await outbox.close()
    assert wire.unplanned == []
    assert misses or wire.missing == {}
