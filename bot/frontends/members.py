"""Who administers a group, asked of Telegram and remembered for a minute."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.core.errors import MessengerError

KEPT_SECONDS: Final = 60.0  # whoever is no administrator any more decides nothing after that
ANSWER_SECONDS: Final = 5.0  # a person waits for it
_MAX_KEPT: Final = 10_000
_ADMINS: Final = frozenset({"creator", "administrator"})


class CachedMembers:
    """Knows the administrators of groups.

    Args:
        ask: Returns how a person stands to a group, by chat id and user id, as the Bot API names
            it; raises a MessengerError.
        time_source: Seconds that only grow.
    """

    def __init__(
        self,
        ask: Callable[[int, int], Awaitable[str]],
        time_source: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._time_source = time_source
        self._kept: dict[tuple[int, int], tuple[float, bool]] = {}  # oldest first

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Tell whether the person is an administrator of the group; False when in doubt.

        Who speaks as the group itself (see Incoming.user_id) is one.
        """
        if user_id == chat_id:
            return True
        key = chat_id, user_id
        now = self._time_source()
        asked_at, known = self._kept.get(key, (-KEPT_SECONDS, False))
        if now - asked_at < KEPT_SECONDS and key in self._kept:
            return known
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await self._ask(chat_id, user_id) in _ADMINS
        except (MessengerError, TimeoutError):
            return False  # not kept: the next press asks again
        self._kept.pop(key, None)
        self._kept[key] = now, found
        if len(self._kept) > _MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        return found
