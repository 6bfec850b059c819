"""Everything that the emulated Telegram knows: one bot, and whoever talks with it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.core.ports import Clock
from bot.emulator.chats import Chat, Chats, Everybody, GroupChat, Json
from bot.emulator.errors import too_many_requests
from bot.emulator.feeds import Feed
from bot.emulator.files import Files
from bot.emulator.profile import Profile
from bot.emulator.rates import Limits, Rates
from bot.emulator.signals import Signal
from bot.emulator.updates import UpdateQueue
from bot.emulator.views import message_view

_MAX_QUERIES: Final = 10_000
# Telegram documents no time within which a query has to be answered; members of its forums report
# seconds. This is a guess on the generous side.
QUERY_LIFETIME_SECONDS: Final = 60.0


@dataclass(slots=True)
class Query:
    """A press on a button, or an inline query, and the bot's answer to it.

    Attributes:
        id: What the bot answers with.
        user_id: Who asks.
        chat_id: The chat of the pressed button; None for an inline query.
        message_id: The message of the pressed button; None for an inline query.
        answer: The parameters of the bot's answer; None while there is none.
    """

    id: str
    user_id: int
    chat_id: int | None
    message_id: int | None
    asked_at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How the emulated Telegram behaves.

    Attributes:
        username: The bot's username, without "@".
        name: The bot's name where it has set none.
        privacy_mode: In groups the bot sees only what is meant for it.
        limits: Telegram's sending limits; None means no limits.
        keep_messages: How many messages of each chat are kept; 0 keeps none, for bulk.
        everybody_is_met: Every private chat that there could be has met the bot; for bulk too.
        local_mode: A webhook may be plain HTTP and on this machine, as with ``--local``.
        has_inline_mode: @BotFather was told /setinline.
        slows_repeats: A bot that asks for the same updates again within seconds is slowed down.
        time_source: Seconds that only grow: measures limits and the age of updates and queries.
        sleep: Waits some seconds: between deliveries to a webhook, and for a scripted delay.
    """

    username: str = "optout_bot"
    name: str = "Opt-out"
    privacy_mode: bool = True
    limits: Limits | None = None
    keep_messages: int = 1000
    everybody_is_met: bool = False
    local_mode: bool = True
    has_inline_mode: bool = True
    slows_repeats: bool = True
    time_source: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class World:
    """The state that the Bot API, the visitors of the web chat and the tests share.

    Args:
        token: The bot's token.
        clock: Dates every message.
        options: How it behaves.
    """

    def __init__(self, token: str, clock: Clock, options: Options) -> None:
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.options = options
        self.signal = Signal()
        self.chats = Everybody() if options.everybody_is_met else Chats()
        self.files = Files()
        self.profile = Profile(options.name, self._tell_profile)
        self.updates = UpdateQueue(
            options.time_source, self.signal.notify, slows_repeats=options.slows_repeats
        )
        self.feeds: dict[int, Feed] = {}
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self._clock = clock
        self._rates = Rates(options.limits) if options.limits else None
        self._last_query_id = 7_000_000_000

    @property
    def bot(self) -> Json:
        """The bot as a ``User``."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.profile.text("name", None),
            "username": self.options.username,
        }

    def now(self) -> int:
        """Return the present instant in Unix seconds."""
        return int(self._clock.now().timestamp())

    def new_query(self, user_id: int, chat_id: int | None, message_id: int | None) -> Query:
        """Begin a query that waits for an answer."""
        self._last_query_id += 1
        asked_at = self.options.time_source()
        query = Query(str(self._last_query_id), user_id, chat_id, message_id, asked_at)
        self.queries[query.id] = query
        if len(self.queries) > _MAX_QUERIES:
            self.queries.popitem(last=False)
        return query

    def is_expired(self, query: Query) -> bool:
        """Tell whether it is too late to answer *query*."""
        return self.options.time_source() - query.asked_at > QUERY_LIFETIME_SECONDS

    def count_sending(self, chat: Chat) -> None:
        """Count a message that the bot sends or edits.

        Raises:
            ApiError: 429: too many.
        """
        if self._rates is None:
            return
        wait_seconds = self._rates.admit(
            chat.id, is_group=isinstance(chat, GroupChat), now=self.options.time_source()
        )
        if wait_seconds is not None:
            raise too_many_requests(wait_seconds)

    def put(self, chat: Chat, message: Json) -> Json:
        """Show *message* in *chat*, in the place of the one with its id, and return it."""
        if chat.keep_messages:
            chat.keep(message)
        feed = self.feeds.get(chat.id)
        if feed is not None:
            feed.add({"type": "message", "message": message_view(message)})
        self.signal.notify()
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message away."""
        del chat.messages[message_id]
        self.tell(chat.id, {"type": "deleted", "message_id": message_id})

    def tell(self, chat_id: int, event: Json) -> None:
        """Tell the web pages that show the chat of *event*."""
        feed = self.feeds.get(chat_id)
        if feed is not None:
            feed.add(event)
        self.signal.notify()

    def _tell_profile(self, kind: str) -> None:
        for chat_id, feed in self.feeds.items():
            language = self.language(chat_id)
            if kind == "commands":
                commands = self.profile.shown_commands(chat_id, language)
                feed.add({"type": "commands", "commands": commands})
            else:
                feed.add({"type": "profile", "bot": self.shown_profile(language)})
        self.signal.notify()

    def language(self, chat_id: int) -> str | None:
        """Return the language of the app of the person with that private chat."""
        person = self.chats.person(chat_id)
        return person.language_code if person else None

    def shown_profile(self, language: str | None) -> Json:
        """Return the bot's profile as an app in *language* shows it."""
        return {
            "name": self.profile.text("name", language),
            "username": self.options.username,
            "description": self.profile.text("description", language),
            "short_description": self.profile.text("short_description", language),
        }
