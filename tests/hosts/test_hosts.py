"""Mounted in the bot of somebody else: both go on working, on either library."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.clocks import SimulatedClock
from bot.app import open_app
from bot.core.events import Event, Pressed
from bot.emulator import Emulator
from bot.frontends.messages import Me, Written, read
from bot.incoming import Incoming
from bot.settings import Settings
from tests.contract.talk import press, says, sees
from tests.hosts.conftest import HOSTS, hosts_part, running

START_SECONDS = 90.0  # four processes at once, on a machine that may do other things too


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_what_no_handler_of_the_host_takes_is_ours(
    emulator: Emulator, settings: Settings
) -> None:
    """Commands, free questions and buttons of ours; those of the host stay its own."""
    member = emulator.visitor(language_code="fr")
    async with running(HOSTS[settings.frontend], settings):
        await hosts_part(member)
        member.send("/start")
        assert "LinkedIn" in says(await member.next_message())
        member.send("mes messages privés sont-ils utilisés ?")
        assert says(await member.next_message()).startswith("Vos messages privés")
        await press(member, "Qui le dit")
        await hosts_part(member)
        asked = member.ask_inline("mes messages privés")
        assert (await member.answer_to(asked))["results"][0]["id"] == "private-messages"
    assert emulator.updates.pending == []


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_a_block_reaches_us_beside_the_host(emulator: Emulator, settings: Settings) -> None:
    """What is kept is erased, whoever else hears of it."""
    member = emulator.visitor(language_code="fr")
    async with running(HOSTS[settings.frontend], settings):
        member.send("/start")
        await member.next_message()
        member.block()
        await emulator.until(lambda: not emulator.updates.pending)
    async with open_app(settings) as app:
        assert await app.store.load(member.id) is None


async def told_until_asked_to_stop(folder: Path, host: str, number: signal.Signals) -> None:
    """Start a host as its file says, ask it something, and end it with a signal."""
    async with Emulator() as emulator:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).parent / f"{host}_host.py"),
            cwd=folder,
            env={**os.environ, "OPTOUT_BOT_TOKEN": emulator.token, "OPTOUT_API_URL": emulator.url},
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            member = emulator.visitor(language_code="fr")
            member.send("/join")
            await member.next_message(within_seconds=START_SECONDS)
            member.send("/help")
            await emulator.until(lambda: not emulator.updates.pending)
        finally:
            process.send_signal(number)
            _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
        assert "Traceback" not in errors.decode()
        assert "Écrivez simplement" in says(member.last_message)  # what was taken is answered


async def test_a_host_ends_as_it_is_asked_to(tmp_path: Path) -> None:
    """Ctrl+C and SIGTERM: no traceback, no failure, and nothing is lost."""
    async with asyncio.TaskGroup() as side_by_side:
        for host in HOSTS:
            for number in (signal.SIGINT, signal.SIGTERM):
                folder = tmp_path / f"{host}-{number.name}"
                folder.mkdir()
                side_by_side.create_task(told_until_asked_to_stop(folder, host, number))


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_reminders_go_while_the_app_works(emulator: Emulator, settings: Settings) -> None:
    """A host cannot forget them: the context that ends the turns also sends what is due."""
    member = emulator.visitor(language_code="fr")
    member.send("/start")
    clock = SimulatedClock(datetime(2025, 10, 20, 8, 0, tzinfo=UTC))
    async with open_app(settings, clock=clock) as app:
        await app.turns.take(Incoming(1, member.id, Pressed("keep:light:9"), "fr"))
        clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
        async with app.working():
            await member.until(
                lambda person: [each for each in person.bot_messages if "7 jours" in says(each)]
            )
        assert app.turns.is_closing


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_a_message_is_read_once(
    emulator: Emulator, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is ours, and what it says, is one and the same look."""
    looks: list[str] = []

    def look(written: Written, me: Me, prefix: str = "") -> Event | None:
        looks.append(written.text)
        return read(written, me, prefix)

    monkeypatch.setattr("bot.frontends.reading.read", look)
    member = emulator.visitor(language_code="fr")
    async with running(HOSTS[settings.frontend], settings):
        member.send("/help")
        await sees(member, "Écrivez simplement")
    assert looks == ["/help"]
