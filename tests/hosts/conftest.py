"""Hosts of each library, the Telegram that they talk with, and the settings of our part."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.adapters.encryption import new_key
from bot.emulator import Emulator, Visitor
from bot.settings import Settings
from tests.hosts import aiogram_host, ptb_host

Run = Callable[[Settings, asyncio.Event], Coroutine[Any, Any, None]]
HOSTS: dict[str, Run] = {"aiogram": aiogram_host.run, "ptb": ptb_host.run}


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator() as running:
        yield running


@pytest.fixture
def settings(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path) -> Settings:
    """The settings of our part; the front end is that of the host."""
    return Settings.model_construct(
        frontend=request.param,
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{tmp_path / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
    )


@asynccontextmanager
async def running(run: Run, settings: Settings) -> AsyncIterator[None]:
    """Run a host until the end of the context."""
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def hosts_part(member: Visitor) -> None:
    """Use what the host had before we came."""
    member.send("/join")
    invitation = await member.next_message()
    assert invitation["text"] == "Our union meets on Mondays."
    query = member.press(invitation, label="Sign up")
    assert (await member.answer_to(query))["text"] == "See you on Monday!"
