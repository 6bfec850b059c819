"""What turns leave in a real database: nothing of who only asks, all of a choice, then nothing."""

import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import Connection

from bot.adapters.clocks import SimulatedClock
from bot.adapters.schema import OF_NOBODY, metadata, stored_lines
from bot.adapters.store import SqlStore
from bot.adapters.texts import LOCALE_NAMES
from bot.core import kept_questions
from bot.core.actions import encode
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Unanswered
from bot.core.events import Blocked, Commanded, Event, Pressed, Said
from bot.core.ports import RenderedMessage
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.incoming import Incoming
from bot.recollection import KEEP, KEEP_UNANSWERED
from bot.surroundings import Surroundings
from bot.turns import Turns
from tests.adapters.chats import ANNA, BELA
from tests.adapters.conftest import open_store_at
from tests.core.worlds import KNOWLEDGE, QUESTIONS
from tests.spoken import TEXTS

NOW: Final = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
UNKNOWN: Final = "Will it rain on my parade?"
OF_NOBODY_TABLES: Final = {
    table.name
    for table in metadata.sorted_tables
    if {column.info["stored"] for column in table.columns} <= OF_NOBODY
}
AROUND: Final = Surroundings(
    campaign=LINKEDIN_AI,
    knowledge=KNOWLEDGE,
    operator="A union",
    contact="dpo@example.org",
    bot_username="optout_bot",
    stored=stored_lines(),
    of_nobody=OF_NOBODY,
    locales=LOCALE_NAMES,
)


class Postman:
    """Takes every message and keeps it for the test."""

    def __init__(self) -> None:
        self.sent: list[RenderedMessage] = []

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Take a new message."""
        del chat_id, thread_id
        self.sent.append(message)
        return len(self.sent)

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Take a message in the place of another."""
        del chat_id, message_id
        self.sent.append(message)

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take a message away."""


class Unhurried(Pacing):
    """Telegram's pace is not what is tested here."""

    def overall_ready_at(self, now: float) -> float:
        """Say that the bot may send."""
        return now

    def chat_ready_at(self, chat_id: int, now: float) -> float:
        """Say that the chat may be sent to."""
        del chat_id
        return now


class Nobody:
    """No group has an administrator here."""

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Tell that nobody is one."""
        del chat_id, user_id
        return False


@dataclass
class Bot:
    """The bot over a database, and one person after another who writes to it."""

    store: SqlStore
    clock: SimulatedClock
    outbox: Outbox
    postman: Postman
    turns: Turns
    updates: int = field(default=0)

    async def does(
        self, event: Event, *, chat_id: int = ANNA, language: str = "en"
    ) -> list[RenderedMessage]:
        """Let a person do something; return what they get."""
        self.updates += 1
        already = len(self.postman.sent)
        incoming = Incoming(self.updates, chat_id, event, language_code=language)
        await (await self.turns.take(incoming))
        return self.postman.sent[already:]

    async def presses(self, label: str, **details: Any) -> list[RenderedMessage]:  # noqa: ANN401  # as does() takes them
        """Press the newest button with these words."""
        rows = (row for message in reversed(self.postman.sent) for row in message.keyboard)
        data = next(b.data for row in rows for b in row if label in b.label)
        assert data is not None
        return await self.does(Pressed(data), **details)

    async def rows(self) -> dict[str, int]:
        """Return how many rows each table has that has any; those of nobody are left out."""
        counts = await self.store.database.read(_counts)
        return {name: n for name, n in counts.items() if name not in OF_NOBODY_TABLES}

    def restart(self) -> None:
        """Begin a new process over the same database."""
        self.turns = _turns(self.store, self.outbox, self.clock)


def _counts(connection: Connection) -> dict[str, int]:
    tables = metadata.sorted_tables
    counts = {table.name: len(connection.execute(table.select()).all()) for table in tables}
    return {name: count for name, count in counts.items() if count}


def _turns(store: SqlStore, outbox: Outbox, clock: SimulatedClock) -> Turns:
    return Turns(store, outbox, TEXTS, QUESTIONS, clock, Nobody(), AROUND)


@asynccontextmanager
async def open_bot(url: str) -> AsyncIterator[Bot]:
    """Open the bot over the database at *url*."""
    clock, postman = SimulatedClock(NOW), Postman()
    outbox = Outbox(postman, Unhurried())
    async with open_store_at(url) as store:
        try:
            yield Bot(store, clock, outbox, postman, _turns(store, outbox, clock))
        finally:
            await outbox.close()


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Bot]:
    """The bot over an empty database of each kind."""
    async with open_bot(database_url) as opened:
        yield opened


# Leaving no trace


async def test_who_asks_and_walks_to_the_end_leaves_no_row(bot: Bot) -> None:
    """Questions, the whole way, the receipt and a calendar file: only numbers of nobody stay."""
    await bot.does(Said("private messages?"))
    await bot.does(Said(UNKNOWN))
    await bot.does(Pressed("by:link"))
    for step in ("open-link", "turn-off", "check-page", "check-switch", "check-again"):
        await bot.does(Pressed(f"walk:link:{step}:next"))
    (receipt,) = await bot.does(Pressed("walk:link:done:finish"))
    assert "20 October 2025" in receipt.html
    (sent,) = await bot.does(Pressed("look:6"))
    assert sent.file is not None
    assert sent.file.content.startswith(b"BEGIN:VCALENDAR")
    assert await bot.rows() == {}
    assert await bot.store.misses() == ((NOW.date(), "en", "what-changes", 1),)


async def test_what_is_known_in_memory_helps_like_what_is_stored(bot: Bot) -> None:
    """Greeted once; a question in between brings back the step; a short reply is understood."""
    first = await bot.does(Pressed("by:phone"))
    assert len(first) == 2
    answer, step = await bot.does(Said("private messages?"))
    assert step.html == first[1].html
    assert answer.html != step.html
    (who,) = await bot.does(Said("who says so?"))
    assert "<a href=" in who.html
    assert await bot.rows() == {}


@pytest.mark.parametrize("reason", ["restart", "a day"])
async def test_after_the_memory_is_gone_buttons_go_on_working(bot: Bot, reason: str) -> None:
    """The person is greeted once more, and stands where their button says."""
    await bot.does(Pressed("by:phone"))
    if reason == "restart":
        bot.restart()
    else:
        bot.clock.set(NOW + KEEP)
        await bot.turns.sweep()
    greeting, step = await bot.does(Pressed("walk:phone:open-menu:next"))
    assert "I am a bot" in greeting.html
    assert "2" in step.html
    assert await bot.rows() == {}


async def test_a_choice_is_kept_with_what_is_known_by_then(bot: Bot) -> None:
    """From then on nothing depends on memory."""
    await bot.does(Pressed("by:phone"))
    await bot.does(Pressed("pictures:off"))
    assert await bot.rows() == {"chat": 1}
    bot.restart()
    shown = await bot.does(Said("private messages?"))
    assert len(shown) == 2  # the answer and the step; no greeting
    kept = await bot.store.load(ANNA, fresh=True)
    assert kept is not None
    assert kept.conversation.step is not None
    assert not kept.conversation.wants_pictures


async def test_reminders_are_kept_until_all_is_erased_and_then_nothing_is(bot: Bot) -> None:
    """Afterwards the person is a stranger again, in memory too."""
    await bot.does(Pressed("keep:light:9"))
    assert (await bot.rows())["chat"] == 1
    await bot.does(Commanded("delete"))
    begun_at = time.perf_counter()
    (receipt,) = await bot.does(Pressed("erase:yes"))
    assert time.perf_counter() - begun_at < 1.0
    assert "everything about this chat is erased" in receipt.html
    assert await bot.rows() == {}
    assert await bot.store.next_due_at() is None
    assert len(await bot.does(Commanded("help"))) == 2
    assert await bot.rows() == {}


async def test_a_block_erases_as_much(bot: Bot) -> None:
    """Of who has rows, and of who has none; another's stay."""
    for chat_id in (ANNA, BELA):
        await bot.does(Pressed("keep:light:9"), chat_id=chat_id)
    await bot.does(Pressed(encode("question", "drop")), chat_id=BELA)
    assert await bot.does(Blocked()) == []
    assert await bot.does(Blocked()) == []
    assert (await bot.rows())["chat"] == 1
    assert await bot.store.load(ANNA, fresh=True) is None


# Seeing


async def test_who_is_not_stored_is_told_so(bot: Bot) -> None:
    """/mydata makes no row in order to show none."""
    *_, told = await bot.does(Commanded("mydata"))
    assert "Nothing is stored about this chat" in told.html
    assert told.file is None
    assert await bot.rows() == {}


async def test_who_is_stored_sees_everything_and_takes_it_along(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """As words and as a file; no log tells of it."""
    caplog.set_level(logging.DEBUG)
    await bot.does(Pressed("keep:light:18"))
    await bot.does(Said(UNKNOWN))
    await bot.presses("You may keep this question")
    words, sent = await bot.does(Commanded("mydata"))
    assert str(ANNA) in words.html
    assert UNKNOWN in words.html
    assert sent.file is not None
    assert sent.file.name.endswith(".json")
    stored = json.loads(sent.file.content)["stored"]
    assert stored["chat"][0]["chat_number"] == ANNA
    assert stored["subscription"][0]["hour"] == 18
    assert stored["kept_question"][0]["sealed_text"] == UNKNOWN
    assert len(stored["reminder"]) == (await bot.rows())["reminder"]
    assert str(ANNA) not in caplog.text
    assert UNKNOWN not in caplog.text


# Questions that are given to us


async def test_a_question_is_kept_only_when_the_person_says_so(bot: Bot) -> None:
    """Then it is said back, shown, and taken back at any time."""
    await bot.does(Said(UNKNOWN))
    assert await bot.rows() == {}
    (thanks,) = await bot.presses("You may keep this question")
    assert UNKNOWN in thanks.html
    assert await bot.rows() == {"chat": 1, "kept_question": 1}
    (receipt,) = await bot.presses("Take my questions back")
    assert "none of your questions" in receipt.html
    assert await bot.rows() == {"chat": 1}


@pytest.mark.parametrize("reason", ["restart", "a quarter of an hour"])
async def test_a_question_is_known_for_some_minutes_only(bot: Bot, reason: str) -> None:
    """Afterwards the button says that nothing is kept, and nothing is."""
    await bot.does(Said(UNKNOWN))
    if reason == "restart":
        bot.restart()
    else:
        bot.clock.set(NOW + KEEP_UNANSWERED)
        await bot.turns.sweep()
        assert UNKNOWN not in str(vars(bot.turns))
    *_, gone = await bot.presses("You may keep this question")
    assert "this press keeps nothing" in gone.html
    assert await bot.rows() == {}


async def test_nobody_keeps_the_question_of_another(bot: Bot) -> None:
    """A forged button finds nothing in one's own chat."""
    await bot.does(Said(UNKNOWN))
    forged = encode("question", "keep", kept_questions.mark(Unanswered(UNKNOWN, "when")))
    *_, gone = await bot.does(Pressed(forged), chat_id=BELA)
    assert "this press keeps nothing" in gone.html
    assert await bot.rows() == {}


async def test_the_last_day_is_noted_once_a_day(bot: Bot) -> None:
    """A turn of the same day that changes nothing writes nothing of the chat."""
    await bot.does(Pressed("pictures:off"))
    before = await bot.store.load(ANNA, fresh=True)
    await bot.does(Commanded("help"))
    assert await bot.store.load(ANNA, fresh=True) == before
    bot.clock.set(NOW + timedelta(days=1))
    await bot.does(Commanded("help"))
    after = await bot.store.load(ANNA, fresh=True)
    assert before is not None
    assert after is not None
    tomorrow = NOW.date() + timedelta(days=1)
    assert after.conversation == replace(before.conversation, seen_on=tomorrow)
