"""How the calls of each front end travel, seen by a server of our own."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.core.errors import MessengerUnavailable
from bot.core.ports import RenderedButton, RenderedFile, RenderedMessage
from bot.delivery.gallery import Gallery
from bot.frontends.frontend import FrontEnd, open_front_end
from tests.frontends.conftest import ANNA, NAMES, PRIVATE, Pencil

TOKEN = "1234567890:" + "T" * 35
ME = {"id": 1_234_567_890, "is_bot": True, "first_name": "Bot", "username": "optout_bot"}
# A message as it comes back; of the field that no library knows, none complains.
SENT = {
    "message_id": 7,
    "date": 1,
    "chat": PRIVATE,
    "text": "a",
    "entities": [{"type": "bold", "offset": 0, "length": 1}],
    "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]},
    "of_next_year": {"a": 1},
}


class Server:
    """Answers every call, and keeps what it was sent; sends wait while it is slow."""

    def __init__(self) -> None:
        self.types: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.is_slow = False

    async def answer(self, request: web.Request) -> web.Response:
        """Take a call."""
        if request.path.endswith("/getMe"):
            return web.json_response({"ok": True, "result": ME})
        self.types.append(request.content_type)
        if request.content_type == "application/json":
            self.bodies.append(await request.json())
        if self.is_slow:
            await asyncio.Event().wait()
        return web.json_response({"ok": True, "result": SENT})


@pytest.fixture
def server() -> Server:
    """A server that has been sent nothing."""
    return Server()


@pytest.fixture(params=NAMES)
async def front_end(
    request: pytest.FixtureRequest, server: Server, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FrontEnd]:
    """A front end that talks with the server, and waits a second for it."""
    monkeypatch.setattr(f"bot.frontends.{request.param}.CALL_SECONDS", 1.0)
    site = web.Application()
    site.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    front_end = open_front_end(request.param, TOKEN, f"http://127.0.0.1:{port}", Gallery(Pencil()))
    await front_end.username()
    yield front_end
    await front_end.close()
    await runner.cleanup()


async def test_a_call_travels_as_json_with_what_it_says_alone(
    front_end: FrontEnd, server: Server
) -> None:
    """No form, and no field that is empty."""
    rows = ((RenderedButton("More", data="more"), RenderedButton("Open", url="https://a.org/")),)
    assert await front_end.messenger.send(ANNA, RenderedMessage("<b>é</b>", rows)) == 7
    await front_end.messenger.edit(ANNA, 7, RenderedMessage("b"))
    assert server.types == ["application/json"] * 2
    said, edited = server.bodies
    assert said == {
        "chat_id": ANNA,
        "text": "<b>é</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "More", "callback_data": "more"},
                    {"text": "Open", "url": "https://a.org/"},
                ]
            ]
        },
    }
    assert (edited["message_id"], edited["text"], "reply_markup" in edited) == (7, "b", False)


async def test_a_file_travels_as_a_form(front_end: FrontEnd, server: Server) -> None:
    """Bytes do not fit into JSON."""
    file = RenderedFile("a.txt", b"a")
    assert await front_end.messenger.send(ANNA, RenderedMessage("a", file=file)) == 7
    assert server.types == ["multipart/form-data"]


async def test_a_call_without_an_answer_is_given_up(front_end: FrontEnd, server: Server) -> None:
    """Whether the message got there is not known."""
    server.is_slow = True
    with pytest.raises(MessengerUnavailable):
        await front_end.messenger.send(ANNA, RenderedMessage("a"))
