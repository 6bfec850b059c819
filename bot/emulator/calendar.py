"""The simulated calendar that the web chat shows; whoever moves the time provides it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.emulator.chats import Json


class CalendarAction(StrEnum):
    """What a visitor may ask of the calendar; the page says ``OPEN`` whenever it is opened."""

    OPEN = "open"
    NEXT_DAY = "next-day"
    NEXT_REMINDER = "next-reminder"
    PLAY = "play"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar at one moment.

    Attributes:
        now: The simulated instant; aware, in the zone of the demonstration.
        deadline: The last day to act.
        days_left: Until the deadline; negative after it.
        is_playing: Whether time runs by itself.
        next_reminder_at: When the next reminder is due, in the same zone, or None.
    """

    now: datetime
    deadline: date
    days_left: int
    is_playing: bool
    next_reminder_at: datetime | None

    def as_json(self) -> Json:
        """Return it as the web chat reads it."""
        upcoming = self.next_reminder_at
        return {
            "now": self.now.isoformat(),
            "zone": str(self.now.tzinfo),
            "deadline": self.deadline.isoformat(),
            "days_left": self.days_left,
            "playing": self.is_playing,
            "next_reminder": None if upcoming is None else upcoming.isoformat(),
        }


class CalendarControl(Protocol):
    """Moves the simulated time."""

    def state(self) -> Calendar:
        """Return the calendar as it is now."""
        ...

    async def act(self, action: CalendarAction) -> Calendar:
        """Carry out *action* and return the calendar as it is then."""
        ...

    def on_change(self, listener: Callable[[Calendar], None]) -> None:
        """Call *listener*, in the event loop, after every change from now on."""
        ...
