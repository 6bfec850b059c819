"""What the core and its shell ask of the world; adapters and front ends fulfil it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from bot.core.broadcasts import Broadcast
from bot.core.conversation import Conversation
from bot.core.effects import Disclosed, Effect, Picture, PlannedReminder, ReminderPlan, Text
from bot.core.faq import Match
from bot.core.tally import Tally


class Clock(Protocol):
    """Tells the time; a test brings one that stands still."""

    def now(self) -> datetime:
        """Return the present instant: aware, in UTC."""
        ...


class Texts(Protocol):
    """Says texts in a language."""

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that can be spoken, the project's own first."""
        ...

    def say(self, text: Text, locale: str) -> str:
        """Return *text* as Telegram HTML, with every variable escaped.

        Falls back along the locale chain (``fr-CA``, ``fr``, ``en``).
        """
        ...

    def label(self, text: Text, locale: str) -> str:
        """Return *text* for a place that takes no markup, as a button."""
        ...


class Matcher(Protocol):
    """Recognises what a question is about."""

    def match(self, text: str, locale: str) -> Match:
        """Return the topics that *text* may mean; any text is accepted."""
        ...


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder that has been claimed for sending.

    Attributes:
        id: Its row.
        chat_id: Where it goes.
        planned: What was planned.
        conversation: The chat as it is now.
        text: What an owner wrote, of a broadcast that was not cancelled; else None.
    """

    id: int
    chat_id: int
    planned: PlannedReminder
    conversation: Conversation
    text: str | None = field(default=None, repr=False)


class Kept(NamedTuple):
    """A conversation as the store has it."""

    conversation: Conversation
    version: int  # counts the changes; 1 or more


class Conversations(Protocol):
    """Keeps what is known of each chat."""

    async def load(self, chat_id: int, *, fresh: bool = False) -> Kept | None:
        """Return what is kept of the chat, or None where nothing is.

        It may be a little old, unless it must be *fresh*: commit finds out.
        """
        ...

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
        """Keep the outcome of a turn, all of it or nothing; return whether it was kept.

        False means that the update was seen before: nothing is changed then.

        Args:
            chat_id: The chat whose turn it was.
            update_id: The update, marked as seen; None for a turn that no update caused.
            conversation: What to keep; None keeps nothing of it that was not kept before.
            effects: Those about the store (PlanEffect, Count, KeepQuestion, DropQuestions, Forget)
                are carried out in order; others are passed over. Of a chat of which nothing is
                kept, only Count is, and what is about broadcasts.
            now: The present instant; aware, UTC.
            version: What the turn began from, 0 for a chat of which nothing was kept; None where
                that does not matter. Checked only where *conversation* or an effect changes it.

        Raises:
            Stale: The chat has changed since; nothing is kept. Load it fresh and take the turn
                again.
        """
        ...

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with what is kept of a group that was upgraded."""
        ...

    async def waiting(self, chat_id: int) -> ReminderPlan:
        """Return the reminders of the chat that wait, but for news; soonest first."""
        ...

    async def disclose(self, chat_id: int) -> tuple[Disclosed, ...]:
        """Return everything that is kept of the chat, row by row; nothing where nothing is."""
        ...

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        ...

    async def tallies(self, *, since: date) -> tuple[Tally, ...]:
        """Return what was counted from the day *since* (UTC) on, oldest first.

        Reminders that were sent are among it for as long as their rows are kept.
        """
        ...

    async def broadcast(self, id_: int | None) -> Broadcast | None:
        """Return how the broadcast *id_*, or the newest, stands; None where it is not kept."""
        ...

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be (see /privacy)."""
        ...


class Reminders(Protocol):
    """Keeps the reminders and hands out those that are due, each to one sender at a time."""

    async def claim(
        self,
        *,
        now: datetime,
        limit: int,
        lease_seconds: float,
        urgent_until: datetime | None = None,
    ) -> list[DueReminder]:
        """Return the due reminders of up to *limit* chats, leased to the caller.

        Those come first whose latest moment is nearest. All that is due for a chat comes
        together, also what had been put off. A reminder whose lease ran out counts as due again.

        Args:
            now: The present instant; aware, UTC.
            limit: How many chats at most.
            lease_seconds: How long the caller may take.
            urgent_until: Those whose latest moment is not after it count as due already: a large
                audience is begun early, so that the last person is reminded in time.
        """
        ...

    async def finish(self, outcomes: Mapping[int, "Outcome"], *, now: datetime) -> None:
        """Record what became of claimed reminders, by their ids.

        A subscription ends with the last of its reminders.
        """
        ...

    async def backlog(self, *, until: datetime, now: datetime) -> tuple[tuple[datetime, int], ...]:
        """Return how many will be sent, by their latest moment up to *until*, nearest first.

        Of what is due *now* for a chat, one: it stands for the others.
        """
        ...

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed reminder.

    Attributes:
        sent: It reached Telegram.
        retry_at: It goes back to wait until then (aware, UTC); None ends it.
    """

    sent: bool
    retry_at: datetime | None = None


class Workers(Protocol):
    """Knows how many processes share the work, and so the rate that Telegram grants one bot."""

    async def beat(self, worker: str, *, alive_seconds: float) -> int:
        """Note that *worker* is alive; return how many are, counting those seen within that time.

        A database that one process alone can use always answers 1.
        """
        ...


@dataclass(frozen=True, slots=True)
class RenderedButton:
    """A button in words: it carries *data* back, or opens *url*; exactly one of them is set."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file as it is sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RenderedPicture:
    """A picture that is still to be drawn, in the words of one language."""

    picture: Picture
    locale: str


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """A message as Telegram takes it: HTML and rows of buttons, below a picture or a file.

    Attributes:
        html: The text; with a picture or a file, its caption (at most 1,024 symbols).
        picture: Sent as a photo; never together with *file*.
        file: Sent as a document.
    """

    html: str
    keyboard: tuple[tuple[RenderedButton, ...], ...] = ()
    picture: RenderedPicture | None = None
    file: RenderedFile | None = None


@dataclass(frozen=True, slots=True)
class RenderedArticle:
    """An answer that an inline query offers, to be inserted into a chat.

    Attributes:
        id: Tells it from the others; at most 64 bytes.
        title: The line to choose it by.
        description: A glimpse of it, without markup.
        html: The text that is inserted.
        keyboard: Below it; only links, since what is pressed elsewhere does not come back to us.
    """

    id: str
    title: str
    description: str
    html: str
    keyboard: tuple[tuple[RenderedButton, ...], ...]


class Pictures(Protocol):
    """Draws pictures."""

    def draw(self, picture: Picture, locale: str) -> bytes:
        """Return *picture* as PNG, in the words of *locale*.

        Raises:
            KeyError: No picture has that name.
        """
        ...


class Members(Protocol):
    """Knows who may decide for a group."""

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Tell whether the person is an administrator of the group; False when in doubt."""
        ...


class Messenger(Protocol):
    """Carries messages to Telegram; every failure is one of our MessengerErrors."""

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message* to the chat (and topic of a forum); return its message id.

        Raises:
            MessengerError: It was not sent, or it is not known whether it was.
        """
        ...

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Put *message* in the place of an earlier one; the same content counts as success.

        A text cannot take the place of a photo; such a call raises MessageGone.

        Raises:
            MessengerError: It was not edited, or it is not known whether it was.
        """
        ...

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take an earlier message away; one too old for that loses its buttons at least.

        Raises:
            MessengerError: It stays as it is, or it is not known whether it does.
        """
        ...
