"""Writes the reminders of one chat: what a turn plans, adds, moves, stops and brings back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Executable,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.adapters.schema import IS_WAITING, WAITING, reminder
from bot.adapters.schema import chat as chats
from bot.adapters.spelling import KINDS, Kind, inserting
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

STOPPED: Final = "stopped"  # by the person, who can bring it back; nobody sends it

_KEY = ["chat_id", "campaign", "milestone"]
_INSERT = {kind: inserting(kind)(reminder) for kind in KINDS}
# Back to the beginning, also for one that was sent or is on its way: without its lease, what
# became of it counts for nothing (see claims.py).
_AGAIN = {
    kind: {
        "state": WAITING,
        "due_at": insert.excluded.due_at,
        "latest_at": insert.excluded.latest_at,
        "attempts": 0,
        "lease_until": None,
        "not_before": None,
        "ended_at": None,
    }
    for kind, insert in _INSERT.items()
}
_ANEW = {
    kind: insert.on_conflict_do_update(
        index_elements=_KEY,
        set_=_AGAIN[kind],
        where=or_(IS_WAITING, reminder.c.due_at < insert.excluded.due_at),
    )
    for kind, insert in _INSERT.items()
}
_MOVED = {
    kind: insert.on_conflict_do_update(index_elements=_KEY, set_=_AGAIN[kind])
    for kind, insert in _INSERT.items()
}
_OF_CHAT: Final = reminder.c.chat_id == bindparam("chat")
# A broadcast is nobody's plan; whether it may still be sent is looked at when it is.
_IS_THEIRS: Final = reminder.c.milestone.not_like(f"{PREFIX}%")
_DROP_KIND: Final = delete(reminder).where(
    _OF_CHAT,
    IS_WAITING,
    func.substr(reminder.c.milestone, 1, func.length(bindparam("prefix"))) == bindparam("prefix"),
)
# Where it was planned; elsewhere it was put off.
_AS_PLANNED: Final = and_(
    _OF_CHAT,
    IS_WAITING,
    reminder.c.campaign == bindparam("of_campaign"),
    reminder.c.milestone == bindparam("of_milestone"),
    reminder.c.due_at == bindparam("planned_at"),
)
_WITHDRAW: Final = delete(reminder).where(_AS_PLANNED)
_MOVE: Final = (
    update(reminder)
    .where(_AS_PLANNED)
    .values(due_at=bindparam("to_due_at"), latest_at=bindparam("to_latest_at"))
)
_STOP: Final = (
    update(reminder)
    .where(_OF_CHAT, IS_WAITING, _IS_THEIRS)
    .values(state=STOPPED, ended_at=bindparam("now"), not_before=None)
)
_IS_STOPPED: Final = reminder.c.state == STOPPED
_ERASE_STOPPED: Final = delete(reminder).where(_OF_CHAT, _IS_STOPPED)
# What somebody was sending when it was stopped has most likely arrived: it keeps its lease, and
# does not come twice.
_RESTORE: Final = (
    update(reminder)
    .where(
        _OF_CHAT,
        _IS_STOPPED,
        reminder.c.latest_at > bindparam("now"),
        or_(reminder.c.lease_until.is_(None), reminder.c.lease_until <= reminder.c.ended_at),
    )
    .values(state=WAITING, ended_at=None, lease_until=None, attempts=0)
)
_WAITING: Final = select(reminder.c.due_at, reminder.c.milestone, reminder.c.latest_at).where(
    IS_WAITING
)
_WAITING_OF_ROW: Final = _WAITING.where(_OF_CHAT)
_WAITING_OF_CHAT: Final = _WAITING.join(chats, chats.c.id == reminder.c.chat_id).where(
    chats.c.chat_index.in_(bindparam("indexes", expanding=True))
)


def carry_out(
    connection: Connection, kind: Kind, chat: int, effect: PlanEffect, now: datetime
) -> bool:
    """Carry out *effect* on the reminders of the row *chat*.

    What is being sent at this moment may still arrive, when it is dropped or stopped.

    Returns:
        False where Restore found nothing, so that a subscription would have nothing to say.
    """
    match effect:
        case Subscribe():
            connection.execute(_ERASE_STOPPED, {"chat": chat})
            _each(connection, _WITHDRAW, [_place(chat, effect, one) for one in effect.before])
            _each(connection, _ANEW[kind], _rows(chat, effect))
        case AddReminders():
            _each(connection, _MOVED[kind], _rows(chat, effect))
        case MoveReminders():
            moves = [
                _place(chat, effect, before)
                | {"to_due_at": after.due_at, "to_latest_at": after.latest_at}
                for before, after in effect.moves
            ]
            _each(connection, _MOVE, moves)
        case DropReminders():
            connection.execute(_DROP_KIND, {"chat": chat, "prefix": f"{effect.kind}-"})
        case Unsubscribe():
            connection.execute(_STOP, {"chat": chat, "now": now})
        case Restore():
            connection.execute(_RESTORE, {"chat": chat, "now": now})
            return bool(_asked_for(connection, _WAITING_OF_ROW, {"chat": chat}))
    return True


def waiting(connection: Connection, indexes: Collection[bytes]) -> ReminderPlan:
    """Return what waits of the chat that is found by *indexes*, but for news; soonest first."""
    return _asked_for(connection, _WAITING_OF_CHAT, {"indexes": indexes})


def _asked_for(
    connection: Connection, query: Select[Any], parameters: dict[str, Any]
) -> ReminderPlan:
    rows = (PlannedReminder(*row) for row in connection.execute(query, parameters))
    return tuple(sorted(one for one in rows if one.milestone.partition("-")[0] not in NEWS))


def _place(
    chat: int, effect: Subscribe | MoveReminders, planned: PlannedReminder
) -> dict[str, Any]:
    """Return where *planned* stands, unless it was put off."""
    return {
        "chat": chat,
        "of_campaign": effect.campaign,
        "of_milestone": planned.milestone,
        "planned_at": planned.due_at,
    }


def _rows(chat: int, effect: Subscribe | AddReminders) -> list[dict[str, Any]]:
    return [
        {
            "chat_id": chat,
            "campaign": effect.campaign,
            "milestone": planned.milestone,
            "due_at": planned.due_at,
            "latest_at": planned.latest_at,
            "state": WAITING,
        }
        for planned in effect.plan
    ]


def _each(connection: Connection, statement: Executable, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
