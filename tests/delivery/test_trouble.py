"""When the store fails, clocks jump, groups move and the bot is stopped: no reminder is lost."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from unittest.mock import AsyncMock

import pytest

from bot.core.conversation import Conversation
from bot.core.effects import AddReminders, PlannedReminder
from bot.core.errors import ChatMigrated, MessengerUnavailable, RecipientGone, TooManyRequests
from bot.core.ports import DueReminder, Outcome, RenderedMessage
from bot.core.reminders import Cadence
from bot.delivery.dispatcher import LEASE_SECONDS, PATIENCE, RETRY_SECONDS
from bot.delivery.outbox import Parcel, Priority
from tests.delivery.office import ANNOUNCED, Office, open_office, paris
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

ANNA, BELA, GROUP, SUPERGROUP = 1, 2, -5, -1005
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
SEVEN_LEFT = paris(27, 10)  # when the light rhythm says that seven days are left


class DeadWire(Wire):
    """A wire on which nothing arrives until it is repaired."""

    is_dead = True
    tries = 0

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Take a message, or fail."""
        if self.is_dead:
            self.tries += 1
            raise MessengerUnavailable
        return await super().send(chat_id, message, thread_id=thread_id)


async def subscribe_many(office: Office, people: Sequence[int], *, calls: int = 1) -> None:
    """Let each of *people* have a light rhythm, and plan so many calls to them."""
    for chat_id in people:
        await office.subscribe(chat_id, Cadence.LIGHT)
        office.wire.expect(chat_id, times=calls)


def told(office: Office, people: Sequence[int]) -> list[int]:
    """Return how many messages reached each of *people*."""
    return [len(office.wire.said_to(chat_id)) for chat_id in people]


# The store


@in_virtual_time
async def test_what_could_not_be_recorded_is_recorded_later_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database is locked for a while: what Telegram has is not sent again."""
    people = range(1, 41)
    async with open_office(wire=Wire(seconds_per_call=0.1)) as office:
        await subscribe_many(office, people)
        finish, failing = office.store.finish, True

        async def locked(outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
            if failing:
                raise OSError
            await finish(outcomes, now=now)

        monkeypatch.setattr(office.store, "finish", locked)
        for tick in range(20):
            with pytest.raises(OSError):  # noqa: PT011  # it is ours
                await office.tick_at(SEVEN_LEFT + tick * SECOND)
            await asyncio.sleep(1)
        assert 0 < sum(told(office, people)) < len(people)  # what was on its way at that moment
        failing = False
        await office.tick_at(SEVEN_LEFT + MINUTE)
        assert told(office, people) == [1] * len(people)
        assert await office.store.next_due_at() == paris(2, 11)


@in_virtual_time
async def test_after_a_long_failure_nothing_is_taken_from_who_has_it_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The leases have ended meanwhile, and another process is sending the same reminders."""
    people = range(1, 41)
    async with open_office(wire=Wire(seconds_per_call=0.1), misses=True) as office:
        await subscribe_many(office, people)

        with monkeypatch.context() as broken:
            broken.setattr(office.store, "finish", AsyncMock(side_effect=OSError))
            with pytest.raises(OSError):  # noqa: PT011  # it is ours
                await office.tick_at(SEVEN_LEFT)
        await asyncio.sleep(LEASE_SECONDS)
        later = SEVEN_LEFT + timedelta(seconds=LEASE_SECONDS)
        taken = await office.store.claim(now=later, limit=100, lease_seconds=LEASE_SECONDS)
        assert len(taken) == len(people)
        sent = sum(told(office, people))
        for second in range(60):
            await office.tick_at(later + second * SECOND)
        assert sum(told(office, people)) == sent


@in_virtual_time
async def test_a_tick_that_is_cut_leaves_its_reminders_to_the_next() -> None:
    """The schedule cuts what takes too long at the end; nothing is sent behind its back."""
    people = range(1, 41)
    async with open_office(wire=Wire(seconds_per_call=0.1)) as office:
        await subscribe_many(office, people)
        office.clock.set(SEVEN_LEFT)
        tick = asyncio.create_task(office.dispatcher.tick())
        await asyncio.sleep(0.5)
        tick.cancel()
        await asyncio.wait({tick})
        sent = sum(told(office, people))
        await asyncio.sleep(10)
        assert sum(told(office, people)) <= sent + 3  # those under way
        await office.tick_at(SEVEN_LEFT + SECOND)
        assert told(office, people) == [1] * len(people)


# The clock on the wall


@in_virtual_time
async def test_a_clock_that_leaps_ahead_repeats_nothing() -> None:
    """An hour ahead in the middle of sending: every lease seems to have ended."""
    people = range(1, 301)
    async with open_office(wire=Wire(seconds_per_call=0.5)) as office:
        await subscribe_many(office, people)
        office.clock.set(SEVEN_LEFT)
        tick = asyncio.create_task(office.dispatcher.tick())
        await asyncio.sleep(2.0)
        office.clock.set(SEVEN_LEFT + HOUR)
        await tick
        await office.tick_at(SEVEN_LEFT + HOUR + MINUTE)
        assert told(office, people) == [1] * len(people)


@in_virtual_time
async def test_a_clock_that_is_set_back_loses_and_repeats_nothing() -> None:
    """An hour back, while sending and after: each is told once, no later than an hour on."""
    people = range(1, 301)
    async with open_office(wire=Wire(seconds_per_call=0.5)) as office:
        await subscribe_many(office, people)
        office.clock.set(SEVEN_LEFT + 2 * MINUTE)
        tick = asyncio.create_task(office.dispatcher.tick())
        await asyncio.sleep(2.0)
        office.clock.set(SEVEN_LEFT - HOUR)
        await tick
        for minutes in range(0, 125, 5):
            await office.tick_at(SEVEN_LEFT - HOUR + minutes * MINUTE)
        assert told(office, people) == [1] * len(people)
        assert await office.store.next_due_at() == paris(2, 11)


@in_virtual_time
async def test_what_a_crash_left_behind_waits_an_hour_longer_when_the_clock_was_set_back() -> None:
    """Its lease ends by the clock on the wall; it is late then, and still true."""
    async with open_office() as office:
        await subscribe_many(office, [ANNA])
        office.clock.set(SEVEN_LEFT)
        await office.store.claim(now=SEVEN_LEFT, limit=10, lease_seconds=LEASE_SECONDS)  # a crash
        lease = timedelta(seconds=LEASE_SECONDS)
        assert await office.tick_at(SEVEN_LEFT - HOUR) == 0
        assert await office.tick_at(SEVEN_LEFT + lease - SECOND) == 0
        assert await office.tick_at(SEVEN_LEFT + lease) == 1


# The night


@in_virtual_time
async def test_a_late_reminder_wakes_nobody() -> None:
    """After an outage that ends at night it comes at the hour asked for, with today’s number."""
    async with open_office() as office:
        await subscribe_many(office, [ANNA])
        for instant in (paris(27, 10, 23), paris(28, 10, 3), paris(28, 10, 8, 59)):
            assert await office.tick_at(instant) == 0
        assert await office.tick_at(paris(28, 10, 9)) == 1
        assert "Plus que 6 jours" in office.wire.said_to(ANNA)[0]


@in_virtual_time
async def test_a_night_of_many_is_put_off_in_one_tick() -> None:
    """Thousands who sleep keep nobody else waiting."""
    sleepers, awake = range(1, 1001), range(2001, 2006)
    async with open_office() as office:
        await subscribe_many(office, sleepers)
        for chat_id in awake:
            await office.subscribe(chat_id, Cadence.LIGHT, zone="America/Vancouver")
            office.wire.expect(chat_id)
        assert await office.tick_at(paris(28, 10, 3)) == len(awake)
        assert told(office, awake) == [1] * len(awake)
        assert await office.tick_at(paris(28, 10, 9)) == len(sleepers)


# Groups


@in_virtual_time
async def test_a_group_is_reminded_in_the_topic_in_which_it_subscribed() -> None:
    """Elsewhere it would disturb."""
    async with open_office() as office:
        await office.subscribe(GROUP, Cadence.LIGHT, thread_id=42)
        office.wire.expect(GROUP)
        await office.tick_at(SEVEN_LEFT)
        assert [call.thread_id for call in office.wire.arrived] == [42]


@in_virtual_time
async def test_a_group_that_moved_is_reminded_at_its_new_number() -> None:
    """This time, and every time after."""
    async with open_office() as office:
        await office.subscribe(GROUP, Cadence.LIGHT)
        office.wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        office.wire.expect(SUPERGROUP, times=2)
        assert await office.tick_at(SEVEN_LEFT) == 1
        assert await office.tick_at(paris(2, 11)) == 1
        assert len(office.wire.said_to(SUPERGROUP)) == 2
        assert await office.store.load(GROUP) is None


@in_virtual_time
async def test_a_group_that_moved_and_put_the_bot_out_is_forgotten() -> None:
    """Under the number that it has now."""
    async with open_office() as office:
        await office.subscribe(GROUP, Cadence.LIGHT)
        office.wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        office.wire.expect(SUPERGROUP, RecipientGone())
        assert await office.tick_at(SEVEN_LEFT) == 0
        assert await office.store.load(SUPERGROUP) is None
        assert await office.store.next_due_at() is None


# Large audiences


async def plan_for(office: Office, chat_id: int, due_at: datetime, latest_at: datetime) -> None:
    """Let one more reminder wait."""
    wish = Conversation("fr", "Europe/Paris", seen_on=ANNOUNCED.date())
    reminder = AddReminders("c", (PlannedReminder(due_at, "countdown-7", latest_at),))
    await office.store.commit(chat_id, None, wish, (reminder,), now=office.clock.now())
    office.wire.expect(chat_id)


@in_virtual_time
async def test_the_nearest_deadline_goes_first() -> None:
    """Of those that are due at the same hour."""
    async with open_office() as office:
        for chat_id in range(1, 31):
            latest_at = paris(27, 10, 21) - chat_id * MINUTE
            await plan_for(office, chat_id, SEVEN_LEFT, latest_at)
        await office.tick_at(SEVEN_LEFT)
        assert [call.chat_id for call in office.wire.calls] == [*range(30, 0, -1)]


@in_virtual_time
async def test_a_large_audience_is_begun_early() -> None:
    """More than the rate can reach within the last hour: sending begins before that hour."""
    due_at, latest_at = paris(27, 10, 18), paris(27, 10, 18, 1)
    people = range(1, 2001)  # 71 seconds at best, and a margin of a quarter of an hour
    async with open_office() as office:
        for chat_id in people:
            await plan_for(office, chat_id, due_at, latest_at)
        assert await office.tick_at(paris(27, 10, 17)) == 0
        assert await office.tick_at(paris(27, 10, 17, 50)) == len(people)


@in_virtual_time
async def test_how_much_waits_is_looked_up_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look is dear in a large database; and a clock that is set back does not end the looks."""
    async with open_office() as office:
        looks: list[datetime] = []
        backlog = office.store.backlog

        async def counted(*, until: datetime, now: datetime) -> tuple[tuple[datetime, int], ...]:
            looks.append(now)
            return await backlog(until=until, now=now)

        monkeypatch.setattr(office.store, "backlog", counted)
        for second in range(181):
            await office.tick_at(SEVEN_LEFT + second * SECOND)
        assert looks == [SEVEN_LEFT + minutes * MINUTE for minutes in range(4)]
        await office.tick_at(SEVEN_LEFT - HOUR)
        assert looks[4:] == [SEVEN_LEFT - HOUR]


# Silence and the end


@in_virtual_time
async def test_a_storm_of_silences_ends_with_everybody_told_once() -> None:
    """Every call is refused for some seconds, a few times; the leases are kept all the while."""
    people = range(1, 101)
    async with open_office() as office:
        for chat_id in people:
            await office.subscribe(chat_id, Cadence.LIGHT)
            office.wire.expect(chat_id, TooManyRequests(3 + chat_id % 20), None)
        for second in range(1800):
            await office.tick_at(SEVEN_LEFT + second * SECOND)
            await asyncio.sleep(1)
        assert told(office, people) == [1] * len(people)


@in_virtual_time
async def test_answers_go_before_reminders() -> None:
    """Who asks in the middle of a campaign does not notice it."""
    people = range(1, 201)
    async with open_office(wire=Wire(seconds_per_call=0.1)) as office:
        await subscribe_many(office, people)
        office.clock.set(SEVEN_LEFT)
        tick = asyncio.create_task(office.dispatcher.tick())
        await asyncio.sleep(3)
        office.wire.expect(1000)
        asked_at = seconds()
        await office.outbox.deliver(Parcel(1000, RenderedMessage("answer"), Priority.ANSWER))
        assert seconds() - asked_at < 0.2
        assert await tick == len(people)


@in_virtual_time
async def test_at_the_end_a_telegram_that_hangs_does_not_keep_the_bot() -> None:
    """Within the time given, what waits and what was cut is in the store, to be sent again."""
    people = range(1, 201)
    async with open_office(wire=Wire(seconds_per_call=3600.0), misses=True) as office:
        await subscribe_many(office, people)
        office.clock.set(SEVEN_LEFT)
        tick = asyncio.create_task(office.dispatcher.tick())
        await asyncio.sleep(1)
        begun_at = seconds()
        await office.outbox.close(within_seconds=4.0)
        assert await tick == 0
        assert seconds() - begun_at < 5.0
        under_way = len(office.wire.calls)
        assert 0 < under_way < 40
        left = await office.store.claim(now=SEVEN_LEFT, limit=1000, lease_seconds=1)
        assert len(left) == len(people) - under_way  # at once, by the next process
        later = SEVEN_LEFT + timedelta(seconds=RETRY_SECONDS)
        left = await office.store.claim(now=later, limit=1000, lease_seconds=1)
        assert {each.chat_id for each in left} == set(people)  # and those that were cut


@in_virtual_time
async def test_a_telegram_that_is_down_is_left_alone_and_found_again() -> None:
    """A thousand are due: it does not knock for each of them, all the time."""
    people, wire = range(1, 1001), DeadWire()
    async with open_office(wire=wire) as office:
        await subscribe_many(office, people)
        for second in range(300):
            await office.tick_at(SEVEN_LEFT + second * SECOND)
            await asyncio.sleep(1)
        assert 30 * PATIENCE <= wire.tries <= 30 * (PATIENCE + 5)  # every ten seconds
        wire.is_dead = False
        back_at = SEVEN_LEFT + 300 * SECOND
        for second in range(70):
            await office.tick_at(back_at + second * SECOND)
            await asyncio.sleep(1)
        assert told(office, people) == [1] * len(people)


@in_virtual_time
async def test_failures_come_back_spread_over_time() -> None:
    """Not all at the same second, when Telegram has just come back to life."""
    people = range(1, PATIENCE)
    async with open_office() as office:
        for chat_id in people:
            await office.subscribe(chat_id, Cadence.LIGHT)
            office.wire.expect(chat_id, MessengerUnavailable())
        assert await office.tick_at(SEVEN_LEFT) == 0
        back: dict[int, list[DueReminder]] = {
            second: await office.store.claim(
                now=SEVEN_LEFT + second * SECOND, limit=1000, lease_seconds=3600
            )
            for second in range(int(RETRY_SECONDS) + 1)
        }
        assert sum(map(len, back.values())) == len(people)
        assert max(map(len, back.values())) < PATIENCE / 2
        assert not any(back[second] for second in range(int(RETRY_SECONDS / 2)))
