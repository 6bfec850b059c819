"""The web chat's side: what the page reads, does and hears."""

import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Emulator, Options
from bot.emulator.errors import ApiError
from bot.emulator.visitor_api import VisitorApi
from bot.emulator.visitors import PIXEL

from .conftest import NOW, BareBot
from .page import JsonObject, Page, PaperCalendar


@pytest.fixture
async def emulator(clock: SimulatedClock, options: Options) -> AsyncIterator[Emulator]:
    """An emulator with a calendar."""
    async with Emulator(clock=clock, options=options, calendar=PaperCalendar()) as running:
        yield running


@pytest.fixture
async def page(emulator: Emulator, session: aiohttp.ClientSession) -> Page:
    """A page whose person speaks French."""
    opened = Page(emulator, session)
    await opened.enter(language_code="fr", first_name="Alex")
    return opened


async def test_a_new_person_meets_an_empty_chat(page: Page, bare: BareBot) -> None:
    """With the bot's words and menu in their language."""
    await bare.result("setMyName", name="Refus", language_code="fr")
    await bare.result("setMyDescription", description="Default")
    menu = [{"command": "aide", "description": "Aide"}]
    await bare.result("setMyCommands", commands=menu, language_code="fr")
    assert await page.state() == {
        "bot": {
            "name": "Refus",
            "username": "optout_bot",
            "description": "Default",
            "short_description": "",
        },
        "commands": menu,
        "messages": [],
        "blocked": False,
        "language_code": "fr",
        "calendar": {
            "now": "2025-10-20T09:00:00+02:00",
            "zone": "Europe/Paris",
            "deadline": "2025-11-03",
            "days_left": 14,
            "playing": False,
            "next_reminder": "2025-10-27T09:00:00+01:00",
        },
    }
    await page.act("language", language_code="en")
    state = await page.state()
    assert (state["language_code"], state["commands"]) == ("en", [])
    assert state["bot"]["name"] == "Opt-out"


async def test_a_conversation_over_the_page(page: Page, bare: BareBot) -> None:
    """Writing, hearing, pressing, the spinner's end, an edit, a deletion."""
    async with page.events() as events:
        status, body = await page.act("messages", text=" /start ")
        assert status == 200
        written = {
            "id": 1,
            "from": "visitor",
            "date": int(NOW.timestamp()),
            "edited": False,
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            "photo": None,
            "document": None,
            "keyboard": None,
        }
        assert body == {"message": written}
        assert await events.next() == {"type": "message", "message": written}
        await bare.result("sendChatAction", chat_id=page.chat_id, action="typing")
        assert await events.next() == {"type": "typing"}
        rows = [
            [{"text": "a", "callback_data": "A"}, {"text": "b", "url": "https://example.org/"}],
            [{"text": "c", "copy_text": {"text": "C"}}],
        ]
        sent = await bare.result(
            "sendMessage",
            chat_id=page.chat_id,
            text='<b>x</b> <tg-time unix="5" format="D">t</tg-time>',
            parse_mode="HTML",
            reply_markup={"inline_keyboard": rows},
        )
        shown = (await events.next())["message"]
        assert (shown["id"], shown["from"]) == (2, "bot")
        assert shown["entities"] == [
            {"type": "bold", "offset": 0, "length": 1},
            {
                "type": "date_time",
                "offset": 2,
                "length": 1,
                "unix_time": 5,
                "date_time_format": "D",
            },
        ]
        assert shown["keyboard"] == [
            [
                {"text": "a", "kind": "callback"},
                {"text": "b", "kind": "url", "url": "https://example.org/"},
            ],
            [{"text": "c", "kind": "copy", "copy_text": "C"}],
        ]
        assert await page.act("presses", message_id=2, row=0, column=0) == (200, {"ok": True})
        query = (await bare.updates())[-1]["callback_query"]
        assert query["data"] == "A"
        await bare.result("answerCallbackQuery", callback_query_id=query["id"], text="ok")
        assert await events.next() == {
            "type": "callback_answer",
            "message_id": 2,
            "text": "ok",
            "show_alert": False,
        }
        call = {"chat_id": page.chat_id, "message_id": sent["message_id"]}
        await bare.result("editMessageText", text="y", **call)
        edited = (await events.next())["message"]
        assert (edited["id"], edited["edited"], edited["keyboard"]) == (2, True, None)
        assert [message["text"] for message in (await page.state())["messages"]] == ["/start", "y"]
        await bare.result("deleteMessage", **call)
        assert await events.next() == {"type": "deleted", "message_id": 2}


async def test_profile_menu_and_calendar_are_told(page: Page, bare: BareBot) -> None:
    """To everybody who has the page open, in their language."""
    async with page.events() as events:
        await bare.result("setMyShortDescription", short_description="x")
        profile = await events.next()
        assert (profile["type"], profile["bot"]["short_description"]) == ("profile", "x")
        menu = [{"command": "help", "description": "x"}]
        await bare.result("setMyCommands", commands=menu)
        assert await events.next() == {"type": "commands", "commands": menu}
        status, calendar = await page.post("/calendar", {"action": "next-day"})
        assert status == 200
        assert (calendar["now"], calendar["days_left"]) == ("2025-10-21T09:00:00+02:00", 13)
        assert await events.next() == {"type": "calendar", "calendar": calendar}
        _, calendar = await page.post("/calendar", {"action": "play"})
        assert (calendar["playing"], calendar["next_reminder"]) == (True, None)
    assert (await page.post("/calendar", {"action": "stop"}))[0] == 400


async def test_without_a_calendar_there_is_none(session: aiohttp.ClientSession) -> None:
    """The page shows no calendar then."""
    async with Emulator() as emulator:
        page = Page(emulator, session)
        await page.enter()
        assert (await page.state())["calendar"] is None
        assert (await page.post("/calendar", {"action": "play"}))[0] == 404


async def test_a_stream_goes_on_where_it_broke(page: Page) -> None:
    """By the number that the browser names; nothing twice, nothing missed."""
    async with page.events() as events:
        for text in "abc":
            await page.act("messages", text=text)
        assert [(await events.next())["message"]["text"] for _ in "ab"] == ["a", "b"]
        seen = events.last_id
    await page.act("messages", text="d")
    async with page.events(seen) as events:
        assert [(await events.next())["message"]["text"] for _ in "cd"] == ["c", "d"]


async def test_a_first_stream_begins_where_the_state_was_read(page: Page) -> None:
    """What happens between the two is not lost."""
    await page.act("messages", text="a")
    assert len((await page.state())["messages"]) == 1
    await page.act("messages", text="b")
    async with page.events() as events:
        assert (await events.next())["message"]["text"] == "b"


async def test_a_silent_stream_gives_signs_of_life(
    emulator: Emulator, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a broken connection is noticed."""
    visitor_api = emulator._visitor_api  # noqa: SLF001 -- its pace is no setting
    assert isinstance(visitor_api, VisitorApi)
    monkeypatch.setattr(visitor_api, "_beat_seconds", 0.01)
    page = Page(emulator, session)
    await page.enter()
    async with page.events() as events:
        blocks = [await events.response.content.readuntil(b"\n\n") for _ in range(3)]
    assert blocks == [b": hello\n\n", b": beat\n\n", b": beat\n\n"]


async def test_stopping_ends_every_stream(emulator: Emulator, page: Page) -> None:
    """At once."""
    async with page.events() as events:
        await events.response.content.readuntil(b"\n\n")
        begun = time.monotonic()
        await emulator.stop()
        assert await events.response.content.read() == b""
        assert time.monotonic() - begun < 2


async def test_blocking_over_the_page(page: Page, bare: BareBot) -> None:
    """Whoever blocked the bot can neither be written to nor write."""
    assert await page.act("blocked", blocked=True) == (200, {"ok": True})
    assert (await page.state())["blocked"] is True
    error = await bare.error("sendMessage", chat_id=page.chat_id, text="x")
    assert error == "Forbidden: bot was blocked by the user"
    assert await page.act("messages", text="x") == (400, {"error": "the bot is blocked"})
    await page.act("blocked", blocked=False)
    assert (await page.act("messages", text="x"))[0] == 200
    kinds = [set(update) - {"update_id"} for update in await bare.updates()]
    assert kinds == [{"my_chat_member"}, {"my_chat_member"}, {"message"}]
    assert (await page.act("blocked", blocked="yes"))[0] == 400


@pytest.mark.parametrize("text", ["", "  ", "a" * 4097, None])
async def test_a_text_that_cannot_be_sent(page: Page, text: str | None) -> None:
    """Empty or too long."""
    status, body = await page.act("messages", text=text)
    assert status == 400
    assert body["error"]
    assert (await page.state())["messages"] == []


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ({"message_id": 1, "row": 0, "column": 0}, 404),
        ({"message_id": 2, "row": 0, "column": 1}, 404),
        ({"message_id": 2, "row": 1, "column": 0}, 404),
        ({"message_id": 2, "row": 0, "column": 2}, 404),
        ({"message_id": 77, "row": 0, "column": 0}, 404),
        ({"message_id": "x", "row": 0, "column": 0}, 400),
        ({"message_id": 2, "row": -1, "column": 0}, 400),
        ({"message_id": 2}, 400),
    ],
)
async def test_a_button_that_cannot_be_pressed(
    page: Page, bare: BareBot, place: JsonObject, status: int
) -> None:
    """A link is not pressed but followed."""
    await page.act("messages", text="x")
    rows = [[{"text": "a", "callback_data": "A"}, {"text": "b", "url": "https://example.org/"}]]
    markup = {"inline_keyboard": rows}
    await bare.result("sendMessage", chat_id=page.chat_id, text="x", reply_markup=markup)
    assert (await page.act("presses", **place))[0] == status
    assert len(await bare.updates()) == 1


async def test_files_are_shown_to_whoever_got_them(
    page: Page, bare: BareBot, session: aiohttp.ClientSession
) -> None:
    """A picture in the page, a document as a download, and neither to another visitor."""
    url = f"{bare.emulator.url}/bot{bare.emulator.token}"
    for method, part, name, content in (
        ("sendPhoto", "photo", "x.png", PIXEL),
        ("sendDocument", "document", "é.html", b"<script>"),
    ):
        form = aiohttp.FormData({"chat_id": str(page.chat_id), "caption": "/x"}, quote_fields=False)
        form.add_field(part, content, filename=name)
        async with session.post(f"{url}/{method}", data=form) as response:
            assert response.status == 200
    photo, document = (await page.state())["messages"]
    assert (photo["text"], len(photo["entities"])) == ("/x", 1)
    assert photo["photo"] | {"file_id": ""} == {"file_id": "", "width": 1, "height": 1}
    file_id = document["document"]["file_id"]
    assert document["document"] == {
        "file_id": file_id,
        "file_name": "é.html",
        "mime_type": "text/html",
        "size": 8,
    }
    async with session.get(f"{page.base}{page.path}/files/{photo['photo']['file_id']}") as response:
        assert response.content_type == "image/png"
        assert await response.read() == PIXEL
        assert response.headers["Content-Disposition"].startswith("inline")
    async with session.get(f"{page.base}{page.path}/files/{file_id}") as response:
        assert response.content_type == "text/html"
        assert await response.read() == b"<script>"
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9.html"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    other = Page(bare.emulator, session)
    await other.enter()
    async with session.get(f"{other.base}{other.path}/files/{file_id}") as response:
        assert response.status == 404


async def test_an_unknown_visitor_is_told_so(page: Page) -> None:
    """The page makes a new one then."""
    page.path = "/chat/nobody"
    expected = {"error": "unknown visitor"}
    for path in ("", "/events", "/files/x"):
        async with page.session.get(page.base + page.path + path) as response:
            assert response.status == 404
            assert await response.json() == expected
    for name in ("messages", "presses", "blocked", "language"):
        assert await page.act(name) == (404, expected)


async def test_python_and_page_share_one_state(page: Page, bare: BareBot) -> None:
    """A test can do what the page does to any visitor of its own beside it."""
    visitor = bare.emulator.visitor()
    assert visitor.id == page.chat_id + 1
    with pytest.raises(ApiError):
        visitor.send("")
    await bare.result("sendMessage", chat_id=visitor.id, text="x")
    assert (await page.state())["messages"] == []
