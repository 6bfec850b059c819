"""Writes the reminders of one chat: what a turn plans, adds and drops."""

from sqlalchemy import Connection, bindparam, delete, func

from bot.adapters.schema import IS_WAITING, WAITING, reminder
from bot.adapters.spelling import KINDS, Kind, inserting
from bot.core.effects import AddReminders, DropReminders, Subscribe

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
_ONCE = {kind: insert.on_conflict_do_nothing() for kind, insert in _INSERT.items()}
_ANEW = {
    kind: insert.on_conflict_do_update(
        index_elements=_KEY,
        set_=_AGAIN[kind],
        where=reminder.c.due_at < insert.excluded.due_at,
    )
    for kind, insert in _INSERT.items()
}
_MOVED = {
    kind: insert.on_conflict_do_update(index_elements=_KEY, set_=_AGAIN[kind])
    for kind, insert in _INSERT.items()
}
_DROP_ALL = delete(reminder).where(reminder.c.chat_id == bindparam("chat"), IS_WAITING)
_DROP_KIND = _DROP_ALL.where(
    func.substr(reminder.c.milestone, 1, func.length(bindparam("prefix"))) == bindparam("prefix")
)


def replace_waiting(connection: Connection, kind: Kind, chat: int, wish: Subscribe) -> None:
    """Put the plan of *wish* in the place of what waits for the row *chat*.

    One that was sent comes again only where it was asked for anew.
    """
    drop_waiting(connection, chat)
    _insert(connection, (_ANEW if wish.renews else _ONCE)[kind], chat, wish)


def add(connection: Connection, kind: Kind, chat: int, wish: AddReminders) -> None:
    """Add the plan of *wish*; a milestone that is known moves to its new time."""
    _insert(connection, _MOVED[kind], chat, wish)


def drop_waiting(connection: Connection, chat: int, drop: DropReminders | None = None) -> None:
    """Erase what waits, or its one kind; what is being sent at this moment may still arrive."""
    if drop is None:
        connection.execute(_DROP_ALL, {"chat": chat})
    else:
        connection.execute(_DROP_KIND, {"chat": chat, "prefix": f"{drop.kind}-"})


def _insert(
    connection: Connection,
    statement: object,
    chat: int,
    wish: Subscribe | AddReminders,
) -> None:
    rows = [
        {
            "chat_id": chat,
            "campaign": wish.campaign,
            "milestone": planned.milestone,
            "due_at": planned.due_at,
            "latest_at": planned.latest_at,
            "state": WAITING,
        }
        for planned in wish.plan
    ]
    if rows:
        connection.execute(statement, rows)  # type: ignore[call-overload]
