"""Webhooks: one POST per update, in order within a chat, again until it is accepted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.emulator import Emulator, Options, Visitor

from .conftest import BareBot

Answer = Callable[[dict[str, Any]], web.Response]


@dataclass
class Hook:
    """A bot's end of a webhook.

    Attributes:
        answers: What it answers next; then 200.
        held: What lets the answer to a text go.
        arrival: Set when the first update came.
    """

    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    arrival: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def receive(self, request: web.Request) -> web.Response:
        """Take an update."""
        update = await request.json()
        self.received.append(update)
        self.headers.append(dict(request.headers))
        self.arrival.set()
        event = self.held.get(update["message"]["text"])
        if event is not None:
            await event.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        """What the messages said, in the order of arrival."""
        return [update["message"]["text"] for update in self.received]


@dataclass
class Naps:
    """Sleeps that take no time."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        """Note how long it would have been."""
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def naps() -> Naps:
    """Notes how long the server waits between deliveries."""
    return Naps()


@pytest.fixture
def options(naps: Naps) -> Options:
    """Nobody waits."""
    return Options(sleep=naps, slows_repeats=False)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A web server that takes updates."""
    taken = Hook()
    app = web.Application()
    app.router.add_post("/hook", taken.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taken.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield taken
    await runner.cleanup()


def delivered(emulator: Emulator) -> bool:
    """Tell whether nothing waits."""
    return not emulator.updates.pending


async def test_what_is_said_of_a_webhook(bare: BareBot, hook: Hook) -> None:
    """Setting and deleting it, once and again."""

    async def described(method: str, **parameters: object) -> str:
        body = await bare.call(method, **parameters)
        assert body["result"] is True
        return str(body["description"])

    assert await described("deleteWebhook") == "Webhook is already deleted"
    assert await described("setWebhook", url="") == "Webhook is already deleted"
    assert await described("setWebhook", url=hook.url) == "Webhook was set"
    assert await described("setWebhook", url=hook.url) == "Webhook is already set"
    assert await described("setWebhook", url=hook.url, secret_token="a") == "Webhook was set"  # noqa: S106
    assert await bare.result("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
        "ip_address": "127.0.0.1",
    }
    assert await described("setWebhook", url="") == "Webhook was deleted"
    assert (await bare.result("getWebhookInfo"))["url"] == ""


async def test_updates_are_posted_with_the_secret(
    bare: BareBot, visitor: Visitor, hook: Hook
) -> None:
    """Those that waited come first."""
    visitor.send("1")
    await bare.result("setWebhook", url=hook.url, secret_token="s3cret_-")  # noqa: S106
    visitor.send("2")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert hook.texts == ["1", "2"]
    for headers in hook.headers:
        assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
        assert headers["Content-Type"] == "application/json"


async def test_without_a_secret_there_is_no_header(
    bare: BareBot, visitor: Visitor, hook: Hook
) -> None:
    """An empty one would be another."""
    await bare.result("setWebhook", url=hook.url)
    visitor.send("1")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert "X-Telegram-Bot-Api-Secret-Token" not in hook.headers[0]


async def test_waiting_updates_can_be_dropped(bare: BareBot, visitor: Visitor, hook: Hook) -> None:
    """The bot begins anew."""
    visitor.send("old")
    await bare.result("setWebhook", url=hook.url, drop_pending_updates=True)
    visitor.send("new")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert hook.texts == ["new"]


async def test_a_refused_update_comes_again_later_and_later(
    bare: BareBot, visitor: Visitor, hook: Hook, naps: Naps
) -> None:
    """After 1, 2, 4 ... seconds, or after what the answer says; the error is told."""
    refusals = [web.Response(status=500) for _ in range(10)]
    refusals.insert(4, web.Response(status=503, headers={"Retry-After": "7"}))
    refusals.insert(5, web.Response(status=503, headers={"Retry-After": "99999"}))
    hook.answers = refusals
    await bare.result("setWebhook", url=hook.url)
    visitor.send("1")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert hook.texts == ["1"] * 13
    assert len({update["update_id"] for update in hook.received}) == 1
    assert naps.seconds[:6] == [1, 2, 4, 8, 7, 3600]
    assert naps.seconds[6:8] == [16, 32]
    assert all(60 <= seconds <= 120 for seconds in naps.seconds[8:])
    assert len(naps.seconds) == 12
    info = await bare.result("getWebhookInfo")
    assert info["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert info["last_error_date"] == 1760950800


async def test_a_chat_waits_for_its_first_update_and_others_do_not(
    bare: BareBot, visitor: Visitor, hook: Hook
) -> None:
    """The order within a chat is kept; chats go side by side."""
    hook.held["1"] = asyncio.Event()
    await bare.result("setWebhook", url=hook.url)
    other = bare.emulator.visitor()
    visitor.send("1")
    visitor.send("2")
    other.send("a")
    other.send("b")
    await bare.emulator.until(lambda: len(bare.emulator.updates.pending) == 2)
    assert "b" in hook.texts
    assert "2" not in hook.texts
    assert (await bare.result("getWebhookInfo"))["pending_update_count"] == 2
    hook.held["1"].set()
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert [text for text in hook.texts if text in "12"] == ["1", "2"]
    assert [text for text in hook.texts if text in "ab"] == ["a", "b"]


async def test_an_update_can_come_twice(bare: BareBot, visitor: Visitor, hook: Hook) -> None:
    """The bot has to notice."""
    await bare.result("setWebhook", url=hook.url)
    visitor.send("1")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    await bare.emulator.idle()
    bare.emulator.updates.deliver_again()
    await bare.emulator.idle()
    assert hook.received[0] == hook.received[1]


@pytest.mark.parametrize(
    ("answer", "is_sent"),
    [
        ({"method": "sendMessage", "chat_id": 1001, "text": "hello"}, True),
        ({"method": "SendMessage", "chat_id": 1001, "text": "hello"}, True),
        ({"method": "sendMessage", "chat_id": 1001, "text": ""}, False),
        ({"method": "getMe"}, False),
        ({"method": "deleteWebhook"}, False),
        ({"method": "sendNothing"}, False),
        ({}, False),
        ([], False),
    ],
)
async def test_the_answer_may_name_a_method(
    bare: BareBot, visitor: Visitor, hook: Hook, *, answer: object, is_sent: bool
) -> None:
    """It is carried out, and nobody sees its result; some are never carried out."""
    hook.answers = [web.json_response(answer)]
    await bare.result("setWebhook", url=hook.url)
    bare.emulator.forget_calls()
    visitor.send("1")
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert [message["text"] for message in visitor.bot_messages] == ["hello"] * is_sent
    assert bare.emulator.calls("getMe") == []
    assert (await bare.result("getWebhookInfo"))["url"] == hook.url


async def test_deleting_it_keeps_what_was_not_accepted(
    bare: BareBot, visitor: Visitor, hook: Hook
) -> None:
    """Polling goes on where the webhook ended."""
    hook.held["1"] = asyncio.Event()
    await bare.result("setWebhook", url=hook.url)
    visitor.send("1")
    visitor.send("2")
    await hook.arrival.wait()
    await bare.result("deleteWebhook")
    hook.held["1"].set()
    assert [update["message"]["text"] for update in await bare.updates()] == ["1", "2"]


async def test_a_dead_address_is_tried_again(
    bare: BareBot, visitor: Visitor, hook: Hook, naps: Naps
) -> None:
    """Nobody listens there at first."""
    await bare.result("setWebhook", url="http://127.0.0.1:1/hook")
    visitor.send("1")
    await bare.emulator.until(lambda: bool(naps.seconds))
    info = await bare.result("getWebhookInfo")
    assert info["last_error_message"] == "Webhook connection closed"
    await bare.result("setWebhook", url=hook.url)
    await bare.emulator.until(lambda: delivered(bare.emulator))
    assert hook.texts == ["1"]
