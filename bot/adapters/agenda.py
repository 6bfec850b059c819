"""Writes an agenda as an iCalendar file (RFC 5545) that Apple, Google and Outlook take.

Times are in UTC, so that no definition of a zone has to travel along. The library folds long
lines, escapes and ends them with CRLF.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from bot.core.effects import Agenda
from bot.core.ports import Texts

PRODUCT: Final = "-//optout-bot//reminders//EN"
DURATION: Final = timedelta(minutes=15)  # zero-length entries are hard to see in a day view


def calendar_file(agenda: Agenda, texts: Texts, locale: str, *, now: datetime) -> bytes:
    """Return *agenda* as the bytes of an ``.ics`` file, in the words of *locale*.

    Args:
        agenda: What is to be done, and when.
        texts: Says it, without markup.
        locale: In which language.
        now: When the file is made; aware. Of two files, a calendar believes the later one.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")  # entries to have, not an invitation to answer
    for appointment in agenda.appointments:
        title = texts.label(appointment.title, locale)
        starts_at = appointment.at.astimezone(UTC)
        event = Event()
        event.add("uid", appointment.uid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + DURATION)
        event.add("summary", title)
        # Google shows no URL of an entry, so the description ends with it.
        body = texts.label(appointment.body, locale)
        event.add("description", f"{body}\n{appointment.url}")
        event.add("url", appointment.url)
        event.add("transp", "TRANSPARENT")  # a reminder does not make anybody busy
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
