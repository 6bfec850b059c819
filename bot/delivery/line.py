"""Which parcel is next: a line of chats, each with its own parcels in order.

Whatever the number of parcels that wait, the next one is found in a few steps; a chat that must
wait, or has a call running, stands aside.
"""

import math
from heapq import heappop, heappush
from typing import Final

from bot.core.errors import TooManyRequests
from bot.delivery.pacing import Pacing
from bot.delivery.parcel import LONGEST_WAIT, Parcel, Priority, Rank

ASK_AGAIN: Final = 0.2  # seconds; while this process may send nothing at all


class Line:
    """The parcels that wait. All instants are seconds of the event loop.

    Args:
        pacing: Says when the next may leave.
    """

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        self._waiting: dict[int, list[tuple[Rank, Parcel]]] = {}  # a heap for each chat
        self._busy: set[int] = set()  # chats with a call running: it keeps their order
        # Heaps of chats. A chat may stand in them more often than once; what is out of date is
        # passed over when its turn comes.
        self._ready: dict[Priority, list[tuple[Rank, int]]] = {one: [] for one in Priority}
        self._later: list[tuple[float, int]] = []

    def __len__(self) -> int:
        """Return how many parcels wait that somebody still waits for."""
        return sum(
            not parcel.done.done() for parcels in self._waiting.values() for _, parcel in parcels
        )

    def add(self, parcel: Parcel, now: float) -> None:
        """Let *parcel* wait; it is told at once where that would take too long."""
        silence = self._pacing.silent_until(parcel.chat_id) - now
        if silence > LONGEST_WAIT[parcel.priority]:
            parcel.fail(TooManyRequests(silence))
            return
        heappush(self._waiting.setdefault(parcel.chat_id, []), (parcel.rank, parcel))
        self._line_up(parcel.chat_id, now)

    def take(self, now: float) -> tuple[Parcel | None, float]:
        """Return the parcel to send now, and else None and when to ask again (maybe never).

        Its chat stands aside until it is released.
        """
        while self._later and self._later[0][0] <= now:
            self._line_up(heappop(self._later)[1], now)
        again_at = self._later[0][0] if self._later else math.inf
        for priority, chats in self._ready.items():
            while chats:
                rank, chat_id = chats[0]
                parcel = self._first(chat_id)
                if parcel is None or parcel.rank != rank or chat_id in self._busy:
                    heappop(chats)
                    continue
                if not self._pacing.is_granted(now):
                    return None, now + ASK_AGAIN
                silence = self._pacing.silent_until() - now
                if silence > LONGEST_WAIT[priority]:
                    heappop(chats)
                    parcel.fail(TooManyRequests(silence))
                    self._line_up(chat_id, now)
                    continue
                ready_at = self._pacing.overall_ready_at(now)
                if ready_at > now:
                    again_at = min(again_at, ready_at)
                    break
                heappop(chats)
                heappop(self._waiting[chat_id])
                self._busy.add(chat_id)
                self._pacing.note_sent(chat_id, now)
                return parcel, now
        return None, again_at

    def release(self, chat_id: int, now: float) -> None:
        """Let the next parcel of *chat_id* go: the call is over, and what followed is noted."""
        self._busy.discard(chat_id)
        silence = self._pacing.silent_until(chat_id) - now
        for _, parcel in self._waiting.get(chat_id, ()):
            if silence > LONGEST_WAIT[parcel.priority]:
                parcel.fail(TooManyRequests(silence))
        self._line_up(chat_id, now)

    def move(self, old_chat_id: int, new_chat_id: int, now: float) -> None:
        """Let what waits for a group go to its new number."""
        for _, parcel in self._waiting.pop(old_chat_id, ()):
            parcel.chat_id = new_chat_id
            heappush(self._waiting.setdefault(new_chat_id, []), (parcel.rank, parcel))
        self._line_up(new_chat_id, now)

    def clear(self, error: Exception) -> None:
        """Tell *error* to everybody who waits."""
        for parcels in self._waiting.values():
            for _, parcel in parcels:
                parcel.fail(error)
        self._waiting.clear()

    def _line_up(self, chat_id: int, now: float) -> None:
        parcel = self._first(chat_id)
        if parcel is None or chat_id in self._busy:
            return
        ready_at = max(parcel.not_before, self._pacing.chat_ready_at(chat_id, now))
        if ready_at > now:
            heappush(self._later, (ready_at, chat_id))
        else:
            heappush(self._ready[parcel.priority], (parcel.rank, chat_id))

    def _first(self, chat_id: int) -> Parcel | None:
        """Return the first parcel of a chat that somebody still waits for."""
        parcels = self._waiting.get(chat_id)
        while parcels:
            if not parcels[0][1].done.done():
                return parcels[0][1]
            heappop(parcels)
        self._waiting.pop(chat_id, None)
        return None
