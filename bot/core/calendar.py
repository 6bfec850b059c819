"""What a given day means: how far LinkedIn's start of training is ahead, or behind.

The zone that makes a day out of an instant is the member's; LinkedIn announced a date, no hour.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo


class Phase(StrEnum):
    """The part of the calendar that a day lies in; the selectors of the messages use its values."""

    BEFORE = "before"
    EVE = "eve"  # the last full day to be out before the start
    DAY = "day"  # training begins on this day
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A change announced for a date.

    Attributes:
        id: Names the campaign in the store.
        announced_on: The day on which the change was made public.
        starts_on: The first day of the change.
    """

    id: str
    announced_on: date
    starts_on: date


# Source: LinkedIn's European Regional Privacy Notice and its terms banner of 18 September 2025.
LINKEDIN_AI: Final = Campaign(
    id="linkedin-ai-2025", announced_on=date(2025, 9, 18), starts_on=date(2025, 11, 3)
)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day as seen from a campaign.

    Attributes:
        on: The day itself.
        phase: Where it lies.
        days: Whole days until the start, or since it; 0 on the start day itself.
        starts_on: The start it is seen from.
    """

    on: date
    phase: Phase
    days: int
    starts_on: date


def day_of(campaign: Campaign, on: date) -> Day:
    """Return what *on* means for *campaign*."""
    left = (campaign.starts_on - on).days
    if left > 1:
        phase = Phase.BEFORE
    elif left == 1:
        phase = Phase.EVE
    else:
        phase = Phase.DAY if left == 0 else Phase.AFTER
    return Day(on=on, phase=phase, days=abs(left), starts_on=campaign.starts_on)


def local_date(now: datetime, zone: str) -> date:
    """Return the calendar date that *now* (aware) falls on in the IANA zone *zone*.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: No such zone.
    """
    return now.astimezone(ZoneInfo(zone)).date()
