"""Whatever happens in whatever order, the store in memory and those in databases agree."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete

from bot.adapters.database import open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.memory import MemoryStore
from bot.adapters.schema import chat as chat_table
from bot.adapters.schema import seen_update, tally
from bot.adapters.store import SqlStore
from bot.core.conversation import Conversation
from bot.core.effects import (
    AddReminders,
    Count,
    DropReminders,
    Effect,
    Forget,
    MoveReminders,
    PlannedReminder,
    Restore,
    Subscribe,
    Unsubscribe,
)
from bot.core.errors import Stale
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import Cadence
from bot.core.tally import Counted
from bot.core.walkthrough import Device, Step
from tests.adapters.conftest import KEY, Store

T = TypeVar("T")
START = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
CHATS = (1, 2, 3)

chats = st.sampled_from(CHATS)
days = st.integers(1, 6)
conversations = st.builds(
    Conversation,
    locale=st.sampled_from(["fr", "en"]),
    zone=st.sampled_from(["Europe/Paris", "America/Toronto"]),
    device=st.none() | st.sampled_from(Device),
    step=st.none() | st.sampled_from(Step),
    refused_on=st.none() | st.just(date(2025, 10, 21)),
    hour=st.sampled_from([9, 18]),
    seen_on=st.sampled_from([date(2025, 10, 20), date(2026, 10, 1)]),
    own_on=st.none() | st.just(date(2025, 10, 25)),
    follows_changes=st.booleans(),
    wants_pictures=st.booleans(),
    thread_id=st.none() | st.just(2**33),
)


class Twins(RuleBasedStateMachine):
    """Two stores to which the same happens."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.database = open_database(self.url)
        self.run(self.empty())
        self.stores: tuple[Store, Store] = (
            MemoryStore(),
            SqlStore(self.database, ChatCipher(KEY)),
        )
        self.now = START
        self.claimed: list[tuple[DueReminder, DueReminder]] = []
        self.has_ties = False  # what comes first of two at the same moment is nobody's promise

    async def empty(self) -> None:
        """Erase what the example before left."""

        def erase(connection: Connection) -> None:
            for table in (chat_table, seen_update, tally):
                connection.execute(delete(table))

        await self.database.write(erase)

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Wait for *work* of a store."""
        return self.runner.run(work)

    def both(self, works: Iterable[Coroutine[object, object, T]]) -> T:
        """Do it in both; both answer the same."""
        memory, disk = map(self.run, works)
        assert memory == disk
        return memory

    def commit(
        self,
        chat: int,
        conversation: Conversation | None,
        *effects: Effect,
        update: int | None,
        is_late: bool = False,
    ) -> None:
        """Keep a turn in both, from the version that it began from or from an older one."""
        results: list[bool | type[Stale]] = []
        for store in self.stores:
            kept = self.run(store.load(chat))
            version = 0 if kept is None else kept.version
            if is_late:
                version = 2**31 - 1
            try:
                results.append(
                    self.run(
                        store.commit(
                            chat, update, conversation, effects, now=self.now, version=version
                        )
                    )
                )
            except Stale:
                results.append(Stale)
        assert results[0] == results[1]

    @rule(
        chat=chats,
        conversation=conversations,
        update=st.none() | st.integers(1, 5),
        miss=st.sampled_from([(), (Count(Counted.MISSED, "when", "fr"),)]),
        is_late=st.booleans(),
    )
    def talk(
        self,
        chat: int,
        conversation: Conversation,
        update: int | None,
        miss: tuple[Count, ...],
        *,
        is_late: bool,
    ) -> None:
        """A turn without reminders, maybe overtaken by another."""
        self.commit(chat, conversation, *miss, update=update, is_late=is_late)

    @rule(chat=chats, update=st.integers(1, 5), is_late=st.booleans())
    def ask(self, chat: int, update: int, *, is_late: bool) -> None:
        """A turn that changes nothing."""
        self.commit(chat, None, update=update, is_late=is_late)

    @rule(
        chat=chats,
        conversation=conversations,
        due_in=st.sets(days),
        before=st.sets(days),
        update=st.integers(1, 5),
    )
    def subscribe(
        self, chat: int, conversation: Conversation, due_in: set[int], before: set[int], update: int
    ) -> None:
        """A plan is kept, in the place of another."""
        wish = replace(conversation, cadence=Cadence.DAILY, subscribed_on=self.now.date())
        plans = Subscribe("one", plan_of(chat, due_in), plan_of(chat, before))
        self.commit(chat, wish, plans, update=update)

    @rule(chat=chats, conversation=conversations, days=st.sets(days), hours=st.integers(-30, 30))
    def travel(self, chat: int, conversation: Conversation, days: set[int], hours: int) -> None:
        """What is planned moves, and what was put off stays."""
        moves = tuple((one, later(one, hours)) for one in plan_of(chat, days))
        self.commit(chat, conversation, MoveReminders("one", moves), update=None)

    @rule(chat=chats, conversation=conversations, days=st.sets(days), hours=st.integers(1, 30))
    def put_off(self, chat: int, conversation: Conversation, days: set[int], hours: int) -> None:
        """Some reminders come later."""
        plan = tuple(later(one, hours) for one in plan_of(chat, days))
        self.commit(chat, conversation, AddReminders("one", plan), update=None)

    @rule(
        chat=chats,
        conversation=st.none() | conversations,
        due_in=st.sets(days),
        kind=st.none() | st.sampled_from(["countdown", "count"]),
    )
    def change(
        self, chat: int, conversation: Conversation | None, due_in: set[int], kind: str | None
    ) -> None:
        """Some reminders are dropped, and others added."""
        drop = () if kind is None else (DropReminders(kind),)
        add = AddReminders("one", plan_of(chat, due_in))
        self.commit(chat, conversation, *drop, add, update=None)

    @rule(change=st.sampled_from(["a", "b"]), days_ago=st.integers(0, 40))
    def announce(self, change: str, days_ago: int) -> None:
        """The rules change."""
        self.has_ties = True
        self.both(
            store.announce(
                change,
                campaign="one",
                since=(self.now - timedelta(days=days_ago)).date(),
                now=self.now,
                latest_at=self.now + timedelta(days=7),
            )
            for store in self.stores
        )

    @rule(old=chats, new=chats)
    def move(self, old: int, new: int) -> None:
        """A group gets another number."""
        if old != new:
            self.both(store.move(old, new) for store in self.stores)

    @rule(chat=chats, conversation=conversations)
    def stop(self, chat: int, conversation: Conversation) -> None:
        """The reminders are stopped."""
        self.commit(chat, conversation, Unsubscribe(), update=None)

    @rule(chat=chats, conversation=conversations)
    def undo(self, chat: int, conversation: Conversation) -> None:
        """What was stopped comes back, if anything."""
        wish = replace(conversation, cadence=Cadence.DAILY, subscribed_on=self.now.date())
        self.commit(chat, wish, Restore(), update=None)

    @rule(chat=chats, update=st.none() | st.integers(1, 5))
    def forget(self, chat: int, update: int | None) -> None:
        """The chat is erased."""
        self.commit(chat, None, Forget(), update=update)

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.now += timedelta(hours=hours)

    @rule(wait=st.sampled_from([40, 390, 420]))
    def purge(self, wait: int) -> None:
        """What is old is erased, sooner than it would be."""
        now = self.now + timedelta(days=wait)
        for store in self.stores:
            self.run(store.purge(now=now))

    @rule(limit=st.integers(1, 3), early=st.none() | st.integers(0, 100))
    def claim(self, limit: int, early: int | None) -> None:
        """A sender asks for what is due; both hand out the same."""
        urgent = None if early is None else self.now + timedelta(hours=early)
        limit = 100 if self.has_ties else limit
        memory, disk = (
            self.run(
                store.claim(now=self.now, limit=limit, lease_seconds=7200.0, urgent_until=urgent)
            )
            for store in self.stores
        )
        for claimed in (memory, disk):
            latest = [due.planned.latest_at for due in claimed]
            assert latest == sorted(latest)
        memory, disk = (sorted(claimed, key=_facts) for claimed in (memory, disk))
        assert [_facts(due) for due in memory] == [_facts(due) for due in disk]
        self.claimed += zip(memory, disk, strict=True)

    @rule(sent=st.booleans(), retry=st.none() | st.integers(1, 48), how_many=st.integers(1, 3))
    def finish(self, how_many: int, *, sent: bool, retry: int | None) -> None:
        """The oldest claims end, late or in time."""
        retry_at = None if retry is None else self.now + timedelta(hours=retry)
        outcome = Outcome(sent=sent and retry is None, retry_at=retry_at)
        ended, self.claimed = self.claimed[:how_many], self.claimed[how_many:]
        for store, ids in zip(self.stores, zip(*ended, strict=True), strict=False):
            outcomes = {due.id: outcome for due in ids}
            self.run(store.finish(outcomes, now=self.now))

    @invariant()
    def what_is_known_is_the_same(self) -> None:
        """Every chat, what waits, and what was missed, are the same in both."""
        for chat in CHATS:
            memory, disk = (self.run(store.load(chat)) for store in self.stores)
            assert (memory and memory.conversation) == (disk and disk.conversation)
            assert self.run(self.stores[1].load(chat, fresh=True)) == disk
            self.both(store.waiting(chat) for store in self.stores)
        self.both(store.next_due_at() for store in self.stores)
        until = START + timedelta(days=9)
        self.both(store.backlog(until=until, now=self.now) for store in self.stores)
        self.both(store.misses() for store in self.stores)

    def teardown(self) -> None:
        """Close what was opened."""
        self.run(self.database.dispose())
        self.runner.close()


def plan_of(chat: int, due_in: set[int]) -> tuple[PlannedReminder, ...]:
    """Return a plan; some seconds apart from others', so that there is one order."""
    return tuple(
        PlannedReminder(
            at := START + timedelta(days=day, seconds=chat),
            f"countdown-{day}",
            at + timedelta(hours=5 * (7 - day)),
        )
        for day in sorted(due_in)
    )


def later(planned: PlannedReminder, hours: int) -> PlannedReminder:
    """Return *planned*, so many hours later."""
    by = timedelta(hours=hours)
    return planned._replace(due_at=planned.due_at + by, latest_at=planned.latest_at + by)


def _facts(due: DueReminder) -> tuple[object, ...]:
    return (due.planned.latest_at, due.planned, due.chat_id, str(due.conversation))


def test_memory_and_database_agree(database_url: str) -> None:
    """A test that trusts the store in memory says something about the real one."""
    Twins.url = database_url
    run_state_machine_as_test(
        Twins,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
