"""The in-memory twin of the store: the same promises, kept until the process ends."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.adapters.store import KEEP_CHATS, KEEP_REMINDERS, KEEP_UPDATES
from bot.core.conversation import DEFAULT_HOUR, Conversation
from bot.core.effects import CountMiss, Effect, Forget, PlannedReminder, Subscribe, Unsubscribe
from bot.core.ports import DueReminder, Outcome


@dataclass(slots=True)
class _Row:
    id: int
    chat_id: int
    campaign: str
    planned: PlannedReminder
    lease_until: datetime | None = None
    not_before: datetime | None = None
    ended_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        bounds = (self.planned.due_at, self.lease_until)
        return self.ended_at is None and all(b is None or b <= now for b in bounds)

    def is_put_off(self, now: datetime) -> bool:
        return self.not_before is not None and self.not_before > now


class MemoryStore:
    """Conversations and reminders in memory."""

    def __init__(self) -> None:
        self._conversations: dict[int, Conversation] = {}
        self._rows: dict[int, _Row] = {}
        self._seen: dict[int, datetime] = {}
        self._misses: Counter[tuple[date, str, str]] = Counter()
        self._last_id = 0

    async def load(self, chat_id: int) -> Conversation | None:
        """Return the chat's conversation, or None where nothing is kept of it."""
        return self._conversations.get(chat_id)

    async def commit(
        self,
        chat_id: int,
        update_id: int | None,
        conversation: Conversation | None,
        effects: tuple[Effect, ...],
        *,
        now: datetime,
    ) -> bool:
        """Keep the outcome of a turn (see the port)."""
        if update_id is not None:
            if update_id in self._seen:
                return False
            self._seen[update_id] = now
        if conversation is not None:
            self._conversations[chat_id] = _kept(conversation)
        for effect in effects:
            match effect:
                case Forget():
                    self._conversations.pop(chat_id, None)
                    self._drop(chat_id, also_ended=True)
                case Unsubscribe():
                    self._drop(chat_id)
                case Subscribe() if conversation is not None:
                    self._drop(chat_id)
                    self._plan(chat_id, effect)
                case CountMiss(topic) if conversation is not None:
                    self._misses[now.date(), conversation.locale, topic] += 1
                case _:
                    pass
        return True

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        return tuple((*key, self._misses[key]) for key in sorted(self._misses))

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        self._seen = {id_: at for id_, at in self._seen.items() if at >= now - KEEP_UPDATES}
        self._rows = {
            row.id: row
            for row in self._rows.values()
            if row.ended_at is None or row.ended_at >= now - KEEP_REMINDERS
        }
        oldest = (now - KEEP_CHATS).date()
        self._misses = Counter({k: n for k, n in self._misses.items() if k[0] >= oldest})
        for chat_id, conversation in list(self._conversations.items()):
            if conversation.seen_on is None or conversation.seen_on < oldest:
                del self._conversations[chat_id]
                self._drop(chat_id, also_ended=True)

    async def claim(self, *, now: datetime, limit: int, lease_seconds: float) -> list[DueReminder]:
        """Return the due reminders of up to *limit* chats, soonest first, leased to the caller."""
        rows = sorted(self._rows.values(), key=lambda row: (row.planned.due_at, row.id))
        ready = [row for row in rows if row.is_due(now) and not row.is_put_off(now)]
        chats = {row.chat_id for row in ready[:limit]}
        due = [row for row in rows if row.chat_id in chats and row.is_due(now)]
        for row in due:
            row.lease_until = now + timedelta(seconds=lease_seconds)
        return [
            DueReminder(row.id, row.chat_id, row.planned, self._conversations[row.chat_id])
            for row in due
        ]

    async def finish(self, outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
        """Record what became of claimed reminders; a subscription ends with its last one."""
        for id_, outcome in outcomes.items():
            row = self._rows.get(id_)
            if row is None or row.ended_at is not None:
                continue
            row.lease_until = None
            row.not_before = outcome.retry_at
            row.ended_at = now if outcome.retry_at is None else None
            if not any(r.ended_at is None for r in self._rows.values() if r.chat_id == row.chat_id):
                over = replace(self._conversations[row.chat_id], cadence=None)
                self._conversations[row.chat_id] = _kept(over)

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        waiting = (row.planned.due_at for row in self._rows.values() if row.ended_at is None)
        return min(waiting, default=None)

    def _plan(self, chat_id: int, subscribe: Subscribe) -> None:
        """Plan each reminder; one that was sent comes again only where it was asked for anew."""
        known = {
            (row.campaign, row.planned.milestone): row
            for row in self._rows.values()
            if row.chat_id == chat_id
        }
        for planned in subscribe.plan:
            row = known.get((subscribe.campaign, planned.milestone))
            if row is None:
                self._last_id += 1
                row = _Row(self._last_id, chat_id, subscribe.campaign, planned)
            elif subscribe.renews and row.planned.due_at < planned.due_at:
                row = _Row(row.id, chat_id, subscribe.campaign, planned)
            self._rows[row.id] = row

    def _drop(self, chat_id: int, *, also_ended: bool = False) -> None:
        self._rows = {
            row.id: row
            for row in self._rows.values()
            if row.chat_id != chat_id or (row.ended_at is not None and not also_ended)
        }


def _kept(conversation: Conversation) -> Conversation:
    """Return what is kept of *conversation*: day and hour belong to the subscription."""
    conversation = replace(conversation, context=None)
    if conversation.cadence is not None and conversation.subscribed_on is not None:
        return conversation
    return replace(conversation, cadence=None, subscribed_on=None, hour=DEFAULT_HOUR)
