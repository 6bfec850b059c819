"""Telegram's published sending limits.

Source: the Bot FAQ: about 30 messages a second in all, about one a second in one chat with short
bursts passing, 20 a minute in one group. They are guidance, not a contract; so is this.
"""

import math
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Final

_MAX_CHATS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bot may send.

    Attributes:
        per_second: Messages in any second, over all chats.
        chat_burst: Messages that one private chat takes at once; it recovers one a second.
        group_per_minute: Messages in any minute in one group.
    """

    per_second: int = 30
    chat_burst: int = 3
    group_per_minute: int = 20


class Rates:
    """Counts what is sent and says when to wait. A refused message is not counted."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sent: deque[float] = deque()
        # When each private chat has recovered from everything, and when groups were written to.
        self._recovered_at: OrderedDict[int, float] = OrderedDict()
        self._group_sent: dict[int, deque[float]] = {}

    def admit(self, chat_id: int, *, is_group: bool, now: float) -> int | None:
        """Count a message, or return after how many whole seconds to try again.

        Args:
            chat_id: Where it goes.
            is_group: Whether that is a group.
            now: The present instant in seconds, on a clock that only grows.
        """
        while self._sent and self._sent[0] <= now - 1.0:
            self._sent.popleft()
        wait = 0.0
        if len(self._sent) >= self._limits.per_second:
            wait = self._sent[0] + 1.0 - now
        wait = max(wait, self._group_wait(chat_id, now) if is_group else self._wait(chat_id, now))
        if wait > 0:
            return math.ceil(wait)
        self._sent.append(now)
        if is_group:
            self._group_sent.setdefault(chat_id, deque()).append(now)
        else:
            self._recovered_at[chat_id] = max(self._recovered_at.pop(chat_id, now), now) + 1.0
            if len(self._recovered_at) > _MAX_CHATS:
                self._recovered_at.popitem(last=False)
        return None

    def _wait(self, chat_id: int, now: float) -> float:
        recovered_at = self._recovered_at.get(chat_id, now)
        return recovered_at - now - (self._limits.chat_burst - 1)

    def _group_wait(self, chat_id: int, now: float) -> float:
        sent = self._group_sent.get(chat_id)
        while sent and sent[0] <= now - 60.0:
            sent.popleft()
        if not sent or len(sent) < self._limits.group_per_minute:
            return 0.0
        return sent[0] + 60.0 - now
