"""The webhook over HTTP: who does not know the secret is turned away, whatever they send."""

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.core.errors import SettingsError, StoreUnavailable
from bot.emulator import Emulator, Fault
from bot.emulator.errors import ApiError, too_many_requests
from bot.frontends import webhook
from bot.frontends.updates import UpdatesApi
from bot.frontends.webhook import MAX_BODY_BYTES, SECRET_HEADER, make_webhook, register
from bot.serving import serve

SECRET = "s3cret-of-16-signs"  # noqa: S105  # of the test
KNOWN = {SECRET_HEADER: SECRET}
WORDS = "my-employer-reads-this"


class Hook:
    """A served webhook, and what came through."""

    def __init__(self) -> None:
        self.came: list[Mapping[str, Any]] = []
        self.failure: Exception | None = None
        self.url = ""

    async def read(self, update: Mapping[str, Any]) -> None:
        """Take an update."""
        if self.failure is not None:
            raise self.failure
        self.came.append(update)

    async def post(self, body: Any, headers: Mapping[str, str] = KNOWN) -> int:  # noqa: ANN401  # anything
        """Deliver *body*; return the status of the answer."""
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=data, headers=headers) as response,
        ):
            return response.status


@asynccontextmanager
async def served(hook: Hook) -> AsyncIterator[int]:
    """Serve *hook*; give the port."""
    async with serve(make_webhook(hook.read, SECRET, "/telegram"), "127.0.0.1", 0) as port:
        yield port


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A served webhook."""
    hook = Hook()
    async with served(hook) as port:
        hook.url = f"http://127.0.0.1:{port}/telegram"
        yield hook


async def test_a_delivery_is_accepted_when_it_is_read(hook: Hook) -> None:
    """And refused while its turn fails, so that Telegram brings it again."""
    for failure, status in ((ValueError(WORDS), 500), (StoreUnavailable("SQLITE_FULL"), 503)):
        hook.failure = failure
        assert await hook.post({"update_id": 1}) == status
    hook.failure = None
    assert await hook.post({"update_id": 1}) == 200
    assert hook.came == [{"update_id": 1}]


async def test_a_failed_turn_is_logged_without_its_words(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    """Type and place."""
    hook.failure = ValueError(WORDS)
    await hook.post({"update_id": 1})
    assert f"a turn failed: ValueError at {__file__}" in caplog.text
    assert WORDS not in caplog.text


@pytest.mark.parametrize("given", [None, "", "s", SECRET[:-1], SECRET + "x", SECRET.upper(), "é"])
async def test_who_does_not_know_the_secret_is_turned_away(hook: Hook, given: str | None) -> None:
    """A missing, a shorter, a longer and a foreign one alike."""
    headers = {} if given is None else {SECRET_HEADER: given}
    assert await hook.post({"update_id": 1}, headers) == 401
    assert hook.came == []


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"\xff", b"{", b"[1]", b"null", b"{}"),
        *(b'{"update_id": "1"}', b'{"update_id": null}', b'{"update_id": true}'),
        *(b'{"update_id": 0}', b'{"update_id": -1}', b'{"update_id": 9223372036854775808}'),
        b'{"update_id": 1.0}',
    ],
)
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    """Telegram never sends such a thing."""
    assert await hook.post(body) == 400
    assert hook.came == []


async def test_a_huge_body_is_refused(hook: Hook) -> None:
    """With its length said, or without; one that just fits is read."""
    assert await hook.post({"update_id": 1, "x": "y" * MAX_BODY_BYTES}) == 413
    fits = json.dumps({"update_id": 2}).encode().ljust(MAX_BODY_BYTES)
    assert await hook.post(fits) == 200

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * (MAX_BODY_BYTES // 2)

    async with (
        aiohttp.ClientSession() as session,
        session.post(hook.url, data=pieces(), headers=KNOWN) as response,
    ):
        assert response.status == 413
    assert hook.came == [{"update_id": 2}]


async def test_a_slow_body_is_given_up(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody holds a connection by sending a byte now and then."""
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    ended = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b'{"update_id":'
        await ended.wait()

    async with (
        aiohttp.ClientSession() as session,
        session.post(hook.url, data=drip(), headers=KNOWN) as response,
    ):
        assert response.status == 408
        ended.set()
    assert hook.came == []


async def test_only_deliveries_are_answered(hook: Hook) -> None:
    """Another method or another path is none."""
    async with aiohttp.ClientSession(headers=KNOWN) as session:
        async with session.get(hook.url) as response:
            assert response.status == 405
        async with session.post(hook.url + "/x") as response:
            assert response.status == 404


def test_a_webhook_needs_a_secret() -> None:
    """Without one, anybody could speak for Telegram."""
    with pytest.raises(ValueError, match="secret"):
        make_webhook(Hook().read, "", "/telegram")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "identity, gzip"])
async def test_a_packed_body_is_refused(hook: Hook, encoding: str) -> None:
    """Telegram packs nothing, so nothing is unpacked."""
    packed = gzip.compress(b'{"update_id": 1}')
    assert await hook.post(packed, {**KNOWN, "Content-Encoding": encoding}) == 415
    assert hook.came == []


# Where Telegram is told to deliver

URL = "https://bot.example.org/telegram"
NOWHERE = ApiError(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 443")


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator() as running:
        yield running


async def test_a_failure_while_the_webhook_is_set_is_waited_out(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As by polling: one 429 or 502 keeps no bot from starting. The pauses grow."""
    pauses = []

    def note(failures: int, error: Exception) -> float:
        pauses.append((failures, type(error).__name__))
        return 0.0

    monkeypatch.setattr(webhook, "pause_after", note)
    for fault in (Fault(error=too_many_requests(7)), Fault(html_status=502), Fault(is_cut=True)):
        emulator.faults.script("setWebhook", fault)
    async with UpdatesApi(emulator.token, emulator.url) as api:
        await register(api, URL, SECRET)
        assert (await api.webhook_info())["url"] == URL
    assert pauses == [
        (0, "TooManyRequests"),
        (1, "MessengerUnavailable"),
        (2, "MessengerUnavailable"),
    ]
    assert caplog.text.count("the webhook is not set") == 3
    assert emulator.token not in caplog.text


async def test_a_refused_address_is_told_in_telegrams_words(emulator: Emulator) -> None:
    """In full, so that the operator reads which ports there are."""
    emulator.faults.script("setWebhook", Fault(error=NOWHERE))
    async with UpdatesApi(emulator.token, emulator.url) as api:
        with pytest.raises(SettingsError) as refused:
            await register(api, URL, SECRET)
    words = "setWebhook: bad webhook: Webhook can be set up only on ports 80, 443"
    assert str(refused.value) == f"OPTOUT_WEBHOOK_URL: {words}"
