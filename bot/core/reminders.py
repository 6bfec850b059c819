"""Which reminders are planned, and what is still true to say when one is sent.

A plan is a list of instants; the words are decided when a reminder goes out, from that day.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.calendar import Campaign, Day, Phase
from bot.core.effects import PlannedReminder, ReminderPlan
from bot.core.errors import NotUtc


class Cadence(StrEnum):
    """The rhythm of a subscription."""

    LIGHT = "light"
    STANDARD = "standard"
    DAILY = "daily"
    NUDGE = "nudge"  # after the start: until done, three at most
    RECHECK_3 = "recheck-3"
    RECHECK_6 = "recheck-6"
    RECHECK_12 = "recheck-12"


# Days before the start on which a countdown speaks.
COUNTDOWN: Final[Mapping[Cadence, tuple[int, ...]]] = {
    Cadence.LIGHT: (7, 1),
    Cadence.STANDARD: (30, 14, 7, 3, 1, 0),
    Cadence.DAILY: tuple(range(14, -1, -1)),
}
# Days from the subscription on which a nudge speaks: then silence, a reminder is no nagging.
NUDGES: Final = (1, 3, 7)
# Months from the subscription until a look at the switch.
RECHECK_MONTHS: Final[Mapping[Cadence, int]] = {
    Cadence.RECHECK_3: 3,
    Cadence.RECHECK_6: 6,
    Cadence.RECHECK_12: 12,
}
HOURS: Final = (8, 9, 12, 14, 18, 20)  # local; outside the quiet hours from 21 to 8
ZONES: Final = (  # the zones of the regions concerned, west to east
    "America/Vancouver",
    "America/Edmonton",
    "America/Winnipeg",
    "America/Toronto",
    "America/Halifax",
    "America/St_Johns",
    "Atlantic/Reykjavik",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Paris",
    "Europe/Athens",
    "Asia/Hong_Kong",
)
_ZONE_OF_REGION: Final[Mapping[str, str]] = {
    "CA": "America/Toronto",
    "GB": "Europe/London",
    "IE": "Europe/London",
    "PT": "Europe/Lisbon",
    "HK": "Asia/Hong_Kong",
}
_ZONE_OF_LANGUAGE: Final[Mapping[str, str]] = {"en": "Europe/London"}
DEFAULT_ZONE: Final = "Europe/Paris"  # most members of the regions concerned share its hour


class ReminderKind(StrEnum):
    """What a reminder has to say."""

    COUNTDOWN = "countdown"
    NUDGE = "nudge"
    RECHECK = "recheck"


def guess_zone(language_code: str) -> str:
    """Return the likely zone of who uses an app in *language_code* (BCP 47, maybe empty)."""
    language, _, rest = language_code.replace("_", "-").partition("-")
    region = rest.rpartition("-")[2].upper()
    return _ZONE_OF_REGION.get(region) or _ZONE_OF_LANGUAGE.get(language.lower(), DEFAULT_ZONE)


def offered_cadences(phase: Phase, *, refused: bool) -> tuple[Cadence, ...]:
    """Return the rhythms that make sense: no countdown after the start, no nudge once refused."""
    if refused:
        return tuple(RECHECK_MONTHS)
    if phase in (Phase.BEFORE, Phase.EVE):
        return tuple(COUNTDOWN)
    return (Cadence.NUDGE, *RECHECK_MONTHS)


def plan(
    cadence: Cadence, *, since: date, campaign: Campaign, hour: int, zone: str, now: datetime
) -> ReminderPlan:
    """Plan the reminders of a subscription; what is past *now* is left out.

    Args:
        cadence: The rhythm asked for.
        since: The local day of the subscription, from which nudges and re-checks count.
        campaign: What is counted down to.
        hour: Local hour of each reminder, 0 to 23.
        zone: IANA zone of the hour. Across a change of the clocks the hour stays the local one.
        now: The present instant; aware, UTC.

    Raises:
        NotUtc: *now* is naive, or in another zone.
        zoneinfo.ZoneInfoNotFoundError: No such zone.
    """
    if now.utcoffset() != timedelta(0):
        raise NotUtc(now)
    tz = ZoneInfo(zone)
    planned = (
        PlannedReminder(
            datetime.combine(day, time(hour), tzinfo=tz).astimezone(now.tzinfo), milestone
        )
        for day, milestone in _milestones(cadence, campaign, since)
    )
    return tuple(sorted(reminder for reminder in planned if reminder.due_at >= now))


def _milestones(cadence: Cadence, campaign: Campaign, since: date) -> list[tuple[date, str]]:
    if cadence in COUNTDOWN:
        return [
            (campaign.starts_on - timedelta(days=days), f"{ReminderKind.COUNTDOWN}-{days}")
            for days in COUNTDOWN[cadence]
        ]
    if cadence is Cadence.NUDGE:
        # The date keeps the key unique when somebody subscribes again later.
        return [
            (day := since + timedelta(days=days), f"{ReminderKind.NUDGE}-{day.isoformat()}")
            for days in NUDGES
        ]
    day = add_months(since, RECHECK_MONTHS[cadence])
    return [(day, f"{ReminderKind.RECHECK}-{day.isoformat()}")]


def add_months(day: date, months: int) -> date:
    """Return the same day *months* later, or the last day of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def kind_of(milestone: str) -> ReminderKind:
    """Return what the reminder *milestone* has to say.

    Raises:
        ValueError: No such kind.
    """
    return ReminderKind(milestone.partition("-")[0])


def still_true(milestone: str, day: Day, *, refused: bool) -> bool:
    """Tell whether the reminder *milestone* may still be sent on *day*.

    A countdown ends with the start, and with the refusal; a nudge with the refusal.
    """
    kind = kind_of(milestone)
    if kind is ReminderKind.COUNTDOWN:
        return day.phase is not Phase.AFTER and not refused
    return kind is ReminderKind.RECHECK or not refused
