"""A large audience at a bounded rate: when sending must begin, so that the last is in time.

The rule, for reminders that wait, each with a latest moment, at *rate* messages a second:

    All with a latest moment up to T are in time if, from some instant s on, the bot works on them
    without a pause, nearest latest moment first, and what is open to them between s and T is
    enough:  open(s, T) >= needed(T),  with  needed(T) = MARGIN * count(up to T) / rate + SLACK.

Open is the time outside the quiet hours of those who are reached last, whose latest moment T is
the evening's end (21:00): the 13 hours before T, not the 11 before those, and so on. Others sleep
at other hours; that only helps, since the bot then works on them while the last ones sleep. Why it
is enough: were one of T still unsent at T, then the bot would have been busy, in all that open
time, with reminders that come first, which are at most count(up to T).

So sending must begin at s(T), the latest s that fits; and what begins with it is everything up to
the last T whose s(T) has come: the reminders with an earlier latest moment go first anyway.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.core.reminders import QUIET_FROM, QUIET_TO

# People's questions go first and some sends are repeated, so a tenth of the rate is not counted on.
MARGIN: Final = 1.1
SLACK: Final = timedelta(minutes=15)  # for the looks at the clock in between
LOOK_AHEAD: Final = timedelta(days=7)  # how far a backlog should reach to be judged
_DAY: Final = timedelta(days=1)
_OPEN: Final = timedelta(hours=QUIET_FROM - QUIET_TO)  # of a day


def urgent_until(
    backlog: Sequence[tuple[datetime, int]], rate: float, now: datetime
) -> datetime | None:
    """Return the latest moment up to which reminders must be begun now, ahead of their hour.

    Args:
        backlog: How many wait, by their latest moment (aware); nearest first.
        rate: Messages a second that can be sent to them; more than 0.
        now: The present instant; aware.

    Returns:
        The last T of *backlog* such that what is up to T would be late if it were begun later than
        now; None where nothing needs an early start.
    """
    urgent = [latest_at for latest_at, begin_at in begins(backlog, rate) if begin_at <= now]
    return max(urgent, default=None)


def begins(
    backlog: Sequence[tuple[datetime, int]], rate: float
) -> Iterator[tuple[datetime, datetime]]:
    """Yield each latest moment T with s(T), when all up to T must be begun (see the module)."""
    total = 0
    for latest_at, count in backlog:
        total += count
        yield latest_at, before(latest_at, timedelta(seconds=MARGIN * total / rate) + SLACK)


def before(latest_at: datetime, needed: timedelta) -> datetime:
    """Return when to begin, so that *needed* of open time lies before *latest_at*."""
    whole_days, rest = divmod(needed, _OPEN)
    if not rest and whole_days:  # it fits exactly: the night before is not needed
        whole_days, rest = whole_days - 1, _OPEN
    return latest_at - whole_days * _DAY - rest
