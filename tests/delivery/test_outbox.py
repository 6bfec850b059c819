"""What is sent when, and what becomes of it when Telegram says no; in virtual time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import AsyncMock

import pytest

from bot.core.errors import (
    MessageGone,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.ports import RenderedMessage
from bot.delivery.outbox import ANSWER_ATTEMPTS, Outbox, Parcel, Priority
from bot.delivery.pacing import Pacing
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

ANNA, BELA, CARA = 1, 2, 3
ANSWER, REMINDER = Priority.ANSWER, Priority.REMINDER
HOUR = 3600.0
DEADLINE = datetime(2025, 11, 2, 20, 0, tzinfo=UTC)


def parcel(
    chat_id: int, html: str = "x", priority: Priority = ANSWER, message_id: int | None = None
) -> Parcel:
    """Return a message for a chat."""
    return Parcel(chat_id, RenderedMessage(html), priority, message_id=message_id)


@asynccontextmanager
async def open_outbox(wire: Wire) -> AsyncIterator[Outbox]:
    """Send over *wire*; at the end, every planned call must have been made."""
    outbox = Outbox(wire, Pacing())
    try:
        yield outbox
    finally:
        await outbox.close()
    wire.check()


async def outcome(outbox: Outbox, sent: Parcel) -> str:
    """Deliver; return "sent" or the name of the error."""
    try:
        await outbox.deliver(sent)
    except MessengerError as error:
        return type(error).__name__
    return "sent"


# Order and pace


@in_virtual_time
async def test_people_are_answered_before_reminders_go() -> None:
    """A hundred reminders wait: an answer overtakes all that have not left."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        for chat in range(1, 106):
            wire.expect(chat)
        reminders = [
            asyncio.create_task(outbox.deliver(parcel(chat, priority=REMINDER)))
            for chat in range(1, 101)
        ]
        await asyncio.sleep(0.99)
        before = len(wire.calls)
        asked_at = seconds()
        await asyncio.gather(*(outbox.deliver(parcel(chat)) for chat in range(101, 106)))
        assert before < 40
        assert [call.chat_id for call in wire.calls[before : before + 5]] == [*range(101, 106)]
        assert seconds() - asked_at < 0.3
        await asyncio.gather(*reminders)


@in_virtual_time
async def test_of_the_reminders_the_nearest_deadline_goes_first() -> None:
    """Whatever the order in which they were handed over; those without one go last."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        sent = [parcel(chat, priority=REMINDER) for chat in range(1, 31)]
        for hours, each in enumerate(sent[:-1]):
            each.latest_at = DEADLINE - timedelta(hours=hours)
            wire.expect(each.chat_id)
        wire.expect(30)
        await asyncio.gather(*(outbox.deliver(each) for each in sent))
    assert [call.chat_id for call in wire.calls] == [*range(29, 0, -1), 30]


@in_virtual_time
async def test_the_overall_pace_is_kept_and_used() -> None:
    """Two hundred people: never more than thirty in a second, and no second is wasted."""
    wire = Wire(seconds_per_call=0.2)
    async with open_outbox(wire) as outbox:
        for chat in range(200):
            wire.expect(chat)
        begun_at = seconds()
        await asyncio.gather(*(outbox.deliver(parcel(chat)) for chat in range(200)))
        took = seconds() - begun_at
    instants = [call.at for call in wire.calls]
    assert max(sum(at <= other < at + 1 for other in instants) for at in instants) <= 30
    assert took < 200 / 28 * 1.05


@in_virtual_time
async def test_a_chat_reads_its_messages_in_order() -> None:
    """One call to a chat at a time, in the order in which they were asked for."""
    wire = Wire(seconds_per_call=0.3)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, times=8)
        await asyncio.gather(*(outbox.deliver(parcel(ANNA, str(n))) for n in range(8)))
    assert wire.said_to(ANNA) == [str(n) for n in range(8)]


@in_virtual_time
async def test_the_order_survives_a_failure() -> None:
    """The second message waits until the first has arrived."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessengerUnavailable(), TooManyRequests(3), None, None)
        await asyncio.gather(outbox.deliver(parcel(ANNA, "1")), outbox.deliver(parcel(ANNA, "2")))
    assert wire.said_to(ANNA) == ["1", "2"]


@in_virtual_time
async def test_a_slow_chat_holds_up_nobody() -> None:
    """Telegram takes ten seconds for one chat: another one is served meanwhile."""
    wire = Wire(seconds_per_call=10.0)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA)
        wire.expect(BELA)
        slow = asyncio.create_task(outbox.deliver(parcel(ANNA)))
        await asyncio.sleep(1.0)
        wire.seconds_per_call = 0.1
        begun_at = seconds()
        await outbox.deliver(parcel(BELA))
        assert seconds() - begun_at < 0.2
        assert not slow.done()
        await slow


# Telegram asks to wait


@in_virtual_time
async def test_a_short_silence_is_kept_and_the_answer_comes() -> None:
    """429 for seven seconds: the chat waits for exactly that long, others do not."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, TooManyRequests(7), None)
        wire.expect(BELA)
        answer = asyncio.create_task(outbox.deliver(parcel(ANNA)))
        await asyncio.sleep(0.1)
        await outbox.deliver(parcel(BELA))
        assert not answer.done()
        await answer
    first, again = (call.at for call in wire.calls if call.chat_id == ANNA)
    assert again - first == pytest.approx(7.0, abs=0.01)


@in_virtual_time
async def test_two_silenced_chats_silence_the_bot() -> None:
    """A third chat waits too, since it was the bot that was too fast."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, TooManyRequests(20), None)
        wire.expect(BELA, TooManyRequests(20), None)
        wire.expect(CARA)
        begun_at = seconds()
        both = asyncio.gather(outbox.deliver(parcel(ANNA)), outbox.deliver(parcel(BELA)))
        await asyncio.sleep(1.0)
        await outbox.deliver(parcel(CARA))
        assert seconds() - begun_at >= 20
        await both


@pytest.mark.parametrize("priority", Priority)
@in_virtual_time
async def test_a_silence_of_hours_is_told_at_once(priority: Priority) -> None:
    """Nobody waits for hours in memory, and whoever comes next is told how long is left."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, TooManyRequests(3 * HOUR), None)
        begun_at = seconds()
        for _ in range(3):
            with pytest.raises(TooManyRequests) as silence:
                await outbox.deliver(parcel(ANNA, priority=priority))
            assert seconds() == begun_at
            assert silence.value.retry_after_seconds == pytest.approx(3 * HOUR)
        assert len(wire.calls) == 1
        await asyncio.sleep(3 * HOUR)
        await outbox.deliver(parcel(ANNA, priority=priority))


@in_virtual_time
async def test_a_reminder_never_waits_long_for_a_silenced_chat() -> None:
    """Its row in the store waits instead, and it holds up no other reminder."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, TooManyRequests(30), None)
        answer = asyncio.create_task(outbox.deliver(parcel(ANNA)))
        await asyncio.sleep(0.1)
        with pytest.raises(TooManyRequests):
            await outbox.deliver(parcel(ANNA, priority=REMINDER))
        assert not answer.done()
        await answer


@in_virtual_time
async def test_a_reminder_behind_an_answer_is_told_of_the_silence_too() -> None:
    """It was handed over before anybody knew of the silence."""
    wire = Wire(seconds_per_call=0.1)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, TooManyRequests(30), None)
        answer = asyncio.create_task(outbox.deliver(parcel(ANNA)))
        await asyncio.sleep(0.05)
        begun_at = seconds()
        reminder = parcel(ANNA, priority=REMINDER)
        assert await outcome(outbox, reminder) == "TooManyRequests"
        assert seconds() - begun_at < 0.1
        await answer


@in_virtual_time
async def test_while_the_bot_is_silenced_it_takes_no_reminders() -> None:
    """Two chats told to wait for an hour: what waits is told at once, and no slot is held."""
    wire = Wire(seconds_per_call=0.1)
    async with open_outbox(wire) as outbox:
        for chat in (ANNA, BELA):
            wire.expect(chat, TooManyRequests(HOUR))
        sent = [parcel(chat, priority=REMINDER) for chat in range(1, 51)]
        takes = [outbox.takes_reminders]
        begun_at = seconds()
        told = await asyncio.gather(*(outcome(outbox, each) for each in sent[:2]))
        takes.append(outbox.takes_reminders)
        told += await asyncio.gather(*(outcome(outbox, each) for each in sent[2:]))
        assert told == ["TooManyRequests"] * 50
        assert seconds() - begun_at < 1.0
        await asyncio.sleep(HOUR)
        assert [*takes, outbox.takes_reminders] == [True, False, True]


@in_virtual_time
async def test_what_waits_when_the_bot_is_silenced_is_told_at_once() -> None:
    """Answers of who waits behind, too, when it would take longer than an answer may."""
    wire = Wire(seconds_per_call=0.05)
    async with open_outbox(wire) as outbox:
        for chat in (2, 4, 6):  # the answers go first; the third has left when the first is told
            wire.expect(chat, TooManyRequests(HOUR))
        sent = [parcel(chat, priority=Priority(chat % 2)) for chat in range(1, 101)]
        begun_at = seconds()
        told = await asyncio.gather(*(outcome(outbox, each) for each in sent))
        assert told == ["TooManyRequests"] * 100
        assert seconds() - begun_at < 1.0


# Telegram says no


@pytest.mark.parametrize("priority", Priority)
@in_virtual_time
async def test_who_is_gone_is_not_tried_again(priority: Priority) -> None:
    """Blocked, deactivated, unknown: one call, and the sender is told."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, RecipientGone())
        assert await outcome(outbox, parcel(ANNA, priority=priority)) == "RecipientGone"


@in_virtual_time
async def test_a_message_is_put_in_the_place_of_another() -> None:
    """A press changes the message that it belongs to."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA)
        await outbox.deliver(parcel(ANNA, message_id=77))
    assert [call.edits for call in wire.arrived] == [77]


@in_virtual_time
async def test_in_the_place_of_a_message_that_is_gone_a_new_one_is_sent() -> None:
    """Of another kind, or too old to edit: the person reads the answer, and one message stays."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageGone(), MessengerUnavailable(), None)
        await outbox.deliver(parcel(ANNA, "answer", message_id=77))
    assert [call.edits for call in wire.calls] == [77, None, None]
    assert wire.said_to(ANNA) == ["answer"]
    assert wire.removed == [(ANNA, 77)]


@in_virtual_time
async def test_the_message_before_stays_until_the_next_one_is_there() -> None:
    """Who cannot be sent the next step still has the buttons of this one."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageGone(), *[MessengerUnavailable()] * ANSWER_ATTEMPTS)
        assert await outcome(outbox, parcel(ANNA, message_id=77)) == "MessengerUnavailable"
    assert wire.removed == []


@in_virtual_time
async def test_a_message_that_cannot_be_removed_costs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was sent; what comes next is sent too."""
    wire = Wire()
    monkeypatch.setattr(wire, "remove", AsyncMock(side_effect=MessageGone()))
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageGone(), None, None)
        await outbox.deliver(parcel(ANNA, "a", message_id=77))
        await outbox.deliver(parcel(ANNA, "b"))
    assert wire.said_to(ANNA) == ["a", "b"]


@in_virtual_time
async def test_when_telegram_is_down_an_answer_is_tried_a_few_times() -> None:
    """The pauses double, with some chance in them, so that not everybody comes back at once."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, *[MessengerUnavailable()] * ANSWER_ATTEMPTS)
        assert await outcome(outbox, parcel(ANNA)) == "MessengerUnavailable"
        wire.expect(BELA, *[MessengerUnavailable()] * (ANSWER_ATTEMPTS - 1), None)
        assert await outcome(outbox, parcel(BELA)) == "sent"
    pauses = {
        chat: [
            later.at - earlier.at
            for earlier, later in zip(wire.calls, wire.calls[1:], strict=False)
            if earlier.chat_id == later.chat_id == chat
        ]
        for chat in (ANNA, BELA)
    }
    for chat in (ANNA, BELA):
        for attempt, pause in enumerate(pauses[chat]):
            assert 0.49 <= pause / 2**attempt <= 1.51
    assert pauses[ANNA] != pauses[BELA]


@in_virtual_time
async def test_when_telegram_is_down_a_reminder_is_told_at_once() -> None:
    """It waits in the store, which survives a crash."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessengerUnavailable())
        sent = parcel(ANNA, priority=REMINDER)
        assert await outcome(outbox, sent) == "MessengerUnavailable"


@in_virtual_time
async def test_a_mistake_in_our_own_code_is_told_and_the_outbox_goes_on() -> None:
    """Whoever asked for the parcel hears of it; nobody else does."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, KeyError("mistake"))
        wire.expect(BELA)
        with pytest.raises(KeyError):
            await outbox.deliver(parcel(ANNA))
        await outbox.deliver(parcel(BELA))


@in_virtual_time
async def test_a_reminder_can_be_taken_back_while_it_waits() -> None:
    """But not while Telegram may already have it."""
    wire = Wire(seconds_per_call=2.0)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA)
        under_way, waiting = (parcel(ANNA, html, priority=REMINDER) for html in ("1", "2"))
        told = asyncio.gather(outcome(outbox, under_way), outcome(outbox, waiting))
        await asyncio.sleep(1.0)
        under_way.withdraw()
        waiting.withdraw()
        assert list(await told) == ["sent", "NotTried"]


@in_virtual_time
async def test_what_waits_for_another_try_can_be_taken_back() -> None:
    """No call is running in between."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessengerUnavailable())
        sent = parcel(ANNA)
        told = asyncio.create_task(outcome(outbox, sent))
        await asyncio.sleep(0.1)
        sent.withdraw()
        assert await told == "NotTried"


# The end


@pytest.mark.parametrize("priority", Priority)
@in_virtual_time
async def test_at_the_end_nobody_waits_for_a_telegram_that_hangs(priority: Priority) -> None:
    """The calls are cut after the time that is given; their senders are told."""
    wire = Wire(seconds_per_call=10 * HOUR)
    async with open_outbox(wire) as outbox:
        for chat in range(1, 41):
            wire.expect(chat)
        sent = [parcel(chat, priority=priority) for chat in range(1, 51)]
        told = asyncio.gather(*(outcome(outbox, each) for each in sent))
        await asyncio.sleep(38 / 28)
        begun_at = seconds()
        await outbox.close(within_seconds=4.0)
        assert seconds() - begun_at == pytest.approx(4.0)
        assert await told == ["MessengerUnavailable"] * 40 + ["NotTried"] * 10


@in_virtual_time
async def test_at_the_end_what_is_under_way_arrives_and_the_rest_is_told() -> None:
    """No call is cut, so that nothing is sent twice after the restart; no sender waits forever."""
    wire = Wire(seconds_per_call=5.0)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA)
        first = asyncio.create_task(outcome(outbox, parcel(ANNA, "1")))
        second = asyncio.create_task(outcome(outbox, parcel(ANNA, "2")))
        await asyncio.sleep(1.0)
        await outbox.close()
        assert (await first, await second) == ("sent", "NotTried")
        assert await outcome(outbox, parcel(BELA)) == "NotTried"


@in_virtual_time
async def test_at_the_end_nothing_is_tried_again() -> None:
    """What fails while the outbox closes is told instead."""
    wire = Wire(seconds_per_call=5.0)
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessengerUnavailable())
        sent = asyncio.create_task(outcome(outbox, parcel(ANNA)))
        await asyncio.sleep(1.0)
        await outbox.close()
        assert await sent == "MessengerUnavailable"


@pytest.mark.parametrize("steps", range(8))
@in_virtual_time
async def test_the_end_comes_whatever_happens_at_that_moment(steps: int) -> None:
    """A message handed over at the very instant of closing does not keep the bot alive."""
    wire = Wire()
    wire.expect(ANNA, times=5)
    wire.expect(BELA)
    outbox = Outbox(wire, Pacing())
    one_waits = [asyncio.create_task(outcome(outbox, parcel(ANNA))) for _ in range(6)]
    await asyncio.sleep(0.9)
    newest = asyncio.create_task(outcome(outbox, parcel(BELA)))
    for _ in range(steps):
        await asyncio.sleep(0)
    await outbox.close()
    assert await one_waits[-1] == "NotTried"
    assert await newest == ("NotTried" if wire.missing else "sent")
    assert wire.unplanned == []


@in_virtual_time
async def test_who_no_longer_wants_a_parcel_takes_it_out_of_the_queue() -> None:
    """A cancelled sender's message is not sent later."""
    wire = Wire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, times=6)
        kept = [asyncio.create_task(outbox.deliver(parcel(ANNA, str(n)))) for n in range(5)]
        dropped = asyncio.create_task(outbox.deliver(parcel(ANNA, "dropped")))
        last = asyncio.create_task(outbox.deliver(parcel(ANNA, "last")))
        await asyncio.sleep(0.5)
        dropped.cancel()
        await asyncio.gather(*kept, last)
    assert wire.said_to(ANNA) == ["0", "1", "2", "3", "4", "last"]
