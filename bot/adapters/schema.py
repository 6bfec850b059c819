"""The tables of the store, and what each column tells about a person.

Each column names, as ``info["stored"]``, the line of /privacy that covers it; a test refuses a
column without one, so /privacy cannot drift from what is stored.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

WAITING: Final = "waiting"
SENT: Final = "sent"
DROPPED: Final = "dropped"


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on our side, whatever the database makes of zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return *value* as the database takes it: SQLite knows no zones, so it gets UTC bare."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database gave as an aware instant in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _told(line: str) -> dict[str, Any]:
    return {"stored": line}


# Constraints get names that both databases agree on, so that migrations can drop them.
metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

chat: Final = Table(
    "chat",
    metadata,
    Column("id", Integer, primary_key=True, info=_told("chat-number")),
    Column("chat_index", LargeBinary(32), nullable=False, unique=True, info=_told("chat-number")),
    Column("chat_number", LargeBinary(36), nullable=False, info=_told("chat-number")),
    Column("locale", String(35), nullable=False, info=_told("language")),
    Column("zone", String(64), nullable=False, info=_told("zone")),
    Column("device", String(16), info=_told("walkthrough")),
    Column("step", String(32), info=_told("walkthrough")),
    Column("refused_on", Date, info=_told("refusal")),
    Column("last_seen_on", Date, nullable=False, index=True, info=_told("last-seen")),
)

subscription: Final = Table(
    "subscription",
    metadata,
    Column(
        "chat_id",
        Integer,
        ForeignKey("chat.id", ondelete="CASCADE"),
        primary_key=True,
        info=_told("subscription"),
    ),
    Column("cadence", String(16), nullable=False, info=_told("subscription")),
    Column("hour", SmallInteger, nullable=False, info=_told("subscription")),
    Column("subscribed_on", Date, nullable=False, info=_told("subscription")),
)

reminder: Final = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True, info=_told("reminders")),
    Column(
        "chat_id",
        Integer,
        ForeignKey("chat.id", ondelete="CASCADE"),
        nullable=False,
        info=_told("reminders"),
    ),
    Column("campaign", String(64), nullable=False, info=_told("reminders")),
    Column("milestone", String(32), nullable=False, info=_told("reminders")),
    Column("due_at", UtcDateTime, nullable=False, info=_told("reminders")),
    Column("state", String(8), nullable=False, info=_told("reminders")),
    Column("attempts", SmallInteger, nullable=False, default=0, info=_told("reminders")),
    Column("lease_until", UtcDateTime, info=_told("reminders")),
    Column("not_before", UtcDateTime, info=_told("reminders")),
    Column("ended_at", UtcDateTime, info=_told("reminders")),
    # Claimed before sending, this key keeps a reminder from being planned, and sent, twice.
    UniqueConstraint("chat_id", "campaign", "milestone"),
    sqlite_autoincrement=True,  # the id of an erased row, still on its way, names no other row
)
Index(
    "ix_reminder_due_at",
    reminder.c.due_at,
    sqlite_where=reminder.c.state == WAITING,
    postgresql_where=reminder.c.state == WAITING,
)

seen_update: Final = Table(
    "seen_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False, info=_told("updates")),
    Column("seen_at", UtcDateTime, nullable=False, index=True, info=_told("updates")),
)

# Of nobody in particular: how many questions a day were not answered, by the nearest topic.
missed_question: Final = Table(
    "missed_question",
    metadata,
    Column("day", Date, primary_key=True, info=_told("misses")),
    Column("locale", String(35), primary_key=True, info=_told("misses")),
    Column("topic", String(64), primary_key=True, info=_told("misses")),
    Column("count", Integer, nullable=False, info=_told("misses")),
)


_AS_DEFINED: Final = (chat, subscription, reminder, seen_update, missed_question)
# Of no chat in particular, so that erasing a chat leaves them.
OF_NOBODY: Final = frozenset({"updates", "misses"})


def stored_lines() -> tuple[str, ...]:
    """Return the lines of /privacy that cover what the tables hold, each once."""
    lines = (column.info["stored"] for table in _AS_DEFINED for column in table.columns)
    return tuple(dict.fromkeys(lines))
