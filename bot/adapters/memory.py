"""The in-memory twin of the store: the same promises, kept until the process ends."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.adapters.kept_questions import MAX_KEPT
from bot.adapters.memory_broadcasts import MemoryBroadcasts
from bot.adapters.memory_plans import MemoryPlans
from bot.adapters.memory_rows import Question, tell
from bot.adapters.memory_tallies import MemoryTallies
from bot.adapters.retention import KEEP_CHATS, KEEP_QUESTIONS, KEEP_REMINDERS, KEEP_UPDATES
from bot.adapters.rows import as_kept
from bot.core.broadcasts import Broadcast, SendBroadcast, milestone_of
from bot.core.conversation import Conversation
from bot.core.effects import (
    Disclosed,
    DropQuestions,
    Effect,
    Forget,
    KeepQuestion,
    PlanEffect,
    PlannedReminder,
    ReminderPlan,
)
from bot.core.errors import Stale
from bot.core.ports import DueReminder, Kept, Outcome
from bot.core.tally import Tally


class MemoryStore:
    """Conversations and reminders in memory."""

    def __init__(self) -> None:
        self._kept: dict[int, Kept] = {}
        self._follows_since: dict[int, date] = {}
        self._plans = MemoryPlans()
        self._questions: list[Question] = []
        self._seen: dict[int, datetime] = {}
        self._tallies = MemoryTallies()
        self._broadcasts = MemoryBroadcasts()
        self._last_version = 0  # of any chat: one that is begun anew has a version of its own

    async def load(self, chat_id: int, *, fresh: bool = False) -> Kept | None:
        """Return what is kept of the chat, or None where nothing is."""
        del fresh  # it always is
        return self._kept.get(chat_id)

    async def commit(
        self,
        chat_id: int,
        update_id: int | None,
        conversation: Conversation | None,
        effects: tuple[Effect, ...],
        *,
        now: datetime,
        version: int | None = None,
    ) -> bool:
        """Keep the outcome of a turn (see the port)."""
        if update_id is not None and update_id in self._seen:
            return False
        before = self._kept.get(chat_id)
        after = None if conversation is None else as_kept(conversation)
        concerning = [e for e in effects if _concerns_chat(e)]
        changes = bool(concerning) or (
            after is not None and (before is None or before.conversation != after)
        )
        if changes and version not in {None, before.version if before else 0}:
            raise Stale
        if update_id is not None:
            self._seen[update_id] = now
        self._tallies.count(effects, now.date())
        self._broadcasts.carry_out(effects, now, self._plan_broadcast)
        if after is None and before is not None:
            after = before.conversation
        if not changes or after is None:
            return True
        self._write(chat_id, after)
        if after.follows_changes:
            self._follows_since.setdefault(chat_id, now.date())
        else:
            self._follows_since.pop(chat_id, None)
        self._carry_out(chat_id, concerning, now)
        return True

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with what is kept of a group that was upgraded."""
        before, present = self._kept.get(old_chat_id), self._kept.get(new_chat_id)
        if before is None:
            return
        if present is not None and _age(present) >= _age(before):
            self._forget(old_chat_id)
            return
        self._forget(new_chat_id)
        self._write(new_chat_id, self._kept.pop(old_chat_id).conversation)
        if old_chat_id in self._follows_since:
            self._follows_since[new_chat_id] = self._follows_since.pop(old_chat_id)
        for row in self._plans.of_chat(old_chat_id):
            row.chat_id = new_chat_id

    async def waiting(self, chat_id: int) -> ReminderPlan:
        """Return the reminders of the chat that wait (see the port)."""
        return self._plans.waiting(chat_id)

    async def disclose(self, chat_id: int) -> tuple[Disclosed, ...]:
        """Return everything that is kept of the chat, as the tables would hold it."""
        kept = self._kept.get(chat_id)
        if kept is None:
            return ()
        rows = self._plans.of_chat(chat_id)
        questions = (given for given in self._questions if given.chat_id == chat_id)
        return tell(chat_id, kept, self._follows_since.get(chat_id), rows, questions)

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        return self._tallies.misses()

    async def tallies(self, *, since: date) -> tuple[Tally, ...]:
        """Return what was counted from the day *since* (UTC) on, oldest first (see the port)."""
        return self._tallies.since(since, self._plans.rows.values())

    async def broadcast(self, id_: int | None) -> Broadcast | None:
        """Return how the broadcast *id_*, or the newest, stands (see the port)."""
        readers = Counter(self._kept[chat].conversation.locale for chat in self._follows_since)
        return self._broadcasts.tell(id_, dict(readers), self._plans.rows.values())

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        self._seen = {id_: at for id_, at in self._seen.items() if at > now - KEEP_UPDATES}
        rows = self._plans.rows
        for row in list(rows.values()):
            if row.ended_at is not None and row.ended_at <= now - KEEP_REMINDERS:
                del rows[row.id]
        last = (now - KEEP_QUESTIONS).date()
        self._questions = [given for given in self._questions if given.kept_on > last]
        last = (now - KEEP_CHATS).date()
        self._tallies.purge(last)
        self._broadcasts.purge(now)
        for chat_id, kept in list(self._kept.items()):
            if (kept.conversation.seen_on or date.min) <= last:
                self._forget(chat_id)

    async def claim(
        self,
        *,
        now: datetime,
        limit: int,
        lease_seconds: float,
        urgent_until: datetime | None = None,
    ) -> list[DueReminder]:
        """Return the due reminders of up to *limit* chats, leased to the caller (see the port)."""
        due = sorted(
            (row for row in self._plans.rows.values() if row.is_due(now, urgent_until)),
            key=lambda row: (row.planned.latest_at, row.planned.due_at, row.id),
        )
        ready = [row for row in due if not row.is_put_off(now)]
        chats = {row.chat_id for row in ready[:limit]}
        claimed = [row for row in due if row.chat_id in chats]
        for row in claimed:
            row.lease_until = now + timedelta(seconds=lease_seconds)
        return [
            DueReminder(
                row.id,
                row.chat_id,
                row.planned,
                self._kept[row.chat_id].conversation,
                self._broadcasts.text_of(row.planned.milestone),
            )
            for row in claimed
        ]

    async def finish(self, outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
        """Record what became of claimed reminders; a subscription ends with its last one."""
        for id_, outcome in outcomes.items():
            row = self._plans.rows.get(id_)
            # Without a lease it was planned anew while it was on its way.
            if row is None or row.ended_at is not None or row.lease_until is None:
                continue
            row.lease_until = None
            if outcome.retry_at is not None:
                row.not_before = outcome.retry_at
                continue
            row.ended_at, row.is_sent = now, outcome.sent
            kept = self._kept[row.chat_id].conversation
            if kept.cadence is not None and all(
                one.ended_at is not None for one in self._plans.of_chat(row.chat_id)
            ):
                self._write(row.chat_id, as_kept(replace(kept, cadence=None)))

    async def backlog(self, *, until: datetime, now: datetime) -> tuple[tuple[datetime, int], ...]:
        """Return how many will be sent, by their latest moment (see the port)."""
        waiting = [row for row in self._plans.rows.values() if row.ended_at is None]
        newest: dict[int, datetime] = {}  # of what is due, by chat
        for row in waiting:
            if row.planned.due_at <= now:
                latest_at = row.planned.latest_at
                newest[row.chat_id] = max(newest.get(row.chat_id, latest_at), latest_at)
        to_come = (row.planned.latest_at for row in waiting if row.planned.due_at > now)
        counts = Counter(at for at in (*newest.values(), *to_come) if at <= until)
        return tuple(sorted(counts.items()))

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        waiting = (row.planned.due_at for row in self._plans.rows.values() if row.ended_at is None)
        return min(waiting, default=None)

    async def announce(
        self,
        change_id: str,
        *,
        campaign: str,
        since: date,
        now: datetime,
        latest_at: datetime,
    ) -> int:
        """Plan a reminder for each chat that follows the changes (see SqlAnnouncements)."""
        if now.date() - since >= KEEP_REMINDERS:
            return 0
        planned = PlannedReminder(now, f"change-{change_id}", latest_at)
        told = {
            row.chat_id
            for row in self._plans.rows.values()
            if (row.campaign, row.planned.milestone) == (campaign, planned.milestone)
        }
        untold = [
            chat_id
            for chat_id, followed_on in self._follows_since.items()
            if followed_on <= since and chat_id not in told
        ]
        for chat_id in untold:
            self._plans.add(chat_id, campaign, planned)
        return len(untold)

    async def beat(self, worker: str, *, alive_seconds: float) -> int:
        """Answer that one process is alive: nobody else can see this memory."""
        del worker, alive_seconds
        return 1

    def _write(self, chat_id: int, conversation: Conversation) -> None:
        self._last_version += 1
        self._kept[chat_id] = Kept(conversation, self._last_version)

    def _forget(self, chat_id: int) -> None:
        self._kept.pop(chat_id, None)
        self._follows_since.pop(chat_id, None)
        self._plans.forget(chat_id)
        self._drop_questions(chat_id)

    def _keep_question(self, chat_id: int, asked: KeepQuestion, today: date) -> None:
        locale = self._kept[chat_id].conversation.locale
        self._questions.append(Question(chat_id, today, locale, asked))
        given = [one for one in self._questions if one.chat_id == chat_id]
        for oldest in given[:-MAX_KEPT]:
            self._questions.remove(oldest)

    def _drop_questions(self, chat_id: int) -> None:
        self._questions = [given for given in self._questions if given.chat_id != chat_id]

    def _carry_out(self, chat_id: int, effects: Iterable[Effect], now: datetime) -> None:
        for effect in effects:
            if isinstance(effect, PlanEffect):
                if not self._plans.carry_out(chat_id, effect, now):
                    kept = self._kept[chat_id]
                    over = as_kept(replace(kept.conversation, cadence=None))
                    self._kept[chat_id] = kept._replace(conversation=over)
                continue
            match effect:
                case Forget():
                    self._forget(chat_id)
                    return
                case KeepQuestion():
                    self._keep_question(chat_id, effect, now.date())
                case DropQuestions():
                    self._drop_questions(chat_id)
                case _:
                    pass  # concerns nothing but the chat itself

    def _plan_broadcast(self, wish: SendBroadcast) -> int:
        planned = PlannedReminder(wish.due_at, milestone_of(wish.id), wish.latest_at)
        chats = [
            chat_id
            for chat_id in self._follows_since
            if wish.locale in {None, self._kept[chat_id].conversation.locale}
        ]
        for chat_id in chats:
            self._plans.add(chat_id, wish.campaign, planned)
        return len(chats)


def _concerns_chat(effect: Effect) -> bool:
    return isinstance(effect, PlanEffect | KeepQuestion | DropQuestions | Forget)


def _age(kept: Kept) -> tuple[date, bool]:
    conversation = kept.conversation
    return conversation.seen_on or date.min, conversation.cadence is not None
