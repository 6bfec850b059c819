"""A new change of the rules is told to who follows them: once, by day, and never as old news."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot import knowledge
from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.knowledge import Change, Knowledge
from bot.delivery.announcements import NEWS, announce_changes
from tests.adapters.conftest import Store
from tests.delivery.office import Office, open_office

ANNA, BELA, CLEO, DORA = 1, 2, 3, 4
NOTED = date(2026, 11, 20)
DAY = timedelta(days=1)
OLD = knowledge.load()
NEW = replace(
    OLD, changes=(Change("new-terms", NOTED, NOTED, OLD.changes[0].sources), *OLD.changes)
)


def at(day: date, hour: int = 9) -> datetime:
    """Return an instant of *day*; in Paris, it is an hour later."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def follow(store: MemoryStore | SqlStore, chat_id: int, on: date) -> None:
    """Let a chat follow the changes from *on*."""
    chat = Conversation("fr", "Europe/Paris", follows_changes=True, seen_on=on)
    await store.commit(chat_id, None, chat, (), now=at(on))


async def look(office: Office, now: datetime, known: Knowledge = NEW) -> int:
    """Look for news as the schedule does, and send what is due; return how many were planned."""
    office.clock.set(now)
    planned = await announce_changes(office.store, known, office.clock, LINKEDIN_AI)
    await office.dispatcher.tick()
    return planned


async def test_each_follower_is_told_once(store: Store) -> None:
    """On every kind of store, from the day on which it is known, however often one looks."""
    async with open_office(store, now=at(NOTED - DAY)) as office:
        await follow(store, ANNA, NOTED - 40 * DAY)
        await follow(store, BELA, NOTED)
        await follow(store, CLEO, NOTED + DAY)  # was shown it
        asked = Conversation("fr", "Europe/Paris", seen_on=NOTED - DAY)
        await store.commit(DORA, None, asked, (), now=at(NOTED - DAY))
        assert await look(office, at(NOTED - DAY)) == 0
        office.wire.expect(ANNA)
        office.wire.expect(BELA)
        assert await look(office, at(NOTED)) == 2
        (said,) = office.wire.said_to(ANNA)
        assert "LinkedIn" in said
        for days in range(int(NEWS / DAY) + 10):
            assert await look(office, at(NOTED + days * DAY, 10)) == 0
            await store.purge(now=office.clock.now())


async def test_what_is_old_is_told_to_nobody() -> None:
    """After weeks it is no news, as for a bot that was long out of service."""
    async with open_office(now=at(NOTED)) as office:
        await follow(office.store, ANNA, date(2025, 9, 18))
        assert await look(office, at(NOTED + NEWS + DAY)) == 0
        assert await look(office, at(NOTED + NEWS + DAY), OLD) == 0


async def test_it_is_still_told_on_the_last_day() -> None:
    """And no day later."""
    async with open_office(now=at(NOTED)) as office:
        await follow(office.store, ANNA, NOTED - DAY)
        office.wire.expect(ANNA)
        assert await look(office, at(NOTED + NEWS)) == 1


async def test_nobody_is_woken_for_it() -> None:
    """Noted in the night, it is told in the morning: nobody asked for that hour."""
    async with open_office(now=at(NOTED)) as office:
        await follow(office.store, ANNA, NOTED - DAY)
        assert await look(office, at(NOTED, hour=0)) == 1
        assert office.wire.calls == []
        office.wire.expect(ANNA)
        await look(office, at(NOTED, hour=7) + timedelta(minutes=1))
        assert len(office.wire.said_to(ANNA)) == 1


async def test_who_stopped_following_is_not_told() -> None:
    """Also where it was planned already."""
    async with open_office(now=at(NOTED)) as office:
        await follow(office.store, ANNA, NOTED - DAY)
        assert await look(office, at(NOTED, hour=0)) == 1
        alone = Conversation("fr", "Europe/Paris", seen_on=NOTED)
        await office.store.commit(ANNA, None, alone, (), now=at(NOTED, 1))
        await look(office, at(NOTED))
        assert office.wire.calls == []
