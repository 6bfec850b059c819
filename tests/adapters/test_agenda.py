"""The calendar file, read by an independent parser: complete, in time, and true on each day."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # it has no types

from bot.adapters.agenda import calendar_file
from bot.adapters.texts import LOCALE_NAMES
from bot.core.agendas import agenda
from bot.core.calendar import LINKEDIN_AI
from bot.core.effects import ReminderPlan, Text
from bot.core.reminders import COUNTDOWN, Cadence, at_local, plan
from tests.day_words import falsehood, plain
from tests.spoken import TEXTS

ZONES: Final = ("Europe/Paris", "America/St_Johns", "Asia/Hong_Kong")
LINK: Final = "https://t.me/optout_bot?start=optout"
MAX_LINE: Final = 75  # octets without the line break. Source: RFC 5545, 3.1
# Source: RFC 5545, 3.6, 3.6.1 and 3.6.6.
REQUIRED: Final = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}


def planned(cadence: Cadence, zone: str) -> tuple[datetime, ReminderPlan]:
    """Return a plan made when the rhythm is offered, with that moment."""
    on = date(2025, 9, 20) if cadence in {*COUNTDOWN, Cadence.OWN} else date(2026, 11, 22)
    now = at_local(on, 12, zone)
    own_on = on + timedelta(days=3) if cadence is Cadence.OWN else None
    return now, plan(
        cadence, since=on, campaign=LINKEDIN_AI, hour=9, zone=zone, now=now, own_on=own_on
    )


def file_of(cadence: Cadence, zone: str, locale: str) -> tuple[datetime, ReminderPlan, bytes]:
    """Return a calendar file with the plan it was made of."""
    now, reminders = planned(cadence, zone)
    wanted = agenda(reminders, zone=zone, campaign=LINKEDIN_AI, bot_username="optout_bot")
    return now, reminders, calendar_file(wanted, TEXTS, locale, now=now)


EVERY: Final = [
    (cadence, zone, locale) for cadence in Cadence for zone in ZONES for locale in LOCALE_NAMES
]


@pytest.mark.parametrize(("cadence", "zone", "locale"), EVERY)
def test_another_parser_reads_the_whole_plan(cadence: Cadence, zone: str, locale: str) -> None:
    """Each reminder is an entry at its local time, with a link, an alarm, and an end."""
    now, reminders, content = file_of(cadence, zone, locale)
    calendar = vobject.readOne(content.decode("utf-8"))
    calendar.validate(raiseException=True)
    events = list(calendar.vevent_list)
    assert len(events) == len(reminders)
    assert len({event.uid.value for event in events}) == len(events)
    for event, reminder in zip(events, reminders, strict=True):
        assert event.dtstart.value == reminder.due_at
        assert event.dtstart.value.astimezone(ZoneInfo(zone)).hour == 9
        assert event.dtend.value - event.dtstart.value == timedelta(minutes=15)
        assert event.dtstamp.value == now
        assert event.url.value == LINK
        assert event.description.value.endswith(f"\n{LINK}")
        assert event.summary.value.strip()
        assert event.valarm.action.value == "DISPLAY"
        assert event.valarm.trigger.value == timedelta(0)
        for words in (event.summary.value, event.description.value):
            assert not re.search(r"[<>]|&\w+;", words)  # no markup in a calendar


@pytest.mark.parametrize(("cadence", "zone", "locale"), EVERY)
def test_the_form_is_that_of_the_standard(cadence: Cadence, zone: str, locale: str) -> None:
    """CRLF, folded lines, times in UTC, all that the standard requires, no invitation."""
    _, _, content = file_of(cadence, zone, locale)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert max(map(len, lines)) <= MAX_LINE
    for line in lines:
        if line.startswith((b"DTSTART", b"DTEND", b"DTSTAMP")):
            assert re.fullmatch(rb"(DTSTART|DTEND|DTSTAMP):\d{8}T\d{6}Z", line)
    assert b"METHOD:PUBLISH" in lines
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    for component in calendar.walk():
        assert set(component) >= REQUIRED[str(component.name)]
        assert not component.errors


def titles(cadence: Cadence, zone: str, locale: str) -> Iterator[tuple[date, str, str]]:
    """Yield the local day of each entry, its title and its description."""
    for event in vobject.readOne(file_of(cadence, zone, locale)[2].decode()).vevent_list:
        on = event.dtstart.value.astimezone(ZoneInfo(zone)).date()
        words = (event.summary.value, event.description.value.removesuffix(LINK))
        title, body = map(plain, words)
        yield on, title, body


@pytest.mark.parametrize(("cadence", "zone", "locale"), EVERY)
def test_an_entry_says_what_is_true_on_its_own_day(
    cadence: Cadence, zone: str, locale: str
) -> None:
    """Three days are left on the day of the entry that says so."""
    for on, title, body in titles(cadence, zone, locale):
        for words in (title, body):
            assert falsehood(words, locale, on) is None, (on, words)
        if cadence in {*COUNTDOWN, Cadence.OWN}:
            left = (LINKEDIN_AI.starts_on - on).days
            counts = [int(number) for number in re.findall(r"\d+", title)]
            assert counts == ([left] if left > 1 else []), title


@pytest.mark.parametrize("locale", LOCALE_NAMES)
def test_a_day_of_one_s_own_is_true_whenever_it_lies(locale: str) -> None:
    """Before, on the eve, on the day and, put off, afterwards."""
    on = date(2025, 9, 20)
    while on < date(2025, 12, 1):
        now = at_local(on, 8, "Europe/Paris")
        reminders = plan(
            Cadence.OWN,
            since=on,
            campaign=LINKEDIN_AI,
            hour=9,
            zone="Europe/Paris",
            now=now,
            own_on=on,
        )
        (entry,) = agenda(
            reminders, zone="Europe/Paris", campaign=LINKEDIN_AI, bot_username="b"
        ).appointments
        for text in (entry.title, entry.body):
            words = plain(TEXTS.label(text, locale))
            assert falsehood(words, locale, on) is None, (on, words)
        on += timedelta(days=1)


def test_hostile_words_stay_words() -> None:
    """A comma, a semicolon, a line break or a long word break nothing."""

    class Hostile:
        locales = ("en",)

        def say(self, text: Text, locale: str) -> str:
            raise NotImplementedError(text, locale)

        def label(self, text: Text, locale: str) -> str:
            del text, locale
            return f"a,b;c\\d\nEND:VEVENT\n{'é' * 200}"

    now, reminders = planned(Cadence.LIGHT, "Europe/Paris")
    wanted = agenda(reminders, zone="Europe/Paris", campaign=LINKEDIN_AI, bot_username="b")
    content = calendar_file(wanted, Hostile(), "en", now=now.astimezone(UTC))
    events = list(vobject.readOne(content.decode()).vevent_list)
    assert len(events) == len(reminders)
    assert all(event.summary.value == Hostile().label(Text("x"), "en") for event in events)
    assert max(map(len, content.split(b"\r\n"))) <= MAX_LINE
