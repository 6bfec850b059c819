"""The rows of the store in memory, and what /mydata tells of them: as the tables would."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.adapters import schema
from bot.adapters.disclosure import NOT_SHOWN, disclosed
from bot.adapters.rows import chat_values, subscription_values
from bot.core.effects import Disclosed, KeepQuestion, PlannedReminder, ReminderPlan
from bot.core.ports import Kept


@dataclass(slots=True)
class Reminder:
    """A reminder, waiting or ended."""

    id: int
    chat_id: int
    campaign: str
    planned: PlannedReminder
    lease_until: datetime | None = None
    not_before: datetime | None = None
    ended_at: datetime | None = None
    is_sent: bool = False
    is_stopped: bool = False  # by the person, who can bring it back

    def is_due(self, now: datetime, urgent_until: datetime | None) -> bool:
        """Tell whether it is to be sent, and nobody is at it."""
        if self.ended_at is not None or (self.lease_until is not None and self.lease_until > now):
            return False
        is_urgent = urgent_until is not None and self.planned.latest_at <= urgent_until
        return is_urgent or self.planned.due_at <= now

    def is_planned(self, campaign: str, plan: ReminderPlan) -> bool:
        """Tell whether it stands where *plan* planned it; elsewhere it was put off."""
        places = {(one.milestone, one.due_at) for one in plan}
        here = (self.planned.milestone, self.planned.due_at)
        return self.campaign == campaign and here in places

    @property
    def was_on_its_way(self) -> bool:
        """Whether somebody was sending it when it was stopped."""
        ended_at, lease_until = self.ended_at, self.lease_until
        return ended_at is not None and lease_until is not None and lease_until > ended_at

    def is_put_off(self, now: datetime) -> bool:
        """Tell whether it waits for another try."""
        return self.not_before is not None and self.not_before > now


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody let us keep."""

    chat_id: int
    kept_on: date
    locale: str
    asked: KeepQuestion


def tell(
    chat_id: int,
    kept: Kept,
    follows_since: date | None,
    reminders: Iterable[Reminder],
    questions: Iterable[Question],
) -> tuple[Disclosed, ...]:
    """Return everything that is kept of the chat (see the port, disclose)."""
    of_chat = {"id": chat_id, "chat_id": chat_id}
    chat = {
        **of_chat,
        **chat_values(kept.conversation),
        "chat_index": NOT_SHOWN,
        "data_key": NOT_SHOWN,
        "chat_number": chat_id,
        "version": kept.version,
        "follows_since": follows_since,
    }
    rhythm = subscription_values(kept.conversation)
    subscriptions = () if rhythm is None else ({**of_chat, **rhythm},)
    planned = (
        {
            **of_chat,
            "id": row.id,
            "campaign": row.campaign,
            **row.planned._asdict(),
            "state": schema.WAITING if row.ended_at is None else "ended",
            "attempts": 0,
            "lease_until": row.lease_until,
            "not_before": row.not_before,
            "ended_at": row.ended_at,
        }
        for row in reminders
    )
    given = (
        {
            **of_chat,
            "kept_on": question.kept_on,
            "locale": question.locale,
            "topic": question.asked.topic,
            "sealed_text": question.asked.text,
        }
        for question in questions
    )
    return (
        *disclosed(schema.chat, (chat,)),
        *disclosed(schema.kept_question, given),
        *disclosed(schema.reminder, planned),
        *disclosed(schema.subscription, subscriptions),
    )
