"""The plan on the command line: a table that is right, a calendar, a large audience."""

import math
import re
from datetime import UTC, date, datetime
from typing import Final

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types
from typer.testing import CliRunner

from bot import plan
from bot.adapters.texts import LOCALE_NAMES
from bot.cli import app
from bot.core.calendar import LINKEDIN_AI
from bot.core.reminders import COUNTDOWN, HOURS, ZONES, Cadence
from bot.plan import PlanError
from tests.day_words import falsehood, plain
from tests.spoken import TEXTS

PARIS: Final = "Europe/Paris"
OCTOBER: Final = plan.beginning(date(2025, 10, 1), PARIS)


@pytest.mark.parametrize(("text", "hour"), [("09:00", 9), ("9", 9), ("0:00", 0), ("23", 23)])
def test_an_hour_is_read(text: str, hour: int) -> None:
    """As people write it."""
    assert plan.read_hour(text) == hour


@pytest.mark.parametrize("text", ["", "24:00", "9:30", "nine", "-1", "9:00:00", "²"])
def test_what_is_no_full_hour_is_refused(text: str) -> None:
    """In one line that says how to write it."""
    with pytest.raises(PlanError, match="write it as 09:00"):
        plan.read_hour(text)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    """By name; none of the machine's files is read."""
    with pytest.raises(PlanError, match="no IANA zone"):
        plan.read_zone(name)
    assert plan.read_zone(PARIS) == PARIS


@pytest.mark.parametrize("locale", LOCALE_NAMES)
@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Toronto"])
@pytest.mark.parametrize("cadence", COUNTDOWN)
def test_the_table_tells_when_and_what(cadence: Cadence, zone: str, locale: str) -> None:
    """Local time at the hour asked for, the weekday, UTC, and a title true on that day."""
    now = plan.beginning(date(2025, 9, 20), zone)
    reminders = plan.make(cadence, zone=zone, hour=9, now=now)
    head, *rows = plan.lines(reminders, zone=zone, texts=TEXTS, locale=locale)
    assert zone in head
    assert len(rows) == len(reminders) == len(COUNTDOWN[cadence])
    for row, reminder in zip(rows, reminders, strict=True):
        weekday, day, hour, utc, milestone, title = re.fullmatch(
            r"(\w{3}) (\S+) (\S+)  +\w{3} (\S+ \S+)  +(\S+)  +(.+)", row
        ).groups()  # type: ignore[union-attr]  # a row without a match fails the test
        on = date.fromisoformat(day)
        assert (hour, weekday) == ("09:00", f"{on:%a}")
        assert datetime.fromisoformat(utc).replace(tzinfo=UTC) == reminder.due_at
        assert milestone == reminder.milestone
        assert falsehood(plain(title), locale, on) is None


def test_a_rhythm_without_a_day_and_a_day_without_its_rhythm() -> None:
    """Both are refused; together they are one reminder."""
    day = date(2025, 10, 24)
    (reminder,) = plan.make(Cadence.OWN, zone=PARIS, hour=18, now=OCTOBER, own_on=day)
    assert reminder.due_at.isoformat() == "2025-10-24T16:00:00+00:00"
    for cadence, own_on in ((Cadence.OWN, None), (Cadence.LIGHT, day)):
        with pytest.raises(PlanError):
            plan.make(cadence, zone=PARIS, hour=18, now=OCTOBER, own_on=own_on)


def test_the_usual_rhythm_has_something_to_say() -> None:
    """On each of many days, before the start and after it."""
    for on in (date(2025, 9, 18), date(2025, 11, 2), date(2025, 11, 3), date(2026, 11, 22)):
        now = plan.beginning(on, PARIS)
        assert plan.make(plan.usual_cadence(now, PARIS), zone=PARIS, hour=9, now=now)


def test_nothing_left_is_said() -> None:
    """In the table; and a calendar of it is refused."""
    now = plan.beginning(date(2026, 11, 22), PARIS)
    nothing = plan.make(Cadence.LIGHT, zone=PARIS, hour=9, now=now)
    assert plan.lines(nothing, zone=PARIS, texts=TEXTS, locale="fr") == (
        "No reminder of this rhythm is left.",
    )
    with pytest.raises(PlanError):
        plan.calendar(nothing, zone=PARIS, texts=TEXTS, locale="fr", now=now, bot_username="b")


def test_the_calendar_file_is_the_whole_plan() -> None:
    """With the link to the bot that is named."""
    reminders = plan.make(Cadence.STANDARD, zone=PARIS, hour=9, now=OCTOBER)
    content = plan.calendar(
        reminders, zone=PARIS, texts=TEXTS, locale="fr", now=OCTOBER, bot_username="my_bot"
    )
    events = vobject.readOne(content.decode()).vevent_list
    assert [event.dtstart.value for event in events] == [r.due_at for r in reminders]
    assert {event.url.value for event in events} == {"https://t.me/my_bot?start=optout"}


def audience(subscribers: int, *, is_spread: bool, rate: float = 28) -> list[str]:
    """Return what is printed for an audience of the standard rhythm."""
    crowds = plan.crowds(subscribers, zone=PARIS, hour=9, is_spread=is_spread)
    assert sum(crowd.subscribers for crowd in crowds) == subscribers
    return list(plan.audience_lines(crowds, Cadence.STANDARD, rate=rate, now=OCTOBER))


def test_a_large_audience_is_told_when_it_must_begin() -> None:
    """Two million in one zone: ahead of the hour, in time, and what is assumed is said."""
    lines = audience(2_000_000, is_spread=False)
    assert "2,000,000 subscribers, 28 messages a second" in lines[0]
    assert "all of them at 09:00 in Europe/Paris, the worst case" in lines[1]
    table = [line for line in lines if line.startswith("countdown-")]
    assert len(table) == len(COUNTDOWN[Cadence.STANDARD])
    assert all("ahead of its hour" in line for line in table)
    assert lines[-1] == "Every wave ends in time."


def test_a_spread_audience_has_a_row_for_each_zone_and_hour() -> None:
    """And needs no early start for a million."""
    lines = audience(1_000_000, is_spread=True)
    assert (
        f"spread evenly over {len(ZONES)} zones and 6 hours; the real spread is not known"
        in lines[1]
    )
    table = [line for line in lines if line.startswith("countdown-")]
    assert len(table) == len(ZONES) * len(HOURS) * len(COUNTDOWN[Cadence.STANDARD])
    assert not [line for line in table if "LATE" in line]


def test_what_is_late_is_marked_and_counted() -> None:
    """At a rate that cannot carry it: late while it is true, and then not sent at all."""
    lines = audience(1_000_000, is_spread=False, rate=1)
    table = [line for line in lines if line.startswith("countdown-")]
    assert [line.rpartition("  ")[2] for line in table] == [
        "ahead of its hour, LATE",
        "not in time: 408,800 not sent",
        *["not in time: 1,000,000 not sent"] * 4,
    ]
    for line in table:
        for day in re.findall(r"\d{4}-\d\d-\d\d", line):
            assert date.fromisoformat(day) <= LINKEDIN_AI.starts_on, line
    assert "6,000,000 of 6,000,000 reminders" in lines[-2]
    assert lines[-1].startswith("4,408,800 are not sent at all")


@pytest.mark.parametrize("rate", [0, -1, 0.0005, 0.999, 1000.1, math.inf, -math.inf, math.nan])
def test_a_rate_out_of_range_is_refused(rate: float) -> None:
    """Instead of a simulation without an end, or none at all."""
    with pytest.raises(PlanError, match="between 1 and 1000"):
        audience(10, is_spread=False, rate=rate)


@pytest.mark.parametrize("rate", [1, 28, 1000])
def test_the_largest_audience_is_told_too(rate: float) -> None:
    """A hundred million, at any rate that is granted."""
    lines = audience(100_000_000, is_spread=False, rate=rate)
    assert len([line for line in lines if line.startswith("countdown-")]) == 6


def test_a_day_of_one_s_own_is_no_audience() -> None:
    """It is said, instead of a plan without reminders."""
    crowds = plan.crowds(10, zone=PARIS, hour=9, is_spread=False)
    with pytest.raises(PlanError, match="does not go with --subscribers"):
        list(plan.audience_lines(crowds, Cadence.OWN, rate=28, now=OCTOBER))


@pytest.mark.parametrize("rate", ["nan", "inf", "0.0005", "1001"])
@pytest.mark.parametrize("command", [["plan", "--subscribers", "10"], ["replay"]])
def test_the_commands_refuse_a_rate_in_one_line(command: list[str], rate: str) -> None:
    """Both alike, and before anything is done."""
    result = CliRunner().invoke(app, [*command, "--rate", rate])
    assert isinstance(result.exception, PlanError)
    assert "\n" not in str(result.exception)


def test_nobody_is_no_audience() -> None:
    """Without subscribers there is nothing to begin."""
    lines = audience(0, is_spread=False)
    assert lines[0].startswith("0 subscribers")
    assert not [line for line in lines if "Assumed" in line]
