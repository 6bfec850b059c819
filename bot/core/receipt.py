"""The receipt at the end of the walkthrough, and the calendar file for looking again later."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.actions import encode
from bot.core.effects import (
    Agenda,
    Appointment,
    Button,
    Keyboard,
    Paragraphs,
    SendFile,
    Text,
    Value,
)
from bot.core.reminders import add_months
from bot.core.walkthrough import Note

LOOK_AGAIN: Final = "look"  # action: look:<months>
MONTHS: Final = (3, 6, 12)


def receipt_lines(notes: Collection[Note], args: Mapping[str, Value]) -> Paragraphs:
    """Return what the receipt lists: the three checks, and what was done beyond them."""
    checked = Text("walkthrough-receipt-checks", args)
    beyond = tuple(
        Text("walkthrough-receipt-note", attribute=f"{note.value}-{_state(note, notes)}")
        for note in Note
    )
    return ((checked,), beyond, (Text("walkthrough-receipt-again"),))


def _state(note: Note, notes: Collection[Note]) -> str:
    return "done" if note in notes else "open"


def calendar_buttons() -> Keyboard:
    """Return the buttons that send a calendar file: in how many months to look again."""
    return (
        tuple(
            Button(Text("walkthrough-look-again", {"count": months}), encode(LOOK_AGAIN, months))
            for months in MONTHS
        ),
    )


def look_again(months: int, *, since: date, hour: int, zone: str, uid: str, url: str) -> SendFile:
    """Return the calendar file with one look at the switch; nothing of it is kept here.

    Args:
        months: How long after *since*.
        since: The local day from which the months count.
        hour: Local hour of the entry, 0 to 23.
        zone: IANA zone of the hour.
        uid: Of the entry; sent again later, it moves the entry.
        url: Where the switch is.
    """
    at = datetime.combine(add_months(since, months), time(hour), tzinfo=ZoneInfo(zone))
    entry = Appointment(
        uid=uid,
        at=at,
        title=Text("look-again-title"),
        body=Text("look-again-body"),
        url=url,
    )
    return SendFile(
        Agenda(Text("look-again-file"), (entry,)), caption=Text("look-again-caption", {"at": at})
    )
