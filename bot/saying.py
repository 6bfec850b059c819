"""Says what a turn decided to say, as messages in the language of the chat."""

import logging

from bot.core import broadcasting, reminding, stats
from bot.core.broadcasts import TellBroadcast
from bot.core.effects import Disclose, Effect, Forget, SendFile, Show, TellReminders, TellStats
from bot.core.errors import MessengerError, RecipientGone
from bot.core.ports import Clock, Conversations, RenderedMessage, Texts
from bot.core.privacy import told
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.incoming import Incoming
from bot.rendering import render, render_file

_log = logging.getLogger(__name__)


class Saying:
    """Puts effects into words and sends them.

    Args:
        conversations: Asked for what is kept of a chat; forgets those that are gone.
        outbox: Sends.
        texts: Puts it into words.
        clock: Dates files.
    """

    def __init__(
        self, conversations: Conversations, outbox: Outbox, texts: Texts, clock: Clock
    ) -> None:
        self._conversations = conversations
        self._outbox = outbox
        self._texts = texts
        self._clock = clock

    async def say(self, effects: tuple[Effect, ...], locale: str, to: Incoming) -> bool:
        """Say those of *effects* that are to be said; return whether the chat is still there.

        One that is not is forgotten. After a failure the rest is left unsaid, and that is logged.
        """
        place = to.message_id  # only the first message can take the pressed one's place
        for effect in await self._said(effects, to.chat_id):
            replaces = isinstance(effect, Show) and effect.replace
            parcel = Parcel(
                to.chat_id,
                self._render(effect, locale),
                Priority.ANSWER,
                message_id=place if replaces else None,
                thread_id=to.thread_id,
            )
            if replaces:
                place = None
            try:
                await self._outbox.deliver(parcel)
            except RecipientGone:
                now = self._clock.now()
                await self._conversations.commit(parcel.chat_id, None, None, (Forget(),), now=now)
                return False
            except MessengerError as error:
                _log.warning("an answer was not sent: %s", type(error).__name__)
                break
        return True

    async def _said(self, effects: tuple[Effect, ...], chat_id: int) -> list[Show | SendFile]:
        """Return what *effects* show and send, with what they ask the store for."""
        said: list[Show | SendFile] = []
        for effect in effects:
            if isinstance(effect, Disclose):
                said += told(await self._conversations.disclose(chat_id))
            elif isinstance(effect, TellReminders):
                plan = await self._conversations.waiting(chat_id)
                said.append(reminding.restored(plan, effect.zone, now=self._clock.now()))
            elif isinstance(effect, TellStats):
                today = self._clock.now().date()
                tallies = await self._conversations.tallies(since=stats.since(today))
                said += stats.told(tallies, today)
            elif isinstance(effect, TellBroadcast):
                kept = await self._conversations.broadcast(effect.id)
                said += broadcasting.told(kept, effect)
            elif isinstance(effect, Show | SendFile):
                said.append(effect)
        return said

    def _render(self, effect: Show | SendFile, locale: str) -> RenderedMessage:
        if isinstance(effect, Show):
            return render(effect, self._texts, locale)
        return render_file(effect, self._texts, locale, now=self._clock.now())
