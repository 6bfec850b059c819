"""A person's turn from the update to what arrives: in order, once, and without a trace in logs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.adapters.clocks import SimulatedClock
from bot.adapters.memory import MemoryStore
from bot.adapters.schema import OF_NOBODY, stored_lines
from bot.adapters.texts import LOCALE_NAMES
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.effects import Unsubscribe
from bot.core.errors import MessengerUnavailable, RecipientGone, StoreUnavailable
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.ports import Kept
from bot.core.reminders import Cadence
from bot.delivery.outbox import ANSWER_ATTEMPTS, Outbox
from bot.delivery.pacing import Pacing
from bot.flood import OF_A_CHAT
from bot.incoming import Incoming
from bot.surroundings import Surroundings
from bot.turns import Turns
from tests.core.worlds import KNOWLEDGE, QUESTIONS
from tests.spoken import TEXTS
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

NOW = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
ANNA, BELA, GROUP = 1_234_567_890, 2, -3
AROUND = Surroundings(
    campaign=LINKEDIN_AI,
    knowledge=KNOWLEDGE,
    operator="A union",
    contact="dpo@example.org",
    bot_username="optout_bot",
    stored=stored_lines(),
    of_nobody=OF_NOBODY,
    locales=LOCALE_NAMES,
)


@dataclass
class Admins:
    """Who administers the groups, and how often that was asked."""

    ids: set[int] = field(default_factory=set)
    asked: int = 0

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Tell whether the person is one of them."""
        assert chat_id < 0, "nobody administers a private chat"
        self.asked += 1
        return user_id in self.ids


@dataclass
class Chat:
    """The bot in memory, and people who write to it over a recorded wire."""

    store: MemoryStore
    wire: Wire
    turns: Turns
    clock: SimulatedClock
    admins: Admins
    updates: int = field(default=0)

    async def kept(self, chat_id: int) -> Conversation | None:
        """Return what is kept of a chat."""
        kept = await self.store.load(chat_id)
        return None if kept is None else kept.conversation

    async def does(
        self,
        chat_id: int,
        event: Event,
        *,
        answers: int = 1,
        update_id: int | None = None,
        **details: Any,  # noqa: ANN401  # they differ; Incoming checks them
    ) -> None:
        """Let a person do something that is answered with so many messages.

        Args:
            chat_id: Who does it; negative in a group.
            event: What they do.
            answers: How many messages are planned.
            update_id: Telegram's number of it; a new one by default.
            details: More of Incoming.
        """
        if answers:
            self.wire.expect(chat_id, times=answers)
        self.updates += 1
        said = await self.turns.take(
            Incoming(
                update_id=update_id or 1000 + self.updates,
                chat_id=chat_id,
                event=event,
                is_group=chat_id < 0,
                **{"language_code": "fr", **details},
            )
        )
        await said


@asynccontextmanager
async def open_chat(wire: Wire | None = None) -> AsyncIterator[Chat]:
    """Open the bot; at the end, every planned answer must have been sent."""
    store, wire, clock = MemoryStore(), wire or Wire(), SimulatedClock(NOW)
    outbox = Outbox(wire, Pacing())
    try:
        admins = Admins()
        turns = Turns(store, outbox, TEXTS, QUESTIONS, clock, admins, AROUND)
        yield Chat(store, wire, turns, clock, admins)
    finally:
        await outbox.close()
    wire.check()


# What a person sees


@in_virtual_time
async def test_at_first_contact_everybody_is_told_what_this_is() -> None:
    """Whatever one begins with, the first message says: a bot, independent of LinkedIn."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("optout"), answers=2)
        first, answer = chat.wire.said_to(ANNA)
        assert "indépendant de LinkedIn" in first
        assert "Désactivons" in answer
        await chat.does(ANNA, Commanded("optout"))
        assert chat.wire.said_to(ANNA)[2:] == [answer]


async def test_a_question_is_answered() -> None:
    """Free text, in the language of the app, with the matching off the event loop."""
    async with open_chat() as chat:
        await chat.does(ANNA, Said("private messages?"), answers=2, language_code="en-GB")
        _, answer = chat.wire.said_to(ANNA)
        assert "private messages" in answer
        await chat.does(ANNA, Pressed("keep:light:9"), language_code="en-GB")
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert (conversation.locale, conversation.zone) == ("en", "Europe/London")


async def test_a_short_reply_is_understood_from_what_was_said_before() -> None:
    """What was spoken of is known to the next turn, as for “qui le dit ?”, and never stored."""
    async with open_chat() as chat:
        await chat.does(ANNA, Said("private messages?"), answers=2)
        await chat.does(ANNA, Said("qui le dit ?"))
        assert "LinkedIn" in chat.wire.said_to(ANNA)[-1]
        assert "<a href=" in chat.wire.said_to(ANNA)[-1]
        await chat.does(ANNA, Pressed("keep:light:9"))
        await chat.does(ANNA, Said("private messages?"))
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.context is None


@in_virtual_time
async def test_a_press_changes_the_message_that_it_belongs_to() -> None:
    """The chat does not fill with old steps; what comes besides is new."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("by:phone"), message_id=77)
        assert [call.edits for call in chat.wire.arrived] == [None, 77]
        await chat.does(ANNA, Pressed("do:help"), message_id=77)
        assert [call.edits for call in chat.wire.arrived] == [None, 77, None]


@in_virtual_time
async def test_in_a_forum_the_answer_comes_in_its_topic() -> None:
    """And a command that is not ours is left to other bots, without a trace."""
    async with open_chat() as chat:
        await chat.does(GROUP, Commanded("start"), thread_id=5)
        assert [call.thread_id for call in chat.wire.arrived] == [5]
        await chat.does(GROUP - 1, Commanded("weather"), answers=0)
        assert await chat.kept(GROUP - 1) is None


@in_virtual_time
async def test_what_has_no_words_is_answered_too() -> None:
    """A sticker or a photo is told what can be read."""
    async with open_chat() as chat:
        await chat.does(ANNA, Attached(), answers=2)
        assert "des mots" in chat.wire.said_to(ANNA)[-1]


# Order


@in_virtual_time
async def test_the_turns_of_a_chat_follow_one_another() -> None:
    """Three quick presses are three steps, and the answers come in order."""
    async with open_chat(Wire(seconds_per_call=0.5)) as chat:
        await chat.does(ANNA, Commanded("start"))
        commands = ("help", "settings", "language", "help", "settings")
        await asyncio.gather(*(chat.does(ANNA, Commanded(name)) for name in commands))
        beginnings = [said[:20] for said in chat.wire.said_to(ANNA)[1:]]
        assert beginnings[0] == beginnings[3] != beginnings[1] == beginnings[4]


@in_virtual_time
async def test_what_one_turn_keeps_the_next_one_knows() -> None:
    """However quickly they come: nothing is overwritten by an older state."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await asyncio.gather(
            chat.does(ANNA, Pressed("keep:light:9")),
            chat.does(ANNA, Pressed("lang:en")),
            chat.does(ANNA, Pressed("by:phone")),
        )
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.cadence is Cadence.LIGHT
        assert conversation.locale == "en"
        assert conversation.step is not None


@in_virtual_time
async def test_chats_do_not_wait_for_each_other() -> None:
    """Telegram takes ten seconds for one person: another is answered at once."""
    async with open_chat(Wire(seconds_per_call=10.0)) as chat:
        slow = asyncio.create_task(chat.does(ANNA, Commanded("start")))
        await asyncio.sleep(1.0)
        chat.wire.seconds_per_call = 0.1
        begun_at = seconds()
        await chat.does(BELA, Commanded("start"))
        assert seconds() - begun_at < 0.2
        await slow


@in_virtual_time
async def test_turns_are_kept_while_their_answers_wait() -> None:
    """Each at once; what they say comes in their order, and no answer within another."""
    async with open_chat(Wire(seconds_per_call=10.0)) as chat:
        chat.wire.expect(ANNA, times=4)  # of the first contact comes one message more
        events: tuple[Event, ...] = (
            Commanded("optout"),
            Commanded("help"),
            Pressed("keep:light:9"),
        )
        begun_at = seconds()
        said = [
            await chat.turns.take(Incoming(number, ANNA, event, language_code="fr"))
            for number, event in enumerate(events, 1)
        ]
        assert seconds() == begun_at
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.cadence is Cadence.LIGHT
        await asyncio.gather(*said)
        first, walk, help_, plan = chat.wire.said_to(ANNA)
        assert "indépendant de LinkedIn" in first
        assert "Désactivons" in walk
        assert "/optout" in help_
        assert "rappel" in plan


@in_virtual_time
async def test_what_follows_a_turn_that_is_not_kept_comes_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both are refused, so that both come again in their order; another chat is not concerned."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"))
        load, begun_at = chat.store.load, seconds()

        async def load_unless_locked(chat_id: int, *, fresh: bool = False) -> Kept | None:
            await asyncio.sleep(1.0)
            if chat_id == ANNA and seconds() < begun_at + 2.0:
                raise StoreUnavailable("SQLITE_BUSY")
            return await load(chat_id, fresh=fresh)

        monkeypatch.setattr(chat.store, "load", load_unless_locked)
        stop, keep = Commanded("stop"), Pressed("keep:daily:9")
        chat.wire.expect(BELA)
        outcomes = await asyncio.gather(
            chat.does(ANNA, stop, answers=0, update_id=7),
            chat.does(ANNA, keep, answers=0, update_id=8),
            chat.does(BELA, Commanded("start"), answers=0),
            return_exceptions=True,
        )
        assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 2 + [type(None)]
        await asyncio.gather(chat.does(ANNA, stop, update_id=7), chat.does(ANNA, keep, update_id=8))
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.cadence is Cadence.DAILY


@in_virtual_time
async def test_the_same_update_twice_is_answered_once() -> None:
    """Telegram repeats what it holds for lost, at the same time or later."""
    async with open_chat() as chat:
        chat.wire.expect(ANNA)
        await asyncio.gather(
            *(chat.does(ANNA, Commanded("start"), update_id=7, answers=0) for _ in range(3))
        )
        await chat.does(ANNA, Commanded("start"), update_id=7, answers=0)
        assert len(chat.wire.calls) == 1


@in_virtual_time
async def test_an_update_that_comes_again_does_not_subscribe_again() -> None:
    """After /stop, the old press stays without effect."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"), update_id=8)
        await chat.does(ANNA, Commanded("stop"))
        await chat.does(ANNA, Pressed("keep:light:9"), update_id=8, answers=0)
        assert await chat.store.next_due_at() is None


@in_virtual_time
async def test_what_is_brought_back_is_told_from_what_waits() -> None:
    """How many, and when the first comes; or that nothing is left of it."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"))
        undo = f"undo:stop:light:9:{NOW.date()}"
        await chat.does(ANNA, Commanded("stop"))
        await chat.does(ANNA, Pressed(undo))
        assert "2 rappels, le premier le" in chat.wire.said_to(ANNA)[-1]
        await chat.does(ANNA, Commanded("stop"))
        await chat.store.purge(now=NOW + timedelta(days=31))
        await chat.does(ANNA, Pressed(undo))
        assert "aucun moment" in chat.wire.said_to(ANNA)[-1]
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.cadence is None


@in_virtual_time
async def test_a_turn_whose_chat_was_changed_meanwhile_is_taken_again() -> None:
    """Another process ended the reminders in between: the turn begins from what is kept now."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"))
        load, loads = chat.store.load, []

        async def load_and_be_overtaken(chat_id: int, *, fresh: bool = False) -> Kept | None:
            kept = await load(chat_id, fresh=fresh)
            loads.append(fresh)
            if kept is not None and not fresh:
                ended = replace(kept.conversation, cadence=None, subscribed_on=None)
                await chat.store.commit(ANNA, None, ended, (Unsubscribe(),), now=NOW)
            return kept

        chat.store.load = load_and_be_overtaken  # type: ignore[method-assign]
        await chat.does(ANNA, Pressed("by:phone"))
        chat.store.load = load  # type: ignore[method-assign]
        assert loads == [False, True]
        conversation = await chat.kept(ANNA)
        assert conversation is not None
        assert conversation.step is not None
        assert conversation.cadence is None


# Groups


@in_virtual_time
async def test_what_concerns_a_whole_group_is_for_its_administrators() -> None:
    """Asked anew at each press: what a button carries is no authority."""
    async with open_chat() as chat:
        chat.admins.ids = {BELA}
        await chat.does(GROUP, Commanded("start"), user_id=ANNA)
        assert chat.admins.asked == 0
        for event in (Commanded("language"), Pressed("lang:en"), Pressed("do:delete")):
            await chat.does(GROUP, event, user_id=ANNA)
            assert "administrateurs" in chat.wire.said_to(GROUP)[-1]
        await chat.does(GROUP, Pressed("lang:en"))  # nobody knows who
        assert "administrateurs" in chat.wire.said_to(GROUP)[-1]
        await chat.does(GROUP, Pressed("lang:en"), user_id=BELA)
        conversation = await chat.kept(GROUP)
        assert conversation is not None
        assert conversation.locale == "en"


# Erasure


@in_virtual_time
async def test_after_delete_nothing_is_kept() -> None:
    """The receipt is the last that is said; the next contact is the first."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"))
        await chat.does(ANNA, Commanded("delete"))
        await chat.does(ANNA, Pressed("erase:yes"))
        assert "effacé" in chat.wire.said_to(ANNA)[-1]
        assert await chat.kept(ANNA) is None
        assert await chat.store.next_due_at() is None
        await chat.does(ANNA, Commanded("help"), answers=2)


@in_virtual_time
async def test_who_blocks_the_bot_is_forgotten_in_silence() -> None:
    """Nothing is sent to somebody who does not want it."""
    async with open_chat() as chat:
        await chat.does(ANNA, Commanded("start"))
        await chat.does(ANNA, Pressed("keep:light:9"))
        await chat.does(ANNA, Blocked(), answers=0)
        assert await chat.kept(ANNA) is None
        assert await chat.store.next_due_at() is None
        await chat.does(BELA, Blocked(), answers=0)  # of whom nothing was known


async def test_who_turns_out_to_be_gone_is_forgotten() -> None:
    """Telegram says that the chat is no more: every row goes, and what was spoken of."""
    async with open_chat() as chat:
        await chat.does(ANNA, Said("private messages?"), answers=2)
        await chat.does(ANNA, Pressed("keep:light:9"))
        chat.wire.expect(ANNA, RecipientGone())
        await chat.does(ANNA, Said("private messages?"), answers=0)
        assert await chat.kept(ANNA) is None
        assert await chat.store.next_due_at() is None
        await chat.does(ANNA, Said("qui le dit ?"), answers=2)
        assert "<a href=" not in chat.wire.said_to(ANNA)[-1]


# Failures


async def test_a_failure_to_send_is_logged_without_the_person(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither text nor number stands in a log, at any level; the turn is kept."""
    monkeypatch.setattr("bot.delivery.outbox.ANSWER_ATTEMPTS", 1)
    caplog.set_level(logging.DEBUG, logger="bot")
    async with open_chat() as chat:
        failure = MessengerUnavailable(f"chat {ANNA}: private messages?")
        chat.wire.expect(ANNA, failure)
        await chat.does(ANNA, Pressed("keep:light:9"), answers=0)
        assert await chat.kept(ANNA) is not None
        await chat.does(ANNA, Said("private messages?"))
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert [record.levelno for record in ours] == [logging.WARNING]
    assert "an answer was not sent: MessengerUnavailable" in caplog.text
    assert str(ANNA) not in caplog.text
    assert "private messages" not in caplog.text


@in_virtual_time
async def test_after_a_failure_the_rest_of_the_turn_is_not_said() -> None:
    """Half an answer without its beginning would puzzle; the next turn is answered as usual."""
    async with open_chat() as chat:
        chat.wire.expect(ANNA, *[MessengerUnavailable()] * ANSWER_ATTEMPTS)
        await chat.does(ANNA, Commanded("help"), answers=0)
        assert chat.wire.said_to(ANNA) == []
        await chat.does(ANNA, Commanded("help"))


# The end


@in_virtual_time
async def test_the_end_waits_for_the_turns_under_way() -> None:
    """Whoever wrote before the bot was stopped gets their answer."""
    async with open_chat(Wire(seconds_per_call=2.0)) as chat:
        turns = [
            asyncio.create_task(chat.does(chat_id, Commanded("start"))) for chat_id in (ANNA, BELA)
        ]
        await asyncio.sleep(1.0)
        assert not any(turn.done() for turn in turns)
        await chat.turns.drain()
        assert len(chat.wire.arrived) == 2
        await asyncio.gather(*turns)
        with pytest.raises(StoreUnavailable):  # too late: it is not kept, so it comes again
            await chat.does(ANNA, Commanded("help"), answers=0)
        assert len(chat.wire.arrived) == 2


@in_virtual_time
async def test_the_end_comes_after_a_turn_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken database does not keep the bot from stopping."""
    async with open_chat() as chat:

        async def broken(chat_id: int, *, fresh: bool) -> None:
            raise OSError(chat_id, fresh)

        monkeypatch.setattr(chat.store, "load", broken)
        with pytest.raises(OSError, match=str(ANNA)):
            await chat.does(ANNA, Commanded("start"), answers=0)
        await chat.turns.drain()


@in_virtual_time
async def test_a_flood_of_one_chat_is_cut_and_keeps_nobody_waiting() -> None:
    """Of two hundred at once the first are answered, one reply tells; another chat is at once."""
    async with open_chat() as chat:
        chat.wire.expect(ANNA, times=OF_A_CHAT + 2)  # the first contact says one more
        flood = [
            asyncio.create_task(chat.does(ANNA, Commanded("help"), answers=0)) for _ in range(200)
        ]
        await chat.does(BELA, Commanded("start"))
        assert len(chat.wire.said_to(ANNA)) <= OF_A_CHAT
        await asyncio.gather(*flood)
        assert len(chat.wire.said_to(ANNA)) == OF_A_CHAT + 2
