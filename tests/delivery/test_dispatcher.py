"""Reminders that are due: sent once, true when they are read, and never lost."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.calendar import LINKEDIN_AI, local_date
from bot.core.conversation import Conversation
from bot.core.effects import Forget, PlannedReminder, Subscribe, Unsubscribe
from bot.core.errors import (
    MessageRefused,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.ports import Outcome
from bot.core.reminders import Cadence
from bot.delivery.dispatcher import LEASE_SECONDS
from tests.adapters.conftest import database, empty_database, open_store  # noqa: F401  # fixtures
from tests.delivery.office import ANNOUNCED, open_office, paris
from tests.virtual_time import in_virtual_time
from tests.wire import Wire

AFTER = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ANNA, BELA = 1, 2
OPEN_HOURS = range(8, 21)  # in which nobody sleeps
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


# Sent once, and true


@in_virtual_time
async def test_each_reminder_is_sent_once_at_its_time() -> None:
    """Nothing a minute early, and nothing again however often it is looked for."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA, times=2)
        for day, month, days in ((27, 10, "Plus que 7 jours"), (2, 11, "demain")):
            assert await office.tick_at(paris(day, month) - MINUTE) == 0
            assert await office.tick_at(paris(day, month)) == 1
            assert await office.tick_at(paris(day, month)) == 0
            assert await office.tick_at(paris(day, month, 20)) == 0
            assert days in office.wire.said_to(ANNA)[-1]
        kept = await office.store.load(ANNA)
        assert kept is not None
        assert kept.conversation.cadence is None  # the subscription ended with its last reminder


@pytest.mark.parametrize(("locale", "words"), [("fr", "Plus que 7 jours"), ("en", "7 days left")])
@in_virtual_time
async def test_a_reminder_speaks_the_language_of_the_chat(locale: str, words: str) -> None:
    """The one that is set when it is sent."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT, locale=locale)
        office.wire.expect(ANNA)
        await office.tick_at(paris(27, 10))
        assert words in office.wire.said_to(ANNA)[0]


@in_virtual_time
async def test_a_late_countdown_tells_the_number_of_the_day_on_which_it_is_read() -> None:
    """Seven days before, sent two days late, is five days before."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA)
        await office.tick_at(paris(29, 10))
        assert "Plus que 5 jours" in office.wire.said_to(ANNA)[0]


@in_virtual_time
async def test_a_late_countdown_on_the_day_itself_says_today() -> None:
    """The eve's reminder, sent in the morning of the start."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA)
        await office.tick_at(paris(3, 11))
        (said,) = office.wire.said_to(ANNA)
        assert "aujourd’hui" in said
        assert "demain" not in said


@in_virtual_time
async def test_after_the_start_no_countdown_is_sent() -> None:
    """It would be false: it is closed in silence, and the subscription ends."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.STANDARD)
        assert await office.tick_at(paris(4, 11)) == 0
        assert await office.store.next_due_at() is None
        kept = await office.store.load(ANNA)
        assert kept is not None
        assert kept.conversation.cadence is None


@in_virtual_time
async def test_the_day_is_that_of_the_person() -> None:
    """In the morning of the start in Hong Kong it is still the eve in Vancouver."""
    async with open_office() as office:
        for chat_id, zone in ((ANNA, "Asia/Hong_Kong"), (BELA, "America/Vancouver")):
            await office.subscribe(chat_id, Cadence.LIGHT, zone)
            office.wire.expect(chat_id)
        await office.tick_at(datetime(2025, 11, 3, 1, 30, tzinfo=UTC))
        assert "aujourd’hui" in office.wire.said_to(ANNA)[0]
        assert "demain" in office.wire.said_to(BELA)[0]


# Between the plan and the sending


@in_virtual_time
async def test_who_has_refused_meanwhile_is_not_reminded() -> None:
    """A countdown to something that no longer concerns them would only worry."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        before = await office.store.load(ANNA)
        assert before is not None
        refused = replace(before.conversation, refused_on=local_date(ANNOUNCED, "Europe/Paris"))
        await office.store.commit(ANNA, None, refused, (), now=ANNOUNCED)
        assert await office.tick_at(paris(27, 10)) == 0
        assert await office.tick_at(paris(2, 11)) == 0
        assert await office.store.next_due_at() is None


@pytest.mark.parametrize("effect", [Unsubscribe(), Forget()])
@in_virtual_time
async def test_who_has_stopped_or_gone_is_not_reminded(effect: Unsubscribe | Forget) -> None:
    """/stop and /delete hold from the moment on which they are said."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        kept = Conversation("fr", "Europe/Paris") if effect == Unsubscribe() else None
        await office.store.commit(ANNA, None, kept, (effect,), now=ANNOUNCED)
        assert await office.tick_at(paris(27, 10)) == 0


@in_virtual_time
async def test_nudges_and_rechecks_are_sent_after_the_start() -> None:
    """Three nudges at most, then silence; a re-check once, months later."""
    async with open_office(now=AFTER) as office:
        await office.subscribe(ANNA, Cadence.NUDGE)
        await office.subscribe(BELA, Cadence.RECHECK_3)
        office.wire.expect(ANNA, times=3)
        office.wire.expect(BELA)
        sent = [await office.tick_at(AFTER + day * DAY) for day in range(200)]
        assert sum(sent) == 4
        # On a Sunday: tomorrow, at the weekend, next week.
        assert [day for day, count in enumerate(sent) if count][:3] == [1, 6, 8]
        assert all("pas trop tard" in said for said in office.wire.said_to(ANNA))
        assert "toujours désactivé" in office.wire.said_to(BELA)[0]


# After an outage


@in_virtual_time
async def test_two_that_are_due_at_once_are_one_message() -> None:
    """The newest goes; the older one is closed."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.STANDARD)
        office.wire.expect(ANNA)
        assert await office.tick_at(paris(27, 10)) == 1  # thirty, fourteen and seven days before
        assert await office.store.next_due_at() == paris(31, 10)


@in_virtual_time
async def test_after_a_week_without_the_bot_everybody_gets_one_message() -> None:
    """Seven reminders due for each of many people: one message each, with today’s number."""
    people = range(1, 201)
    async with open_office() as office:
        for chat_id in people:
            await office.subscribe(chat_id, Cadence.DAILY)
            office.wire.expect(chat_id)
        assert await office.tick_at(paris(26, 10, hour=12)) == len(people)
        assert {chat_id: office.wire.said_to(chat_id) for chat_id in people} == dict.fromkeys(
            people, office.wire.said_to(1)
        )
        assert "Plus que 8 jours" in office.wire.said_to(1)[0]
        assert await office.store.next_due_at() == paris(27, 10)


@in_virtual_time
async def test_a_large_audience_loses_nothing_that_is_still_to_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After the same outage with a million people, what is due later still comes, on its day."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.DAILY)
        backlog = office.store.backlog

        async def of_a_million(
            *, until: datetime, now: datetime
        ) -> tuple[tuple[datetime, int], ...]:
            return tuple(
                (at, count * 1_000_000) for at, count in await backlog(until=until, now=now)
            )

        monkeypatch.setattr(office.store, "backlog", of_a_million)
        office.wire.expect(ANNA, times=3)
        for day, month in ((1, 11), (2, 11), (3, 11)):
            for hour in OPEN_HOURS:
                await office.tick_at(paris(day, month, hour))
        two, eve, start = office.wire.said_to(ANNA)
        assert "Plus que 2 jours" in two
        assert "demain" in eve
        assert "aujourd’hui" in start


@in_virtual_time
async def test_after_days_without_telegram_everybody_gets_one_message() -> None:
    """The bot ran and tried all the time: what it put off is closed by what is newer."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.DAILY)
        for day in (20, 21, 22):
            for hour in range(9 if day == 20 else 0, 24):
                if hour in OPEN_HOURS and hour >= 9:  # a late one waits for the hour asked for
                    office.wire.expect(ANNA, MessengerUnavailable())
                await office.tick_at(paris(day, 10, hour))
        assert office.wire.missing == {}
        office.wire.expect(ANNA)
        for minutes in range(0, 600, 5):
            await office.tick_at(paris(23, 10) + minutes * MINUTE)
        (said,) = office.wire.said_to(ANNA)
        assert "Plus que 11 jours" in said


# Failures


@in_virtual_time
async def test_a_reminder_that_fails_waits_and_is_tried_again() -> None:
    """Telegram is down for a moment: the reminder comes a little later, once."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA, MessengerUnavailable(), None)
        assert await office.tick_at(paris(27, 10)) == 0
        assert await office.tick_at(paris(27, 10)) == 0  # not in a hurry
        assert await office.tick_at(paris(27, 10) + MINUTE) == 1
        assert await office.tick_at(paris(27, 10) + 9 * MINUTE) == 0


@in_virtual_time
async def test_a_silence_of_hours_is_waited_for_in_the_store() -> None:
    """Telegram said "in three hours": then, and the others are not held up."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        await office.subscribe(BELA, Cadence.LIGHT)
        office.wire.expect(ANNA, TooManyRequests(3 * 3600), None)
        office.wire.expect(BELA)
        assert await office.tick_at(paris(27, 10)) == 1
        assert await office.tick_at(paris(27, 10, hour=11, minute=59)) == 0
        async with open_office(office.store, wire=office.wire) as later:  # its outbox is new
            assert await later.tick_at(paris(27, 10, hour=12)) == 1


@in_virtual_time
async def test_while_telegram_silences_the_bot_only_a_batch_is_tried() -> None:
    """Not every reminder is claimed and put off in vain."""
    people = range(1, 301)
    async with open_office() as office:
        for chat_id in people:
            await office.subscribe(chat_id, Cadence.LIGHT)
        for chat_id in (1, 2):
            office.wire.expect(chat_id, TooManyRequests(900))
        for chat_id in people[2:]:
            office.wire.expect(chat_id)
        assert await office.tick_at(paris(27, 10)) < 10
        for second in range(1, 60):  # and not once a second either
            now = paris(27, 10) + timedelta(seconds=second)
            assert await office.tick_at(now) == 0
        left = await office.store.claim(now=office.clock.now(), limit=1000, lease_seconds=1)
        assert len(left) == 300 - 4 * 28  # what was claimed at first
        office.clock.set(paris(27, 10, minute=1))
        async with open_office(office.store, wire=office.wire) as later:
            for chat_id in (1, 2):
                office.wire.expect(chat_id)
            for minute in (2, 16, 17):
                await later.tick_at(paris(27, 10, minute=minute))


@in_virtual_time
async def test_who_blocked_the_bot_is_forgotten() -> None:
    """Every row of the chat goes; nobody else is concerned."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        await office.subscribe(BELA, Cadence.LIGHT)
        office.wire.expect(ANNA, RecipientGone())
        office.wire.expect(BELA)
        assert await office.tick_at(paris(27, 10)) == 1
        assert await office.store.load(ANNA) is None
        assert await office.store.load(BELA) is not None
        office.wire.expect(BELA)
        assert await office.tick_at(paris(2, 11)) == 1


@in_virtual_time
async def test_what_telegram_refuses_for_good_is_given_up() -> None:
    """A mistake of ours is logged; it is not sent every minute for the rest of time."""
    async with open_office() as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA, *[MessageRefused("no")] * 3)  # in three forms, simpler each time
        assert await office.tick_at(paris(27, 10)) == 0
        assert await office.tick_at(paris(28, 10)) == 0
        office.wire.expect(ANNA)
        assert await office.tick_at(paris(2, 11)) == 1


@in_virtual_time
async def test_one_that_cannot_be_said_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """As a milestone that only a newer version knows: it waits, the others go."""
    async with open_office() as office:
        strange = Subscribe(
            LINKEDIN_AI.id, (PlannedReminder(paris(27, 10), "surprise-1", paris(27, 10, 21)),)
        )
        wish = Conversation(
            "fr", "Europe/Paris", cadence=Cadence.LIGHT, subscribed_on=ANNOUNCED.date()
        )
        await office.store.commit(ANNA, None, wish, (strange,), now=ANNOUNCED)
        await office.subscribe(BELA, Cadence.LIGHT)
        office.wire.expect(BELA)
        assert await office.tick_at(paris(27, 10)) == 1
        assert "another try" in caplog.text
        assert await office.store.next_due_at() == paris(27, 10)


@in_virtual_time
async def test_a_failure_is_logged_without_the_person(caplog: pytest.LogCaptureFixture) -> None:
    """Neither number nor text of the chat stands in a log."""
    async with open_office() as office:
        await office.subscribe(1_234_567_890, Cadence.LIGHT)
        office.wire.expect(1_234_567_890, MessengerUnavailable("chat 1234567890: Plus que"))
        await office.tick_at(paris(27, 10))
    assert caplog.records
    assert not re.search("1234567890|Plus que", caplog.text)


# Crashes and restarts; on a real database


class Crash(BaseException):
    """The process is killed here."""


async def test_a_restart_delivers_what_was_due_meanwhile(
    database: Path,  # noqa: F811  # the fixture
) -> None:
    """A new process on the same file knows everything that the old one knew."""
    async with open_store(database) as store, open_office(store) as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
    wire = Wire()
    wire.expect(ANNA)
    async with open_store(database) as store, open_office(store, wire=wire) as office:
        assert await office.tick_at(paris(28, 10)) == 1
    async with open_store(database) as store, open_office(store, wire=wire) as office:
        assert await office.tick_at(paris(28, 10)) == 0
    assert "Plus que 6 jours" in wire.said_to(ANNA)[0]


async def test_a_crash_repeats_hardly_any_and_loses_none(
    database: Path,  # noqa: F811  # the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed in the middle of a batch: those whose sending was recorded are not repeated."""
    people = range(1, 21)
    wire, recorded = Wire(), set[int]()
    for chat_id in people:
        wire.expect(chat_id, times=2)
    async with open_store(database) as store:
        finish = store.finish

        async def crash_after_ten(outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
            if len(recorded) >= 10:
                raise Crash
            await finish(outcomes, now=now)
            recorded.update(outcomes)

        monkeypatch.setattr(store, "finish", crash_after_ten)
        async with open_office(store, wire=wire, misses=True) as office:
            for chat_id in people:
                await office.subscribe(chat_id, Cadence.LIGHT)
            with pytest.raises(Crash):
                await office.tick_at(paris(27, 10))
    async with (
        open_store(database) as store,
        open_office(store, wire=wire, misses=True) as office,
    ):
        again = await office.tick_at(paris(27, 10) + timedelta(seconds=LEASE_SECONDS))
    assert again == len(people) - len(recorded)
    told = [len(wire.said_to(chat_id)) for chat_id in people]
    assert min(told) == 1
    assert sum(told) - len(people) <= 3  # those that were on their way at that moment
