"""Sends the reminders that are due: claims them, says what is true now, records the outcome.

At least once: a reminder is leased before it is sent and ended after Telegram's answer, so a
crash between the two repeats it, and nothing else does.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.core.calendar import Campaign, day_of, local_date
from bot.core.effects import Forget
from bot.core.errors import MessageRefused, MessengerError, RecipientGone, TooManyRequests
from bot.core.ports import Clock, Conversations, DueReminder, Outcome, Reminders, Texts
from bot.core.reminders import still_true
from bot.core.reminding import reminder
from bot.delivery.failures import log_failure
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.rendering import render

_log = logging.getLogger(__name__)

BATCH: Final = 100  # a few seconds' worth of Telegram's rate
LEASE_SECONDS: Final = 120.0  # well above what a batch takes; a crashed sender's are free then
RETRY_SECONDS: Final = 60.0  # after a failure that may pass


class Dispatcher:
    """Sends due reminders.

    Args:
        reminders: Where they wait.
        conversations: Forgets the chats that are gone.
        outbox: Sends, at the right pace.
        texts: Puts them into words.
        clock: Says what is due, and what is true.
        campaign: What is counted down to.
    """

    def __init__(  # what it joins; named where it is built
        self,
        reminders: Reminders,
        conversations: Conversations,
        outbox: Outbox,
        texts: Texts,
        clock: Clock,
        campaign: Campaign,
    ) -> None:
        self._reminders = reminders
        self._conversations = conversations
        self._outbox = outbox
        self._texts = texts
        self._clock = clock
        self._campaign = campaign
        self._ticking = asyncio.Lock()

    async def tick(self) -> int:
        """Send what is due now; return how many messages were sent. One tick at a time."""
        async with self._ticking:
            return await self._send_due()

    async def _send_due(self) -> int:
        sent = 0
        while True:
            due = await self._reminders.claim(
                now=self._clock.now(), limit=BATCH, lease_seconds=LEASE_SECONDS
            )
            outcomes = await self._send_each(due)
            sent += sum(outcome.sent for outcome in outcomes.values())
            if len(due) < BATCH or all(outcome.retry_at for outcome in outcomes.values()):
                return sent  # nothing more is due, or nothing gets through at present

    async def _send_each(self, due: list[DueReminder]) -> dict[int, Outcome]:
        """Send what is to be sent of *due*; return what became of each of them."""
        newest = _newest_of_each_chat(due)
        outcomes = {old.id: Outcome(sent=False) for old in due if old.id not in newest}
        if outcomes:
            await self._reminders.finish(outcomes, now=self._clock.now())
        under_way = {asyncio.create_task(self._send(one)) for one in newest.values()}
        try:
            while under_way:
                # Recorded as the answers come in, so that a crash repeats hardly any.
                ended, under_way = await asyncio.wait(
                    under_way, return_when=asyncio.FIRST_COMPLETED
                )
                known = dict(task.result() for task in ended)
                await self._reminders.finish(known, now=self._clock.now())
                outcomes.update(known)
        finally:
            for task in under_way:
                task.cancel()
        return outcomes

    async def _send(self, due: DueReminder) -> tuple[int, Outcome]:
        """Send one; return its id and what became of it, whatever that is."""
        try:
            return due.id, await self._say(due)
        except Exception as error:  # noqa: BLE001  # whatever it is, the others must go
            log_failure(_log, "a reminder waits for another try", error)
            return due.id, Outcome(sent=False, retry_at=_after(self._clock.now(), RETRY_SECONDS))

    async def _say(self, due: DueReminder) -> Outcome:
        now = self._clock.now()
        conversation = due.conversation
        day = day_of(self._campaign, local_date(now, conversation.zone))
        milestone = due.planned.milestone
        if not still_true(milestone, day, refused=conversation.refused_on is not None):
            return Outcome(sent=False)
        message = render(reminder(milestone, day), self._texts, conversation.locale)
        try:
            await self._outbox.deliver(Parcel(due.chat_id, message, Priority.REMINDER))
        except RecipientGone:
            await self._conversations.commit(due.chat_id, None, None, (Forget(),), now=now)
            return Outcome(sent=False)
        except TooManyRequests as error:
            return Outcome(sent=False, retry_at=_after(now, error.retry_after_seconds))
        except MessageRefused as error:
            _log.error("a reminder is given up, Telegram refuses it: %s", error)
            return Outcome(sent=False)
        except MessengerError as error:
            _log.warning("a reminder waits for another try after %s", type(error).__name__)
            return Outcome(sent=False, retry_at=_after(now, RETRY_SECONDS))
        return Outcome(sent=True)


def _after(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def _newest_of_each_chat(due: Iterable[DueReminder]) -> dict[int, DueReminder]:
    """Return, by id, the reminders to send: after an outage nobody gets two at once."""
    by_chat: dict[int, DueReminder] = {}
    for one in sorted(due, key=_due_at):
        by_chat[one.chat_id] = one
    return {one.id: one for one in by_chat.values()}


def _due_at(due: DueReminder) -> datetime:
    return due.planned.due_at
