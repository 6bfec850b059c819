"""Which reminders are planned, and what is still true to say when one is sent.

A plan is a list of instants; the words are decided when a reminder goes out, from that day.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.core.calendar import Campaign, Day, Phase, local_date
from bot.core.effects import PlannedReminder, ReminderPlan
from bot.core.errors import NotUtc

if TYPE_CHECKING:  # a conversation holds a cadence, so it cannot be imported in earnest
    from bot.core.conversation import Conversation


class Cadence(StrEnum):
    """The rhythm of a subscription."""

    LIGHT = "light"
    STANDARD = "standard"
    DAILY = "daily"
    OWN = "own"  # once, on a day of one's own
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
# Months from the subscription until a look at the switch.
RECHECK_MONTHS: Final[Mapping[Cadence, int]] = {
    Cadence.RECHECK_3: 3,
    Cadence.RECHECK_6: 6,
    Cadence.RECHECK_12: 12,
}
OWN_DAYS: Final = 7  # how far ahead a day of one's own may lie
HOURS: Final = (8, 9, 12, 14, 18, 20)  # local; outside the quiet hours
QUIET_FROM: Final = 21  # local hour from which nobody is disturbed, until the other one
QUIET_TO: Final = 8
_LEEWAY: Final = timedelta(hours=3)  # for what was asked for in the quiet hours
_STILL_THAT_HOUR: Final = timedelta(hours=1)
_SATURDAY: Final = 5
_WEEK: Final = 7
ZONES: Final = (  # every local time of the regions concerned, nearly from west to east
    "America/Vancouver",
    "America/Whitehorse",
    "America/Edmonton",
    "America/Regina",
    "America/Winnipeg",
    "America/Toronto",
    "America/Halifax",
    "America/Martinique",
    "America/St_Johns",
    "America/Cayenne",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Paris",
    "Europe/Athens",
    "Indian/Reunion",
    "Asia/Hong_Kong",
)
_ZONE_OF_REGION: Final[Mapping[str, str]] = {
    "CA": "America/Toronto",
    "GB": "Europe/London",
    "IE": "Europe/London",
    "PT": "Europe/Lisbon",
    "IS": "Atlantic/Reykjavik",
    "GP": "America/Martinique",
    "MQ": "America/Martinique",
    "GF": "America/Cayenne",
    "RE": "Indian/Reunion",
    "HK": "Asia/Hong_Kong",
    # Each keeps the hours of Athens.
    **dict.fromkeys(("BG", "CY", "EE", "FI", "GR", "LT", "LV", "RO"), "Europe/Athens"),
}
_ZONE_OF_LANGUAGE: Final[Mapping[str, str]] = {
    "en": "Europe/London",
    "is": "Atlantic/Reykjavik",
    **dict.fromkeys(("bg", "el", "et", "fi", "lt", "lv", "ro"), "Europe/Athens"),
}
DEFAULT_ZONE: Final = "Europe/Paris"  # most members of the regions concerned share its hour


class ReminderKind(StrEnum):
    """What a reminder has to say."""

    COUNTDOWN = "countdown"
    OWN = "own"  # like a countdown, on the day that the person picked
    NUDGE = "nudge"
    RECHECK = "recheck"
    CHANGE = "change"  # LinkedIn changed something
    RESUME = "resume"  # the walkthrough was left in the middle
    BROADCAST = "broadcast"  # what an owner wrote, see broadcasts.py


# Nobody chose their hour, and no reminder stands for them.
NEWS: Final = frozenset({ReminderKind.CHANGE, ReminderKind.BROADCAST})

_MILESTONE: Final = re.compile(
    r"countdown-\d{1,2}|(?:own|nudge|recheck|resume)-\d{4}-\d\d-\d\d|change-[a-z0-9-]{1,25}"
)


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
        return (*COUNTDOWN, Cadence.OWN)
    return (Cadence.NUDGE, *RECHECK_MONTHS)


def at_local(day: date, hour: int, zone: str) -> datetime:
    """Return the instant (aware, UTC) at which clocks in *zone* show *hour* o'clock on *day*.

    An hour that comes twice, when clocks go back, means its first time; one that is left out, when
    they go forward, means the first instant after the gap.
    """
    tz = ZoneInfo(zone)
    asked = datetime.combine(day, time(hour), tzinfo=tz)
    instant = asked.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == asked.replace(tzinfo=None):
        return instant
    minute = timedelta(minutes=1)
    offset = instant.astimezone(tz).utcoffset()
    while (instant - minute).astimezone(tz).utcoffset() == offset:
        instant -= minute
    return instant


def planned_at(due_at: datetime, milestone: str, zone: str) -> PlannedReminder:
    """Return the reminder of *milestone* at *due_at*; it is of full use until the quiet hours.

    What was asked for within them has three hours.
    """
    evening = at_local(due_at.astimezone(ZoneInfo(zone)).date(), QUIET_FROM, zone)
    return PlannedReminder(due_at, milestone, evening if due_at < evening else due_at + _LEEWAY)


def plan(  # noqa: PLR0913  # each is something that a plan depends on
    cadence: Cadence,
    *,
    since: date,
    campaign: Campaign,
    hour: int,
    zone: str,
    now: datetime,
    own_on: date | None = None,
) -> ReminderPlan:
    """Plan the reminders of a subscription; what is past *now* is left out.

    Args:
        cadence: The rhythm asked for.
        since: The local day of the subscription, from which nudges and re-checks count.
        campaign: What is counted down to.
        hour: Local hour of each reminder, 0 to 23.
        zone: IANA zone of the hour. Across a change of the clocks the hour stays the local one.
        now: The present instant; aware, UTC.
        own_on: The day picked, for Cadence.OWN; without it, that rhythm plans nothing.

    Raises:
        NotUtc: *now* is naive, or in another zone.
        zoneinfo.ZoneInfoNotFoundError: No such zone.
    """
    if now.utcoffset() != timedelta(0):
        raise NotUtc(now)
    days = _milestones(cadence, campaign, since, own_on)
    planned = (planned_at(at_local(day, hour, zone), name, zone) for day, name in days)
    return tuple(sorted(reminder for reminder in planned if reminder.due_at >= now))


def _milestones(
    cadence: Cadence, campaign: Campaign, since: date, own_on: date | None
) -> tuple[tuple[date, str], ...]:
    if cadence in COUNTDOWN:
        return tuple(
            (campaign.starts_on - timedelta(days=days), f"{ReminderKind.COUNTDOWN}-{days}")
            for days in COUNTDOWN[cadence]
        )
    # The date keeps the key unique when somebody subscribes again later.
    if cadence is Cadence.OWN:
        return () if own_on is None else ((own_on, f"{ReminderKind.OWN}-{own_on}"),)
    if cadence is Cadence.NUDGE:
        return tuple((day, f"{ReminderKind.NUDGE}-{day}") for day in nudge_days(since))
    day = add_months(since, RECHECK_MONTHS[cadence])
    return ((day, f"{ReminderKind.RECHECK}-{day}"),)


def nudge_days(since: date) -> tuple[date, date, date]:
    """Return when who subscribes on *since* is nudged; then silence, a reminder is no nagging.

    Tomorrow; the first Saturday after that; and the Monday after that Saturday.
    """
    tomorrow = since + timedelta(days=1)
    to_saturday = (_SATURDAY - tomorrow.weekday()) % _WEEK or _WEEK
    saturday = tomorrow + timedelta(days=to_saturday)
    return tomorrow, saturday, saturday + timedelta(days=2)


def own_days(today: Day, *, zone: str, now: datetime) -> tuple[date, ...]:
    """Return the days to pick from: the next week, as far as it lies before the start.

    Today is one of them while there is an hour left to pick.
    """
    last_hour = at_local(today.on, max(HOURS), zone)
    week = (today.on + timedelta(days=days) for days in range(OWN_DAYS + 1))
    return tuple(
        day for day in week if day < today.starts_on and (day > today.on or last_hour >= now)
    )


def add_months(day: date, months: int) -> date:
    """Return the same day *months* later, or the last day of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def is_milestone(text: str) -> bool:
    """Tell whether *text*, as from a button, is a name that a milestone may have."""
    return _MILESTONE.fullmatch(text) is not None


def kind_of(milestone: str) -> ReminderKind:
    """Return what the reminder *milestone* has to say.

    Raises:
        ValueError: No such kind.
    """
    return ReminderKind(milestone.partition("-")[0])


def still_true(milestone: str, day: Day, conversation: "Conversation") -> bool:
    """Tell whether the reminder *milestone* may still be sent on *day*.

    A countdown ends with the start, and what calls for the refusal with the refusal; who left the
    walkthrough is only asked back while in it; of changes hears who follows them.
    """
    kind = kind_of(milestone)
    refused = conversation.refused_on is not None
    match kind:
        case ReminderKind.RECHECK:
            return True
        case ReminderKind.CHANGE | ReminderKind.BROADCAST:
            return conversation.follows_changes
        case ReminderKind.RESUME:
            return not refused and conversation.step is not None and conversation.device is not None
        case ReminderKind.COUNTDOWN:
            return not refused and day.phase is not Phase.AFTER
        case ReminderKind.OWN | ReminderKind.NUDGE:
            return not refused


def held_until(now: datetime, zone: str, hour: int, latest_at: datetime) -> datetime | None:
    """Return until when a late reminder waits: the hour asked for, where that is still to come.

    It meets what is due then, and only the newest is sent: after an outage, nobody gets two
    reminders on one day.

    Args:
        now: The present instant; aware, UTC.
        zone: IANA zone of the person.
        hour: The local hour that the person asked for.
        latest_at: The latest moment of the reminder; one that is not late does not wait.
    """
    if now <= latest_at:
        return None
    asked_at = at_local(local_date(now, zone), hour, zone)
    return asked_at if now < asked_at else None


def quiet_until(now: datetime, zone: str, due_at: datetime | None) -> datetime | None:
    """Return until when the quiet hours hold back what was due at *due_at*; None outside them.

    What was asked for within them ("in an hour", late in the evening) comes, within an hour.

    Args:
        now: The present instant; aware.
        zone: IANA zone of the person.
        due_at: For when it was asked for; aware. None where nobody chose the hour.

    Returns:
        The end of the quiet hours, aware and in UTC, or None.
    """
    if not _is_quiet(now, zone):
        return None
    if due_at is not None and _is_quiet(due_at, zone) and now - due_at <= _STILL_THAT_HOUR:
        return None
    local = now.astimezone(ZoneInfo(zone))
    morning = local.date() + timedelta(days=0 if local.hour < QUIET_TO else 1)
    return at_local(morning, QUIET_TO, zone)


def _is_quiet(instant: datetime, zone: str) -> bool:
    hour = instant.astimezone(ZoneInfo(zone)).hour
    return hour >= QUIET_FROM or hour < QUIET_TO
