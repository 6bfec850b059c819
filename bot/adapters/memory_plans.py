"""The reminders of the store in memory: what a turn plans, adds, moves, stops and brings back."""

from datetime import datetime

from bot.adapters.memory_rows import Reminder
from bot.core.broadcasts import PREFIX
from bot.core.effects import (
    AddReminders,
    DropReminders,
    MoveReminders,
    PlanEffect,
    PlannedReminder,
    ReminderPlan,
    Restore,
    Subscribe,
    Unsubscribe,
)
from bot.core.reminders import NEWS


class MemoryPlans:
    """The reminders in memory, waiting or ended.

    Attributes:
        rows: All of them, by their ids.
    """

    def __init__(self) -> None:
        self.rows: dict[int, Reminder] = {}
        self._last_id = 0

    def of_chat(self, chat_id: int) -> list[Reminder]:
        """Return the reminders of a chat."""
        return [row for row in self.rows.values() if row.chat_id == chat_id]

    def waiting(self, chat_id: int) -> ReminderPlan:
        """Return what waits of a chat, but for news; soonest first."""
        plan = (row.planned for row in self.of_chat(chat_id) if row.ended_at is None)
        return tuple(sorted(one for one in plan if one.milestone.partition("-")[0] not in NEWS))

    def carry_out(self, chat_id: int, effect: PlanEffect, now: datetime) -> bool:
        """Carry out *effect* on the reminders of a chat (see plans.py)."""
        match effect:
            case Subscribe():
                self._subscribe(chat_id, effect)
            case AddReminders(campaign, plan):
                for planned in plan:
                    self.add(chat_id, campaign, planned)
            case MoveReminders():
                self._move(chat_id, effect)
            case DropReminders(kind):
                self._drop(chat_id, kind)
            case Unsubscribe():
                self._stop(chat_id, now)
            case Restore():
                self._restore(chat_id, now)
                return bool(self.waiting(chat_id))
        return True

    def known(self, chat_id: int, campaign: str, milestone: str) -> Reminder | None:
        """Return the reminder with this key, if there is one."""
        key = (campaign, milestone)
        rows = self.of_chat(chat_id)
        return next((row for row in rows if (row.campaign, row.planned.milestone) == key), None)

    def add(self, chat_id: int, campaign: str, planned: PlannedReminder) -> None:
        """Plan one, from the beginning; a milestone that is known moves to its new time."""
        known = self.known(chat_id, campaign, planned.milestone)
        if known is None:
            self._last_id += 1
        id_ = self._last_id if known is None else known.id
        self.rows[id_] = Reminder(id_, chat_id, campaign, planned)

    def forget(self, chat_id: int) -> None:
        """Erase every reminder of a chat."""
        for row in self.of_chat(chat_id):
            del self.rows[row.id]

    def _subscribe(self, chat_id: int, wish: Subscribe) -> None:
        for row in self.of_chat(chat_id):
            is_replaced = row.ended_at is None and row.is_planned(wish.campaign, wish.before)
            if row.is_stopped or is_replaced:
                del self.rows[row.id]
        for planned in wish.plan:
            known = self.known(chat_id, wish.campaign, planned.milestone)
            if known is None or known.ended_at is None or known.planned.due_at < planned.due_at:
                self.add(chat_id, wish.campaign, planned)

    def _move(self, chat_id: int, wish: MoveReminders) -> None:
        for before, after in wish.moves:
            known = self.known(chat_id, wish.campaign, before.milestone)
            if known and known.ended_at is None and known.is_planned(wish.campaign, (before,)):
                known.planned = after

    def _stop(self, chat_id: int, now: datetime) -> None:
        for row in self.of_chat(chat_id):
            if row.ended_at is None and not row.planned.milestone.startswith(PREFIX):
                row.ended_at, row.is_stopped, row.not_before = now, True, None

    def _restore(self, chat_id: int, now: datetime) -> None:
        for row in self.of_chat(chat_id):
            if row.is_stopped and row.planned.latest_at > now and not row.was_on_its_way:
                row.ended_at, row.is_stopped, row.lease_until = None, False, None

    def _drop(self, chat_id: int, kind: str) -> None:
        for row in self.of_chat(chat_id):
            if row.ended_at is None and row.planned.milestone.startswith(f"{kind}-"):
                del self.rows[row.id]
