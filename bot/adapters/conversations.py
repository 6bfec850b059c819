"""Keeps conversations in the database: a turn is one transaction, and usually no read before it.

A chat that wrote lately is remembered, with the version that its row had. Whoever changes a row
raises its version; a turn that began from an older one is refused as Stale. So what is
remembered may be old, as where several processes share the work, and never does harm.
"""

from datetime import datetime
from functools import partial

from bot.adapters import plans
from bot.adapters.bookkeeping import Bookkeeper, TurnToKeep
from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher
from bot.adapters.parts import StorePart
from bot.adapters.retention import purge
from bot.adapters.rows import as_kept
from bot.core.conversation import Conversation
from bot.core.effects import DropQuestions, Effect, Forget, ReminderPlan
from bot.core.errors import Stale
from bot.core.ports import Kept


class SqlConversations(StorePart):
    """Conversations in a database that has been migrated."""

    def __init__(self, database: Database, cipher: ChatCipher) -> None:
        super().__init__(database, cipher)
        self._books = Bookkeeper(database.kind, cipher)

    async def load(self, chat_id: int, *, fresh: bool = False) -> Kept | None:
        """Return what is kept of the chat (see the port)."""
        indexes = self._cipher.indexes(chat_id)
        known = None if fresh else self._remembered.recall(indexes)
        if known is None:
            known = await self.database.read(partial(self._books.find, indexes=indexes))
            self._remembered.replace(indexes, known)
        return None if known is None else known.kept

    async def commit(
        self,
        chat_id: int,
        update_id: int | None,
        conversation: Conversation | None,
        effects: tuple[Effect, ...],
        *,
        now: datetime,
        version: int | None = None,
    ) -> bool:
        """Keep the outcome of a turn, all of it or nothing (see the port)."""
        indexes = self._cipher.indexes(chat_id)
        known = self._remembered.recall(indexes)
        if known is not None and known.kept.version != version:
            known = None
        after = None if conversation is None else as_kept(conversation)
        turn = TurnToKeep(chat_id, indexes, update_id, after, effects, now, version, known)
        while True:
            try:
                is_new, known = await self.database.write(partial(self._books.keep, turn=turn))
                break
            except Stale:
                self._remembered.drop(indexes)
                if version is not None:
                    raise
        if is_new:
            self._remembered.replace(indexes, known)
            if any(isinstance(effect, Forget | DropQuestions) for effect in effects):
                await self.database.scrub()
        return is_new

    async def waiting(self, chat_id: int) -> ReminderPlan:
        """Return the reminders of the chat that wait (see the port)."""
        indexes = self._cipher.indexes(chat_id)
        return await self.database.read(partial(plans.waiting, indexes=indexes))

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with what is kept of a group that was upgraded.

        Where something is kept of both, the one goes on that was seen last; of two seen on the
        same day, the one with a subscription.
        """
        await self.database.write(
            partial(self._books.move, old_chat_id=old_chat_id, new_chat_id=new_chat_id)
        )
        for chat_id in (old_chat_id, new_chat_id):
            self._remembered.drop(self._cipher.indexes(chat_id))
        await self.database.scrub()

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        await self.database.write(partial(purge, now=now))
        await self.database.scrub()
        self._remembered.clear()  # which of them are gone is not worth asking
