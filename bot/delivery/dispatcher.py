"""Sends the reminders that are due: claims them, says what is true now, records the outcome.

At least once: a reminder is leased before it is sent and ended after Telegram's answer, so a
crash between the two repeats it, and nothing else does. No more is claimed than can be sent long
before the lease ends, and what Telegram does not take goes back to the store.
"""

import asyncio
import logging
import random
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.core.audience import LOOK_AHEAD, urgent_until
from bot.core.broadcasting import letter
from bot.core.calendar import Campaign, day_of, local_date
from bot.core.choice import passed_over
from bot.core.effects import Forget
from bot.core.errors import MessageRefused, MessengerError, RecipientGone, TooManyRequests
from bot.core.ports import Clock, Conversations, DueReminder, Outcome, Reminders, Texts
from bot.core.reminders import NEWS, ReminderKind, held_until, kind_of, quiet_until
from bot.core.reminding import reminder
from bot.core.watch import Unwatched, Watch
from bot.delivery.failures import log_failure
from bot.delivery.outbox import NotTried, Outbox, Parcel, Priority
from bot.rendering import render

_log = logging.getLogger(__name__)

CLAIM_SECONDS: Final = 4.0  # so much sending is claimed at a time
MAX_CLAIM: Final = 500  # chats at a time, however fast they are sent
HOLD_SECONDS: Final = 60.0  # a reminder waits in memory no longer than this, as behind answers
# Above the longest hold and a call that is tried in three forms, of 15 seconds each: a lease is
# never outlived. When a sender crashes, its reminders are free after that time.
LEASE_SECONDS: Final = 120.0
RETRY_SECONDS: Final = 60.0  # at most, after a failure that may pass
PATIENCE: Final = 20  # failures in a row, after which Telegram is left alone for a while
REST: Final = timedelta(seconds=10)
LOOK_EVERY: Final = timedelta(minutes=1)  # at most, how much waits altogether is looked up
_AT_A_STRETCH: Final = 20  # so many are put into words before others get their turn


class _Ended(NamedTuple):
    """What became of a reminder."""

    outcome: Outcome
    lease_ends_at: float  # second of the event loop


class Dispatcher:
    """Sends due reminders.

    Args:
        reminders: Where they wait.
        conversations: Forgets the chats that are gone.
        outbox: Sends, at the right pace.
        texts: Puts them into words.
        clock: Says what is due, and what is true.
        campaign: What is counted down to.
        operator: Who signs a broadcast; empty when not given.
        watch: Told of each reminder that was sent.
    """

    def __init__(  # noqa: PLR0913  # what it joins; named where it is built
        self,
        reminders: Reminders,
        conversations: Conversations,
        outbox: Outbox,
        texts: Texts,
        clock: Clock,
        campaign: Campaign,
        *,
        operator: str = "",
        watch: Watch | None = None,
    ) -> None:
        self._reminders = reminders
        self._conversations = conversations
        self._outbox = outbox
        self._texts = texts
        self._clock = clock
        self._campaign = campaign
        self._operator = operator
        self._watch = watch or Unwatched()
        self._loop = asyncio.get_running_loop()
        self._ticking = asyncio.Lock()
        self._on_the_way: dict[int, asyncio.Task[None]] = {}  # by the ids of the reminders
        self._parcels: set[Parcel] = set()
        self._ended: dict[int, _Ended] = {}  # still to be recorded
        self._news = asyncio.Event()
        self._failures = 0  # in a row
        self._rests_since: datetime | None = None
        self._urgent_until: datetime | None = None
        self._looked_at: datetime | None = None

    async def tick(self) -> int:
        """Send what is due now; return how many messages were sent. One tick at a time."""
        async with self._ticking:
            try:
                return await self._send_due()
            except BaseException:
                # What cannot be recorded had better not be sent. What Telegram has already is
                # recorded by the next tick, and not sent again meanwhile.
                self._take_back()
                raise

    async def _send_due(self) -> int:
        sent = await self._record() if self._ended else 0  # left by a tick that failed
        may_be_more = not self._is_resting()
        while True:
            if self._failures >= PATIENCE:
                self._rests_since = self._clock.now()
                self._failures = 0
                self._take_back()
                may_be_more = False
            may_be_more = may_be_more and self._outbox.takes_reminders
            limit = self._limit()
            if may_be_more and len(self._on_the_way) <= limit // 2:
                may_be_more = await self._claim(limit)
            if not self._on_the_way and not self._ended:
                if not may_be_more:
                    return sent
                continue
            sent += await self._record()

    def _is_resting(self) -> bool:
        """Tell whether Telegram failed all the time a moment ago."""
        since = self._rests_since
        return since is not None and abs(self._clock.now() - since) < REST

    def _take_back(self) -> None:
        """Let go back to the store what waits in the outbox."""
        for parcel in self._parcels:
            parcel.withdraw()

    def _limit(self) -> int:
        """Return how many reminders to claim at a time, at the present rate."""
        return max(1, min(MAX_CLAIM, round(self._outbox.pacing.per_second * CLAIM_SECONDS)))

    async def _record(self) -> int:
        """Record what has ended, as the answers come in; return how many were sent."""
        while not self._ended:
            self._news.clear()
            await self._news.wait()
        ended = self._ended.copy()
        now = self._loop.time()
        outcomes = {
            id_: one.outcome
            for id_, one in ended.items()
            # After its lease another process may have it: it stays as that one leaves it.
            if one.outcome.sent or now < one.lease_ends_at
        }
        await self._reminders.finish(outcomes, now=self._clock.now())
        for id_ in ended:
            del self._ended[id_]
        return sum(outcome.sent for outcome in outcomes.values())

    async def _claim(self, limit: int) -> bool:
        """Claim due reminders and send them on their way; return whether there may be more."""
        now = self._clock.now()
        lease_ends_at = self._loop.time() + LEASE_SECONDS
        due = await self._reminders.claim(
            now=now,
            limit=limit,
            lease_seconds=LEASE_SECONDS,
            urgent_until=await self._look_ahead(now),
        )
        passed = passed_over(due, self._campaign, now)
        for count, one in enumerate(due, start=1):
            # A clock that leapt forward ends leases early; what is on its way is not sent twice.
            if one.id in self._on_the_way or one.id in self._ended:
                continue
            if one.id in passed:
                self._end(one.id, passed[one.id], lease_ends_at)
                continue
            self._on_the_way[one.id] = asyncio.create_task(self._send(one, lease_ends_at))
            if count % _AT_A_STRETCH == 0:
                await asyncio.sleep(0)
        return len(due) >= limit

    async def _look_ahead(self, now: datetime) -> datetime | None:
        """Return up to which latest moment reminders must be begun now (see audience.py)."""
        if self._looked_at is None or abs(now - self._looked_at) >= LOOK_EVERY:
            backlog = await self._reminders.backlog(until=now + LOOK_AHEAD, now=now)
            self._urgent_until = urgent_until(backlog, self._outbox.pacing.total, now)
            self._looked_at = now
        return self._urgent_until

    def _end(self, id_: int, outcome: Outcome, lease_ends_at: float) -> None:
        self._ended[id_] = _Ended(outcome, lease_ends_at)
        self._news.set()

    async def _send(self, due: DueReminder, lease_ends_at: float) -> None:
        """Send one, and note what became of it, whatever that is."""
        try:
            outcome = await self._say(due)
        except Exception as error:  # noqa: BLE001  # whatever it is, the others must go
            log_failure(_log, "a reminder waits for another try", error)
            outcome = self._later(_jittered(RETRY_SECONDS))
        del self._on_the_way[due.id]
        self._end(due.id, outcome, lease_ends_at)

    async def _say(self, due: DueReminder) -> Outcome:
        now = self._clock.now()
        conversation = due.conversation
        day = day_of(self._campaign, local_date(now, conversation.zone))
        milestone = due.planned.milestone
        kind = kind_of(milestone)
        if kind is ReminderKind.BROADCAST and (due.text is None or now > due.planned.latest_at):
            return Outcome(sent=False)  # cancelled, or old
        later = held_until(now, conversation.zone, conversation.hour, due.planned.latest_at)
        # When there is news is not for the person to choose, so no night is asked for.
        chosen = None if kind in NEWS else due.planned.due_at
        if later := later or quiet_until(now, conversation.zone, chosen):
            return Outcome(sent=False, retry_at=later)
        if due.text is not None:
            show = letter(due.text, self._operator)
        else:
            show = reminder(milestone, day, conversation, now=now)
        parcel = Parcel(
            due.chat_id,
            render(show, self._texts, conversation.locale),
            Priority.REMINDER,
            thread_id=conversation.thread_id,
            latest_at=due.planned.latest_at,
        )
        outcome = await self._deliver(parcel)
        if outcome.sent:
            late = (self._clock.now() - due.planned.due_at).total_seconds()
            self._watch.note_reminder(max(0.0, late))
        return outcome

    async def _deliver(self, parcel: Parcel) -> Outcome:
        hold = self._loop.call_later(HOLD_SECONDS, parcel.withdraw)
        self._parcels.add(parcel)
        try:
            await self._outbox.deliver(parcel)
        except NotTried:
            return self._later(0)
        except RecipientGone:
            now = self._clock.now()
            await self._conversations.commit(parcel.chat_id, None, None, (Forget(),), now=now)
            return Outcome(sent=False)
        except TooManyRequests as error:
            self._failures += 1
            return self._later(error.retry_after_seconds)
        except MessageRefused as error:
            _log.error("a reminder is given up, Telegram refuses it: %s", error)
            return Outcome(sent=False)
        except MessengerError as error:
            self._failures += 1
            _log.warning("a reminder waits for another try after %s", type(error).__name__)
            return self._later(_jittered(RETRY_SECONDS))
        finally:
            self._parcels.discard(parcel)
            hold.cancel()
        self._failures = 0
        return Outcome(sent=True)

    def _later(self, seconds: float) -> Outcome:
        """Let it wait in the store; until a whole second, so that many are written as one."""
        retry_at = self._clock.now() + timedelta(seconds=seconds)
        early = retry_at.replace(microsecond=0)
        late = early + timedelta(seconds=1) if seconds and early < retry_at else early
        return Outcome(sent=False, retry_at=late)


def _jittered(seconds: float) -> float:
    return seconds * random.uniform(0.5, 1.0)  # noqa: S311  # so that not all come back at once
