"""Everything that is sent goes through here: answers to people first, then reminders.

A parcel waits in memory until the pace allows it; what must survive a crash waits in the store
(see dispatcher.py), and is handed over only when it is due. Which parcel is next is decided by
line.py; here it is sent, and what Telegram answers is understood.
"""

import asyncio
import html
import itertools
import logging
import math
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.ports import Messenger, RenderedMessage
from bot.core.watch import Unwatched, Watch
from bot.delivery.failures import log_failure
from bot.delivery.line import Line
from bot.delivery.pacing import Pacing
from bot.delivery.parcel import LONGEST_WAIT, NotTried, Parcel, Priority
from bot.rendering import MAX_CAPTION, plain_words, symbols

__all__ = ["ANSWER_ATTEMPTS", "MAX_IN_FLIGHT", "NotTried", "Outbox", "Parcel", "Priority"]

_log = logging.getLogger(__name__)

MAX_IN_FLIGHT: Final = 100  # calls at a time: as many connections as aiogram opens
ANSWER_ATTEMPTS: Final = 4
CUT_SECONDS: Final = 1.0  # what a call may still take after it was cut
_OUTCOMES: Final = {
    RecipientGone: "gone",
    MessageRefused: "refused",
    TooManyRequests: "too-many",
}  # of a call; any other failure may pass
_TOPIC_GONE: Final = ("message thread not found", "topic_deleted", "topic_closed")


class Outbox:
    """Sends parcels at the pace that Telegram grants.

    Args:
        messenger: Carries the messages.
        pacing: Says when the next may leave.
        on_migrated: Told the old and the new number of a group that was upgraded.
        watch: Told of each call.

    Attributes:
        pacing: The same.
    """

    def __init__(
        self,
        messenger: Messenger,
        pacing: Pacing,
        on_migrated: Callable[[int, int], Awaitable[None]] | None = None,
        *,
        watch: Watch | None = None,
    ) -> None:
        self.pacing = pacing
        self._messenger = messenger
        self._on_migrated = on_migrated
        self._watch = watch or Unwatched()
        self._loop = asyncio.get_running_loop()
        self._line = Line(pacing)
        self._numbers = itertools.count()
        self._calls: set[asyncio.Task[None]] = set()
        self._awake = False
        self._alarm: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def takes_reminders(self) -> bool:
        """Whether a reminder would be sent soon; else it had better stay in the store."""
        now = self._loop.time()
        silence = self.pacing.silent_until() - now
        may_send = self.pacing.is_granted(now) and silence <= LONGEST_WAIT[Priority.REMINDER]
        return may_send and not self._closed

    @property
    def waiting(self) -> int:
        """How many parcels wait here, those under way left out."""
        return len(self._line)

    async def deliver(self, parcel: Parcel) -> None:
        """Send *parcel* and return when Telegram has it.

        An answer is tried again for a while; a reminder is not, since its row in the store waits.

        Raises:
            TooManyRequests: Telegram wants a longer silence than such a parcel may wait.
            NotTried: It was taken back, or the outbox is closed.
            MessengerError: It could not be sent, or it is not known whether it was.
        """
        if self._closed:
            raise _closed()
        parcel.stand_in_line(next(self._numbers))
        self._line.add(parcel, self._loop.time())
        self._wake()
        await parcel.done

    async def close(self, *, within_seconds: float | None = None) -> None:
        """Finish the calls under way; what still waits is given back to who handed it over.

        Args:
            within_seconds: After this time the calls are cut; by default they never are. It is not
                known then whether Telegram has the message.
        """
        self._closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        self._line.clear(_closed())
        if not self._calls:
            return
        _, late = await asyncio.wait(self._calls, timeout=within_seconds)
        for call in late:
            call.cancel()
        if late:
            await asyncio.wait(late, timeout=CUT_SECONDS)

    def _wake(self) -> None:
        """Look at the line as soon as what runs now has ended."""
        if not self._awake:
            self._awake = True
            self._loop.call_soon(self._send_what_is_ready)

    def _send_what_is_ready(self) -> None:
        self._awake = False
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        now = self._loop.time()
        while not self._closed and len(self._calls) < MAX_IN_FLIGHT:
            parcel, again_at = self._line.take(now)
            if parcel is None:
                if again_at < math.inf:
                    wait = max(again_at - now, 0.001)  # not in circles over a rounding error
                    self._alarm = self._loop.call_later(wait, self._send_what_is_ready)
                return
            parcel.under_way = True
            call = asyncio.create_task(self._call(parcel))
            self._calls.add(call)
            call.add_done_callback(self._ended)

    def _ended(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self._wake()

    async def _call(self, parcel: Parcel) -> None:
        chat_id = parcel.chat_id
        try:
            await self._send(parcel)
            self._note(parcel, "sent")
            parcel.succeed()
            if parcel.leaves is not None:
                await self._remove(parcel.chat_id, parcel.leaves)
        except ChatMigrated as migrated:
            await self._follow(parcel, migrated)
        except MessengerError as error:
            self._note(parcel, _outcome(error))
            self._failed(parcel, error)
        except asyncio.CancelledError:
            self._note(parcel, "unavailable")
            parcel.fail(MessengerUnavailable("the call was cut"))
            raise
        except Exception as error:  # noqa: BLE001  # it belongs to whoever asked for the parcel
            parcel.fail(error)
        finally:
            self._line.release(chat_id, self._loop.time())

    def _note(self, parcel: Parcel, outcome: str) -> None:
        self._watch.note_send(parcel.priority.name.lower(), outcome)

    async def _send(self, parcel: Parcel) -> None:
        """Send the parcel, in a simpler form where Telegram refuses it as it is."""
        while True:
            try:
                await self._put(parcel)
            except MessageRefused as refused:
                if not self._simplify(parcel, refused):
                    raise
            else:
                return

    def _simplify(self, parcel: Parcel, refused: MessageRefused) -> bool:
        """Give the parcel its next simpler form; return whether there is one."""
        message = parcel.message
        plain = html.escape(plain_words(message.html), quote=False)
        if parcel.thread_id is not None and str(refused).startswith(_TOPIC_GONE):
            parcel.thread_id = None  # the group is still there
        elif message.picture is not None:
            _log.error("a picture was refused; the words go alone: %s", refused)
            self._watch.note_simpler("bare")
            parcel.message = replace(message, picture=None)
        elif message.html != plain:
            _log.error("a message was refused; it goes as plain text: %s", refused)
            self._watch.note_simpler("plain")
            parcel.message = replace(message, html=plain)
        else:
            return False
        return True

    async def _put(self, parcel: Parcel) -> None:
        """Put the message where the parcel goes: in the place of another, or anew."""
        message = parcel.message
        if parcel.message_id is not None:
            try:
                await self._messenger.edit(parcel.chat_id, parcel.message_id, message)
            except MessageGone:
                # Too old to edit, or of another kind: say it anew.
                parcel.leaves, parcel.message_id = parcel.message_id, None
            else:
                return
        if message.file is not None and symbols(message.html) > MAX_CAPTION:
            words = RenderedMessage(message.html)
            await self._messenger.send(parcel.chat_id, words, thread_id=parcel.thread_id)
            parcel.message = message = replace(message, html="")
        await self._messenger.send(parcel.chat_id, message, thread_id=parcel.thread_id)

    async def _remove(self, chat_id: int, message_id: int) -> None:
        """Take a message away that another one follows: its buttons would lead back."""
        try:
            await self._messenger.remove(chat_id, message_id)
        except MessengerError as error:
            _log.info("a message that another one follows stays: %s", type(error).__name__)

    async def _follow(self, parcel: Parcel, migrated: ChatMigrated) -> None:
        """Send what waits for a group to the number under which it goes on."""
        old, new = parcel.chat_id, migrated.new_chat_id
        if self._on_migrated is not None:
            try:
                await self._on_migrated(old, new)
            except Exception as error:  # noqa: BLE001  # the message must go; it is tried again
                log_failure(_log, "a group that was upgraded is still kept as it was", error)
        parcel.message_id = parcel.leaves = None  # it numbers its messages anew
        self._line.move(old, new, self._loop.time())
        parcel.chat_id = new
        self._try_again(parcel, migrated, 0.0)

    def _failed(self, parcel: Parcel, error: MessengerError) -> None:
        """Put the parcel back for another try, or tell whoever waits for it."""
        if isinstance(error, TooManyRequests):
            now = self._loop.time()
            self.pacing.park(parcel.chat_id, now + error.retry_after_seconds, now)
            wait = error.retry_after_seconds
        elif isinstance(error, MessengerUnavailable):
            wait = 2**parcel.attempts * random.uniform(0.5, 1.5)  # noqa: S311  # jitter, no secret
        else:
            parcel.fail(error)
            return
        if parcel.priority is Priority.ANSWER and wait <= LONGEST_WAIT[parcel.priority]:
            self._try_again(parcel, error, wait)
        else:
            parcel.fail(error)

    def _try_again(self, parcel: Parcel, error: MessengerError, wait: float) -> None:
        parcel.attempts += 1
        if self._closed or parcel.attempts >= ANSWER_ATTEMPTS:
            parcel.fail(error)
            return
        now = self._loop.time()
        parcel.not_before = now + wait
        parcel.under_way = False
        self._line.add(parcel, now)


def _outcome(error: MessengerError) -> str:
    """Return what a failed call counts as."""
    for kind, outcome in _OUTCOMES.items():
        if isinstance(error, kind):
            return outcome
    return "unavailable"


def _closed() -> NotTried:
    return NotTried("the outbox is closed")
