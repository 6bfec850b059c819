"""Tells those who follow the changes that there is a new one, from the day on which it is known.

A reminder for each of them, which goes the way of all reminders; the store sees to it that nobody
is told twice, nor of what was known before they began to follow.
"""

from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.core.calendar import Campaign
from bot.core.knowledge import Knowledge
from bot.core.ports import Clock
from bot.core.reminders import planned_at

ANNOUNCE_SECONDS: Final = 3600.0
# Days after the news, within which it is told. Less than the store remembers who was told (30),
# so that a bot which was long out of service tells nobody twice.
NEWS: Final = timedelta(days=25)
_ZONE: Final = "Europe/Paris"  # whose evening ends the day on which the news is best told


class Announcements(Protocol):
    """Plans the telling; see adapters/announcements.py."""

    async def announce(
        self, change_id: str, *, campaign: str, since: date, now: datetime, latest_at: datetime
    ) -> int:
        """Plan the reminder ``change-<change_id>`` for who follows since *since* or before."""
        ...


async def announce_changes(
    store: Announcements, knowledge: Knowledge, clock: Clock, campaign: Campaign
) -> int:
    """Plan to tell each change that was noted lately; return how many messages are planned.

    However often this is called, each chat is told once.
    """
    now = clock.now()
    planned = 0
    for change in knowledge.changes:
        if timedelta(0) <= now.date() - change.noted_on <= NEWS:
            milestone = f"change-{change.id}"
            planned += await store.announce(
                change.id,
                campaign=campaign.id,
                since=change.noted_on,
                now=now,
                latest_at=planned_at(now, milestone, _ZONE).latest_at,
            )
    return planned
