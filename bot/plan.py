"""What the command ``plan`` prints: a plan of reminders, its calendar file, a large audience."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.adapters.agenda import calendar_file
from bot.core import agendas
from bot.core.calendar import LINKEDIN_AI, local_date
from bot.core.effects import Agenda, ReminderPlan
from bot.core.errors import BotError
from bot.core.ports import Texts
from bot.core.reminders import HOURS, ZONES, Cadence, at_local, plan
from bot.core.waves import Crowd, Wave, schedule

MIN_RATE: Final = 1  # messages a second
MAX_RATE: Final = 1000  # what Telegram grants for pay
_TIME: Final = "%a %Y-%m-%d %H:%M"


class PlanError(BotError):
    """A plan cannot be made so; the message says why, in one line."""


def read_hour(text: str) -> int:
    """Return the hour that *text* writes, as ``09:00`` or ``9``.

    Raises:
        PlanError: It is none.
    """
    hour, _, minutes = text.partition(":")
    if hour.isdecimal() and minutes in ("", "00") and int(hour) < 24:  # noqa: PLR2004  # hours
        return int(hour)
    raise PlanError(f"{text!r} is no full hour; write it as 09:00")


def read_zone(name: str) -> str:
    """Return *name*, an IANA zone.

    Raises:
        PlanError: No such zone.
    """
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise PlanError(f"{name!r} is no IANA zone, such as Europe/Paris") from error
    return name


def read_rate(per_second: float) -> float:
    """Return *per_second*, messages a second that Telegram can grant.

    Raises:
        PlanError: It is out of range, or no number.
    """
    if MIN_RATE <= per_second <= MAX_RATE:
        return per_second
    raise PlanError(f"a rate lies between {MIN_RATE} and {MAX_RATE} messages a second")


def beginning(on: date, zone: str) -> datetime:
    """Return the instant (aware, UTC) at which the day *on* begins in *zone*."""
    return at_local(on, 0, zone)


def usual_cadence(now: datetime, zone: str) -> Cadence:
    """Return the rhythm to show when none is named: it still has something to say."""
    today = local_date(now, zone)
    return Cadence.STANDARD if today < LINKEDIN_AI.starts_on else Cadence.NUDGE


def make(
    cadence: Cadence, *, zone: str, hour: int, now: datetime, own_on: date | None = None
) -> ReminderPlan:
    """Return the plan of who subscribes *now* (aware, UTC).

    Raises:
        PlanError: Cadence.OWN without a day, or a day with another rhythm.
    """
    if (cadence is Cadence.OWN) != (own_on is not None):
        raise PlanError("the rhythm 'own' goes with a day of one's own, and no other does")
    return plan(
        cadence,
        since=local_date(now, zone),
        campaign=LINKEDIN_AI,
        hour=hour,
        zone=zone,
        now=now,
        own_on=own_on,
    )


def lines(reminders: ReminderPlan, *, zone: str, texts: Texts, locale: str) -> tuple[str, ...]:
    """Return *reminders* as a table: when, in local time and in UTC, and what it would say."""
    if not reminders:
        return ("No reminder of this rhythm is left.",)
    tz = ZoneInfo(zone)
    agenda = _agenda(reminders, zone, "")
    rows = [
        (
            reminder.due_at.astimezone(tz).strftime(_TIME),
            reminder.due_at.strftime(_TIME),
            reminder.milestone,
            texts.label(appointment.title, locale),
        )
        for reminder, appointment in zip(reminders, agenda.appointments, strict=True)
    ]
    return _table((f"local time ({zone})", "UTC", "milestone", f"title ({locale})"), rows)


def calendar(
    reminders: ReminderPlan,
    *,
    zone: str,
    texts: Texts,
    locale: str,
    now: datetime,
    bot_username: str,
) -> bytes:
    """Return *reminders* as an iCalendar file whose entries link to the bot.

    Raises:
        PlanError: There is none, and a calendar without entries is no calendar.
    """
    if not reminders:
        raise PlanError("no reminder of this rhythm is left, so there is nothing for a calendar")
    return calendar_file(_agenda(reminders, zone, bot_username), texts, locale, now=now)


def crowds(subscribers: int, *, zone: str, hour: int, is_spread: bool) -> tuple[Crowd, ...]:
    """Return *subscribers* as one crowd, or spread evenly over the zones and hours on offer."""
    if not is_spread:
        return (Crowd(zone, hour, subscribers),)
    places = [(zone, hour) for zone in ZONES for hour in HOURS]
    each, rest = divmod(subscribers, len(places))
    return tuple(Crowd(*place, each + (number < rest)) for number, place in enumerate(places))


def audience_lines(
    audience: Iterable[Crowd], cadence: Cadence, *, rate: float, now: datetime
) -> Iterator[str]:
    """Yield how *audience* would be served at *rate* messages a second: a table, and its basis.

    Raises:
        PlanError: The rate is out of range, or the rhythm is no audience's.
    """
    rate = read_rate(rate)
    if cadence is Cadence.OWN:
        raise PlanError("the rhythm 'own' is one person's day: it does not go with --subscribers")
    audience = tuple(crowd for crowd in audience if crowd.subscribers)
    yield from _assumptions(audience, rate)
    waves = schedule(audience, cadence, campaign=LINKEDIN_AI, rate=rate, now=now)
    if not waves:
        yield "No reminder of this rhythm is left."
        return
    yield from _table(
        ("milestone", "zone", "hour", "reminders", "begin (UTC)", "begin (local)",
         "last sent (local)", ""),
        map(_row, waves),
    )  # fmt: skip
    total = sum(wave.crowd.subscribers for wave in waves)
    late = sum(wave.crowd.subscribers for wave in waves if not wave.is_in_time)
    unsent = sum(wave.unsent for wave in waves)
    yield ""
    if not late:
        yield "Every wave ends in time."
        return
    yield (
        f"{late:,} of {total:,} reminders belong to a wave that does not end in time: raise the "
        "rate, or spread the hours."
    )
    if unsent:
        yield f"{unsent:,} are not sent at all: when their turn comes, they are true no more."


def _assumptions(audience: Sequence[Crowd], rate: float) -> Iterator[str]:
    total = sum(crowd.subscribers for crowd in audience)
    yield f"{total:,} subscribers, {rate:g} messages a second; simulated, nothing is sent."
    if len(audience) == 1:
        zone, hour, _ = audience[0]
        yield f"Assumed: all of them at {hour:02}:00 in {zone}, the worst case."
    elif audience:
        yield (
            f"Assumed: spread evenly over {len({crowd.zone for crowd in audience})} zones and "
            f"{len({crowd.hour for crowd in audience})} hours; the real spread is not known."
        )
    yield ""


def _row(wave: Wave) -> tuple[str, ...]:
    tz = ZoneInfo(wave.crowd.zone)

    def local(at: datetime | None) -> str:
        return "-" if at is None else at.astimezone(tz).strftime(_TIME)

    return (
        wave.planned.milestone,
        wave.crowd.zone,
        f"{wave.crowd.hour:02}:00",
        f"{wave.crowd.subscribers:,}",
        "-" if wave.begins_at is None else wave.begins_at.strftime(_TIME),
        local(wave.begins_at),
        local(wave.ends_at),
        ", ".join(_remarks(wave)),
    )


def _remarks(wave: Wave) -> Iterator[str]:
    if wave.begins_at is not None and wave.begins_at < wave.planned.due_at:
        yield "ahead of its hour"
    if wave.unsent:
        yield f"not in time: {wave.unsent:,} not sent"
    elif not wave.is_in_time:
        yield "LATE"


def _agenda(reminders: ReminderPlan, zone: str, bot_username: str) -> Agenda:
    return agendas.agenda(reminders, zone=zone, campaign=LINKEDIN_AI, bot_username=bot_username)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return *rows* below *head*, each column as wide as its widest cell."""
    cells = (head, *rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return tuple(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
