"""What arrived in a replay, counted beside the code that sends: how much, when, twice, or false.

It judges by itself, from the text and the calendar: nothing of the store or the dispatcher is
believed.
"""

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.calendar import LINKEDIN_AI

FIRST_CHAT: Final = 1_000_000  # the numbers of the chats go on from here
_LEFT: Final = re.compile(r"<b>[^<]*?(\d+)")  # the days left, where the first bold words name them
_NEVER: Final = -1


class Census:
    """Counts messages.

    Args:
        zones: The IANA zone of each chat: that of chat ``FIRST_CHAT + i`` is number i modulo
            their count.
        subscribers: How many chats there are.
    """

    def __init__(self, zones: Sequence[str], subscribers: int) -> None:
        self._zones = tuple(map(ZoneInfo, zones))
        self._last_day = array("l", [_NEVER]) * subscribers  # of a message, as an ordinal
        self.per_hour: Counter[datetime] = Counter()
        self.sent = 0
        self.twice = 0
        self.false = 0
        self.at_night = 0
        self.refused = 0

    def note(self, chat_id: int, now: datetime, html: str) -> None:
        """Count what arrived in a chat at *now* (aware, UTC)."""
        number = chat_id - FIRST_CHAT
        local = now.astimezone(self._zones[number % len(self._zones)])
        day = local.date().toordinal()
        self.sent += 1
        self.twice += self._last_day[number] == day
        self._last_day[number] = day
        self.at_night += not _DAY_BEGINS <= local.hour < _DAY_ENDS
        left = (LINKEDIN_AI.starts_on - local.date()).days
        named = _LEFT.search(html)
        says = int(named[1]) if named else 0
        self.false += left < 0 or (says != left if left > 1 else says not in (left, 0))
        self.per_hour[now.replace(minute=0, second=0, microsecond=0)] += 1

    def note_refusal(self) -> None:
        """Count a message that was too fast for Telegram."""
        self.refused += 1

    def hours(self) -> list[tuple[datetime, int]]:
        """Return every hour from the first message to the last, and how many it had."""
        if not self.per_hour:
            return []
        first, last = min(self.per_hour), max(self.per_hour)
        count = int((last - first) / timedelta(hours=1)) + 1
        return [(hour := first + timedelta(hours=i), self.per_hour[hour]) for i in range(count)]


_DAY_BEGINS: Final = 8  # local hours; quiet before, and from the other on
_DAY_ENDS: Final = 21
