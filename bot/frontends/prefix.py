"""Living in another bot: our commands and buttons carry a prefix, so that no two are confused.

The links into the bot carry it from the beginning; see World.link.
"""

import re
from dataclasses import replace
from typing import Final

from bot.core.commands import IN_TEXT
from bot.core.errors import SettingsError
from bot.core.ports import Messenger, RenderedButton, RenderedMessage

MAX_PREFIX: Final = 10  # symbols: what our longest button leaves of its 64 bytes
_PREFIX: Final = re.compile(rf"[a-z][a-z0-9_]{{0,{MAX_PREFIX - 1}}}|")


def require_prefix(prefix: str) -> None:
    """Return where *prefix* can begin our commands, or is empty.

    Raises:
        SettingsError: It cannot.
    """
    if not _PREFIX.fullmatch(prefix):
        raise SettingsError(
            f"prefix: at most {MAX_PREFIX} small letters, digits and _, a letter first; {prefix!r}"
        )


class PrefixedMessenger:
    """Carries messages whose commands and buttons lead back to us, and not to the host.

    Args:
        messenger: Carries them on.
        prefix: What our commands begin with, as "optout_".
    """

    def __init__(self, messenger: Messenger, prefix: str) -> None:
        self._messenger = messenger
        self._prefix = prefix

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; see Messenger."""
        return await self._messenger.send(chat_id, self._marked(message), thread_id=thread_id)

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Put *message* in the place of an earlier one; see Messenger."""
        await self._messenger.edit(chat_id, message_id, self._marked(message))

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take an earlier message away; see Messenger."""
        await self._messenger.remove(chat_id, message_id)

    def _marked(self, message: RenderedMessage) -> RenderedMessage:
        return replace(
            message,
            html=IN_TEXT.sub(rf"/{self._prefix}\1", message.html),
            keyboard=tuple(tuple(map(self._button, row)) for row in message.keyboard),
        )

    def _button(self, button: RenderedButton) -> RenderedButton:
        return button if button.data is None else replace(button, data=self._prefix + button.data)
