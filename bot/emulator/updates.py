"""The queue of updates: in order, each until it is confirmed or too old.

Decides which updates a bot is told of, and hands them to ``getUpdates``; a webhook takes them from
here too. Left out is the brake by which Telegram slows down a bot that often quarrels with another.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.emulator.chats import Json
from bot.emulator.errors import conflict, restarting

ALL_TYPES: Final = frozenset(
    {
        "message",
        "edited_message",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "my_chat_member",
        "chat_member",
        "message_reaction",
        "message_reaction_count",
    }
)
DEFAULT_TYPES: Final = ALL_TYPES - {"chat_member", "message_reaction", "message_reaction_count"}
# How long an update waits, in seconds. Source: the Bot API server.
_LIFETIMES: Final = {"callback_query": 150.0, "inline_query": 30.0}
_LIFETIME: Final = 24 * 3600.0
MAX_TIMEOUT: Final = 50
# Who asks for the same updates so soon after its last call waits longer where nothing is there, or
# is given one alone. In seconds. Source: the Bot API server.
SOON: Final = 3
AT_ONCE: Final = 0.5
_FIRST_ID: Final = 500_000_001
_MAX_REMEMBERED: Final = 1000


@dataclass(slots=True)
class Update:
    """An update that waits.

    Attributes:
        body: What the bot receives.
        queue: Updates of one queue are delivered by a webhook in order: the chat, or the person.
        expires_at: When it is dropped, on the time source of the emulator.
    """

    id: int
    body: Json
    queue: int
    expires_at: float


class UpdateQueue:
    """The updates of one bot.

    Args:
        time_source: Seconds that only grow; measures how long updates wait.
        on_change: Called when an update came or went.
        slows_repeats: Whether a bot is slowed down that asks for the same updates again.

    Attributes:
        asked: How many calls of ``getUpdates`` came.
    """

    def __init__(
        self,
        time_source: Callable[[], float],
        on_change: Callable[[], None],
        *,
        slows_repeats: bool = True,
    ) -> None:
        self.asked = 0
        self._slows_repeats = slows_repeats
        self._last_offset: int | None = None
        self._last_asked_at = 0.0
        self._time_source = time_source
        self._on_change = on_change
        # An OrderedDict, since a dict is slow at giving up its first entry again and again.
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._earliest_expiry = float("inf")
        self._again: list[Json] = []
        self._remembered: OrderedDict[int, Update] = OrderedDict()
        self._next_id = _FIRST_ID
        self._allowed = DEFAULT_TYPES
        self._poll: asyncio.Future[None] | None = None
        self.on_update: Callable[[Update], None] | None = None

    @property
    def pending(self) -> list[Update]:
        """The updates that wait, oldest first."""
        self._drop_expired()
        return list(self._waiting.values())

    @property
    def is_polled(self) -> bool:
        """Whether a call of ``getUpdates`` waits."""
        return self._poll is not None

    @property
    def chosen_types(self) -> list[str]:
        """The types of update that the bot asked for; empty for the default."""
        return [] if self._allowed == DEFAULT_TYPES else sorted(self._allowed)

    def allow(self, types: Iterable[object] | None) -> bool:
        """Tell the bot from now on of *types* only; nothing leaves it as it is.

        An empty list means the default. Unknown names are passed over. Returns whether that
        changed anything.
        """
        if types is None:
            return False
        chosen = frozenset(str(each) for each in types) & ALL_TYPES
        before, self._allowed = self._allowed, chosen or DEFAULT_TYPES
        return before != self._allowed

    def add(self, kind: str, payload: Json, queue: int) -> int | None:
        """Queue an update; return its id, or None for a type that the bot did not ask for."""
        if kind not in self._allowed:
            return None
        update_id = self._next_id
        self._next_id += 1
        expires_at = self._time_source() + _LIFETIMES.get(kind, _LIFETIME)
        update = Update(update_id, {"update_id": update_id, kind: payload}, queue, expires_at)
        self._waiting[update_id] = update
        self._earliest_expiry = min(self._earliest_expiry, expires_at)
        self._remembered[update_id] = update
        if len(self._remembered) > _MAX_REMEMBERED:
            self._remembered.popitem(last=False)
        self._announce(update)
        return update_id

    def deliver_again(self, update_id: int | None = None) -> int:
        """Deliver a recent update once more, as happens when a confirmation is lost.

        Args:
            update_id: Which one; None means the newest.

        Raises:
            KeyError: It is not among the last thousand.
        """
        if update_id is None:
            update_id = next(reversed(self._remembered))
        update = self._remembered[update_id]
        if self.on_update is None:
            self._again.append(update.body)
        else:
            self._waiting[update_id] = update
        self._announce(update)
        return update_id

    def _announce(self, update: Update) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_update is not None:
            self.on_update(update)
        self._on_change()

    async def get(self, offset: int, limit: int, timeout_seconds: int) -> list[Json]:
        """Answer a call of ``getUpdates``; it takes the place of one that waits.

        Args:
            offset: The first update wanted, which confirms all before it; a negative one drops
                all but the last *-offset*.
            limit: How many at most; clamped to 1-100.
            timeout_seconds: How long to wait for the first; real time, clamped to 0-50.

        Raises:
            ApiError: 409: another call, or a webhook, took its place; 500: the server stops.
        """
        self.asked += 1
        self._confirm(offset)
        limit = min(max(limit, 1), 100)
        timeout_seconds = min(max(timeout_seconds, 0), MAX_TIMEOUT)
        if self._slows_repeats:
            limit, timeout_seconds = self._slowed(offset, limit, timeout_seconds)
        found = self._take(limit)
        if found or timeout_seconds == 0:
            return found
        self.end_poll(
            conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        )
        waiting = asyncio.get_running_loop().create_future()
        self._poll = waiting
        self._on_change()
        try:
            async with asyncio.timeout(timeout_seconds):
                await waiting
        except TimeoutError:
            return []
        finally:
            if self._poll is waiting:
                self._poll = None
        return self._take(limit)

    def _slowed(self, offset: int, limit: int, timeout_seconds: int) -> tuple[int, int]:
        """Return limit and time-out as they are for this call; the next is measured from it."""
        now = self._time_source()
        since = now - self._last_asked_at if offset == self._last_offset else float("inf")
        self._last_offset, self._last_asked_at = offset, now
        if since < SOON:
            timeout_seconds = max(timeout_seconds, SOON)
        return (1 if since < AT_ONCE else limit), timeout_seconds

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            for update_id in list(self._waiting)[:offset]:
                del self._waiting[update_id]
        else:
            while self._waiting and next(iter(self._waiting)) < offset:
                self._waiting.popitem(last=False)
        self._on_change()

    def _take(self, limit: int) -> list[Json]:
        self._drop_expired()
        again, self._again = self._again[:limit], self._again[limit:]
        first = islice(self._waiting.values(), limit - len(again))
        return again + [update.body for update in first]

    def _drop_expired(self) -> None:
        now = self._time_source()
        if now < self._earliest_expiry:
            return
        for update in [each for each in self._waiting.values() if each.expires_at <= now]:
            self.remove(update)
        expiries = (update.expires_at for update in self._waiting.values())
        self._earliest_expiry = min(expiries, default=float("inf"))

    def remove(self, update: Update) -> None:
        """Forget *update*: it was delivered, or is too old."""
        self._waiting.pop(update.id, None)
        self._on_change()

    def clear(self) -> None:
        """Forget every update."""
        self._waiting.clear()
        self._again.clear()
        self._on_change()

    def end_poll(self, error: Exception | None = None) -> None:
        """Answer the call that waits, if one does, with *error*: by default, that we stop."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error or restarting())
