"""The tables of the store, and what each column tells about a person.

Each column names, as ``info["stored"]``, the line of /privacy that covers it; a test refuses a
column without one, so /privacy cannot drift from what is stored.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    literal_column,
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

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """Return what makes an aware instant in UTC of a value that the database gave.

        In one step where SQLAlchemy would take three: a batch reads a thousand of them.
        """
        del coltype
        return _utc_of_text if dialect.name == "sqlite" else _utc_of_instant


# A row's own number. SQLite counts by itself in a column that is called INTEGER, and only there.
_RowId: Final = BigInteger().with_variant(Integer(), "sqlite")


def _utc_of_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _utc_of_instant(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


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
    Column("id", _RowId, primary_key=True, info=_told("chat-number")),
    Column("chat_index", LargeBinary(32), nullable=False, unique=True, info=_told("chat-number")),
    # Wrapped; NULL in a row of the first release that was not written since.
    Column("data_key", LargeBinary(64), info=_told("chat-number")),
    Column("chat_number", LargeBinary(36), nullable=False, info=_told("chat-number")),
    Column("version", Integer, nullable=False, info=_told("choices")),
    Column("locale", String(35), nullable=False, info=_told("language")),
    Column("zone", String(64), nullable=False, info=_told("zone")),
    Column("device", String(16), info=_told("walkthrough")),
    Column("step", String(32), info=_told("walkthrough")),
    Column("refused_on", Date, info=_told("refusal")),
    Column("wants_pictures", Boolean, nullable=False, info=_told("choices")),
    # NULL for who does not follow; the day keeps old news from who came later.
    Column("follows_since", Date, info=_told("choices")),
    Column("thread_id", BigInteger, info=_told("thread")),
    Column("last_seen_on", Date, nullable=False, index=True, info=_told("last-seen")),
)

subscription: Final = Table(
    "subscription",
    metadata,
    Column(
        "chat_id",
        _RowId,
        ForeignKey("chat.id", ondelete="CASCADE"),
        primary_key=True,
        info=_told("subscription"),
    ),
    Column("cadence", String(16), nullable=False, info=_told("subscription")),
    Column("hour", SmallInteger, nullable=False, info=_told("subscription")),
    Column("subscribed_on", Date, nullable=False, info=_told("subscription")),
    Column("own_on", Date, info=_told("subscription")),
)

reminder: Final = Table(
    "reminder",
    metadata,
    Column("id", _RowId, primary_key=True, info=_told("reminders")),
    Column(
        "chat_id",
        _RowId,
        ForeignKey("chat.id", ondelete="CASCADE"),
        nullable=False,
        info=_told("reminders"),
    ),
    Column("campaign", String(64), nullable=False, info=_told("reminders")),
    Column("milestone", String(64), nullable=False, info=_told("reminders")),
    Column("due_at", UtcDateTime, nullable=False, info=_told("reminders")),
    Column("latest_at", UtcDateTime, nullable=False, info=_told("reminders")),
    Column("state", String(8), nullable=False, info=_told("reminders")),
    Column("attempts", SmallInteger, nullable=False, default=0, info=_told("reminders")),
    Column("lease_until", UtcDateTime, info=_told("reminders")),
    Column("not_before", UtcDateTime, info=_told("reminders")),
    Column("ended_at", UtcDateTime, info=_told("reminders")),
    # Claimed before sending, this key keeps a reminder from being planned, and sent, twice.
    UniqueConstraint("chat_id", "campaign", "milestone"),
    sqlite_autoincrement=True,  # the id of an erased row, still on its way, names no other row
)
# Spelt out: a bound value would hide from the planner that the indexes below apply.
IS_WAITING: Final = reminder.c.state == literal_column(f"'{WAITING}'")
# The first finds what is due; the second hands it out by its latest moment, however much it is.
for _columns in ((reminder.c.due_at,), (reminder.c.latest_at, reminder.c.due_at)):
    Index(
        f"ix_reminder_{_columns[0].name}",
        *_columns,
        sqlite_where=IS_WAITING,
        postgresql_where=IS_WAITING,
    )

# Questions that people let us keep.
kept_question: Final = Table(
    "kept_question",
    metadata,
    Column("id", _RowId, primary_key=True, info=_told("questions")),
    Column(
        "chat_id",
        _RowId,
        ForeignKey("chat.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=_told("questions"),
    ),
    Column("kept_on", Date, nullable=False, index=True, info=_told("questions")),
    Column("locale", String(35), nullable=False, info=_told("questions")),
    Column("topic", String(64), nullable=False, info=_told("questions")),
    # Under the data key of the chat.
    Column("sealed_text", LargeBinary, nullable=False, info=_told("questions")),
)

seen_update: Final = Table(
    "seen_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False, info=_told("updates")),
    Column("seen_at", UtcDateTime, nullable=False, index=True, info=_told("updates")),
)

# Of nobody in particular: how often a day something was asked or reached (see core/tally.py).
tally: Final = Table(
    "tally",
    metadata,
    Column("day", Date, primary_key=True, info=_told("counts")),
    Column("what", String(16), primary_key=True, info=_told("counts")),
    Column("key", String(64), primary_key=True, info=_told("counts")),
    Column("locale", String(35), primary_key=True, info=_told("counts")),
    Column("count", Integer, nullable=False, info=_told("counts")),
)

# What an owner wrote to everybody who follows the changes; to whom it went is not told here.
broadcast: Final = Table(
    "broadcast",
    metadata,
    Column("id", _RowId, primary_key=True, info=_told("broadcasts")),
    Column("created_at", UtcDateTime, nullable=False, info=_told("broadcasts")),
    Column("sent_at", UtcDateTime, info=_told("broadcasts")),  # NULL for a draft
    Column("state", String(9), nullable=False, info=_told("broadcasts")),
    Column("locale", String(35), info=_told("broadcasts")),  # of its readers; NULL for all
    Column("recipients", Integer, nullable=False, info=_told("broadcasts")),
    # Under the master key, whose id stands at its head.
    Column("sealed_text", LargeBinary, nullable=False, info=_told("broadcasts")),
    sqlite_autoincrement=True,  # its id names reminders that were sent: no other may have it
)

# The processes that share the work, on PostgreSQL alone.
worker: Final = Table(
    "worker",
    metadata,
    Column("id", String(64), primary_key=True, info=_told("workers")),
    Column("seen_at", UtcDateTime, nullable=False, info=_told("workers")),
)

_AS_DEFINED: Final = (
    chat,
    subscription,
    reminder,
    kept_question,
    seen_update,
    tally,
    broadcast,
    worker,
)
# Of no chat in particular, so that erasing a chat leaves them.
OF_NOBODY: Final = frozenset({"updates", "counts", "broadcasts", "workers"})


def stored_lines() -> tuple[str, ...]:
    """Return the lines of /privacy that cover what the tables hold, each once."""
    lines = (column.info["stored"] for table in _AS_DEFINED for column in table.columns)
    return tuple(dict.fromkeys(lines))
