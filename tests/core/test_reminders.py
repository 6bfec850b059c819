"""Which reminders are planned, and which of them may still be sent."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.calendar import LINKEDIN_AI, Phase, day_of, local_date
from bot.core.effects import ReminderPlan
from bot.core.errors import NotUtc
from bot.core.reminders import (
    COUNTDOWN,
    HOURS,
    NUDGES,
    RECHECK_MONTHS,
    ZONES,
    Cadence,
    ReminderKind,
    add_months,
    guess_zone,
    kind_of,
    offered_cadences,
    plan,
    still_true,
)

ANNOUNCED = datetime(2025, 9, 18, 12, 0, tzinfo=UTC)


def planned(
    cadence: Cadence, now: datetime, zone: str = "Europe/Paris", hour: int = 9
) -> ReminderPlan:
    """Return the plan of somebody who subscribes *now*."""
    return plan(
        cadence,
        since=local_date(now, zone),
        campaign=LINKEDIN_AI,
        hour=hour,
        zone=zone,
        now=now,
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("cadence", COUNTDOWN)
def test_a_countdown_comes_at_the_local_hour_on_each_of_its_days(
    cadence: Cadence, hour: int, zone: str
) -> None:
    """Across both changes of the clocks: the hour that was asked for, each day once."""
    plan_ = planned(cadence, ANNOUNCED, zone, hour)
    local = [reminder.due_at.astimezone(ZoneInfo(zone)) for reminder in plan_]
    assert {moment.hour for moment in local} == {hour}
    assert {moment.minute for moment in local} == {0}
    days = [(LINKEDIN_AI.starts_on - moment.date()).days for moment in local]
    assert tuple(days) == COUNTDOWN[cadence]
    assert [reminder.milestone for reminder in plan_] == [f"countdown-{n}" for n in days]
    assert all(reminder.due_at.utcoffset() == timedelta(0) for reminder in plan_)


@pytest.mark.parametrize("cadence", COUNTDOWN)
def test_who_subscribes_late_starts_with_the_next_milestone(cadence: Cadence) -> None:
    """On every day of the calendar, what is past is left out and nothing else is."""
    whole = planned(cadence, ANNOUNCED)
    now = ANNOUNCED
    while now < datetime(2025, 11, 5, tzinfo=UTC):
        assert planned(cadence, now) == tuple(r for r in whole if r.due_at >= now)
        now += timedelta(hours=7)


def test_a_reminder_that_is_due_at_this_instant_is_kept() -> None:
    """Subscribing on the stroke of the hour loses nothing."""
    (first, *_) = planned(Cadence.LIGHT, ANNOUNCED)
    assert planned(Cadence.LIGHT, first.due_at)[0] == first
    assert first not in planned(Cadence.LIGHT, first.due_at + timedelta(seconds=1))


def test_nudges_are_three_at_most_then_silence() -> None:
    """A reminder is no nagging."""
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    days = [reminder.due_at.date() - now.date() for reminder in planned(Cadence.NUDGE, now)]
    assert days == [timedelta(days=n) for n in NUDGES]
    assert len(NUDGES) <= 3


@pytest.mark.parametrize("cadence", RECHECK_MONTHS)
def test_a_recheck_comes_once_after_its_months(cadence: Cadence) -> None:
    """One look at the switch, on the same day of a later month."""
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    (reminder,) = planned(cadence, now)
    assert reminder.due_at.date() == add_months(date(2026, 11, 22), RECHECK_MONTHS[cadence])


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 10, 15), 3, date(2026, 1, 15)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, expected: date) -> None:
    """The 30th of a month without one becomes its last day."""
    assert add_months(day, months) == expected


def test_only_instants_in_utc_are_planned_from() -> None:
    """A naive instant would silently mean the machine's zone."""
    for wrong in (
        datetime(2025, 10, 1),  # noqa: DTZ001  # the naive instant that is to be refused
        datetime(2025, 10, 1, tzinfo=ZoneInfo("Europe/Paris")),
    ):
        with pytest.raises(NotUtc):
            plan(
                Cadence.LIGHT,
                since=date(2025, 10, 1),
                campaign=LINKEDIN_AI,
                hour=9,
                zone="Europe/Paris",
                now=wrong,
            )


def test_no_countdown_is_offered_from_the_start_day_on() -> None:
    """Counting down to a day that has come would be a lie."""
    for phase in Phase:
        for refused in (False, True):
            offered = offered_cadences(phase, refused=refused)
            assert offered
            has_countdown = bool(set(offered) & set(COUNTDOWN))
            assert has_countdown == (phase in (Phase.BEFORE, Phase.EVE) and not refused)
            assert (Cadence.NUDGE in offered) == (phase in (Phase.DAY, Phase.AFTER) and not refused)


def test_what_is_late_is_only_sent_while_it_is_true() -> None:
    """No countdown after the start, none to who has refused; a re-check is always true."""
    day = date(2025, 10, 1)
    while day < date(2026, 2, 1):
        seen = day_of(LINKEDIN_AI, day)
        for refused in (False, True):
            assert still_true("countdown-7", seen, refused=refused) == (
                day <= LINKEDIN_AI.starts_on and not refused
            )
            assert still_true("nudge-2025-12-01", seen, refused=refused) == (not refused)
            assert still_true("recheck-2026-02-01", seen, refused=refused)
        day += timedelta(days=1)


def test_every_milestone_has_a_kind() -> None:
    """What is planned can be said."""
    kinds = {kind_of(r.milestone) for cadence in Cadence for r in planned(cadence, ANNOUNCED)}
    assert kinds == set(ReminderKind)


@pytest.mark.parametrize(
    ("language_code", "zone"),
    [
        ("fr", "Europe/Paris"),
        ("fr-CA", "America/Toronto"),
        ("en", "Europe/London"),
        ("en-GB", "Europe/London"),
        ("en_CA", "America/Toronto"),
        ("zh-Hant-HK", "Asia/Hong_Kong"),
        ("pt-PT", "Europe/Lisbon"),
        ("de", "Europe/Paris"),
        ("", "Europe/Paris"),
        ("-", "Europe/Paris"),
    ],
)
def test_the_zone_is_guessed_from_the_language(language_code: str, zone: str) -> None:
    """A guess that can be changed, and that always names a zone on offer."""
    assert guess_zone(language_code) == zone
    assert zone in ZONES
