"""A message that the owners write to everybody who asked to hear of changes, as plain values.

How it is spoken of with an owner is in broadcasting.py. It goes out as one reminder for each chat.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

# From the press to the last moment at which it is still sent. Long enough for a night, a weekend
# and an outage; later, what somebody wrote by hand ("since this morning") may be false.
LASTS: Final = timedelta(days=3)
PREFIX: Final = "broadcast-"  # of the milestones of its reminders


class State(StrEnum):
    """What became of a broadcast."""

    DRAFT = "draft"
    SENT = "sent"  # its reminders are planned; they may still wait
    CANCELLED = "cancelled"  # those that waited are not sent any more


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast as the store tells it; nothing in it is about a member.

    Attributes:
        id: Its row; never given to another.
        state: What became of it.
        text: What an owner wrote.
        locale: Whom it went to: those who read this language; None for everybody, or a draft.
        readers: Of a draft, how many chats would get it, by language; without those of none.
        recipients: How many chats it was planned for.
        sent: How many of them have it.
        waiting: How many of its reminders have not ended.
    """

    id: int
    state: State
    text: str = field(repr=False)
    locale: str | None
    readers: Mapping[str, int]
    recipients: int
    sent: int
    waiting: int

    @property
    def dropped(self) -> int:
        """How many do not get it: cancelled, too late, no longer following, or gone."""
        open_ = self.waiting if self.state is State.SENT else 0
        return self.recipients - self.sent - open_


@dataclass(frozen=True, slots=True)
class DraftBroadcast:
    """Keep *text* as the draft, in the place of the one before that was not sent."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """Plan the draft *id* for each chat that follows the changes; what is no draft stays as it is.

    Attributes:
        id: Which one.
        locale: Only those who read this language; None for everybody.
        campaign: Whose milestone it is.
        due_at: From when on it is sent; aware, UTC.
        latest_at: Until when; aware, UTC.
    """

    id: int
    locale: str | None
    campaign: str
    due_at: datetime
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class DiscardBroadcast:
    """Erase the draft *id*; what is no draft stays as it is."""

    id: int


@dataclass(frozen=True, slots=True)
class CancelBroadcast:
    """Let nothing more of *id* be sent; a draft stays as it is."""

    id: int


@dataclass(frozen=True, slots=True)
class TellBroadcast:
    """Tell an owner how a broadcast stands (see broadcasting.py, told).

    Attributes:
        id: Which one; None for the newest.
        operator: Who runs this installation; empty when not given.
    """

    id: int | None
    operator: str


BroadcastEffect: TypeAlias = DraftBroadcast | SendBroadcast | DiscardBroadcast | CancelBroadcast


def milestone_of(id_: int) -> str:
    """Return the milestone of the reminders of the broadcast *id_*: each chat gets it once."""
    return f"{PREFIX}{id_}"
