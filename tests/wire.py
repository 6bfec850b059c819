"""The wire to Telegram as a recording that fails on a call which nobody planned."""

import asyncio
from collections import deque
from dataclasses import dataclass

from bot.core.ports import RenderedMessage
from tests.virtual_time import seconds


@dataclass(frozen=True)
class Call:
    """A call to Telegram, whatever came of it.

    Attributes:
        at: When it was made, in seconds of the event loop.
        edits: The message whose place it takes; None for a new one.
    """

    at: float
    chat_id: int
    html: str
    edits: int | None = None
    thread_id: int | None = None


class Wire:
    """Takes messages as Telegram does, and answers as planned.

    Args:
        seconds_per_call: How long Telegram takes, by default.
    """

    def __init__(self, seconds_per_call: float = 0.0) -> None:
        self.seconds_per_call = seconds_per_call
        self.calls: list[Call] = []
        self.arrived: list[Call] = []
        self.under_way: set[int] = set()
        self.unplanned: list[Call] = []
        self.removed: list[tuple[int, int]] = []
        self._planned: dict[int, deque[Exception | None]] = {}

    def expect(self, chat_id: int, *failures: Exception | None, times: int = 1) -> None:
        """Plan calls for a chat: one for each of *failures* (None succeeds), or some successes."""
        outcomes = failures or (None,) * times
        self._planned.setdefault(chat_id, deque()).extend(outcomes)

    def check(self) -> None:
        """Fail where a call was made that nobody planned, or a planned one was not made."""
        assert self.unplanned == []
        assert self.missing == {}

    @property
    def missing(self) -> dict[int, int]:
        """How many planned calls of which chats were not made."""
        return {chat_id: len(left) for chat_id, left in self._planned.items() if left}

    def said_to(self, chat_id: int) -> list[str]:
        """Return what arrived in a chat."""
        return [call.html for call in self.arrived if call.chat_id == chat_id]

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Take a new message; return its id."""
        await self._take(Call(seconds(), chat_id, message.html, thread_id=thread_id))
        return len(self.calls)

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Take a message in the place of another."""
        await self._take(Call(seconds(), chat_id, message.html, edits=message_id))

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take a message away, which always succeeds."""
        self.removed.append((chat_id, message_id))

    async def _take(self, call: Call) -> None:
        self.calls.append(call)
        planned = self._planned.get(call.chat_id)
        if not planned or call.chat_id in self.under_way:  # also two at a time to one chat
            self.unplanned.append(call)
            raise AssertionError(f"nobody planned {call}")
        failure = planned.popleft()
        self.under_way.add(call.chat_id)
        try:
            if self.seconds_per_call:
                await asyncio.sleep(self.seconds_per_call)  # of virtual time
            if failure is not None:
                raise failure
        finally:
            self.under_way.discard(call.chat_id)
        self.arrived.append(call)
