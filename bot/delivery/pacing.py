"""When may the next message leave: overall, in one chat, in one group; and who is parked.

Pure: the caller brings the time. Telegram's limits are guidance, not a contract (bots FAQ:
about 30 messages a second overall, one a second in a chat with short bursts, 20 a minute in a
group), so its own "retry after" always has the last word.
"""

import math
from dataclasses import dataclass
from typing import Final

OVERALL_PER_SECOND: Final = 28.0  # a little below Telegram's 30
OVERALL_BURST_SECONDS: Final = 1 / 14  # two messages at the usual rate: never above 30 in a second
CHAT_PER_SECOND: Final = 1.0
CHAT_BURST: Final = 5.0  # somebody who walks through the steps presses faster than once a second
GROUP_BURST: Final = 5.0
GROUP_PER_SECOND: Final = (20 - GROUP_BURST) / 60  # burst included, at most 20 in any minute
_FORGET_AFTER: Final = 60.0  # seconds; by then every bucket is full again


@dataclass(slots=True)
class _Bucket:
    """A token bucket: a message takes one token, and time brings them back."""

    rate: float
    burst: float
    tokens: float
    at: float

    def ready_at(self) -> float:
        return self.at if self.tokens >= 1 else self.at + (1 - self.tokens) / self.rate

    def refill(self, now: float) -> None:
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now


class Pacing:
    """Keeps the pace of one process. All instants are seconds of a clock that only goes forward.

    Args:
        total: Messages a second that Telegram grants the bot; this process has all of it, until it
            is given another rate (see shares.py).
    """

    def __init__(self, total: float = OVERALL_PER_SECOND) -> None:
        self.total = total
        self._granted_until = math.inf
        self._overall = _Bucket(total, _burst(total), _burst(total), 0.0)
        self._chats: dict[int, _Bucket] = {}
        self._parked: dict[int, float] = {}
        self._all_parked_until = 0.0

    @property
    def per_second(self) -> float:
        """Messages a second that this process may send."""
        return self._overall.rate

    def set_rate(self, per_second: float, now: float, *, until: float = math.inf) -> None:
        """Keep to *per_second* from now on; nothing leaves at *until* or later."""
        self._overall.refill(now)
        self._overall.rate = per_second
        self._overall.burst = _burst(per_second)
        self._overall.refill(now)  # no more tokens than fit now
        self._granted_until = until

    def is_granted(self, now: float) -> bool:
        """Tell whether anything may leave at all."""
        return now < self._granted_until

    def silent_until(self, chat_id: int | None = None) -> float:
        """Return until when Telegram wants silence: of the bot, or also of *chat_id*; maybe past.

        The pace itself asks for seconds; this may be hours.
        """
        if chat_id is None:
            return self._all_parked_until
        return max(self._all_parked_until, self._parked.get(chat_id, 0.0))

    def ready_at(self, chat_id: int, now: float) -> float:
        """Return when a message may leave for *chat_id*: *now*, or later."""
        return max(self.overall_ready_at(now), self.chat_ready_at(chat_id, now))

    def overall_ready_at(self, now: float) -> float:
        """Return when the bot may send again, whoever it is to: *now*, or later."""
        self._overall.refill(now)
        return max(now, self._all_parked_until, self._overall.ready_at())

    def chat_ready_at(self, chat_id: int, now: float) -> float:
        """Return when *chat_id* alone may be sent to again: *now*, or later."""
        ready_at = max(now, self._parked.get(chat_id, 0.0))
        if bucket := self._chats.get(chat_id):
            bucket.refill(now)
            return max(ready_at, bucket.ready_at())
        return ready_at

    def note_sent(self, chat_id: int, now: float) -> None:
        """Count a message that leaves for *chat_id*; group ids are negative."""
        if chat_id not in self._chats:
            is_group = chat_id < 0
            burst = GROUP_BURST if is_group else CHAT_BURST
            rate = GROUP_PER_SECOND if is_group else CHAT_PER_SECOND
            self._chats[chat_id] = _Bucket(rate, burst, burst, now)
        for bucket in (self._overall, self._chats[chat_id]):
            bucket.refill(now)
            bucket.tokens -= 1
        if len(self._chats) > 10 * _FORGET_AFTER * self.total:
            self._forget(now)

    def park(self, chat_id: int, until: float, now: float) -> None:
        """Let nothing leave for *chat_id* before *until*.

        Telegram does not say whether a chat or the whole bot was too fast. A second chat that is
        refused while the first is parked shows that it was the bot.
        """
        self._parked = {chat: end for chat, end in self._parked.items() if end > now}
        if any(chat != chat_id for chat in self._parked):
            self._all_parked_until = max(self._all_parked_until, until)
        self._parked[chat_id] = until

    def _forget(self, now: float) -> None:
        fresh = {chat: b for chat, b in self._chats.items() if now - b.at < _FORGET_AFTER}
        self._chats = fresh


def _burst(per_second: float) -> float:
    return max(1.0, per_second * OVERALL_BURST_SECONDS)
