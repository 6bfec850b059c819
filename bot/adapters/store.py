"""Keeps chats and reminders in a database: SQLite beside the bot, or PostgreSQL.

One implementation for both, on SQLAlchemy Core, in seven parts: conversations, what
is told of them (/mydata), claims of reminders, announcements, broadcasts, counts, and the
processes that share the work.
"""

from sqlalchemy import Connection, exists, or_, select

from bot.adapters.announcements import SqlAnnouncements
from bot.adapters.broadcasts import SqlBroadcasts
from bot.adapters.claims import SqlReminders
from bot.adapters.conversations import SqlConversations
from bot.adapters.database import Database
from bot.adapters.disclosure import SqlDisclosure
from bot.adapters.rotation import check_keys
from bot.adapters.schema import broadcast, chat
from bot.adapters.tallies import SqlTallies
from bot.adapters.workers import SqlWorkers


class SqlStore(
    SqlConversations,
    SqlDisclosure,
    SqlReminders,
    SqlAnnouncements,
    SqlBroadcasts,
    SqlTallies,
    SqlWorkers,
):
    """Everything that is kept, in a database that has been migrated."""

    async def check_key(self) -> None:
        """Check that the database was written with our keys.

        Raises:
            CannotDecrypt: A part of it was written with another.
        """
        await check_keys(self.database, self._cipher)


async def holds_chats(database: Database) -> bool:
    """Tell whether anything is kept that needs the key: of any chat, or a broadcast to them."""
    return await database.read(needs_key)


def needs_key(connection: Connection) -> bool:
    """Do what holds_chats does, within a transaction."""
    query = select(or_(exists().where(chat.c.id > 0), exists().where(broadcast.c.id > 0)))
    return bool(connection.scalar(query))
