"""How a large audience will be served: for each wave of reminders, when it begins and ends.

A simulation by the rules of audience.py and of the quiet hours, in steps of ten minutes, at the
full rate; nothing is sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.core.audience import begins, urgent_until
from bot.core.calendar import Campaign, local_date
from bot.core.effects import PlannedReminder
from bot.core.reminders import Cadence, plan, quiet_until

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
        begins_at: When the first is sent, within a step; aware, UTC.
        ends_at: When the last is sent.
    """

    crowd: Crowd
    planned: PlannedReminder
    begins_at: datetime
    ends_at: datetime

    @property
    def is_in_time(self) -> bool:
        """Whether the last is sent by the latest moment."""
        return self.ends_at <= self.planned.latest_at


@dataclass(slots=True)
class _Waiting:
    """A wave that is not sent to the end."""

    crowd: Crowd
    planned: PlannedReminder
    left: int
    begins_at: datetime | None = None


def schedule(
    crowds: Iterable[Crowd], cadence: Cadence, *, campaign: Campaign, rate: float, now: datetime
) -> tuple[Wave, ...]:
    """Return the waves in the order of their latest moments.

    Args:
        crowds: Who has subscribed to *cadence*, all of them by *now*.
        cadence: Their rhythm.
        campaign: What is counted down to.
        rate: Messages a second, more than 0.
        now: From when on; aware, UTC.
    """
    waiting = [
        _Waiting(crowd, planned, crowd.subscribers)
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
        backlog = [(wave.planned.latest_at, wave.left) for wave in waiting]
        now = max(now, _next_start(waiting, backlog, rate))
        urgent = urgent_until(backlog, rate, now)
        able = [wave for wave in waiting if _is_able(wave, urgent, now)]
        done += _send(able, rate, now)
        waiting = [wave for wave in waiting if wave.left]
        now += STEP
    return tuple(sorted(done, key=lambda wave: (wave.planned.latest_at, wave.crowd)))


def _next_start(
    waiting: Iterable[_Waiting], backlog: Sequence[tuple[datetime, int]], rate: float
) -> datetime:
    """Return when there is something to do next, at the hour or ahead of it."""
    due_at = min(wave.planned.due_at for wave in waiting)
    return min(due_at, *(begin_at for _, begin_at in begins(backlog, rate)))


def _is_able(wave: _Waiting, urgent: datetime | None, now: datetime) -> bool:
    """Tell whether the wave may be sent now: due, or begun early, and nobody sleeps."""
    due_at, _, latest_at = wave.planned
    if due_at > now and (urgent is None or latest_at > urgent):
        return False
    return quiet_until(now, wave.crowd.zone, due_at) is None


def _send(able: Iterable[_Waiting], rate: float, now: datetime) -> Iterable[Wave]:
    """Send for one step, nearest latest moment first; yield the waves that end in it."""
    used, most = 0, round(rate * STEP.total_seconds())
    for wave in able:
        if used >= most:
            return
        wave.begins_at = wave.begins_at or now + timedelta(seconds=used / rate)
        sent = min(wave.left, most - used)
        wave.left -= sent
        used += sent
        if not wave.left:
            ends_at = now + timedelta(seconds=used / rate)
            yield Wave(wave.crowd, wave.planned, wave.begins_at, ends_at)
