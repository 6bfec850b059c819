"""Which reminders are planned, and which of them may still be sent."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.core.calendar import LINKEDIN_AI, Phase, day_of, local_date
from bot.core.conversation import Conversation
from bot.core.effects import ReminderPlan
from bot.core.errors import NotUtc
from bot.core.reminders import (
    COUNTDOWN,
    HOURS,
    RECHECK_MONTHS,
    ZONES,
    Cadence,
    ReminderKind,
    add_months,
    at_local,
    guess_zone,
    is_milestone,
    kind_of,
    nudge_days,
    offered_cadences,
    own_days,
    plan,
    planned_at,
    quiet_until,
    still_true,
)
from bot.core.walkthrough import Device, Step

ANNOUNCED = datetime(2025, 9, 18, 12, 0, tzinfo=UTC)
# The countries of the EU (and its outermost regions), the EEA, the United Kingdom, Switzerland,
# Canada and Hong Kong, as in the table of the time zone database.
COUNTRIES: Final = (
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE AX GP MQ GF"
    " RE YT MF IS LI NO GB CH CA HK"
)


def zones_of_the_regions() -> tuple[str, ...]:
    """Return every IANA zone of the regions concerned."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(sorted(row[2] for row in rows if row[0] in COUNTRIES.split()))


EVERY_ZONE: Final = zones_of_the_regions()
# The days around the changes of the clocks: in Europe, and in Canada.
CHANGES: Final = tuple(
    day + timedelta(days=n)
    for day in (date(2025, 10, 26), date(2025, 11, 2), date(2026, 3, 8), date(2026, 3, 29))
    for n in range(-3, 4)
)


def planned(
    cadence: Cadence, now: datetime, zone: str = "Europe/Paris", hour: int = 9
) -> ReminderPlan:
    """Return the plan of somebody who subscribes *now*; a day of one's own is the next one."""
    today = local_date(now, zone)
    return plan(
        cadence,
        since=today,
        campaign=LINKEDIN_AI,
        hour=hour,
        zone=zone,
        now=now,
        own_on=today + timedelta(days=1) if cadence is Cadence.OWN else None,
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


# Clocks


@cache
def clock_faces(zone: str, day: date) -> tuple[list[datetime], list[datetime]]:
    """Return the instants around *day*, a quarter of an hour apart, and what clocks show then."""
    midnight = datetime.combine(day, time(), tzinfo=UTC)
    instants = [midnight + timedelta(minutes=15 * n) for n in range(-96, 192)]
    return instants, [i.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for i in instants]


def looked_up(day: date, hour: int, zone: str) -> datetime:
    """Return the first instant at which a clock in *zone* shows the hour, or is past it."""
    instants, faces = clock_faces(zone, day)
    asked = datetime.combine(day, time(hour))
    return next(instant for instant, face in zip(instants, faces, strict=True) if face >= asked)


@pytest.mark.parametrize("zone", EVERY_ZONE)
def test_the_local_hour_is_the_one_asked_for_across_the_changes_of_the_clocks(zone: str) -> None:
    """Every zone of the regions, every hour: a doubled hour its first time, a missing one after."""
    tz = ZoneInfo(zone)
    for day in CHANGES:
        for hour in range(24):
            instant = at_local(day, hour, zone)
            assert instant.utcoffset() == timedelta(0)
            assert instant == looked_up(day, hour, zone), (day, hour)
            shown = instant.astimezone(tz)
            if shown.replace(tzinfo=None) != datetime.combine(day, time(hour)):
                assert shown.hour == (hour + 1) % 24, (day, hour)  # the hour after the gap
                assert shown.minute == 0
                before = (instant - timedelta(minutes=1)).astimezone(tz)
                assert before.utcoffset() != shown.utcoffset()
            assert shown.fold == 0


def test_the_changes_of_the_clocks_are_really_visited() -> None:
    """Both kinds occur: hours that are missing, and hours that come twice."""
    missing, doubled = 0, 0
    for zone in EVERY_ZONE:
        tz = ZoneInfo(zone)
        for day in CHANGES:
            for hour in range(24):
                wall = datetime.combine(day, time(hour), tzinfo=tz)
                there = wall.astimezone(UTC).astimezone(tz)
                if there.replace(tzinfo=None) != wall.replace(tzinfo=None):
                    missing += 1
                elif wall.utcoffset() != wall.replace(fold=1).utcoffset():
                    doubled += 1
    assert len(EVERY_ZONE) > 60
    assert set(ZONES) <= set(EVERY_ZONE)
    assert missing > 50
    assert doubled > 50


@pytest.mark.parametrize("zone", EVERY_ZONE)
def test_each_day_of_a_countdown_comes_exactly_once(zone: str) -> None:
    """At any hour, over the changes of 26 October and 2 November 2025."""
    tz = ZoneInfo(zone)
    days = [LINKEDIN_AI.starts_on - timedelta(days=n) for n in COUNTDOWN[Cadence.DAILY]]
    for hour in range(24):
        local = [r.due_at.astimezone(tz) for r in planned(Cadence.DAILY, ANNOUNCED, zone, hour)]
        assert [moment.date() for moment in local] == days, hour


def test_a_gap_of_another_length_ends_at_its_end() -> None:
    """At the Troll station clocks go from 1 to 3; 1 and 2 o'clock both mean 3."""
    expected = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert at_local(date(2026, 3, 29), 1, "Antarctica/Troll") == expected
    assert at_local(date(2026, 3, 29), 2, "Antarctica/Troll") == expected


@pytest.mark.parametrize("zone", ZONES)
def test_every_plan_on_every_day(zone: str) -> None:
    """Each rhythm, subscribed on each day of two years: in order, distinct, ahead, at its hour."""
    tz = ZoneInfo(zone)
    now = datetime(2025, 9, 1, 10, 30, tzinfo=UTC)
    while now < datetime(2027, 9, 1, tzinfo=UTC):
        today = local_date(now, zone)
        hour = HOURS[today.toordinal() % len(HOURS)]
        for cadence in Cadence:
            reminders = planned(cadence, now, zone, hour)
            due = [reminder.due_at for reminder in reminders]
            assert due == sorted(set(due))
            assert all(at >= now for at in due)
            assert len({reminder.milestone for reminder in reminders}) == len(due)
            for due_at, milestone, latest_at in reminders:
                local = due_at.astimezone(tz)
                assert (local.hour, local.minute) == (hour, 0)
                assert latest_at == at_local(local.date(), 21, zone)
                assert is_milestone(milestone)
            if cadence in COUNTDOWN:
                assert bool(reminders) == (now <= planned_end(cadence, zone, hour))
            else:
                assert len(reminders) == (3 if cadence is Cadence.NUDGE else 1)
        now += timedelta(days=1)


@cache
def planned_end(cadence: Cadence, zone: str, hour: int) -> datetime:
    """Return the last instant of a countdown."""
    return planned(cadence, ANNOUNCED, zone, hour)[-1].due_at


def test_the_latest_moment_is_the_end_of_the_evening() -> None:
    """Nothing is sent in the quiet hours; what was put off into them has three hours."""
    for minutes in range(24 * 60):
        due_at = datetime(2025, 10, 20, tzinfo=UTC) + timedelta(minutes=minutes)
        local = due_at.astimezone(ZoneInfo("Europe/Paris"))
        latest = planned_at(due_at, "recheck-2025-10-20", "Europe/Paris").latest_at
        if local.hour < 21:
            assert latest == at_local(local.date(), 21, "Europe/Paris")
        else:
            assert latest == due_at + timedelta(hours=3)
        assert latest > due_at


@pytest.mark.parametrize("zone", EVERY_ZONE)
def test_nobody_is_disturbed_in_the_quiet_hours(zone: str) -> None:
    """From 21 to 8 a late or early reminder waits for the morning, at any season."""
    tz = ZoneInfo(zone)
    for day in CHANGES:
        due_at = at_local(day, 9, zone)
        for half_hours in range(-30, 60):
            now = due_at + timedelta(minutes=30 * half_hours)
            local = now.astimezone(tz)
            until = quiet_until(now, zone, due_at)
            if 8 <= local.hour < 21:
                assert until is None, local
                continue
            assert until is not None, local
            morning = until.astimezone(tz)
            assert (morning.hour, morning.minute) == (8, 0)
            assert timedelta(0) < until - now <= timedelta(hours=12)
            assert quiet_until(until, zone, due_at) is None


def test_what_was_asked_for_in_the_quiet_hours_comes_then() -> None:
    """A snooze of an hour, late in the evening, is not put off; after an outage it is."""
    due_at = datetime(2025, 10, 20, 20, 30, tzinfo=UTC)  # 22:30 in Paris
    assert quiet_until(due_at, "Europe/Paris", due_at) is None
    assert quiet_until(due_at + timedelta(hours=1), "Europe/Paris", due_at) is None
    morning = datetime(2025, 10, 21, 6, 0, tzinfo=UTC)
    late = due_at + timedelta(hours=1, seconds=1)
    assert quiet_until(late, "Europe/Paris", due_at) == morning


def test_the_hours_on_offer_lie_outside_the_quiet_ones() -> None:
    """Nobody is offered an hour that would be put off."""
    for hour in HOURS:
        due_at = at_local(date(2025, 10, 20), hour, "Europe/Paris")
        assert quiet_until(due_at, "Europe/Paris", due_at) is None


def offsets(zone: str) -> tuple[timedelta | None, ...]:
    """Return what clocks in *zone* are ahead by, day by day over the autumn of 2025."""
    noon = datetime(2025, 10, 20, 12, 0, tzinfo=UTC)
    instants = (noon + timedelta(days=n) for n in range(21))
    return tuple(instant.astimezone(ZoneInfo(zone)).utcoffset() for instant in instants)


def test_each_zone_on_offer_keeps_hours_of_its_own() -> None:
    """Over 26 October and 2 November; London and Lisbon alone agree, and are far apart."""
    by_hours: dict[tuple[timedelta | None, ...], list[str]] = {}
    for zone in ZONES:
        by_hours.setdefault(offsets(zone), []).append(zone)
    assert [zones for zones in by_hours.values() if len(zones) > 1] == [
        ["Europe/Lisbon", "Europe/London"]
    ]


def test_nearly_every_zone_of_the_regions_has_its_hours_on_offer() -> None:
    """Who picks the right city is reminded at the right hour, also once clocks have changed."""
    on_offer = {offsets(zone) for zone in ZONES}
    without = [zone for zone in EVERY_ZONE if offsets(zone) not in on_offer]
    assert without == ["America/Atikokan", "Indian/Mayotte"]


# Rhythms


def test_nudges_are_tomorrow_at_the_weekend_and_next_week() -> None:
    """From every day of a year: ascending, distinct, and three at most."""
    since = date(2026, 1, 1)
    while since.year == 2026:
        tomorrow, saturday, monday = nudge_days(since)
        assert tomorrow == since + timedelta(days=1)
        assert (saturday.weekday(), monday.weekday()) == (5, 0)
        assert tomorrow < saturday < monday
        assert saturday - tomorrow <= timedelta(days=7)
        assert monday - saturday == timedelta(days=2)
        since += timedelta(days=1)


def test_a_day_of_one_s_own_lies_within_a_week_and_before_the_start() -> None:
    """Today, while an hour is left; from the start on, there is none to pick."""
    now = ANNOUNCED
    while now < datetime(2025, 12, 1, tzinfo=UTC):
        today = day_of(LINKEDIN_AI, local_date(now, "Europe/Paris"))
        days = own_days(today, zone="Europe/Paris", now=now)
        evening = at_local(today.on, 20, "Europe/Paris")
        expected = [today.on + timedelta(days=n) for n in range(0 if now <= evening else 1, 8)]
        assert list(days) == [day for day in expected if day < LINKEDIN_AI.starts_on]
        now += timedelta(hours=5)


def test_a_day_of_one_s_own_is_one_reminder() -> None:
    """On that day, at that hour; without a day there is nothing to plan."""
    now = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
    (reminder,) = planned(Cadence.OWN, now, hour=18)
    assert reminder.milestone == "own-2025-10-21"
    assert reminder.due_at.isoformat() == "2025-10-21T16:00:00+00:00"
    assert (
        plan(
            Cadence.OWN,
            since=now.date(),
            campaign=LINKEDIN_AI,
            hour=18,
            zone="Europe/Paris",
            now=now,
        )
        == ()
    )


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
            is_before = phase in (Phase.BEFORE, Phase.EVE) and not refused
            assert bool(set(offered) & set(COUNTDOWN)) == is_before
            assert (Cadence.OWN in offered) == is_before
            assert (Cadence.NUDGE in offered) == (phase in (Phase.DAY, Phase.AFTER) and not refused)


REFUSED: Final = date(2025, 10, 1)


def test_what_is_late_is_only_sent_while_it_is_true() -> None:
    """No countdown after the start, none to who has refused; a re-check is always true."""
    day = date(2025, 10, 1)
    while day < date(2026, 2, 1):
        seen = day_of(LINKEDIN_AI, day)
        for refused_on in (None, REFUSED):
            chat = Conversation("fr", "Europe/Paris", refused_on=refused_on)
            is_open = refused_on is None
            assert still_true("countdown-7", seen, chat) == (
                day <= LINKEDIN_AI.starts_on and is_open
            )
            assert still_true("own-2025-10-21", seen, chat) == is_open
            assert still_true("nudge-2025-12-01", seen, chat) == is_open
            assert still_true("recheck-2026-02-01", seen, chat)
            walking = replace(chat, device=Device.LINK, step=Step.TURN_OFF)
            assert still_true("resume-2025-10-21", seen, walking) == is_open
            assert not still_true("resume-2025-10-21", seen, chat)
            for news in ("change-regulator", "broadcast-1"):
                assert not still_true(news, seen, chat)
                follows = replace(chat, follows_changes=True)
                assert still_true(news, seen, follows)
        day += timedelta(days=1)


def test_every_milestone_has_a_kind() -> None:
    """What is planned can be said."""
    kinds = {kind_of(r.milestone) for cadence in Cadence for r in planned(cadence, ANNOUNCED)}
    # Planned by an event, not a rhythm.
    elsewhere = {ReminderKind.CHANGE, ReminderKind.RESUME, ReminderKind.BROADCAST}
    assert kinds == set(ReminderKind) - elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "",
        "countdown-",
        "countdown-x",
        "countdown-123",
        "own-tomorrow",
        "change-",
        "broadcast-1",
        "x-1",
    ],
)
def test_a_milestone_is_known_by_its_form(text: str) -> None:
    """A forged button names none."""
    assert not is_milestone(text)
    assert all(map(is_milestone, ("countdown-0", "own-2025-10-21", "change-notice-2026")))


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
        *((tag, "Europe/Athens") for tag in ("el", "fi", "bg", "ro", "et", "lv", "lt")),
        *((f"en-{region}", "Europe/Athens") for region in ("GR", "CY", "FI", "RO", "BG")),
        ("sv-FI", "Europe/Athens"),
        ("is", "Atlantic/Reykjavik"),
        ("en-IS", "Atlantic/Reykjavik"),
        ("fr-RE", "Indian/Reunion"),
        ("fr-MQ", "America/Martinique"),
        ("fr-GF", "America/Cayenne"),
        ("", "Europe/Paris"),
        ("-", "Europe/Paris"),
    ],
)
def test_the_zone_is_guessed_from_the_language(language_code: str, zone: str) -> None:
    """A guess that can be changed, and that always names a zone on offer."""
    assert guess_zone(language_code) == zone
    assert zone in ZONES
