"""Living in another bot: our commands and buttons carry a prefix, so that no two are confused."""

from dataclasses import replace

from bot.core.commands import IN_TEXT
from bot.core.ports import Messenger, RenderedButton, RenderedMessage


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

    def _marked(self, message: RenderedMessage) -> RenderedMessage:
        return replace(
            message,
            html=IN_TEXT.sub(rf"/{self._prefix}\1", message.html),
            keyboard=tuple(tuple(map(self._button, row)) for row in message.keyboard),
        )

    def _button(self, button: RenderedButton) -> RenderedButton:
        return button if button.data is None else replace(button, data=self._prefix + button.data)
