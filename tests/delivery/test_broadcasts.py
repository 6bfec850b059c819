"""What an owner writes to everybody arrives once, in nobody's night, and not for ever."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.adapters.memory import MemoryStore
from bot.adapters.store import SqlStore
from bot.core.broadcasts import LASTS, CancelBroadcast, DraftBroadcast, SendBroadcast
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.effects import Effect
from bot.core.errors import MessengerUnavailable, RecipientGone
from bot.core.reminders import Cadence
from bot.delivery.dispatcher import LEASE_SECONDS
from bot.metrics import Metrics
from tests.adapters.conftest import Store, open_store
from tests.delivery.office import Office, open_office
from tests.virtual_time import in_virtual_time
from tests.wire import Wire

OWNER, ANNA, BELA, CLEO = 99, 1, 2, 3
NOON: Final = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NIGHT: Final = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)  # midnight in Paris
MORNING: Final = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # eight in Paris
TEXT: Final = "The terms changed <again> & more\n\nLook at the switch."
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def follow(
    office: Office, chat_id: int, zone: str = "Europe/Paris", locale: str = "fr"
) -> None:
    """Let a chat follow the changes."""
    now = office.clock.now()
    chat = Conversation(locale, zone, follows_changes=True, seen_on=now.date())
    await office.store.commit(chat_id, None, chat, (), now=now)


async def owner_does(store: MemoryStore | SqlStore, *effects: Effect, now: datetime) -> int:
    """Let the owner do something; return the number of the newest broadcast."""
    await store.commit(OWNER, None, None, effects, now=now)
    newest = await store.broadcast(None)
    assert newest is not None
    return newest.id


async def send(office: Office, text: str = TEXT, locale: str | None = None) -> int:
    """Let the owner send *text* now; return the number of the broadcast."""
    now = office.clock.now()
    id_ = await owner_does(office.store, DraftBroadcast(text), now=now)
    effect = SendBroadcast(id_, locale, LINKEDIN_AI.id, now, now + LASTS)
    return await owner_does(office.store, effect, now=now)


async def waiting(office: Office) -> int:
    """Return how many of the newest wait."""
    kept = await office.store.broadcast(None)
    assert kept is not None
    return kept.waiting


async def test_each_follower_gets_it_once_in_their_language(store: Store) -> None:
    """On every kind of store: the text as it was written, our words around it."""
    async with open_office(store, now=NOON) as office:
        await follow(office, ANNA)
        await follow(office, BELA, locale="en")
        id_ = await send(office)
        office.wire.expect(ANNA)
        office.wire.expect(BELA)
        assert await office.tick_at(NOON) == 2
        for days in range(5):
            assert await office.tick_at(NOON + days * DAY) == 0
        (french,), (english,) = office.wire.said_to(ANNA), office.wire.said_to(BELA)
        written = "\n\nThe terms changed &lt;again&gt; &amp; more\n\nLook at the switch.\n\n"
        assert written in french
        assert written in english
        assert "parce que vous m’avez demandé" in french
        assert "because you asked me" in english
        kept = await store.broadcast(id_)
        assert kept is not None
        assert (kept.sent, kept.waiting, kept.dropped) == (2, 0, 0)


@in_virtual_time
async def test_nobody_is_woken_for_it() -> None:
    """Written at midnight in Paris, it comes at eight there, and at once where it is day."""
    async with open_office(now=NIGHT) as office:
        await follow(office, ANNA)
        await follow(office, BELA, zone="America/Vancouver")
        await send(office)
        office.wire.expect(BELA)
        assert await office.tick_at(NIGHT) == 1
        assert await office.tick_at(MORNING - MINUTE) == 0
        office.wire.expect(ANNA)
        assert await office.tick_at(MORNING) == 1


@in_virtual_time
async def test_after_three_days_it_is_dropped() -> None:
    """By hand was written what was true then; to the minute."""
    for late, sent in ((timedelta(0), 1), (MINUTE, 0)):
        async with open_office(now=NOON) as office:
            await follow(office, ANNA)
            await send(office)
            if sent:
                office.wire.expect(ANNA)
            assert await office.tick_at(NOON + LASTS + late) == sent
            assert await waiting(office) == 0


@in_virtual_time
async def test_who_stopped_following_does_not_get_it() -> None:
    """Also where it was planned already; nor does who was erased."""
    async with open_office(now=NIGHT) as office:
        await follow(office, ANNA)
        await send(office)
        alone = Conversation("fr", "Europe/Paris", seen_on=NIGHT.date())
        await office.store.commit(ANNA, None, alone, (), now=NIGHT)
        assert await office.tick_at(MORNING) == 0
        assert await waiting(office) == 0


@in_virtual_time
async def test_what_was_cancelled_is_not_sent() -> None:
    """What waits for the morning, and what Telegram did not take."""
    async with open_office(now=NIGHT) as office:
        await follow(office, ANNA)
        await follow(office, BELA, zone="America/Vancouver")
        id_ = await send(office)
        office.wire.expect(BELA, MessengerUnavailable())
        assert await office.tick_at(NIGHT) == 0
        assert await waiting(office) == 2
        await owner_does(office.store, CancelBroadcast(id_), now=NIGHT)
        assert await office.tick_at(MORNING) == 0
        assert await waiting(office) == 0


@in_virtual_time
async def test_it_takes_no_reminder_s_place_and_none_takes_its() -> None:
    """Two broadcasts and a reminder that are due together are three messages."""
    async with open_office(now=NOON) as office:
        await office.subscribe(ANNA, Cadence.NUDGE)
        kept = await office.store.load(ANNA)
        assert kept is not None
        day = kept.conversation
        follows = Conversation(
            "fr",
            "Europe/Paris",
            cadence=day.cadence,
            subscribed_on=day.subscribed_on,
            hour=9,
            follows_changes=True,
            seen_on=day.seen_on,
        )
        await office.store.commit(ANNA, None, follows, (), now=NOON)
        office.clock.set(NIGHT)
        for text in ("One", "Two"):
            await send(office, text)
        office.wire.expect(ANNA, times=3)
        assert await office.tick_at(MORNING + timedelta(hours=1)) == 3
        said = office.wire.said_to(ANNA)
        assert sum("pas trop tard" in one for one in said) == 1
        assert [sum(word in one for one in said) for word in ("One", "Two")] == [1, 1]


@in_virtual_time
async def test_news_of_changes_are_not_lost_to_a_reminder() -> None:
    """Held back for the night, they are due together with the reminder of eight o'clock."""
    async with open_office(now=NIGHT) as office:
        await follow(office, ANNA)
        await office.store.announce(
            "new-terms", campaign=LINKEDIN_AI.id, since=NIGHT.date(), now=NIGHT, latest_at=MORNING
        )
        assert await office.tick_at(NIGHT) == 0
        await send(office)
        office.wire.expect(ANNA, times=2)
        assert await office.tick_at(MORNING) == 2
        assert any("/changes" in one for one in office.wire.said_to(ANNA))


@in_virtual_time
async def test_who_blocked_the_bot_is_forgotten_and_counts_as_dropped() -> None:
    """The others get it."""
    async with open_office(now=NOON) as office:
        await follow(office, ANNA)
        await follow(office, BELA)
        id_ = await send(office)
        office.wire.expect(ANNA, RecipientGone())
        office.wire.expect(BELA)
        assert await office.tick_at(NOON) == 1
        assert await office.store.load(ANNA) is None
        kept = await office.store.broadcast(id_)
        assert kept is not None
        assert (kept.sent, kept.waiting, kept.dropped) == (1, 0, 1)


@in_virtual_time
async def test_it_counts_as_a_reminder_that_was_sent() -> None:
    """For whoever watches the bot."""
    metrics = Metrics()
    async with open_office(now=NOON, watch=metrics) as office:
        await follow(office, ANNA)
        await send(office)
        office.wire.expect(ANNA)
        await office.tick_at(NOON + 2 * MINUTE)
        assert re.search(rb"lateness_seconds_sum 120\.0", metrics.page())
        (tally,) = await office.store.tallies(since=NOON.date())
        assert (tally.what, tally.key, tally.locale, tally.count) == ("sent", "broadcast", "", 1)


@in_virtual_time
async def test_a_failure_is_logged_without_the_text(caplog: pytest.LogCaptureFixture) -> None:
    """Nor the number."""
    async with open_office(now=NOON) as office:
        await follow(office, 1_234_567_890)
        await send(office)
        office.wire.expect(1_234_567_890, MessengerUnavailable(TEXT))
        await office.tick_at(NOON)
    assert caplog.records
    assert not re.search("1234567890|terms|switch", caplog.text)


class Crash(BaseException):
    """The process is killed here."""


async def test_a_crash_loses_none_and_repeats_hardly_any(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of it: a new process on the same file sends the rest."""
    people = range(1, 21)
    wire, recorded = Wire(), set[int]()
    for chat_id in people:
        wire.expect(chat_id, times=2)
    async with open_store(database) as store:
        finish = store.finish

        async def crash_after_ten(outcomes: dict[int, object], *, now: datetime) -> None:
            if len(recorded) >= 10:
                raise Crash
            await finish(outcomes, now=now)  # type: ignore[arg-type]  # passed on as it is
            recorded.update(outcomes)

        monkeypatch.setattr(store, "finish", crash_after_ten)
        async with open_office(store, now=NOON, wire=wire, misses=True) as office:
            for chat_id in people:
                await follow(office, chat_id)
            await send(office)
            with pytest.raises(Crash):
                await office.dispatcher.tick()
    async with open_store(database) as store:
        later = NOON + timedelta(seconds=LEASE_SECONDS)
        async with open_office(store, now=later, wire=wire, misses=True) as office:
            assert await office.dispatcher.tick() == len(people) - len(recorded)
    told = [len(wire.said_to(chat_id)) for chat_id in people]
    assert min(told) == 1
    assert sum(told) - len(people) <= 3  # those that were on their way at that moment
