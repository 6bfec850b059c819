"""Keeps what owners write to everybody who follows the changes, and plans its reminders.

The text is sealed; to whom it goes is known only from the reminders, which are rows of their chats.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from bot.adapters.announcements import planning
from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher
from bot.adapters.parts import StorePart
from bot.adapters.schema import SENT, WAITING, broadcast, chat, reminder
from bot.adapters.spelling import KINDS, Kind
from bot.core.broadcasts import (
    PREFIX,
    Broadcast,
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    State,
    milestone_of,
)
from bot.core.effects import Effect

_IS_DRAFT: Final = broadcast.c.state == State.DRAFT.value
_IS_SENT: Final = broadcast.c.state == State.SENT.value
_BY_ID: Final = broadcast.c.id == bindparam("row")
_DISCARD_ALL: Final = delete(broadcast).where(_IS_DRAFT)
_DISCARD: Final = _DISCARD_ALL.where(_BY_ID)
# Only one of two that press at once meets the draft.
_SEND: Final = (
    update(broadcast)
    .where(_BY_ID, _IS_DRAFT)
    .values(state=State.SENT.value, sent_at=bindparam("now"), locale=bindparam("readers"))
)
_COUNT: Final = update(broadcast).where(_BY_ID).values(recipients=bindparam("planned"))
_CANCEL: Final = update(broadcast).where(_BY_ID, _IS_SENT).values(state=State.CANCELLED.value)
_FOLLOWS: Final = chat.c.follows_since.is_not(None)
_READS: Final = bindparam("readers", type_=chat.c.locale.type)  # NULL for all
_PLAN: Final[Mapping[Kind, Any]] = {
    kind: planning(kind, and_(_FOLLOWS, or_(_READS.is_(None), chat.c.locale == _READS)))
    for kind in KINDS
}
_NEWEST: Final = select(broadcast).order_by(broadcast.c.id.desc()).limit(1)
_ONE: Final = select(broadcast).where(_BY_ID)
_READERS: Final = select(chat.c.locale, func.count()).where(_FOLLOWS).group_by(chat.c.locale)
_STATES: Final = (
    select(reminder.c.state, func.count())
    .where(reminder.c.milestone == bindparam("of_milestone"))
    .group_by(reminder.c.state)
)
_TEXTS: Final = select(broadcast.c.id, broadcast.c.sealed_text).where(
    _IS_SENT, broadcast.c.id.in_(bindparam("rows", expanding=True))
)


class SqlBroadcasts(StorePart):
    """Broadcasts in a database that has been migrated."""

    async def broadcast(self, id_: int | None) -> Broadcast | None:
        """Return how the broadcast *id_*, or the newest, stands (see the port)."""
        return await self.database.read(partial(_tell, cipher=self._cipher, id_=id_))


async def read_broadcasts(database: Database, cipher: ChatCipher) -> tuple[str, ...]:
    """Return the texts of all broadcasts, drafts too.

    Raises:
        CannotDecrypt: One was written with a key that *cipher* does not have.
    """
    query = select(broadcast.c.sealed_text)
    sealed = await database.read(lambda connection: connection.execute(query).scalars().all())
    return tuple(map(cipher.open_alone, sealed))


def carry_out(
    connection: Connection,
    kind: Kind,
    cipher: ChatCipher,
    effects: Iterable[Effect],
    now: datetime,
) -> None:
    """Carry out those of *effects* that are about broadcasts."""
    for effect in effects:
        match effect:
            case DraftBroadcast(text):
                connection.execute(_DISCARD_ALL)
                values = {
                    "created_at": now,
                    "state": State.DRAFT.value,
                    "recipients": 0,
                    "sealed_text": cipher.seal_alone(text),
                }
                connection.execute(insert(broadcast), values)
            case SendBroadcast():
                _send(connection, kind, effect, now)
            case DiscardBroadcast(id_):
                connection.execute(_DISCARD, {"row": id_})
            case CancelBroadcast(id_):
                connection.execute(_CANCEL, {"row": id_})
            case _:
                pass  # about something else


def _send(connection: Connection, kind: Kind, wish: SendBroadcast, now: datetime) -> None:
    """Plan it, unless it is no draft any more, as after a second press."""
    sent = {"row": wish.id, "now": now, "readers": wish.locale}
    if not connection.execute(_SEND, sent).rowcount:
        return
    parameters = {
        "of_campaign": wish.campaign,
        "of_milestone": milestone_of(wish.id),
        "due": wish.due_at,
        "latest": wish.latest_at,
        "readers": wish.locale,
    }
    planned = connection.execute(_PLAN[kind], parameters).rowcount
    connection.execute(_COUNT, {"row": wish.id, "planned": planned})


def sealed_texts(connection: Connection, milestones: Iterable[str]) -> Mapping[str, bytes]:
    """Return, for those of *milestones* that are of a broadcast still to be sent, its text.

    One query for a whole batch of reminders, and none where no broadcast is among them.
    """
    named = {name.removeprefix(PREFIX) for name in milestones if name.startswith(PREFIX)}
    ids = [int(id_) for id_ in named if id_.isdecimal()]
    if not ids:
        return {}
    rows = connection.execute(_TEXTS, {"rows": ids})
    return {milestone_of(id_): text for id_, text in rows}


def _tell(connection: Connection, cipher: ChatCipher, id_: int | None) -> Broadcast | None:
    row: Any
    if id_ is None:
        row = connection.execute(_NEWEST).one_or_none()
    else:
        row = connection.execute(_ONE, {"row": id_}).one_or_none()
    if row is None:
        return None
    of_it = {"of_milestone": milestone_of(row.id)}
    counts = _counts(connection.execute(_STATES, of_it))
    is_draft = row.state == State.DRAFT.value
    return Broadcast(
        id=row.id,
        state=State(row.state),
        text=cipher.open_alone(row.sealed_text),
        locale=row.locale,
        readers=_counts(connection.execute(_READERS)) if is_draft else {},
        recipients=row.recipients,
        sent=counts.get(SENT, 0),
        waiting=counts.get(WAITING, 0),
    )


def _counts(rows: Iterable[Any]) -> dict[str, int]:
    return dict(tuple(row) for row in rows)
