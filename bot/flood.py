"""How many turns may be under way: of one chat, and overall; and who is told to slow down.

Pure: the caller brings the time. A flood is cut where it comes in, before anything is loaded or
computed for it, so that it costs next to nothing and other chats do not notice it.
"""

from collections import Counter
from enum import Enum, auto
from typing import Final

OF_A_CHAT: Final = 10  # turns; nobody presses faster than that on purpose
# Polling reads a hundred updates side by side. From this many on, a chat has its fair share only,
# so that a handful of flooding chats cannot take all the places.
BUSY_FROM: Final = 50
FAIR_SHARE: Final = 3
OVERALL: Final = 1000  # some megabytes; more than ever come in side by side, so only a last bound
TOLD_EVERY: Final = 60.0  # seconds, for one chat
TOLD_AT_MOST: Final = 60  # chats in that time: telling them must not itself become a flood


class Admission(Enum):
    """What becomes of one more update."""

    TAKE = auto()
    SLOW_DOWN = auto()  # not taken, and the chat is told so
    DROP = auto()  # not taken, in silence


class Flood:
    """Counts the turns that are under way or wait."""

    def __init__(self) -> None:
        self._under_way: Counter[int] = Counter()  # by chat
        self._told_at: dict[int, float] = {}  # oldest first

    @property
    def under_way(self) -> int:
        """How many turns are under way or wait, of all chats."""
        return self._under_way.total()

    def admit(self, chat_id: int, now: float) -> Admission:
        """Return what becomes of one more update of the chat.

        Args:
            chat_id: Whose update it is.
            now: Seconds of a clock that only goes forward.
        """
        overall = self._under_way.total()
        share = OF_A_CHAT if overall < BUSY_FROM else FAIR_SHARE
        if overall < OVERALL and self._under_way[chat_id] < share:
            return Admission.TAKE
        return Admission.SLOW_DOWN if self._may_tell(chat_id, now) else Admission.DROP

    def begin(self, chat_id: int) -> None:
        """Count a turn of the chat."""
        self._under_way[chat_id] += 1

    def end(self, chat_id: int) -> None:
        """Count it no more."""
        self._under_way[chat_id] -= 1
        if not self._under_way[chat_id]:
            del self._under_way[chat_id]

    def _may_tell(self, chat_id: int, now: float) -> bool:
        """Tell whether the chat may be told, and note that it is."""
        while self._told_at:
            first = next(iter(self._told_at))
            if now - self._told_at[first] < TOLD_EVERY:
                break
            del self._told_at[first]
        if chat_id in self._told_at or len(self._told_at) >= TOLD_AT_MOST:
            return False
        self._told_at[chat_id] = now
        return True
