"""Takes the turns: an incoming update becomes an event, and its effects are carried out.

The shell around the core's take_turn. Turns of one chat follow one another; what must last is
committed before anything is said, and an update that comes twice is answered once.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakValueDictionary

from bot.adapters.texts import choose_locale
from bot.core.calendar import Campaign
from bot.core.conversation import Context, Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import CountMiss, Forget, Show, Subscribe, Unsubscribe
from bot.core.errors import MessengerError, RecipientGone
from bot.core.events import Blocked, Event, Said
from bot.core.knowledge import Knowledge
from bot.core.ports import Clock, Conversations, Matcher, Texts
from bot.core.reminders import guess_zone
from bot.core.turn import Turn
from bot.core.world import World
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.rendering import render

MAX_QUEUED: Final = 10  # turns of one chat; nobody presses faster than that on purpose
MAX_CONTEXTS: Final = 10_000  # some megabytes; who is pushed out asks again in full

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update, as a front end translated it.

    Attributes:
        update_id: Telegram's number of the update; it may come twice.
        event: What the person did.
        language_code: The language of the person's app, as Telegram reports it; maybe empty.
        is_group: It happened in a group, where the bot was addressed.
        message_id: The message whose button was pressed, if one was.
        thread_id: The topic of a forum, if it is one.
    """

    update_id: int
    chat_id: int
    event: Event
    language_code: str = ""
    is_group: bool = False
    message_id: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stays the same from turn to turn; see World for the meaning of each."""

    campaign: Campaign
    knowledge: Knowledge
    operator: str
    contact: str
    bot_username: str
    stored: tuple[str, ...]
    of_nobody: frozenset[str]
    locales: Mapping[str, str]


class Turns:
    """Takes turns for every chat.

    Args:
        conversations: Remembers the chats.
        outbox: Sends what is to be shown.
        texts: Puts it into words.
        matcher: Recognises questions.
        clock: Tells what is true now.
        surroundings: What stays the same.
    """

    def __init__(
        self,
        conversations: Conversations,
        outbox: Outbox,
        texts: Texts,
        matcher: Matcher,
        clock: Clock,
        surroundings: Surroundings,
    ) -> None:
        self._conversations = conversations
        self._outbox = outbox
        self._texts = texts
        self._matcher = matcher
        self._clock = clock
        self._around = surroundings
        # A lock lives as long as somebody holds or awaits it.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._contexts: dict[int, Context] = {}  # of the newest chats, oldest first
        self._queued: Counter[int] = Counter()  # turns under way or waiting, by chat
        self._closing = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, incoming: Incoming) -> None:
        """Take one turn, and say what it decides to say.

        Failures to send are logged and end here: the turn itself is kept by then.
        """
        if self._closing or self._queued[incoming.chat_id] >= MAX_QUEUED:
            return  # a flood is not answered; others are not kept waiting by it
        lock = self._locks.setdefault(incoming.chat_id, asyncio.Lock())
        with self._counted(incoming.chat_id):
            async with lock:
                await self._take(incoming)

    async def drain(self) -> None:
        """Take no further turn, and wait until none is under way."""
        self._closing = True
        await self._idle.wait()

    @contextmanager
    def _counted(self, chat_id: int) -> Iterator[None]:
        self._queued[chat_id] += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._queued[chat_id] -= 1
            if not self._queued[chat_id]:
                del self._queued[chat_id]
            if not self._queued:
                self._idle.set()

    async def _take(self, incoming: Incoming) -> None:
        chat_id = incoming.chat_id
        kept = await self._conversations.load(chat_id)
        before = replace(kept or self._open(incoming), context=self._contexts.get(chat_id))
        turn = await self._decide(before, incoming)
        if not turn.effects:
            return
        after = turn.conversation
        # What was spoken of is never stored, and what has not changed is not written again.
        plain = None if after is None else replace(after, context=None)
        is_news = plain != kept or any(
            isinstance(e, CountMiss | Subscribe | Unsubscribe) for e in turn.effects
        )
        fresh = await self._conversations.commit(
            chat_id,
            incoming.update_id,
            plain if is_news else None,
            turn.effects,
            now=self._clock.now(),
        )
        if not fresh:
            return
        self._remember(chat_id, None if after is None else after.context)
        if not isinstance(incoming.event, Blocked):
            await self._say(turn, (after or before).locale, incoming)

    def _remember(self, chat_id: int, context: Context | None) -> None:
        """Keep what was spoken of, for as long as there is room."""
        self._contexts.pop(chat_id, None)
        if context is not None:
            self._contexts[chat_id] = context
        if len(self._contexts) > MAX_CONTEXTS:
            del self._contexts[next(iter(self._contexts))]  # the oldest

    async def _decide(self, before: Conversation, incoming: Incoming) -> Turn:
        world = World(
            now=self._clock.now(),
            campaign=self._around.campaign,
            knowledge=self._around.knowledge,
            matcher=self._matcher,
            locales=self._around.locales,
            operator=self._around.operator,
            contact=self._around.contact,
            bot_username=self._around.bot_username,
            stored=self._around.stored,
            of_nobody=self._around.of_nobody,
            is_group=incoming.is_group,
        )
        if isinstance(incoming.event, Said):
            # Matching takes milliseconds of computing: not on the event loop.
            return await asyncio.to_thread(take_turn, before, incoming.event, world)
        return take_turn(before, incoming.event, world)

    def _open(self, incoming: Incoming) -> Conversation:
        return Conversation(
            locale=choose_locale(incoming.language_code, self._texts.locales),
            zone=guess_zone(incoming.language_code),
        )

    async def _say(self, turn: Turn, locale: str, incoming: Incoming) -> None:
        place = incoming.message_id  # only the first message can take the pressed one's place
        for effect in turn.effects:
            if not isinstance(effect, Show):
                continue
            parcel = Parcel(
                incoming.chat_id,
                render(effect, self._texts, locale),
                Priority.ANSWER,
                message_id=place if effect.replace else None,
                thread_id=incoming.thread_id,
            )
            if effect.replace:
                place = None
            try:
                await self._outbox.deliver(parcel)
            except RecipientGone:
                now = self._clock.now()
                await self._conversations.commit(incoming.chat_id, None, None, (Forget(),), now=now)
                self._remember(incoming.chat_id, None)
                return
            except MessengerError as error:
                _log.warning("an answer was not sent: %s", type(error).__name__)
                return
