"""Takes the turns: an incoming update becomes an event, and its effects are carried out.

The shell around the core's take_turn. Turns of one chat follow one another (see queues.py); what
must last is committed before anything is said, and an update that comes twice is answered once.
"""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any, Final

from bot.adapters.texts import choose_locale
from bot.core.authority import may_decide
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Count, Disclose, Effect, SendFile, Show, TellStats, Text
from bot.core.errors import Stale, StoreUnavailable
from bot.core.events import Blocked, Said
from bot.core.ports import Clock, Conversations, Kept, Matcher, Members, Texts
from bot.core.privacy import must_last
from bot.core.reminders import guess_zone
from bot.core.turn import Turn
from bot.core.watch import Unwatched, Watch
from bot.delivery.failures import log_failure
from bot.delivery.outbox import Outbox
from bot.flood import Admission, Flood
from bot.incoming import Incoming
from bot.inline import Inline
from bot.queues import Queues
from bot.recollection import Recollection
from bot.saying import Saying
from bot.surroundings import Surroundings

MAX_TRIES: Final = 5  # of a turn whose chat is changed by another process in between

_log = logging.getLogger(__name__)


class Turns:
    """Takes turns for every chat.

    Args:
        conversations: Remembers the chats.
        outbox: Sends what is to be shown.
        texts: Puts it into words.
        matcher: Recognises questions.
        clock: Tells what is true now.
        members: Knows who may decide for a group.
        surroundings: What stays the same.
        watch: Told of each turn.

    Attributes:
        inline: Answers inline queries, which are no turns: nothing is kept of them.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # what it joins; named where it is built
        self,
        conversations: Conversations,
        outbox: Outbox,
        texts: Texts,
        matcher: Matcher,
        clock: Clock,
        members: Members,
        surroundings: Surroundings,
        *,
        watch: Watch | None = None,
    ) -> None:
        self._conversations = conversations
        self._texts = texts
        self._matcher = matcher
        self._clock = clock
        self._members = members
        self._around = surroundings
        self._watch = watch or Unwatched()
        self._saying = Saying(conversations, outbox, texts, clock)
        self.inline = Inline(conversations, texts, lambda: surroundings.world(matcher, clock.now()))
        self._queues = Queues()
        self._recollection = Recollection()
        self._flood = Flood()
        self._under_way: set[asyncio.Task[None]] = set()
        self._closing = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, incoming: Incoming) -> asyncio.Future[None]:
        """Take one turn, and return once it is kept; whatever keeps it from that is raised.

        What is returned ends when all has been said. Failures to send are logged and end there.

        Raises:
            StoreUnavailable: It is not kept, and can be taken again.
        """
        if self._closing:
            raise StoreUnavailable("the bot is stopping")
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[None] = loop.create_future()
        kept.set_result(None)
        chat_id = incoming.chat_id
        admission = self._flood.admit(chat_id, loop.time())
        if isinstance(incoming.event, Blocked):
            admission = Admission.TAKE  # who leaves is erased, however much they sent before
        if admission is Admission.TAKE:
            kept = loop.create_future()
            return await self._begin(incoming, self._follow(incoming, kept), kept)
        if admission is Admission.SLOW_DOWN:
            return await self._begin(incoming, self._slow_down(incoming), kept)
        return kept

    async def _begin(
        self, incoming: Incoming, work: Coroutine[Any, Any, None], kept: asyncio.Future[None]
    ) -> asyncio.Future[None]:
        """Let *work* go on by itself, and return it once *kept* is done."""
        self._flood.begin(incoming.chat_id)
        self._idle.clear()
        saying = asyncio.create_task(self._see_through(incoming.chat_id, work, kept))
        self._under_way.add(saying)
        saying.add_done_callback(self._under_way.discard)
        await asyncio.shield(kept)  # who asked may go away; the turn goes on
        return saying

    async def _see_through(
        self, chat_id: int, work: Coroutine[Any, Any, None], kept: asyncio.Future[None]
    ) -> None:
        try:
            await work
        except asyncio.CancelledError:
            kept.cancel()  # it is not known whether it is kept, so it must not be confirmed
            raise
        except Exception as error:  # noqa: BLE001  # before the turn is kept, it is the caller's
            if kept.done():
                log_failure(_log, "an answer was not sent", error)
            else:
                kept.set_exception(error)
        finally:
            if not kept.done():
                kept.set_result(None)  # there was nothing to keep
            self._flood.end(chat_id)
            if not self._flood.under_way:
                self._idle.set()

    async def _follow(self, incoming: Incoming, kept: asyncio.Future[None]) -> None:
        """Take the turn after those of its chat that are under way, and say what comes of it."""
        loop = asyncio.get_running_loop()
        began_at = loop.time()
        async with self._queues.deciding(incoming.chat_id):
            effects, locale = await self._take(incoming)
        kept.set_result(None)
        # Nothing is awaited between the two, so that the answers come in the order of the turns.
        if effects and not isinstance(incoming.event, Blocked):
            async with self._queues.saying(incoming.chat_id):
                await self._say(effects, locale, incoming)
        self._watch.note_turn(incoming.event, effects, loop.time() - began_at)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with a group that was upgraded; more than once does no harm.

        Raises:
            StoreUnavailable: That is not kept, and can be done again.
        """
        async with self._queues.deciding(old_chat_id):
            await self._conversations.move(old_chat_id, new_chat_id)
            self._recollection.move(old_chat_id, new_chat_id)

    @property
    def prefix(self) -> str:
        """What begins our commands in another bot; see World.prefix."""
        return self._around.prefix

    @property
    def is_closing(self) -> bool:
        """Whether no further turn is taken."""
        return self._closing

    async def sweep(self) -> None:
        """Forget what may be remembered no longer."""
        self._recollection.sweep(now=self._clock.now())

    async def drain(self) -> None:
        """Take no further turn, and wait until none is under way."""
        self._closing = True
        await self._idle.wait()

    async def _slow_down(self, incoming: Incoming) -> None:
        """Say that an update is left aside, since its chat sends more than can be answered."""
        kept = await self._conversations.load(incoming.chat_id)
        locale = self._before(kept, incoming).locale
        await self._saying.say((Show(((Text("flood-slow-down"),),)),), locale, incoming)

    async def _take(self, incoming: Incoming) -> tuple[tuple[Effect, ...], str]:
        """Take a turn and keep it; return what it came to, and in which language that is said.

        It comes to nothing where its update came before.
        """
        chat_id = incoming.chat_id
        for attempt in range(MAX_TRIES):
            kept = await self._conversations.load(chat_id, fresh=attempt > 0)
            before = self._before(kept, incoming)
            turn = await self._decide(before, incoming)
            if not turn.effects:
                break
            lasting = _lasting(before, turn, kept)
            try:
                is_new = await self._conversations.commit(
                    chat_id,
                    incoming.update_id,
                    lasting,
                    turn.effects,
                    now=self._clock.now(),
                    version=0 if kept is None else kept.version,
                )
            except Stale:
                continue
            if not is_new:
                break
            after, is_stored = turn.conversation, kept is not None or lasting is not None
            self._remember(chat_id, after, is_stored=is_stored)
            return turn.effects, (after or before).locale
        else:
            _log.error("a turn was given up: its chat kept changing")
        return (), ""

    def _before(self, kept: Kept | None, incoming: Incoming) -> Conversation:
        """Return the conversation as it stands, with what was spoken of last."""
        stored = None if kept is None else kept.conversation
        now = self._clock.now()
        known = self._recollection.recall(incoming.chat_id, stored, now=now)
        return known or self._open(incoming)

    def _remember(
        self, chat_id: int, conversation: Conversation | None, *, is_stored: bool = False
    ) -> None:
        now = self._clock.now()
        self._recollection.remember(chat_id, conversation, is_stored=is_stored, now=now)

    async def _decide(self, before: Conversation, incoming: Incoming) -> Turn:
        world = self._around.world(
            self._matcher,
            self._clock.now(),
            is_group=incoming.is_group,
            is_admin=await self._is_admin(incoming),
            thread_id=incoming.thread_id,
            is_owner=self._is_owner(incoming),
        )
        if isinstance(incoming.event, Said):
            # Matching takes milliseconds of computing: not on the event loop.
            return await asyncio.to_thread(take_turn, before, incoming.event, world)
        return take_turn(before, incoming.event, world)

    def _is_owner(self, incoming: Incoming) -> bool:
        """Tell whether an owner writes, in their private chat: it has the number of the user."""
        user_id = incoming.user_id
        return user_id in self._around.owner_ids and user_id == incoming.chat_id

    async def _is_admin(self, incoming: Incoming) -> bool:
        """Ask whether the person may decide for the group, where that matters."""
        if not incoming.is_group or not may_decide(incoming.event):
            return not incoming.is_group
        if incoming.user_id is None:
            return False
        return await self._members.is_admin(incoming.chat_id, incoming.user_id)

    async def _say(self, effects: tuple[Effect, ...], locale: str, incoming: Incoming) -> None:
        if not await self._saying.say(effects, locale, incoming):
            self._remember(incoming.chat_id, None)

    def _open(self, incoming: Incoming) -> Conversation:
        return Conversation(
            locale=choose_locale(incoming.language_code, self._texts.locales),
            zone=guess_zone(incoming.language_code),
        )


def _lasting(before: Conversation, turn: Turn, kept: Kept | None) -> Conversation | None:
    """Return what is to be stored of the chat after *turn*; None where nothing new is.

    What was spoken of is never stored, and what has not changed is not written again.
    """
    if turn.conversation is None:
        return None
    after = replace(turn.conversation, context=None)
    if kept is None:
        return after if must_last(before, turn) else None
    return after if after != kept.conversation or _concerns_store(turn) else None


def _concerns_store(turn: Turn) -> bool:
    """Tell whether an effect of *turn* belongs to a row of the chat, which must be there then."""
    besides = Show | SendFile | Disclose | TellStats | Count
    return any(not isinstance(effect, besides) for effect in turn.effects)
