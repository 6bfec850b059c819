"""Who gets which reminder when, by its latest moment, and who shares the work."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.adapters.memory import MemoryStore
from bot.core.effects import AddReminders, Subscribe
from bot.core.ports import DueReminder
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    DROPPED,
    MINUTE,
    NOW,
    REMINDED,
    SENT,
    claim,
    keep,
    known,
    plan_of,
    planned,
    subscribe,
)
from tests.adapters.conftest import Store, open_store, open_store_at

HOUR = timedelta(hours=1)


async def test_the_nearest_latest_moment_comes_first(store: Store) -> None:
    """Not who waits longest, but who would get it too late."""
    latest = {ANNA: 9, BELA: 1, 3: 5}  # hours
    for number, (chat_id, hours) in enumerate(latest.items()):
        plan = (planned(number / 100, "nudge-1", latest=hours * HOUR),)
        await keep(store, chat_id, REMINDED, Subscribe(CAMPAIGN, plan))
    order = [(await claim(store, NOW + DAY, limit=1))[0].chat_id for _ in latest]
    assert order == [BELA, 3, ANNA]


@pytest.mark.parametrize("limit", [2, 100])
async def test_the_order_is_the_same_however_much_is_due(store: Store, limit: int) -> None:
    """A big backlog is found another way than a few; nobody notices."""
    hours = [(7 * number) % 40 for number in range(40)]
    for number, latest in enumerate(hours):
        plan = (
            planned(0, "nudge-1", latest=latest * HOUR),
            planned(3, "nudge-2", latest=timedelta(0)),  # nearer than many, and not due
        )
        await keep(store, number, REMINDED, Subscribe(CAMPAIGN, plan))
    order: list[int] = []
    while due := await claim(store, NOW + DAY, limit=limit):
        order += [one.chat_id for one in due]
    assert order == sorted(range(40), key=hours.__getitem__)


async def test_a_large_audience_is_begun_early(store: Store) -> None:
    """What must be out by then counts as due already, and nothing else does."""
    await keep(store, ANNA, REMINDED, Subscribe(CAMPAIGN, (planned(1, "a-1", latest=HOUR),)))
    await keep(store, BELA, REMINDED, Subscribe(CAMPAIGN, (planned(1, "a-1", latest=9 * HOUR),)))
    await keep(store, 3, REMINDED, Subscribe(CAMPAIGN, (planned(-1, "a-1", latest=99 * HOUR),)))

    async def early(until: timedelta) -> list[int]:
        due = await store.claim(now=NOW, limit=10, lease_seconds=60, urgent_until=NOW + DAY + until)
        return [one.chat_id for one in due]

    assert await early(timedelta(0)) == [3]
    assert await early(HOUR) == [ANNA]
    assert await early(HOUR) == []
    assert await early(20 * HOUR) == [BELA]


async def test_the_backlog_is_counted_by_latest_moment(store: Store) -> None:
    """What waits, due or not; not what has ended."""
    for chat_id in (ANNA, BELA):
        await subscribe(store, chat_id, 1, 2, 3)
    first, *_ = await claim(store, NOW + DAY, limit=1)
    await store.finish({first.id: SENT}, now=NOW + DAY)
    latest = [one.latest_at for one in plan_of(1, 2, 3)]
    now = NOW + DAY
    assert await store.backlog(until=latest[1], now=now) == ((latest[0], 1), (latest[1], 2))
    assert await store.backlog(until=latest[0] - MINUTE, now=now) == ()


async def test_of_what_is_due_for_a_chat_one_counts(store: Store) -> None:
    """After an outage the newest goes, so the others are no work to come."""
    for chat_id in (ANNA, BELA):
        await subscribe(store, chat_id, 1, 2, 3)
    latest = [one.latest_at for one in plan_of(1, 2, 3)]
    backlog = await store.backlog(until=latest[2], now=NOW + 2 * DAY)
    assert backlog == ((latest[1], 2), (latest[2], 2))


async def test_what_is_said_in_a_plan_comes_back_to_the_microsecond(store: Store) -> None:
    """Due and latest moment, also with a fraction of a second."""
    fine = planned(0.123456789, "nudge-1", latest=timedelta(microseconds=7))
    await keep(store, ANNA, REMINDED, Subscribe(CAMPAIGN, (fine,)))
    (due,) = await claim(store, NOW + DAY)
    assert due.planned == fine


async def test_other_reminders_keep_a_subscription_open(store: Store) -> None:
    """It ends with the last of all that waits."""
    await subscribe(store, ANNA, 1)
    await keep(store, ANNA, REMINDED, AddReminders(CAMPAIGN, (planned(2, "snooze-1"),)))
    for day, expected in ((1, REMINDED), (2, ASKED)):
        due = await claim(store, NOW + day * DAY)
        await store.finish({one.id: DROPPED for one in due}, now=NOW + day * DAY)
        assert await known(store, ANNA) == expected


# What only a database can show


async def test_a_crowd_claims_each_row_exactly_once(database_url: str) -> None:
    """Four senders at the same time, each until nothing is left."""
    async with open_store_at(database_url) as one:
        for number in range(200):
            await subscribe(one, number, 1, 2)

    async def work() -> list[DueReminder]:
        mine: list[DueReminder] = []
        async with open_store_at(database_url) as store:
            misses = 0
            while misses < 3:  # others may hold what is left for a moment
                due = await claim(store, NOW + 9 * DAY, limit=7)
                misses = 0 if due else misses + 1
                mine += due
                await store.finish({one.id: SENT for one in due}, now=NOW + 9 * DAY)
        return mine

    claimed = await asyncio.gather(*(work() for _ in range(4)))
    ids = [one.id for mine in claimed for one in mine]
    assert len(ids) == len(set(ids)) == 400
    owners = [{one.chat_id for one in mine} for mine in claimed]
    assert sum(map(len, owners)) == 200
    async with open_store_at(database_url) as store:
        assert await store.next_due_at() is None
        assert await known(store, 0) == ASKED


async def test_a_chat_that_is_being_written_is_passed_over(postgres_url: str) -> None:
    """A sender waits for nobody: it takes the next one."""
    async with open_store_at(postgres_url) as one, open_store_at(postgres_url) as other:
        await subscribe(one, ANNA, 1)
        await subscribe(one, BELA, 2)
        locked, done = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            engine = other.database.async_engine
            assert engine is not None
            async with engine.begin() as connection:
                query = "SELECT id FROM chat ORDER BY id LIMIT 1 FOR UPDATE"
                await connection.execute(text(query))
                locked.set()
                await done.wait()

        holding = asyncio.create_task(hold())
        await locked.wait()
        assert [due.chat_id for due in await claim(one, NOW + 9 * DAY)] == [BELA]
        done.set()
        await holding
        assert [due.chat_id for due in await claim(one, NOW + 9 * DAY)] == [ANNA]


async def test_the_leases_of_a_dead_sender_are_taken_over(database_url: str) -> None:
    """Not before their end, and by one of the living alone."""
    async with open_store_at(database_url) as dead:
        for number in range(10):
            await subscribe(dead, number, 1)
        assert len(await claim(dead, NOW + DAY)) == 10
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        assert await claim(one, NOW + DAY + MINUTE) == []
        batches = await asyncio.gather(
            *(claim(store, NOW + DAY + 2 * MINUTE, limit=5) for store in (one, other))
        )
        batches += [await claim(store, NOW + DAY + 2 * MINUTE) for store in (one, other)]
        assert sorted(due.chat_id for batch in batches for due in batch) == list(range(10))


async def test_an_idle_tick_waits_for_nobody(database: Path) -> None:
    """While another process writes for long, looking for what is due costs no time."""
    async with open_store(database) as store:
        await subscribe(store, ANNA, 1)
        with closing(sqlite3.connect(database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            assert await asyncio.wait_for(claim(store, NOW), 5) == []


# Who shares the work


async def test_memory_and_sqlite_serve_one_process(sqlite_url: str) -> None:
    """Whatever names it goes by."""
    assert [await MemoryStore().beat(name, alive_seconds=60) for name in "ab"] == [1, 1]
    async with open_store_at(sqlite_url) as store:
        assert [await store.beat(name, alive_seconds=60) for name in "ab"] == [1, 1]


async def test_the_living_are_counted(postgres_url: str) -> None:
    """Each once, however often it says so; who was silent for too long no more."""
    async with open_store_at(postgres_url) as store:
        beats = [await store.beat(name, alive_seconds=60) for name in "aabac"]
        assert beats == [1, 1, 2, 2, 3]

        age = text("UPDATE worker SET seen_at = seen_at - interval '61 s' WHERE id <> 'c'")
        await store.database.write(lambda connection: connection.execute(age))
        assert await store.beat("b", alive_seconds=60) == 2
        assert await store.beat("b", alive_seconds=0) == 1


async def test_many_beat_at_the_same_time(postgres_url: str) -> None:
    """None waits for another for ever."""
    async with open_store_at(postgres_url) as one, open_store_at(postgres_url) as other:
        for _ in range(5):
            await asyncio.gather(
                *(
                    store.beat(str(number % 7), alive_seconds=0.001 * (number % 3))
                    for number in range(20)
                    for store in (one, other)
                )
            )
        assert await one.beat("0", alive_seconds=60) >= 1
