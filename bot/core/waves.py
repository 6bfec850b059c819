"""How a large audience will be served: for each wave of reminders, when it begins and ends.

A simulation by the rules of audience.py and of the quiet hours, in steps of ten minutes, at the
full rate; nothing is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.core.audience import begins, urgent_until
from bot.core.calendar import Campaign, day_of, local_date
from bot.core.conversation import Conversation
from bot.core.effects import PlannedReminder
from bot.core.reminders import Cadence, at_local, plan, quiet_until, still_true

STEP: Final = timedelta(minutes=10)


class Crowd(NamedTuple):
    """Subscribers who share a zone and a local hour (0 to 23)."""

    zone: str
    hour: int
    subscribers: int


@dataclass(frozen=True, slots=True)
class Wave:
    """One milestone of one crowd.

    Attributes:
        begins_at: When the first is sent, within a step; aware, UTC. None where none is.
        ends_at: When the last is sent that is.
        unsent: How many are not, since by then they are true no more.
    """

    crowd: Crowd
    planned: PlannedReminder
    begins_at: datetime | None
    ends_at: datetime | None
    unsent: int = 0

    @property
    def is_in_time(self) -> bool:
        """Whether all are sent by the latest moment."""
        return (
            not self.unsent
            and self.ends_at is not None
            and (self.ends_at <= self.planned.latest_at)
        )


@dataclass(slots=True)
class _Waiting:
    """A wave that is not sent to the end."""

    crowd: Crowd
    planned: PlannedReminder
    left: int
    false_from: datetime | None  # from then on it may not be sent; None for never
    begins_at: datetime | None = None
    ends_at: datetime | None = None


def schedule(
    crowds: Iterable[Crowd], cadence: Cadence, *, campaign: Campaign, rate: float, now: datetime
) -> tuple[Wave, ...]:
    """Return the waves in the order of their latest moments.

    Args:
        crowds: Who has subscribed to *cadence*, all of them by *now*.
        cadence: Their rhythm.
        campaign: What is counted down to.
        rate: Messages a second, 1 or more.
        now: From when on; aware, UTC.
    """
    waiting = [
        _Waiting(crowd, planned, crowd.subscribers, _false_from(planned, crowd.zone, campaign))
        for crowd in crowds
        if crowd.subscribers > 0
        for planned in plan(
            cadence,
            since=local_date(now, crowd.zone),
            campaign=campaign,
            hour=crowd.hour,
            zone=crowd.zone,
            now=now,
        )
    ]
    waiting.sort(key=lambda wave: wave.planned.latest_at)
    done: list[Wave] = []
    while waiting:
        due_at = min(wave.planned.due_at for wave in waiting)
        urgent = None
        if any(wave.planned.due_at > now for wave in waiting):
            backlog = [(wave.planned.latest_at, wave.left) for wave in waiting]
            now = max(now, min(due_at, *(begin_at for _, begin_at in begins(backlog, rate))))
            urgent = urgent_until(backlog, rate, now)
        _send((wave for wave in waiting if _is_able(wave, urgent, now)), rate, now)
        now += STEP
        over = [wave for wave in waiting if not wave.left or _is_false(wave, now)]
        if over:
            waiting = [wave for wave in waiting if wave.left and not _is_false(wave, now)]
            done += [
                Wave(wave.crowd, wave.planned, wave.begins_at, wave.ends_at, wave.left)
                for wave in over
            ]
    return tuple(sorted(done, key=lambda wave: (wave.planned.latest_at, wave.crowd)))


def _false_from(planned: PlannedReminder, zone: str, campaign: Campaign) -> datetime | None:
    """Return from when *planned* is true no more for somebody who has done nothing yet."""
    someone = Conversation(locale="", zone=zone)
    day = local_date(planned.due_at, zone)
    while day <= campaign.starts_on:
        day += timedelta(days=1)
        if not still_true(planned.milestone, day_of(campaign, day), someone):
            return at_local(day, 0, zone)
    return None  # no day after the start differs from the next


def _is_false(wave: _Waiting, now: datetime) -> bool:
    return wave.false_from is not None and wave.false_from <= now


def _is_able(wave: _Waiting, urgent: datetime | None, now: datetime) -> bool:
    """Tell whether the wave may be sent now: due, or begun early, and nobody sleeps."""
    due_at, _, latest_at = wave.planned
    if due_at > now and (urgent is None or latest_at > urgent):
        return False
    return quiet_until(now, wave.crowd.zone, due_at) is None


def _send(able: Iterable[_Waiting], rate: float, now: datetime) -> None:
    """Send for one step, nearest latest moment first."""
    used, most = 0, round(rate * STEP.total_seconds())
    for wave in able:
        wave.begins_at = wave.begins_at or now + timedelta(seconds=used / rate)
        sent = min(wave.left, most - used)
        wave.left -= sent
        used += sent
        wave.ends_at = now + timedelta(seconds=used / rate)
        if used >= most:
            return
