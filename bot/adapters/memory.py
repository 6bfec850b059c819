"""The in-memory twin of the store: the same promises, kept until the process ends."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.adapters.kept_questions import MAX_KEPT
from bot.adapters.memory_rows import Question, Reminder, tell
from bot.adapters.memory_tallies import MemoryTallies
from bot.adapters.retention import KEEP_CHATS, KEEP_QUESTIONS, KEEP_REMINDERS, KEEP_UPDATES
from bot.adapters.rows import as_kept
from bot.core.conversation import Conversation
from bot.core.effects import (
    AddReminders,
    Disclosed,
    DropQuestions,
    DropReminders,
    Effect,
    Forget,
    KeepQuestion,
    PlannedReminder,
    Subscribe,
    Unsubscribe,
)
from bot.core.errors import Stale
from bot.core.ports import DueReminder, Kept, Outcome
from bot.core.tally import Tally


class MemoryStore:
    """Conversations and reminders in memory."""

    def __init__(self) -> None:
        self._kept: dict[int, Kept] = {}
        self._follows_since: dict[int, date] = {}
        self._rows: dict[int, Reminder] = {}
        self._questions: list[Question] = []
        self._seen: dict[int, datetime] = {}
        self._tallies = MemoryTallies()
        self._last_id = 0
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
        if after is None and before is not None:
            after = before.conversation
        if not changes or after is None:
            return True
        self._write(chat_id, after)
        if after.follows_changes:
            self._follows_since.setdefault(chat_id, now.date())
        else:
            self._follows_since.pop(chat_id, None)
        self._carry_out(chat_id, concerning, now.date())
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
        for row in self._rows.values():
            if row.chat_id == old_chat_id:
                row.chat_id = new_chat_id

    async def disclose(self, chat_id: int) -> tuple[Disclosed, ...]:
        """Return everything that is kept of the chat, as the tables would hold it."""
        kept = self._kept.get(chat_id)
        if kept is None:
            return ()
        rows = (row for row in self._rows.values() if row.chat_id == chat_id)
        questions = (given for given in self._questions if given.chat_id == chat_id)
        return tell(chat_id, kept, self._follows_since.get(chat_id), rows, questions)

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        return self._tallies.misses()

    async def tallies(self, *, since: date) -> tuple[Tally, ...]:
        """Return what was counted from the day *since* (UTC) on, oldest first (see the port)."""
        return self._tallies.since(since, self._rows.values())

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        self._seen = {id_: at for id_, at in self._seen.items() if at >= now - KEEP_UPDATES}
        self._rows = {
            row.id: row
            for row in self._rows.values()
            if row.ended_at is None or row.ended_at >= now - KEEP_REMINDERS
        }
        first = (now - KEEP_QUESTIONS).date()
        self._questions = [given for given in self._questions if given.kept_on >= first]
        oldest = (now - KEEP_CHATS).date()
        self._tallies.purge(oldest)
        for chat_id, kept in list(self._kept.items()):
            if (kept.conversation.seen_on or date.min) < oldest:
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
            (row for row in self._rows.values() if row.is_due(now, urgent_until)),
            key=lambda row: (row.planned.latest_at, row.planned.due_at, row.id),
        )
        ready = [row for row in due if not row.is_put_off(now)]
        chats = {row.chat_id for row in ready[:limit]}
        claimed = [row for row in due if row.chat_id in chats]
        for row in claimed:
            row.lease_until = now + timedelta(seconds=lease_seconds)
        return [
            DueReminder(row.id, row.chat_id, row.planned, self._kept[row.chat_id].conversation)
            for row in claimed
        ]

    async def finish(self, outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
        """Record what became of claimed reminders; a subscription ends with its last one."""
        for id_, outcome in outcomes.items():
            row = self._rows.get(id_)
            # Without a lease it was planned anew while it was on its way.
            if row is None or row.ended_at is not None or row.lease_until is None:
                continue
            row.lease_until = None
            if outcome.retry_at is not None:
                row.not_before = outcome.retry_at
                continue
            row.ended_at, row.is_sent = now, outcome.sent
            kept = self._kept[row.chat_id].conversation
            if kept.cadence is not None and not self._waits(row.chat_id):
                self._write(row.chat_id, as_kept(replace(kept, cadence=None)))

    async def backlog(self, *, until: datetime) -> tuple[tuple[datetime, int], ...]:
        """Return how many reminders wait, by their latest moment up to *until*, nearest first."""
        waiting = Counter(
            row.planned.latest_at
            for row in self._rows.values()
            if row.ended_at is None and row.planned.latest_at <= until
        )
        return tuple(sorted(waiting.items()))

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        waiting = (row.planned.due_at for row in self._rows.values() if row.ended_at is None)
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
            for row in self._rows.values()
            if (row.campaign, row.planned.milestone) == (campaign, planned.milestone)
        }
        untold = [
            chat_id
            for chat_id, followed_on in self._follows_since.items()
            if followed_on <= since and chat_id not in told
        ]
        for chat_id in untold:
            self._add(chat_id, campaign, planned)
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
        self._rows = {row.id: row for row in self._rows.values() if row.chat_id != chat_id}
        self._drop_questions(chat_id)

    def _keep_question(self, chat_id: int, asked: KeepQuestion, today: date) -> None:
        locale = self._kept[chat_id].conversation.locale
        self._questions.append(Question(chat_id, today, locale, asked))
        given = [one for one in self._questions if one.chat_id == chat_id]
        for oldest in given[:-MAX_KEPT]:
            self._questions.remove(oldest)

    def _drop_questions(self, chat_id: int) -> None:
        self._questions = [given for given in self._questions if given.chat_id != chat_id]

    def _waits(self, chat_id: int) -> bool:
        rows = self._rows.values()
        return any(row.chat_id == chat_id and row.ended_at is None for row in rows)

    def _carry_out(self, chat_id: int, effects: Iterable[Effect], today: date) -> None:
        for effect in effects:
            match effect:
                case Forget():
                    self._forget(chat_id)
                    return
                case Unsubscribe():
                    self._drop(chat_id, "")
                case DropReminders(kind):
                    self._drop(chat_id, f"{kind}-")
                case AddReminders(campaign, plan):
                    for planned in plan:
                        self._add(chat_id, campaign, planned)
                case Subscribe():
                    self._drop(chat_id, "")
                    self._plan(chat_id, effect)
                case KeepQuestion():
                    self._keep_question(chat_id, effect, today)
                case DropQuestions():
                    self._drop_questions(chat_id)
                case _:
                    pass  # concerns nothing but the chat itself

    def _plan(self, chat_id: int, wish: Subscribe) -> None:
        """Plan each reminder; one that was sent comes again only where it was asked for anew."""
        for planned in wish.plan:
            known = self._known(chat_id, wish.campaign, planned.milestone)
            if known is None or (wish.renews and known.planned.due_at < planned.due_at):
                self._add(chat_id, wish.campaign, planned)

    def _known(self, chat_id: int, campaign: str, milestone: str) -> Reminder | None:
        key = (chat_id, campaign, milestone)
        for row in self._rows.values():
            if (row.chat_id, row.campaign, row.planned.milestone) == key:
                return row
        return None

    def _add(self, chat_id: int, campaign: str, planned: PlannedReminder) -> None:
        """Plan one, from the beginning; a milestone that is known moves to its new time."""
        known = self._known(chat_id, campaign, planned.milestone)
        if known is None:
            self._last_id += 1
        id_ = self._last_id if known is None else known.id
        self._rows[id_] = Reminder(id_, chat_id, campaign, planned)

    def _drop(self, chat_id: int, prefix: str) -> None:
        """Erase what waits, of the milestones that begin with *prefix*."""
        self._rows = {
            row.id: row
            for row in self._rows.values()
            if row.chat_id != chat_id
            or row.ended_at is not None
            or not row.planned.milestone.startswith(prefix)
        }


def _concerns_chat(effect: Effect) -> bool:
    return isinstance(
        effect,
        Subscribe
        | AddReminders
        | DropReminders
        | Unsubscribe
        | KeepQuestion
        | DropQuestions
        | Forget,
    )


def _age(kept: Kept) -> tuple[date, bool]:
    conversation = kept.conversation
    return conversation.seen_on or date.min, conversation.cadence is not None
