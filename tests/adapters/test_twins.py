"""Whatever happens in whatever order, the store in memory and the one on disk agree."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.adapters.database import open_engine
from bot.adapters.encryption import ChatCipher
from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore
from bot.core.conversation import Conversation
from bot.core.effects import Effect, Forget, PlannedReminder, Subscribe, Unsubscribe
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import Cadence
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
)


class Twins(RuleBasedStateMachine):
    """Two stores to which the same happens."""

    empty: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        copy = shutil.copy(self.empty, Path(self.folder.name) / "optout.sqlite3")
        self.engine = open_engine(f"sqlite:///{copy}")
        self.stores: tuple[Store, Store] = (
            MemoryStore(),
            SqlStore(self.engine, ChatCipher(KEY)),
        )
        self.now = START
        self.claimed: list[tuple[DueReminder, DueReminder]] = []

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Wait for *work* of a store."""
        return self.runner.run(work)

    def commit(
        self, chat: int, conversation: Conversation | None, *effects: Effect, update: int | None
    ) -> None:
        """Keep a turn in both; both say whether it was new."""
        memory, disk = (
            self.run(store.commit(chat, update, conversation, effects, now=self.now))
            for store in self.stores
        )
        assert memory == disk

    @rule(chat=chats, conversation=conversations, update=st.none() | st.integers(1, 5))
    def talk(self, chat: int, conversation: Conversation, update: int | None) -> None:
        """A turn without reminders."""
        self.commit(chat, conversation, update=update)

    @rule(chat=chats, conversation=conversations, due_in=st.sets(days), update=st.integers(1, 5))
    def subscribe(
        self, chat: int, conversation: Conversation, due_in: set[int], update: int
    ) -> None:
        """A plan is kept."""
        wish = replace(conversation, cadence=Cadence.DAILY, subscribed_on=self.now.date())
        # Some seconds apart, so that there is one order.
        plan = tuple(
            PlannedReminder(START + timedelta(days=day, seconds=chat), f"countdown-{day}")
            for day in sorted(due_in)
        )
        self.commit(chat, wish, Subscribe("one", plan), update=update)

    @rule(chat=chats, conversation=conversations)
    def stop(self, chat: int, conversation: Conversation) -> None:
        """The reminders are stopped."""
        self.commit(chat, conversation, Unsubscribe(), update=None)

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

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        """A sender asks for what is due; both hand out the same."""
        memory, disk = (
            self.run(store.claim(now=self.now, limit=limit, lease_seconds=7200.0))
            for store in self.stores
        )
        assert [replace(due, id=0) for due in memory] == [replace(due, id=0) for due in disk]
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
        """Every chat, and the next reminder, are the same in both."""
        for chat in CHATS:
            memory, disk = (self.run(store.load(chat)) for store in self.stores)
            assert memory == disk
        memory_due, disk_due = (self.run(store.next_due_at()) for store in self.stores)
        assert memory_due == disk_due

    def teardown(self) -> None:
        """Close what was opened."""
        self.run(self.engine.dispose())
        self.runner.close()
        self.folder.cleanup()


def test_memory_and_disk_agree(empty_database: Path) -> None:
    """A test that trusts the store in memory says something about the real one."""
    Twins.empty = empty_database
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
