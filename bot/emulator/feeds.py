"""What happens in a chat, numbered, for the web pages that show it."""

from collections import deque
from typing import Final

from bot.emulator.chats import Json
from bot.emulator.signals import Signal

_MAX_EVENTS: Final = 1000


class Feed:
    """The newest events of one chat.

    Attributes:
        last_id: The number of the newest event, or 0.
        signal: Notified after every event.
    """

    def __init__(self) -> None:
        self.last_id = 0
        self.signal = Signal()
        self._events: deque[tuple[int, Json]] = deque(maxlen=_MAX_EVENTS)

    def add(self, event: Json) -> None:
        """Number *event* and keep it."""
        self.last_id += 1
        self._events.append((self.last_id, event))
        self.signal.notify()

    def after(self, event_id: int) -> list[tuple[int, Json]]:
        """Return the kept events with a higher number, each with it, oldest first."""
        if event_id >= self.last_id:
            return []
        return [(number, event) for number, event in self._events if number > event_id]
