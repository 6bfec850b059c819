"""A large audience: when sending must begin, so that the last person is reminded in time."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from bot.core.audience import MARGIN, SLACK, before, begins, urgent_until
from bot.core.calendar import LINKEDIN_AI
from bot.core.reminders import COUNTDOWN, HOURS, ZONES, Cadence, at_local, quiet_until
from bot.core.waves import STEP, Crowd, Wave, schedule

PARIS: Final = "Europe/Paris"
EVENING: Final = datetime(2025, 10, 27, 20, 0, tzinfo=UTC)  # 21:00 in Paris, winter time
RATE: Final = 28.0
ANNOUNCED: Final = datetime(2025, 9, 18, 12, 0, tzinfo=UTC)


def hours(number: float) -> timedelta:
    """Return that many hours."""
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("needed", "expected"),
    [
        (hours(0), EVENING),
        (hours(1), EVENING - hours(1)),
        (hours(13), EVENING - hours(13)),  # from 8:00 on
        (hours(13.5), EVENING - hours(24.5)),  # half an hour of the evening before
        (hours(26), EVENING - hours(37)),
        (hours(27), EVENING - hours(49)),
    ],
)
def test_the_nights_are_not_counted_on(needed: timedelta, expected: datetime) -> None:
    """From 21 to 8 nothing is sent, so more than a day's work begins the day before."""
    assert before(EVENING, needed) == expected


def test_the_open_time_before_the_evening_is_what_is_needed() -> None:
    """Counted minute by minute, by the quiet hours themselves."""
    minute = timedelta(minutes=1)
    for minutes in range(0, 60 * 40, 37):
        instant, open_minutes = before(EVENING, minutes * minute), 0
        begin_at = instant
        while instant < EVENING:
            open_minutes += quiet_until(instant, PARIS, EVENING - hours(12)) is None
            instant += minute
        # Behind the change of the clocks on 26 October, an evening lies an hour off.
        assert abs(open_minutes - minutes) <= (60 if EVENING - begin_at > hours(24) else 0)


def test_what_waits_is_urgent_from_the_last_moment_on() -> None:
    """Not a second earlier; and nothing is urgent where nothing waits."""
    work = timedelta(seconds=MARGIN * 1_000_000 / RATE) + SLACK
    begin_at = before(EVENING, work)
    backlog = [(EVENING, 1_000_000)]
    assert urgent_until(backlog, RATE, begin_at) == EVENING
    assert urgent_until(backlog, RATE, begin_at - timedelta(seconds=1)) is None
    assert urgent_until([], RATE, begin_at) is None


def test_a_small_audience_never_begins_ahead_of_its_hour() -> None:
    """Up to some 50,000 at the last hour on offer, and a million in the morning."""
    for hour, subscribers in ((20, 50_000), (9, 1_000_000)):
        due_at = EVENING - hours(21 - hour)
        ((_, begin_at),) = begins([(EVENING, subscribers)], RATE)
        assert begin_at >= due_at, hour


def test_what_is_nearer_counts_too() -> None:
    """A crowd in another zone, which goes first, takes its share of the time."""
    earlier = EVENING - hours(1)
    alone = dict(begins([(EVENING, 100_000)], RATE))
    both = dict(begins([(earlier, 100_000), (EVENING, 100_000)], RATE))
    share = (alone[EVENING] - both[EVENING]).total_seconds()
    assert share == pytest.approx(MARGIN * 100_000 / RATE)
    # All up to the last moment whose time has come are begun together.
    now = max(both.values())
    assert urgent_until([(earlier, 100_000), (EVENING, 100_000)], RATE, now) == EVENING


def test_a_far_crowd_that_is_larger_draws_the_near_one_along() -> None:
    """The nearest goes first anyway; what is urgent is everything up to the large one."""
    tomorrow = EVENING + hours(24)
    backlog = [(EVENING, 10), (tomorrow, 2_000_000)]
    now = dict(begins(backlog, RATE))[tomorrow]
    assert now < EVENING
    assert urgent_until(backlog, RATE, now) == tomorrow


def audiences() -> Iterator[tuple[Crowd, ...]]:
    """Yield audiences of many shapes, none beyond what the rate can carry in a day."""
    rng = random.Random(20251103)  # noqa: S311  # the same shapes at each run
    for total in (1, 1_000, 300_000, 900_000, 1_000_000):
        yield (Crowd(PARIS, 9, total),)
        yield (Crowd(PARIS, 20, total),)
        places = [(zone, hour) for zone in ZONES for hour in HOURS]
        yield tuple(Crowd(*place, total // len(places) + 1) for place in places)
        for _ in range(4):
            chosen = rng.sample(places, rng.randint(2, 8))
            shares = [rng.random() for _ in chosen]
            yield tuple(
                Crowd(*place, int(total * share / sum(shares)) + 1)
                for place, share in zip(chosen, shares, strict=True)
            )


def span(wave: Wave) -> tuple[datetime, datetime]:
    """Return when *wave* begins and ends."""
    assert wave.begins_at is not None
    assert wave.ends_at is not None
    return wave.begins_at, wave.ends_at


@pytest.mark.parametrize("crowds", list(audiences()))
def test_the_last_person_is_reminded_in_time(crowds: tuple[Crowd, ...]) -> None:
    """By simulation: whatever the zones and hours, and nobody is woken."""
    waves = schedule(crowds, Cadence.STANDARD, campaign=LINKEDIN_AI, rate=RATE, now=ANNOUNCED)
    assert len(waves) == len(crowds) * len(COUNTDOWN[Cadence.STANDARD])
    for wave in waves:
        assert wave.is_in_time, wave
        begins_at, ends_at = span(wave)
        assert begins_at <= ends_at
        assert quiet_until(begins_at, wave.crowd.zone, wave.planned.due_at) is None


@pytest.mark.parametrize("crowds", list(audiences()))
def test_the_rate_is_never_exceeded(crowds: tuple[Crowd, ...]) -> None:
    """All that ends by some instant took its time."""
    waves = schedule(crowds, Cadence.LIGHT, campaign=LINKEDIN_AI, rate=RATE, now=ANNOUNCED)
    for first in sorted({span(wave)[0] for wave in waves})[:20]:
        later = sorted((span(w)[1], w.crowd.subscribers) for w in waves if span(w)[0] >= first)
        sent = 0
        for ends_at, subscribers in later:
            sent += subscribers
            assert sent <= (ends_at - first).total_seconds() * RATE + 1


def only(waves: tuple[Wave, ...], milestone: str) -> Wave:
    """Return the one wave of *milestone*."""
    (wave,) = [wave for wave in waves if wave.planned.milestone == milestone]
    return wave


def test_more_than_a_day_s_work_begins_the_day_before() -> None:
    """Two million in one zone at one hour: by day, and done before the evening."""
    crowds = (Crowd(PARIS, 9, 2_000_000),)
    waves = schedule(crowds, Cadence.LIGHT, campaign=LINKEDIN_AI, rate=RATE, now=ANNOUNCED)
    for milestone in ("countdown-7", "countdown-1"):
        wave = only(waves, milestone)
        assert wave.is_in_time
        assert hours(0) < wave.planned.due_at - span(wave)[0] < hours(24)
    # No earlier than the margin asks for.
    wave = only(waves, "countdown-7")
    needed = timedelta(seconds=MARGIN * 2_000_000 / RATE) + SLACK
    assert abs(span(wave)[0] - before(wave.planned.latest_at, needed)) <= STEP


def test_what_cannot_be_done_is_said_to_be_late() -> None:
    """Who asks too late for too many sees it."""
    now = datetime(2025, 11, 2, 7, 0, tzinfo=UTC)
    crowds = (Crowd(PARIS, 9, 3_000_000),)
    waves = schedule(crowds, Cadence.STANDARD, campaign=LINKEDIN_AI, rate=RATE, now=now)
    assert [wave.is_in_time for wave in waves] == [False, False]


@pytest.mark.parametrize("zone", ["America/Vancouver", PARIS, "Asia/Hong_Kong"])
def test_no_countdown_is_promised_for_after_its_end(zone: str) -> None:
    """From the day after the start on it would be false: the rest is counted as not sent."""
    crowds = (Crowd(zone, 9, 1_000_000), Crowd(zone, 20, 50_000))
    waves = schedule(crowds, Cadence.DAILY, campaign=LINKEDIN_AI, rate=5, now=ANNOUNCED)
    assert len(waves) == 2 * len(COUNTDOWN[Cadence.DAILY])
    end = at_local(LINKEDIN_AI.starts_on + timedelta(days=1), 0, zone)
    sent = 0
    for wave in waves:
        assert (wave.begins_at is None) == (wave.unsent == wave.crowd.subscribers)
        assert wave.ends_at is None or wave.ends_at <= end
        assert not (wave.unsent and wave.is_in_time)
        sent += wave.crowd.subscribers - wave.unsent
    assert 0 < sent < 15 * 1_050_000
    assert [wave.unsent for wave in waves][-2:] == [1_000_000, 50_000]


def test_after_the_start_there_is_nothing_left_to_schedule() -> None:
    """A countdown that is over has no waves; an empty crowd has none either."""
    now = datetime(2025, 11, 5, tzinfo=UTC)
    for crowds in ((Crowd(PARIS, 9, 10),), (Crowd(PARIS, 9, 0),), ()):
        assert not schedule(crowds, Cadence.STANDARD, campaign=LINKEDIN_AI, rate=RATE, now=now)
