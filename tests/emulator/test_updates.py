"""Long polling: order, confirmation, waiting, and who gives way to whom."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.emulator import Emulator, Options, Visitor

from .conftest import BareBot


class Timer:
    """Seconds that grow when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds


@pytest.fixture
def timer() -> Timer:
    """What measures the age of updates."""
    return Timer()


@pytest.fixture
def options(timer: Timer) -> Options:
    """Time passes by hand."""
    return Options(time_source=timer, slows_repeats=False)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """Return what the messages say."""
    return [update["message"]["text"] for update in updates]


async def waiting(emulator: Emulator) -> None:
    """Return when a call of getUpdates waits."""
    await emulator.until(lambda: emulator.updates.is_polled)


async def test_updates_come_in_order_until_they_are_confirmed(
    bare: BareBot, visitor: Visitor
) -> None:
    """Ids rise by one; a higher offset confirms, the same one repeats."""
    for number in range(5):
        visitor.send(str(number))
    first = await bare.updates()
    assert texts(first) == ["0", "1", "2", "3", "4"]
    start = first[0]["update_id"]
    assert [each["update_id"] for each in first] == list(range(start, start + 5))
    assert await bare.updates() == first
    assert await bare.updates(start) == first
    assert await bare.updates(start + 2) == first[2:]
    assert await bare.updates(0) == first[2:]
    assert await bare.updates(start + 5) == []
    assert await bare.updates() == []


async def test_limit_is_between_one_and_a_hundred(bare: BareBot, visitor: Visitor) -> None:
    """Whatever a bot asks for."""
    for number in range(120):
        visitor.send(str(number))
    for limit, expected in ((1, 1), (0, 1), (-5, 1), (7, 7), (100, 100), (1000, 100)):
        assert len(await bare.result("getUpdates", limit=limit)) == expected
    assert len(await bare.updates()) == 100


async def test_who_asks_for_the_same_again_is_slowed_down(timer: Timer) -> None:
    """One update within half a second, at least three seconds of waiting within three."""
    options = Options(time_source=timer)
    async with Emulator(options=options) as emulator, aiohttp.ClientSession() as session:
        bare, visitor = BareBot(emulator, session), emulator.visitor()
        for number in range(4):
            visitor.send(str(number))
        (first, *others) = await bare.updates()
        assert len(others) == 3
        assert await bare.updates() == [first]
        timer.seconds += 0.5
        assert await bare.updates() == [first, *others]
        assert await bare.updates(first["update_id"] + 1) == others  # that is another one
        assert await bare.updates(first["update_id"]) == others
        last = others[-1]["update_id"] + 1
        assert await bare.updates(last) == []
        timer.seconds += 1.0
        patient = asyncio.create_task(bare.updates(last))
        await waiting(emulator)  # though it asked for no time-out
        visitor.send("hello")
        assert texts(await patient) == ["hello"]
        await bare.updates(last + 1)
        timer.seconds += 3.0
        assert await bare.updates(last + 1) == []


async def test_a_negative_offset_drops_all_but_the_last(bare: BareBot, visitor: Visitor) -> None:
    """The rest is forgotten."""
    for number in range(5):
        visitor.send(str(number))
    assert texts(await bare.updates(-2)) == ["3", "4"]
    assert texts(await bare.updates()) == ["3", "4"]
    assert texts(await bare.updates(-10)) == ["3", "4"]


async def test_a_waiting_call_is_answered_at_once(bare: BareBot, visitor: Visitor) -> None:
    """The bot learns of a message when it is written."""
    poll = asyncio.create_task(bare.result("getUpdates", timeout=50))
    await waiting(bare.emulator)
    visitor.send("hello")
    assert texts(await poll) == ["hello"]


async def test_a_call_waits_no_longer_than_it_asks(bare: BareBot) -> None:
    """Nothing is an empty list."""
    begun = time.monotonic()
    assert await bare.result("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 3


async def test_the_newcomer_wins(bare: BareBot, visitor: Visitor) -> None:
    """Of two bots with one token the waiting one is told."""
    older = asyncio.create_task(bare.call("getUpdates", timeout=50))
    await waiting(bare.emulator)
    newer = asyncio.create_task(bare.call("getUpdates", timeout=50))
    assert await older == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await waiting(bare.emulator)
    visitor.send("hello")
    assert texts((await newer)["result"]) == ["hello"]


async def test_a_webhook_ends_polling(bare: BareBot) -> None:
    """The waiting call is told so; later ones are told what to do."""
    poll = asyncio.create_task(bare.call("getUpdates", timeout=50))
    await waiting(bare.emulator)
    await bare.result("setWebhook", url=f"{bare.emulator.url}/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    body = await bare.call("getUpdates")
    assert body["error_code"] == 409
    assert body["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bare.result("deleteWebhook")
    assert await bare.updates() == []


async def test_only_wanted_types_come(bare: BareBot, visitor: Visitor) -> None:
    """By default all but the three that must be asked for; a choice lasts until the next."""
    visitor.block()
    assert len(await bare.updates()) == 1
    assert "allowed_updates" not in await bare.result("getWebhookInfo")
    await bare.result("getUpdates", offset=-1, allowed_updates=["message", "nonsense"])
    visitor.unblock()
    visitor.send("hello")
    updates = await bare.updates()
    assert [set(update) - {"update_id"} for update in updates][-1] == {"message"}
    assert len(updates) == 2
    assert (await bare.result("getWebhookInfo"))["allowed_updates"] == ["message"]
    await bare.result("getUpdates", offset=-1, allowed_updates=[])
    visitor.block()
    assert "my_chat_member" in (await bare.updates())[-1]


@pytest.mark.parametrize(
    ("kind", "seconds"), [("press", 150), ("inline", 30), ("message", 24 * 3600)]
)
async def test_an_update_waits_only_so_long(
    bare: BareBot, visitor: Visitor, timer: Timer, kind: str, seconds: int
) -> None:
    """Presses and inline queries are dropped soon, messages after a day."""
    match kind:
        case "press":
            visitor.press_data(1, "x")
        case "inline":
            visitor.ask_inline("x")
        case _:
            visitor.send("x")
    timer.seconds = seconds - 1
    assert len(await bare.updates()) == 1
    timer.seconds = seconds
    assert await bare.updates() == []


async def test_an_update_can_come_twice(bare: BareBot, visitor: Visitor) -> None:
    """As when a confirmation is lost: the bot has to notice."""
    visitor.send("hello")
    (update,) = await bare.updates()
    assert await bare.updates(update["update_id"] + 1) == []
    assert bare.emulator.updates.deliver_again() == update["update_id"]
    assert await bare.updates(update["update_id"] + 1) == [update]
    assert await bare.updates(update["update_id"] + 1) == []
    with pytest.raises(KeyError):
        bare.emulator.updates.deliver_again(5)


async def test_stopping_answers_whoever_waits(bare: BareBot) -> None:
    """A bot that polls is told at once, in the words of a server that goes down."""
    poll = asyncio.create_task(bare.call("getUpdates", timeout=50))
    await waiting(bare.emulator)
    begun = time.monotonic()
    await bare.emulator.stop()
    assert (await poll)["description"] == "Internal Server Error: restart"
    assert time.monotonic() - begun < 2


async def test_a_parameter_may_come_in_any_way(bare: BareBot, visitor: Visitor) -> None:
    """Query, form, multipart and JSON; the method's name in any case; GET or POST."""
    url = f"{bare.emulator.url}/bot{bare.emulator.token}"
    call = {"chat_id": str(visitor.id), "text": "héé"}
    async with bare.session.get(f"{url}/SENDMESSAGE", params=call) as response:
        assert (await response.json())["result"]["text"] == "héé"
    async with bare.session.post(f"{url}/sendmessage", data=call) as response:
        assert (await response.json())["result"]["text"] == "héé"
    async with bare.session.post(f"{url}/sendMessage", json=call) as response:
        assert (await response.json())["result"]["text"] == "héé"
    multipart = {**call, "reply_markup": '{"force_reply":true}'}
    with aiohttp.MultipartWriter("form-data") as writer:
        for name, value in multipart.items():
            writer.append(value).set_content_disposition("form-data", name=name)
    async with bare.session.post(f"{url}/sendMessage", data=writer) as response:
        assert (await response.json())["result"]["text"] == "héé"
    async with bare.session.post(f"{url}/sendMessage?chat_id=5", json=call) as response:
        assert response.status == 200
    async with bare.session.post(
        f"{url}/sendMessage", data=b"[", headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 400
