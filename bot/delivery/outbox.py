"""Everything that is sent goes through here: answers to people first, then reminders.

A parcel waits in memory until the pace allows it; what must survive a crash waits in the store
(see dispatcher.py), and is handed over only when it is due.
"""

import asyncio
import html
import logging
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    TooManyRequests,
)
from bot.core.ports import Messenger, RenderedMessage
from bot.delivery.pacing import Pacing

_log = logging.getLogger(__name__)

MAX_IN_FLIGHT: Final = 32  # calls at a time; at 28 a second, enough for a second of delay each
ANSWER_ATTEMPTS: Final = 4
_TAG: Final = re.compile(r"<[^>]*>")


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


@dataclass(slots=True, eq=False)
class Parcel:
    """A message on its way.

    Attributes:
        message_id: The message whose place it takes; None for a new one.
        thread_id: The topic of a forum; None elsewhere.
    """

    chat_id: int
    message: RenderedMessage
    priority: Priority
    message_id: int | None = None
    thread_id: int | None = None
    attempts: int = 0
    not_before: float = 0.0
    done: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Outbox:
    """Sends parcels at the pace that Telegram grants.

    Args:
        messenger: Carries the messages.
        pacing: Says when the next may leave.
        time: Seconds of a clock that only goes forward; the event loop's by default.
    """

    def __init__(
        self, messenger: Messenger, pacing: Pacing, time: Callable[[], float] | None = None
    ) -> None:
        self._messenger = messenger
        self._pacing = pacing
        self._time = time or asyncio.get_running_loop().time
        self._waiting: dict[Priority, list[Parcel]] = {priority: [] for priority in Priority}
        self._busy: set[int] = set()  # chats with a call under way: it keeps their order
        self._calls: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._closed = False
        self._worker = asyncio.create_task(self._work(), name="outbox")

    async def deliver(self, parcel: Parcel) -> None:
        """Send *parcel* and return when Telegram has it.

        An answer is tried again for a while; a reminder is not, since its row in the store waits.

        Raises:
            TooManyRequests: Telegram wants a longer silence than such a parcel may wait.
            MessengerError: It could not be sent, or the outbox is closed.
        """
        if self._closed:
            raise _closed()
        self._waiting[parcel.priority].append(parcel)
        self._news.set()
        await parcel.done

    async def close(self) -> None:
        """Finish the calls under way; what still waits is dropped, its senders are told."""
        self._closed = True  # not cancelled: wait_for of Python 3.11 may swallow that
        self._news.set()
        await asyncio.gather(self._worker, return_exceptions=True)
        if self._calls:
            await asyncio.wait(self._calls)
        for parcels in self._waiting.values():
            for parcel in parcels:
                if not parcel.done.done():
                    parcel.done.set_exception(_closed())

    async def _work(self) -> None:
        while not self._closed:
            self._news.clear()
            wait = self._send_what_is_ready()
            try:
                await asyncio.wait_for(self._news.wait(), wait)
            except TimeoutError:
                continue

    def _send_what_is_ready(self) -> float | None:
        """Start the calls that may start now; return the seconds until the next may, if any."""
        now = self._time()
        soonest: float | None = None
        for parcels in self._waiting.values():
            held: list[Parcel] = []
            blocked = set(self._busy)
            for parcel in parcels:
                if parcel.done.done():  # whoever asked for it went away
                    continue
                if parcel.chat_id in blocked or len(self._calls) >= MAX_IN_FLIGHT:
                    held.append(parcel)  # the end of a call wakes us
                    continue
                ready = max(self._pacing.ready_at(parcel.chat_id, now), parcel.not_before)
                if ready - now > LONGEST_WAIT[parcel.priority]:
                    parcel.done.set_exception(TooManyRequests(ready - now))
                    continue
                blocked.add(parcel.chat_id)
                if ready > now:
                    held.append(parcel)
                    soonest = ready if soonest is None else min(soonest, ready)
                    continue
                self._pacing.note_sent(parcel.chat_id, now)
                self._start(parcel)
            parcels[:] = held
        return None if soonest is None else max(soonest - now, 0.001)

    def _start(self, parcel: Parcel) -> None:
        self._busy.add(parcel.chat_id)
        call = asyncio.create_task(self._call(parcel))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)

    async def _call(self, parcel: Parcel) -> None:
        try:
            await self._send(parcel)
        except MessengerError as error:
            self._failed(parcel, error)
        except Exception as error:  # noqa: BLE001  # it belongs to whoever asked for the parcel
            if not parcel.done.done():
                parcel.done.set_exception(error)
        else:
            if not parcel.done.done():
                parcel.done.set_result(None)
        finally:
            self._busy.discard(parcel.chat_id)
            self._news.set()

    async def _send(self, parcel: Parcel) -> None:
        try:
            await self._put(parcel, parcel.message)
        except MessageRefused as refused:
            _log.error("a message was refused; it goes as plain text: %s", refused)
            plain = RenderedMessage(plain_text(parcel.message.html), parcel.message.keyboard)
            await self._put(parcel, plain)

    async def _put(self, parcel: Parcel, message: RenderedMessage) -> None:
        """Put *message* where the parcel goes: in the place of another, or anew."""
        try:
            if parcel.message_id is not None:
                await self._messenger.edit(parcel.chat_id, parcel.message_id, message)
                return
        except MessageGone:
            parcel.message_id = None  # too old to edit: say it anew
        except ChatMigrated as migrated:
            await self._messenger.send(migrated.new_chat_id, message)
            return
        try:
            await self._messenger.send(parcel.chat_id, message, thread_id=parcel.thread_id)
        except ChatMigrated as migrated:
            await self._messenger.send(migrated.new_chat_id, message)

    def _failed(self, parcel: Parcel, error: MessengerError) -> None:
        """Put the parcel back for another try, or tell its sender that it failed."""
        now = self._time()
        wait: float | None = None
        if isinstance(error, TooManyRequests):
            wait = error.retry_after_seconds
            self._pacing.park(parcel.chat_id, now + wait, now)
        elif isinstance(error, MessengerUnavailable):
            wait = 2**parcel.attempts * random.uniform(0.5, 1.5)  # noqa: S311  # jitter, no secret
        parcel.attempts += 1
        if (
            wait is None
            or parcel.priority is not Priority.ANSWER
            or parcel.attempts >= ANSWER_ATTEMPTS
            or wait > LONGEST_WAIT[parcel.priority]
        ):
            if not parcel.done.done():
                parcel.done.set_exception(error)
            return
        parcel.not_before = now + wait
        self._waiting[parcel.priority].insert(0, parcel)


def _closed() -> MessengerUnavailable:
    return MessengerUnavailable("the outbox is closed")


def plain_text(markup: str) -> str:
    """Return *markup* (our own HTML) without its tags, escaped anew."""
    return html.escape(html.unescape(_TAG.sub("", markup)))
