"""What Telegram answers to a bot that errs: code, words and parameters, each exactly."""

from collections.abc import Callable

import aiohttp
import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Emulator, Options, Visitor
from bot.emulator.errors import bad_request

from .conftest import NOW, BareBot

Scene = Callable[[Emulator], int]


def _stranger(_: Emulator) -> int:
    return 999


def _blocked(emulator: Emulator) -> int:
    visitor = emulator.visitor()
    visitor.block()
    return visitor.id


def _deactivated(emulator: Emulator) -> int:
    visitor = emulator.visitor()
    visitor.deactivate()
    return visitor.id


def _unmet(emulator: Emulator) -> int:
    return emulator.visitor(is_met=False).id


def _group(emulator: Emulator, *, is_supergroup: bool, ban: bool) -> int:
    group = emulator.group("G", emulator.visitor(), is_supergroup=is_supergroup)
    group.remove_bot(ban=ban)
    return group.id


def _deleted(emulator: Emulator) -> int:
    group = emulator.group("G", emulator.visitor())
    group.delete()
    return group.id


@pytest.mark.parametrize(
    ("scene", "code", "description"),
    [
        (_stranger, 400, "Bad Request: chat not found"),
        (_blocked, 403, "Forbidden: bot was blocked by the user"),
        (_deactivated, 403, "Forbidden: user is deactivated"),
        (_unmet, 403, "Forbidden: bot can't initiate conversation with a user"),
        (_deleted, 403, "Forbidden: the group chat was deleted"),
        (
            lambda emulator: _group(emulator, is_supergroup=False, ban=True),
            403,
            "Forbidden: bot was kicked from the group chat",
        ),
        (
            lambda emulator: _group(emulator, is_supergroup=True, ban=True),
            403,
            "Forbidden: bot was kicked from the supergroup chat",
        ),
        (
            lambda emulator: _group(emulator, is_supergroup=False, ban=False),
            403,
            "Forbidden: bot is not a member of the group chat",
        ),
        (
            lambda emulator: _group(emulator, is_supergroup=True, ban=False),
            403,
            "Forbidden: bot is not a member of the supergroup chat",
        ),
    ],
)
async def test_a_chat_that_cannot_be_written_to(
    bare: BareBot, scene: Scene, code: int, description: str
) -> None:
    """These end a subscription."""
    body = await bare.call("sendMessage", chat_id=scene(bare.emulator), text="x")
    assert body == {"ok": False, "error_code": code, "description": description}


async def test_an_upgraded_group_names_its_successor(bare: BareBot, visitor: Visitor) -> None:
    """The bot is to write there."""
    group = bare.emulator.group("G", visitor)
    successor = group.upgrade()
    body = await bare.call("sendMessage", chat_id=group.id, text="x")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": successor.id},
    }
    assert await bare.result("sendMessage", chat_id=successor.id, text="x")


@pytest.mark.parametrize(
    ("token", "description"),
    [
        ("nonsense", "Unauthorized: invalid token specified"),
        ("0123:abc", "Unauthorized: invalid token specified"),
        ("1:" + "a" * 79, "Unauthorized: invalid token specified"),
        ("x:abc", "Unauthorized: invalid token specified"),
        ("1234567890:revoked", "Unauthorized"),
    ],
)
async def test_a_wrong_token(
    emulator: Emulator, session: aiohttp.ClientSession, token: str, description: str
) -> None:
    """The bot is to stop."""
    for address in (f"bot{token}/getMe", f"file/bot{token}/documents/x"):
        async with session.get(f"{emulator.url}/{address}") as response:
            assert response.status == 401
            body = await response.json()
            assert body == {"ok": False, "error_code": 401, "description": description}


async def test_unknown_addresses_and_methods(bare: BareBot, session: aiohttp.ClientSession) -> None:
    """Both are 404, with different words."""
    assert await bare.error("getEverything") == "Not Found: method not found"
    async with session.get(f"{bare.emulator.url}/nothing") as response:
        assert response.status == 404
        body = await response.json()
    assert body == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_late_answer_is_refused(bare: BareBot, visitor: Visitor) -> None:
    """A press can be answered for a while only."""
    query = visitor.press_data(1, "x")
    query.asked_at -= 61
    description = await bare.error("answerCallbackQuery", callback_query_id=query.id)
    assert description == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_an_answer_to_a_press_has_two_hundred_characters(
    bare: BareBot, visitor: Visitor
) -> None:
    """One more is refused."""
    query = visitor.press_data(1, "x")
    call = {"callback_query_id": query.id, "text": "é" * 200}
    assert await bare.result("answerCallbackQuery", **call) is True
    assert query.answer == {"text": "é" * 200, "show_alert": False}
    call["text"] += "x"
    assert await bare.error("answerCallbackQuery", **call) == "Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://example.org/", "An HTTPS URL must be provided for webhook"),
        (
            "https://example.org:8080/",
            "Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("https://127.0.0.1/", "IP address 127.0.0.1 is reserved"),
    ],
)
async def test_without_local_mode_a_webhook_must_be_public(
    session: aiohttp.ClientSession, url: str, complaint: str
) -> None:
    """So says Telegram's own server to a wrong setting."""
    options = Options(local_mode=False)
    async with Emulator(clock=SimulatedClock(NOW), options=options) as emulator:
        description = await BareBot(emulator, session).error("setWebhook", url=url)
    assert description == f"Bad Request: bad webhook: {complaint}"


def test_server_codes_keep_their_capitals() -> None:
    """Other complaints begin small."""
    assert bad_request("BUTTON_DATA_INVALID").description == "Bad Request: BUTTON_DATA_INVALID"
    assert bad_request("Message is too long").description == "Bad Request: message is too long"
