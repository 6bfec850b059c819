"""How long what is stored is kept, and its erasure afterwards; /privacy names these times."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select

from bot.adapters.schema import broadcast, chat, kept_question, reminder, seen_update, tally

KEEP_UPDATES: Final = timedelta(hours=48)  # Telegram repeats an update for at most 24 h
KEEP_REMINDERS: Final = timedelta(days=30)  # after their end
KEEP_QUESTIONS: Final = timedelta(days=30)
KEEP_DRAFTS: Final = timedelta(days=1)  # of a broadcast
KEEP_BROADCASTS: Final = timedelta(days=30)  # after they were sent
KEEP_CHATS: Final = timedelta(days=396)  # 13 months unseen; so long counts are kept, too


def purge(connection: Connection, now: datetime) -> None:
    """Erase what has been kept for as long as it may be; a day counts from its beginning."""
    last = (now - KEEP_CHATS).date()
    _erase(connection, seen_update, seen_update.c.seen_at <= now - KEEP_UPDATES)
    _erase(connection, reminder, reminder.c.ended_at <= now - KEEP_REMINDERS)
    _erase(connection, kept_question, kept_question.c.kept_on <= (now - KEEP_QUESTIONS).date())
    is_old_draft = and_(broadcast.c.sent_at.is_(None), broadcast.c.created_at <= now - KEEP_DRAFTS)
    is_old = or_(is_old_draft, broadcast.c.sent_at <= now - KEEP_BROADCASTS)
    _erase(connection, broadcast, is_old)
    _erase(connection, chat, chat.c.last_seen_on <= last)
    _erase(connection, tally, tally.c.day <= last)


def _erase(connection: Connection, table: Table, is_over: ColumnElement[bool]) -> None:
    """Erase the rows for which *is_over*; one that is in use is left for the next time."""
    keys = list(table.primary_key.columns)
    if len(keys) > 1 or connection.dialect.name == "sqlite":
        connection.execute(delete(table).where(is_over))
        return
    # On PostgreSQL, two that wait for each other's rows would both stand still.
    over = select(keys[0]).where(is_over).with_for_update(skip_locked=True)
    connection.execute(delete(table).where(keys[0].in_(over)))
