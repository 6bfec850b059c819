"""An emulator per test, and a bot that talks with it in bare HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Emulator, Options, Visitor

NOW = datetime(2025, 10, 20, 9, 0, tzinfo=UTC)


class BareBot:
    """Calls methods of the Bot API without any library."""

    def __init__(self, emulator: Emulator, session: aiohttp.ClientSession) -> None:
        self.emulator = emulator
        self.session = session

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method with a JSON body; return the JSON body of the answer."""
        url = f"{self.emulator.url}/bot{self.emulator.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            body: dict[str, Any] = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 -- any JSON value
        """Call a method that succeeds; return its result."""
        body = await self.call(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def error(self, method: str, **parameters: object) -> str:
        """Call a method that fails; return what the answer says."""
        body = await self.call(method, **parameters)
        assert not body["ok"], body
        assert set(body) <= {"ok", "error_code", "description", "parameters"}
        return str(body["description"])

    async def updates(self, offset: int = 0) -> list[dict[str, Any]]:
        """Return the updates that wait."""
        found: list[dict[str, Any]] = await self.result("getUpdates", offset=offset)
        return found


@pytest.fixture
def clock() -> SimulatedClock:
    """A clock that stands still."""
    return SimulatedClock(NOW)


@pytest.fixture
def options() -> Options:
    """How the emulated Telegram behaves; a test module may bring its own.

    The tests look at the updates again and again, as no bot should.
    """
    return Options(slows_repeats=False)


@pytest.fixture
async def emulator(clock: SimulatedClock, options: Options) -> AsyncIterator[Emulator]:
    """A running emulator."""
    async with Emulator(clock=clock, options=options) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP client."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def bare(emulator: Emulator, session: aiohttp.ClientSession) -> BareBot:
    """The emulated bot's owner, in bare HTTP."""
    return BareBot(emulator, session)


@pytest.fixture
def visitor(emulator: Emulator) -> Visitor:
    """A person whose app speaks French."""
    return emulator.visitor()
