"""Who knows an address and no secret: of the webhook, or of the emulator on somebody's machine."""

import asyncio
import gzip
import hmac
import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.compression_utils import ZLibDecompressor

from bot.emulator import Emulator
from bot.frontends import webhook
from bot.frontends.webhook import SECRET_HEADER
from tests.frontends.test_webhook import KNOWN, SECRET, WORDS, Hook, served

# The webhook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A served webhook."""
    hook = Hook()
    async with served(hook) as port:
        hook.url = f"http://127.0.0.1:{port}/telegram"
        yield hook


async def test_a_stranger_is_turned_away_before_the_body_is_read(hook: Hook) -> None:
    """Of a body that never ends nothing is awaited: the refusal costs next to nothing."""
    never = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await never.wait()

    async with asyncio.timeout(5), aiohttp.ClientSession() as session:
        headers = {SECRET_HEADER: SECRET[:-1]}
        async with session.post(hook.url, data=endless(), headers=headers) as response:
            assert response.status == 401
            assert await response.read() == b""
    assert hook.came == []


async def test_a_stranger_is_turned_away_before_anything_is_unpacked(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kilobytes could become gigabytes, while everybody else waits."""
    unpacked: list[int] = []
    unpack = ZLibDecompressor.decompress_sync

    def note(self: ZLibDecompressor, data: bytes, max_length: int = 0) -> bytes:
        unpacked.append(len(data))
        return unpack(self, data, max_length)

    monkeypatch.setattr(ZLibDecompressor, "decompress_sync", note)
    bomb = gzip.compress(b"A" * 10_000_000)
    for secret, status in ((SECRET[:-1], 401), (SECRET, 415)):
        headers = {SECRET_HEADER: secret, "Content-Encoding": "gzip"}
        assert await hook.post(bomb, headers) == status
    assert unpacked == []
    assert hook.came == []


async def test_half_a_request_is_not_held_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as the first of a connection, nor after one that was answered; the others go on."""
    monkeypatch.setattr("bot.serving.KEEP_ALIVE_SECONDS", 0.2)
    hook = Hook()
    half = b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-"
    whole = b"GET /telegram HTTP/1.1\r\nHost: x\r\n\r\n"
    async with served(hook) as port, asyncio.timeout(5):
        for sent in (b"", half, whole + half):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            answer = await reader.read()  # until it is closed
            assert answer.startswith(b"HTTP/1.1 405") == sent.startswith(whole)
            writer.close()


async def test_secrets_are_compared_in_constant_time(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long an answer takes tells nothing of how much of a guess was right."""
    compared = []
    compare_digest = hmac.compare_digest

    def compare(given: bytes, secret: bytes) -> bool:
        compared.append((given, secret))
        return compare_digest(given, secret)

    monkeypatch.setattr("bot.frontends.webhook.hmac.compare_digest", compare)
    guesses = ("", "s", SECRET[:-1], SECRET)
    for guess in guesses:
        await hook.post({"update_id": 1}, {SECRET_HEADER: guess})
    assert compared == [(guess.encode(), SECRET.encode()) for guess in guesses]


async def test_who_is_refused_leaves_no_line_in_the_log(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    """A thousand guesses fill no disk, and a slip of the secret is not kept."""
    caplog.set_level(logging.INFO)
    for headers in ({}, {SECRET_HEADER: SECRET[:-1]}, {SECRET_HEADER: "é" * 500}):
        assert await hook.post({"update_id": 1, "text": WORDS}, headers) == 401
    assert caplog.records == []


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"update_id":' * 50_000,
        b'{"update_id": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": ' + b"9" * 10_000 + b"}",
        b'{"update_id": 1e400}',
        b'{"update_id": NaN}',
        b'\xff\xfe{"update_id": 1}',
    ],
    ids=lambda body: repr(body[:16]),
)
async def test_spiteful_json_is_refused_not_failed(
    hook: Hook, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Nested past all measure, or with numbers that are none."""
    assert await hook.post(body, KNOWN) == 400
    assert hook.came == []
    assert "Traceback" not in caplog.text


# The emulator


def own_addresses() -> list[str]:
    """Return the addresses of this machine that others could reach."""
    found = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system only chooses a way
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return [address for address in found if not address.startswith("127.")]


async def test_the_emulator_listens_on_this_machine_alone() -> None:
    """Whoever shares the network finds nobody there."""
    async with Emulator() as emulator:
        host, _, port = emulator.url.removeprefix("http://").partition(":")
        assert host == "127.0.0.1"
        for address in own_addresses():
            with pytest.raises(OSError, match=r"."):
                await asyncio.open_connection(address, int(port))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_no_other_site_reaches_the_bot_api_either(headers: dict[str, str]) -> None:
    """The token of a demo is known to everybody, so a page elsewhere could speak for the bot."""
    async with Emulator() as emulator, aiohttp.ClientSession() as session:
        for path in (f"/bot{emulator.token}/getMe", f"/file/bot{emulator.token}/x"):
            async with session.get(emulator.url + path, headers=headers) as response:
                assert response.status == 403
        async with session.get(f"{emulator.url}/bot{emulator.token}/getMe") as response:
            assert response.status == 200


def test_the_page_and_the_console_say_that_they_are_not_for_the_internet() -> None:
    """In both languages of the page, where everybody sees it; and in the line of the console."""
    root = Path(webhook.__file__).parents[1]
    words = (root / "emulator" / "web" / "words.js").read_text(encoding="utf-8")
    page = (root / "emulator" / "web" / "index.html").read_text(encoding="utf-8")
    assert 'data-words="simulation"' in page
    assert "not for the internet" in words
    assert "pas pour Internet" in words
    assert "not for the internet" in (root / "demo.py").read_text(encoding="utf-8")
