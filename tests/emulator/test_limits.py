"""Sending limits and scripted trouble."""

import asyncio

import aiohttp
import pytest

from bot.emulator import ApiError, Emulator, Fault, Limits, Options, Visitor
from bot.emulator.errors import restarting, too_many_requests
from bot.emulator.rates import Rates

from .conftest import BareBot


class Timer:
    """Seconds that grow when a test says so; a sleep lets them grow."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.seconds += seconds
        await asyncio.sleep(0)


@pytest.fixture
def timer() -> Timer:
    """What measures the limits."""
    return Timer()


@pytest.fixture
def options(timer: Timer) -> Options:
    """Telegram's limits hold."""
    return Options(limits=Limits(), time_source=timer, sleep=timer.sleep, slows_repeats=False)


async def test_one_chat_takes_a_short_burst_and_then_one_a_second(
    bare: BareBot, visitor: Visitor, timer: Timer
) -> None:
    """The answer says how long to wait, in the body and in a header."""
    call = {"chat_id": visitor.id, "text": "x"}
    for _ in range(3):
        await bare.result("sendMessage", **call)
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendMessage"
    async with bare.session.post(url, json=call) as response:
        assert response.status == 429
        assert response.headers["Retry-After"] == "1"
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
    assert len(visitor.bot_messages) == 3
    timer.seconds += 1
    await bare.result("sendMessage", **call)
    assert (await bare.call("sendMessage", **call))["error_code"] == 429


async def test_a_group_takes_twenty_a_minute(bare: BareBot, visitor: Visitor, timer: Timer) -> None:
    """The burst of a person's chat is not what counts there."""
    group = bare.emulator.group("G", visitor)
    call = {"chat_id": group.id, "text": "x"}
    for _ in range(20):
        await bare.result("sendMessage", **call)
        timer.seconds += 0.1
    body = await bare.call("sendMessage", **call)
    assert body["parameters"] == {"retry_after": 58}
    timer.seconds += 58
    await bare.result("sendMessage", **call)


async def test_all_chats_together_take_thirty_a_second(bare: BareBot, timer: Timer) -> None:
    """An edit counts, an answer to a press does not."""
    people = [bare.emulator.visitor() for _ in range(32)]
    for person in people[:30]:
        await bare.result("sendMessage", chat_id=person.id, text="x")
    assert (await bare.call("sendMessage", chat_id=people[30].id, text="x"))["error_code"] == 429
    first = people[0].last_message["message_id"]
    call = {"chat_id": people[0].id, "message_id": first, "text": "y"}
    assert (await bare.call("editMessageText", **call))["error_code"] == 429
    query = people[0].press_data(first, "x")
    assert await bare.result("answerCallbackQuery", callback_query_id=query.id)
    timer.seconds += 1
    assert await bare.result("editMessageText", **call)


def test_no_second_holds_more_than_thirty() -> None:
    """Whoever sends as fast as it is allowed to gets thirty a second, not one more."""
    rates, now, sent = Rates(Limits()), 0.0, []
    for number in range(300):
        while rates.admit(number, is_group=False, now=now) is not None:
            now += 0.01
        sent.append(now)
    assert 8.9 <= sent[-1] <= 9.2
    for index in range(len(sent) - 30):
        assert sent[index + 30] - sent[index] >= 0.99


async def test_without_limits_there_are_none(
    visitor: Visitor, session: aiohttp.ClientSession
) -> None:
    """That is the default."""
    del visitor
    async with Emulator() as emulator:
        bare, person = BareBot(emulator, session), emulator.visitor()
        for _ in range(60):
            await bare.result("sendMessage", chat_id=person.id, text="x")


async def test_scripted_errors_happen_to_the_next_calls_only(
    bare: BareBot, visitor: Visitor
) -> None:
    """In the order in which they were scripted; the call has no effect."""
    faults = bare.emulator.faults
    faults.script("sendMessage", Fault(error=too_many_requests(35)), times=2)
    faults.script("SENDMESSAGE", Fault(error=restarting()))
    call = {"chat_id": visitor.id, "text": "x"}
    codes = [(await bare.call("sendMessage", **call)).get("error_code") for _ in range(4)]
    assert codes == [429, 429, 500, None]
    assert len(visitor.bot_messages) == 1
    assert faults.left == 0


async def test_a_fault_may_meet_any_method(bare: BareBot) -> None:
    """But not the calls for updates, which go on all the time."""
    bare.emulator.faults.script("*", Fault(error=ApiError(400, "Bad Request: x")))
    assert await bare.updates() == []
    assert await bare.error("getMe") == "Bad Request: x"
    assert (await bare.call("getMe"))["ok"]


async def test_the_front_may_answer_with_a_page(bare: BareBot, visitor: Visitor) -> None:
    """And the message may have been sent all the same."""
    bare.emulator.faults.script("sendMessage", Fault(html_status=502, is_carried_out=True))
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendMessage"
    async with bare.session.post(url, json={"chat_id": visitor.id, "text": "x"}) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
        assert "502 Bad Gateway" in await response.text()
    assert len(visitor.bot_messages) == 1
    assert bare.emulator.calls("sendMessage")[0].answer is None


async def test_a_connection_may_be_cut(bare: BareBot, visitor: Visitor) -> None:
    """With the message sent, or not."""
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendMessage"
    for is_carried_out in (False, True):
        fault = Fault(is_cut=True, is_carried_out=is_carried_out)
        bare.emulator.faults.script("sendMessage", fault)
        with pytest.raises(aiohttp.ClientError):
            await bare.session.post(url, json={"chat_id": visitor.id, "text": "x"})
        assert len(visitor.bot_messages) == is_carried_out
    assert (await bare.call("getMe"))["ok"]


async def test_an_answer_may_be_held_back(bare: BareBot, visitor: Visitor, timer: Timer) -> None:
    """The message is there before the answer."""
    bare.emulator.faults.script("sendMessage", Fault(delay_seconds=60))
    await bare.result("sendMessage", chat_id=visitor.id, text="x")
    assert timer.seconds == 1060
    assert len(visitor.bot_messages) == 1


def test_faults_are_bounded_and_can_be_cleared(emulator: Emulator) -> None:
    """A test that scripts too many has a mistake."""
    emulator.faults.script("getMe", Fault(is_cut=True), times=10_000)
    with pytest.raises(ValueError, match="at most 10000"):
        emulator.faults.script("getMe", Fault(is_cut=True))
    emulator.faults.clear()
    assert emulator.faults.left == 0


async def test_requests_are_recorded_with_their_answers(bare: BareBot, visitor: Visitor) -> None:
    """In one form, whichever way they came; those for updates are not."""
    await bare.updates()
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendmessage"
    form = {"chat_id": str(visitor.id), "text": "5", "reply_markup": '{"force_reply":true}'}
    async with bare.session.post(url, data=form):
        pass
    await bare.error("sendMessage", chat_id=999, text="x")
    await bare.error("getNothing")
    sent, failed, unknown = bare.emulator.calls()
    assert (sent.method, failed.method, unknown.method) == (
        "sendMessage",
        "sendMessage",
        "getnothing",
    )
    assert sent.parameters == {
        "chat_id": visitor.id,
        "text": "5",
        "reply_markup": {"force_reply": True},
    }
    assert sent.at.isoformat() == "2025-10-20T09:00:00+00:00"
    assert sent.answer is not None
    assert sent.answer["result"]["text"] == "5"
    assert failed.answer is not None
    assert failed.answer["error_code"] == 400
    assert bare.emulator.calls("sendMessage") == [sent, failed]
    bare.emulator.forget_calls()
    assert bare.emulator.calls() == []


async def test_recording_can_be_switched_off(session: aiohttp.ClientSession) -> None:
    """For bulk."""
    async with Emulator(is_recording=False, options=Options(keep_messages=0)) as emulator:
        bare, person = BareBot(emulator, session), emulator.visitor()
        assert (await bare.result("sendMessage", chat_id=person.id, text="x"))["message_id"] == 1
        assert (await bare.result("sendMessage", chat_id=person.id, text="x"))["message_id"] == 2
        assert emulator.calls() == []
        assert person.messages == []


async def test_old_messages_are_forgotten(session: aiohttp.ClientSession) -> None:
    """As many are kept as was said."""
    async with Emulator(options=Options(keep_messages=3)) as emulator:
        bare, person = BareBot(emulator, session), emulator.visitor()
        for number in range(5):
            await bare.result("sendMessage", chat_id=person.id, text=str(number))
        assert [message["text"] for message in person.messages] == ["2", "3", "4"]
