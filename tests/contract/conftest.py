"""The real bot over real HTTP: the emulator is the wire, the calendar is ours, nothing else is.

Start-up and shutdown are those of production (bot/app.py).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.adapters.clocks import SimulatedClock
from bot.adapters.encryption import new_key
from bot.app import App, open_app
from bot.core.faq import Candidate, Match
from bot.emulator import Emulator, Options
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


@pytest.fixture
def clock() -> SimulatedClock:
    """A clock that stands still on the morning of 20 October 2025."""
    return SimulatedClock(BEFORE)


@pytest.fixture
async def emulator(clock: SimulatedClock) -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator(clock=clock, options=Options()) as running:
        yield running


@pytest.fixture
def settings(emulator: Emulator, tmp_path: Path) -> Settings:
    """The settings of an installation that talks with the emulator."""
    return Settings.model_construct(
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{tmp_path / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
        operator="A union",
        contact="dpo@example.org",
    )


@pytest.fixture
async def bot(
    emulator: Emulator, settings: Settings, clock: SimulatedClock
) -> AsyncIterator[Running]:
    """A running bot."""
    async with run_bot(emulator, settings, clock) as running:
        yield running
