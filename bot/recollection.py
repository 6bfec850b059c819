"""What a process remembers of chats for a while, in memory alone; none of it is ever stored.

Of a chat of which nothing is stored, it is all that is known: that it was greeted, how it is
spoken to, and where the person stands. Of every chat, it is what was spoken of last. A restart, or
another process, begins anew: the person is greeted once more, and their buttons go on working.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.core.conversation import Context, Conversation

# What /privacy says of memory are these times.
KEEP: Final = timedelta(days=1)  # after the last turn
KEEP_UNANSWERED: Final = timedelta(minutes=15)  # the text of a question
SWEEP_SECONDS: Final = 60.0
MAX_CHATS: Final = 10_000  # some megabytes; who is pushed out asks again in full


@dataclass(slots=True)
class _Memory:
    at: datetime
    context: Context | None
    passing: Conversation | None  # of a chat of which nothing is stored


class Recollection:
    """Remembers the chats that wrote last."""

    def __init__(self) -> None:
        self._chats: dict[int, _Memory] = {}  # oldest first

    def recall(
        self, chat_id: int, stored: Conversation | None, *, now: datetime
    ) -> Conversation | None:
        """Return the chat as its last turn left it, or None where nothing is known of it.

        Args:
            chat_id: Which chat.
            stored: What is stored of it, if anything; it goes before what is remembered.
            now: The present instant; aware, UTC.
        """
        known = self._expire(chat_id, now)
        if known is None:
            return stored
        conversation = stored or known.passing
        return None if conversation is None else replace(conversation, context=known.context)

    def remember(
        self, chat_id: int, conversation: Conversation | None, *, is_stored: bool, now: datetime
    ) -> None:
        """Remember the chat as a turn left it, for as long as there is room.

        Args:
            chat_id: Which chat.
            conversation: As it is now; None forgets it.
            is_stored: It is stored, so that what was spoken of alone is to be remembered.
            now: The present instant; aware, UTC.
        """
        self._chats.pop(chat_id, None)
        if conversation is None or (is_stored and conversation.context is None):
            return
        passing = None if is_stored else replace(conversation, context=None)
        self._chats[chat_id] = _Memory(now, conversation.context, passing)
        if len(self._chats) > MAX_CHATS:
            del self._chats[next(iter(self._chats))]  # the oldest

    def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with a group that was upgraded."""
        known = self._chats.pop(old_chat_id, None)
        if known is not None:
            self._chats[new_chat_id] = known

    def sweep(self, *, now: datetime) -> None:
        """Forget what has been remembered for as long as it may be."""
        for chat_id in list(self._chats):
            self._expire(chat_id, now)

    def _expire(self, chat_id: int, now: datetime) -> _Memory | None:
        """Return what may still be remembered of the chat, and forget the rest."""
        known = self._chats.get(chat_id)
        if known is None:
            return None
        if now - known.at >= KEEP:
            del self._chats[chat_id]
            return None
        if (
            known.context is not None
            and known.context.unanswered is not None
            and now - known.at >= KEEP_UNANSWERED
        ):
            known.context = replace(known.context, unanswered=None)
        return known
