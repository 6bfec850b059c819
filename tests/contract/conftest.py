"""The real bot over real HTTP: the emulator is the wire, the calendar is ours, nothing else is.

Start-up and shutdown are those of production (bot/app.py). Every test runs with each front end, by
polling and by webhook.
"""

import asyncio
import functools
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import SecretStr

from bot import knowledge
from bot.adapters.clocks import SimulatedClock
from bot.adapters.database import migrate, open_database
from bot.adapters.encryption import new_key
from bot.adapters.texts import FluentTexts
from bot.app import App, open_app
from bot.core.faq import Candidate, Match
from bot.emulator import Emulator, Options
from bot.frontends.frontend import FrontEndName
from bot.settings import Settings

BEFORE = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
NO_TICK = 3600.0  # seconds; the tests send what is due themselves


class Table:
    """A matcher that knows three questions."""

    def match(self, text: str, locale: str) -> Match:
        """Return the topic named in *text*; half sure if it ends with "?"."""
        del locale
        topics = ("private-messages", "public-activity", "data-excluded")
        confidence = 0.9 if "messages" in text else 0.5 if text.endswith("?") else 0.0
        return Match(tuple(Candidate(topic, 0.3) for topic in topics), confidence, 0.8, 0.4)


@dataclass
class Running:
    """A bot that runs against an emulator."""

    emulator: Emulator
    app: App
    clock: SimulatedClock
    settings: Settings

    async def send_due(self) -> int:
        """Send the reminders that are due, as the schedule would; return how many."""
        return await self.app.dispatcher.tick()


@asynccontextmanager
async def run_bot(
    emulator: Emulator, settings: Settings, clock: SimulatedClock
) -> AsyncIterator[Running]:
    """Run the bot until the end of the context; its schedule rests."""
    async with open_app(settings, clock=clock, matcher=Table(), tick_seconds=NO_TICK) as app:
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        try:
            yield Running(emulator, app, clock, settings)
        finally:
            stop.set()
            await running


_KNOWLEDGE = functools.cache(knowledge.load)
_TEXTS = functools.cache(FluentTexts)


@pytest.fixture(autouse=True)
def _quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read texts and knowledge once, spare nothing, and let people press at any pace.

    A hundred bots start here; how they keep the pace is tested where it is decided.
    """
    monkeypatch.setattr("bot.delivery.pacing.CHAT_BURST", 1000.0)
    monkeypatch.setattr("bot.delivery.pacing.GROUP_BURST", 1000.0)
    # Otherwise python-telegram-bot warns of how it will tell durations one day.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    monkeypatch.setattr("bot.knowledge.load", _KNOWLEDGE)
    monkeypatch.setattr("bot.app.FluentTexts", _TEXTS)
    monkeypatch.setattr("bot.app._spare_the_collector", lambda: None)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, to be copied: making its tables takes longer than most tests."""
    file = tmp_path_factory.mktemp("tables") / "optout.sqlite3"

    async def make() -> None:
        engine = open_database(f"sqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return file


@pytest.fixture
def clock() -> SimulatedClock:
    """A clock that stands still on the morning of 20 October 2025."""
    return SimulatedClock(BEFORE)


@pytest.fixture
async def emulator(clock: SimulatedClock) -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator(clock=clock, options=Options()) as running:
        yield running


class WayIn(NamedTuple):
    """How a bot runs."""

    front_end: FrontEndName
    is_webhook: bool


WAYS_IN = tuple(
    WayIn(name, is_webhook) for name in ("aiogram", "ptb") for is_webhook in (False, True)
)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_settings(emulator: Emulator, folder: Path, way_in: WayIn) -> Settings:
    """Return the settings of an installation that talks with *emulator*.

    Constructed without their checks: on this machine the address of a webhook begins with http.
    """
    port = free_port() if way_in.is_webhook else 0
    return Settings.model_construct(
        frontend=way_in.front_end,
        webhook_url=f"http://127.0.0.1:{port}/telegram" if way_in.is_webhook else "",
        webhook_secret=SecretStr("s3cret-of-the-tests" if way_in.is_webhook else ""),
        http_port=port,
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{folder / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
        messages_per_second=1000.0,
        operator="A union",
        contact="dpo@example.org",
    )


@pytest.fixture(params=WAYS_IN, ids=lambda way: f"{way[0]}-{'webhook' if way[1] else 'polling'}")
def settings(
    request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path, tables: Path
) -> Settings:
    """The settings of an installation that talks with the emulator."""
    shutil.copy(tables, tmp_path)
    return make_settings(emulator, tmp_path, request.param)


@pytest.fixture
async def bot(
    emulator: Emulator, settings: Settings, clock: SimulatedClock
) -> AsyncIterator[Running]:
    """A running bot."""
    async with run_bot(emulator, settings, clock) as running:
        yield running
