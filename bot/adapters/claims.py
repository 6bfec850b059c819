"""Hands out the reminders that are due, each to one sender at a time, and ends them.

Any number of processes may claim: on PostgreSQL a chat that another one is working on is passed
over, and SQLite has one writer at a time. Whoever writes the reminders of a chat locks the row of
the chat first, so that no two wait for each other.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.adapters.broadcasts import sealed_texts
from bot.adapters.encryption import SealedChat
from bot.adapters.parts import StorePart
from bot.adapters.rows import CONVERSATIONS, WIDTH, conversation_of
from bot.adapters.schema import DROPPED, IS_WAITING, SENT, chat, reminder, subscription
from bot.adapters.spelling import KINDS, Kind, among, id_list
from bot.core.effects import PlannedReminder
from bot.core.ports import DueReminder, Outcome

# So many times the limit, what is due is few: it is found by its time and sorted. Beyond, it is
# walked in the order of the latest moments, past what is not due yet.
_FEW: Final = 2


def _passed(column: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= bindparam("now"))


_IS_LATE: Final = reminder.c.due_at <= bindparam("now")
_IS_URGENT: Final = reminder.c.latest_at <= bindparam("urgent_until")
_IS_DUE: Final = and_(IS_WAITING, or_(_IS_LATE, _IS_URGENT))
# The same by its two indexes, one after the other: SQLite would walk through all that waits.
_DUE_IDS: Final = union(
    select(reminder.c.id).where(IS_WAITING, _IS_LATE),
    select(reminder.c.id).where(IS_WAITING, _IS_URGENT),
)


def _up_to_enough(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    """Return the count of the rows that meet *condition*, which is not counted to its end."""
    rows = select(literal(1)).select_from(reminder).where(IS_WAITING, condition)
    few = rows.limit(bindparam("enough")).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


_COUNT_DUE: Final = select(_up_to_enough(_IS_LATE) + _up_to_enough(_IS_URGENT))


def _leasing(
    candidates: ColumnElement[bool], order: ColumnElement[datetime]
) -> ReturningUpdate[int]:
    """Return the statement that leases all that is due for some of the *candidates*' chats."""
    picked = (
        select(reminder.c.chat_id)
        .join(chat, chat.c.id == reminder.c.chat_id)
        .where(candidates, _passed(reminder.c.lease_until), _passed(reminder.c.not_before))
        .order_by(order)
        .limit(bindparam("limit"))
        .with_for_update(of=chat, skip_locked=True, key_share=True)
        .cte("picked")
    )
    # What is due is asked again: another process may have leased it a moment ago.
    return (
        update(reminder)
        .where(
            _IS_DUE,
            _passed(reminder.c.lease_until),
            reminder.c.chat_id.in_(select(picked.c.chat_id)),
        )
        .values(lease_until=bindparam("until"), attempts=reminder.c.attempts + 1)
        .returning(reminder.c.id)
    )


# The order in which few are sorted is an expression, so that no index seems to bring it.
_LEASE_FEW: Final = _leasing(
    reminder.c.id.in_(_DUE_IDS), func.coalesce(reminder.c.latest_at, reminder.c.due_at)
)
_LEASE_MANY: Final = _leasing(_IS_DUE, reminder.c.latest_at)
_CLAIMED: Final[Mapping[Kind, Any]] = {
    kind: CONVERSATIONS.add_columns(
        chat.c.chat_index,
        chat.c.data_key,
        chat.c.chat_number,
        reminder.c.due_at,
        reminder.c.milestone,
        reminder.c.latest_at,
        reminder.c.id,
    )
    .join(reminder, reminder.c.chat_id == chat.c.id)
    .where(among(kind, reminder.c.id, "ids"))
    .order_by(reminder.c.latest_at, reminder.c.due_at, reminder.c.id)
    for kind in KINDS
}
_LOCK_CHATS: Final = (
    select(chat.c.id)
    .where(
        chat.c.id.in_(select(reminder.c.chat_id).where(among("postgresql", reminder.c.id, "ids")))
    )
    .order_by(chat.c.id)
    .with_for_update(key_share=True)
)
# Without a lease it was planned anew while it was on its way: that one is still to be sent.
_CLAIMED_ONES: Final = {
    kind: update(reminder).where(
        among(kind, reminder.c.id, "ids"), IS_WAITING, reminder.c.lease_until.is_not(None)
    )
    for kind in KINDS
}
_END: Final = {
    kind: claimed.values(
        state=bindparam("outcome"), lease_until=None, ended_at=bindparam("now")
    ).returning(reminder.c.chat_id)
    for kind, claimed in _CLAIMED_ONES.items()
}
_PUT_OFF: Final = {
    kind: claimed.values(lease_until=None, not_before=bindparam("retry_at"))
    for kind, claimed in _CLAIMED_ONES.items()
}
_WAITS: Final = exists().where(reminder.c.chat_id == subscription.c.chat_id, IS_WAITING)
_END_SUBSCRIPTIONS: Final = {
    kind: delete(subscription)
    .where(among(kind, subscription.c.chat_id, "chats"), ~_WAITS)
    .returning(subscription.c.chat_id)
    for kind in KINDS
}
_RAISE_VERSIONS: Final = {
    kind: update(chat)
    .where(among(kind, chat.c.id, "chats"))
    .values(version=chat.c.version + 1)
    .returning(chat.c.chat_index)
    for kind in KINDS
}
# Of what is due for a chat, the newest goes and stands for the others.
_DUE_BY_CHAT: Final = (
    select(func.max(reminder.c.latest_at).label("latest_at"))
    .where(IS_WAITING, _IS_LATE)
    .group_by(reminder.c.chat_id)
)
_TO_COME: Final = select(reminder.c.latest_at).where(
    IS_WAITING, reminder.c.due_at > bindparam("now"), reminder.c.latest_at <= bindparam("until")
)
_TO_SEND: Final = union_all(_DUE_BY_CHAT, _TO_COME).subquery()
_BACKLOG: Final = (
    select(_TO_SEND.c.latest_at, func.count())
    .where(_TO_SEND.c.latest_at <= bindparam("until"))
    .group_by(_TO_SEND.c.latest_at)
    .order_by(_TO_SEND.c.latest_at)
)
_NEXT_DUE: Final = select(func.min(reminder.c.due_at)).where(IS_WAITING)


class SqlReminders(StorePart):
    """Reminders in a database that has been migrated."""

    async def claim(
        self,
        *,
        now: datetime,
        limit: int,
        lease_seconds: float,
        urgent_until: datetime | None = None,
    ) -> list[DueReminder]:
        """Return the due reminders of up to *limit* chats, leased to the caller (see the port)."""
        due = {"now": now, "urgent_until": urgent_until}
        enough = limit * _FEW
        count = await self.database.read(
            lambda connection: connection.execute(_COUNT_DUE, {**due, "enough": enough}).scalar()
        )
        if not count:
            return []  # the usual tick writes nothing
        lease = _LEASE_FEW if count < enough else _LEASE_MANY
        until = now + timedelta(seconds=lease_seconds)
        rows, sealed = await self.database.write(
            partial(
                _claim,
                kind=self.database.kind,
                lease=lease,
                parameters={**due, "limit": limit, "until": until},
            )
        )
        texts = {milestone: self._cipher.open_alone(text) for milestone, text in sealed.items()}
        return [self._due(row, texts) for row in rows]

    async def finish(self, outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
        """Record what became of claimed reminders; a subscription ends with its last one."""
        if not outcomes:
            return
        changed = await self.database.write(
            partial(_finish, kind=self.database.kind, outcomes=outcomes, now=now)
        )
        self._remembered.drop(changed)

    async def backlog(self, *, until: datetime, now: datetime) -> tuple[tuple[datetime, int], ...]:
        """Return how many will be sent, by their latest moment (see the port)."""
        parameters = {"until": until, "now": now}
        rows = await self.database.read(
            lambda connection: connection.execute(_BACKLOG, parameters).all()
        )
        return tuple((latest_at, count) for latest_at, count in rows)

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        return await self.database.read(
            lambda connection: connection.execute(_NEXT_DUE).scalar_one()
        )

    def _due(self, row: Any, texts: Mapping[str, str]) -> DueReminder:  # noqa: ANN401  # a row of _CLAIMED
        index, data_key, number, due_at, milestone, latest_at, id_ = row[WIDTH:]
        return DueReminder(
            id_,
            self._cipher.open(SealedChat(index, data_key, number)),
            PlannedReminder(due_at, milestone, latest_at),
            conversation_of(row),
            texts.get(milestone),
        )


def _claim(
    connection: Connection,
    kind: Kind,
    lease: ReturningUpdate[int],
    parameters: Mapping[str, Any],
) -> tuple[Collection[Any], Mapping[str, bytes]]:
    """Return the rows of what was leased, and the sealed texts of the broadcasts among them."""
    ids = [id_ for (id_,) in connection.execute(lease, parameters).all()]
    if not ids:
        return (), {}
    rows = connection.execute(_CLAIMED[kind], {"ids": id_list(kind, ids)}).all()
    return rows, sealed_texts(connection, {row.milestone for row in rows})


def _finish(
    connection: Connection, kind: Kind, outcomes: Mapping[int, Outcome], now: datetime
) -> Collection[bytes]:
    """Record *outcomes*; return the indexes of the chats whose subscription ended."""
    if kind == "postgresql":
        connection.execute(_LOCK_CHATS, {"ids": list(outcomes)})
    ended: dict[str, list[int]] = defaultdict(list)
    put_off: dict[datetime, list[int]] = defaultdict(list)
    for id_, outcome in outcomes.items():
        if outcome.retry_at is not None:
            put_off[outcome.retry_at].append(id_)
        else:
            ended[SENT if outcome.sent else DROPPED].append(id_)
    for retry_at, ids in put_off.items():
        connection.execute(_PUT_OFF[kind], {"ids": id_list(kind, ids), "retry_at": retry_at})
    chats: set[int] = set()
    for state, ids in ended.items():
        parameters = {"ids": id_list(kind, ids), "outcome": state, "now": now}
        chats.update(chat_id for (chat_id,) in connection.execute(_END[kind], parameters).all())
    if not chats:
        return ()
    over = connection.execute(_END_SUBSCRIPTIONS[kind], {"chats": id_list(kind, chats)})
    without = over.scalars().all()
    if not without:
        return ()
    raised = connection.execute(_RAISE_VERSIONS[kind], {"chats": id_list(kind, without)})
    return raised.scalars().all()
