"""A message on its way, and who goes first."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final, TypeAlias

from bot.core.errors import MessengerUnavailable
from bot.core.ports import RenderedMessage


class Priority(IntEnum):
    """Who goes first."""

    ANSWER = 0
    REMINDER = 1


# Seconds that a parcel may wait for a chat, or for the bot, that Telegram told to be silent. The
# usual pace asks for four at most.
LONGEST_WAIT: Final[Mapping[Priority, float]] = {
    Priority.ANSWER: 60.0,  # an answer that comes later puzzles more than it helps
    Priority.REMINDER: 5.0,  # it waits in the store instead, and holds up no other
}

Rank: TypeAlias = tuple[Priority, float, int]  # the lower one goes first


class NotTried(MessengerUnavailable):
    """The outbox gave the message back before it called Telegram."""


@dataclass(slots=True, eq=False)
class Parcel:
    """A message on its way.

    Attributes:
        chat_id: Where it goes; changes when a group turns out to have another number.
        message: What is said; becomes simpler when Telegram refuses it as it is.
        message_id: The message whose place it takes; None for a new one.
        leaves: The message whose place it could not take: it is removed once this one is sent.
        thread_id: The topic of a forum; None elsewhere.
        latest_at: Of reminders, those go first whose latest moment is nearest (aware).
        attempts: How many calls have failed.
        not_before: Not to be tried before this second of the event loop.
        rank: Who goes first; see stand_in_line.
        under_way: A call with it is running.
        done: Set when it was sent, or with why it was not.
    """

    chat_id: int
    message: RenderedMessage
    priority: Priority
    message_id: int | None = None
    leaves: int | None = field(default=None, init=False)
    thread_id: int | None = None
    latest_at: datetime | None = None
    attempts: int = 0
    not_before: float = 0.0
    rank: Rank = field(init=False)
    under_way: bool = False
    done: asyncio.Future[None] = field(default_factory=asyncio.Future)

    def stand_in_line(self, number: int) -> None:
        """Rank it: answers first, then the nearest latest moment, then the lowest *number*."""
        latest = math.inf if self.latest_at is None else self.latest_at.timestamp()
        self.rank = self.priority, latest, number

    def succeed(self) -> None:
        """Tell whoever waits for it that Telegram has it."""
        if not self.done.done():
            self.done.set_result(None)

    def fail(self, error: Exception) -> None:
        """Tell whoever waits for it that it was not sent."""
        if not self.done.done():
            self.done.set_exception(error)

    def withdraw(self) -> None:
        """Take it back, unless a call is running: whoever waits for it gets NotTried."""
        if not self.under_way:
            self.fail(NotTried("it was taken back"))
