"""Putting a reminder off: in an hour, this evening, tomorrow; as far as that makes sense."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.reminders import ReminderKind, at_local, kind_of, still_true

SNOOZE: Final = "snooze"  # action: snooze:<how long>:<milestone>
EVENING_ASKED_BEFORE: Final = 18  # local hour; later, "this evening" would be "in an hour"
EVENING: Final = 20  # local hour at which the evening's reminder comes


class Snooze(StrEnum):
    """For how long a reminder is put off."""

    HOUR = "h"
    EVENING = "e"
    TOMORROW = "t"


def offered(
    milestone: str, day: Day, conversation: Conversation, *, now: datetime
) -> Mapping[Snooze, datetime]:
    """Return when the reminder *milestone* may come again, for each way to put it off.

    Nothing is put off to a day on which it would be false, as a countdown past its end.

    Args:
        milestone: Of a reminder that is being sent, or was.
        day: What today means, on the calendar of the person.
        conversation: The chat; its hour and zone make the instants.
        now: The present instant; aware, UTC.
    """
    if not still_true(milestone, day, conversation):
        return {}
    zone = conversation.zone
    instants = {Snooze.HOUR: (now + timedelta(hours=1)).replace(microsecond=0)}
    if now < at_local(day.on, EVENING_ASKED_BEFORE, zone):
        instants[Snooze.EVENING] = at_local(day.on, EVENING, zone)
    instants[Snooze.TOMORROW] = at_local(day.on + timedelta(days=1), conversation.hour, zone)
    if kind_of(milestone) is not ReminderKind.COUNTDOWN:
        return instants
    tz = ZoneInfo(zone)
    return {
        snooze: at for snooze, at in instants.items() if at.astimezone(tz).date() <= day.starts_on
    }
