"""Updates per second of the whole bot over HTTP, beside a bare aiogram echo bot in the same run.

Both run as processes of their own against an emulator in this one, and answer the same people.
Ours reads and writes its database, chooses texts and, for questions, matches; the peer does not.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.encryption import new_key
from bot.emulator import Emulator, Visitor

PEOPLE = 400
ROUNDS = 3
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """What a bot did with PEOPLE x ROUNDS updates."""

    per_second: float
    cpu_us: float  # of the bot's process, user and system, per update


@asynccontextmanager
async def process(*command: str, **environment: str) -> AsyncIterator[int]:
    """Run a bot as a process until the end of the context; give its number."""
    child = subprocess.Popen(  # noqa: S603, ASYNC220  # our own command; starting takes no time
        command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        yield child.pid
    finally:
        child.terminate()
        await asyncio.to_thread(child.wait, 30)


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


async def measure(pid: int, people: list[Visitor], text: str) -> Figures:
    """Let everybody send *text* ROUNDS times; return the figures of the bot."""
    for person in people:  # first contact is not what is measured
        person.send("/start")
    await _all_answered(people, 1)
    started, used = time.perf_counter(), cpu_seconds(pid)
    for _ in range(ROUNDS):
        for person in people:
            person.send(text)
    await _all_answered(people, 1 + ROUNDS)
    count = PEOPLE * ROUNDS
    wall, cpu = time.perf_counter() - started, cpu_seconds(pid) - used
    return Figures(count / wall, cpu / count * 1e6)


async def _all_answered(people: list[Visitor], count: int) -> None:
    for person in people:
        await person.until(
            lambda someone: len(someone.bot_messages) >= count or None, within_seconds=120
        )


@pytest.mark.benchmark
@pytest.mark.timeout(600)
async def test_updates_per_second(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the figures; asserts only that every update was answered."""
    figures: dict[str, Figures] = {}
    echo = Path(__file__).with_name("echo.py")
    async with Emulator(is_recording=False) as emulator:
        async with process(sys.executable, str(echo), emulator.url, emulator.token) as pid:
            people = [emulator.visitor() for _ in range(PEOPLE)]
            figures["echo"] = await measure(pid, people, "hello")
        settings = {
            "OPTOUT_BOT_TOKEN": emulator.token,
            "OPTOUT_API_URL": emulator.url,
            "OPTOUT_DATABASE_URL": f"sqlite:///{tmp_path / 'bench.sqlite3'}",
            "OPTOUT_ENCRYPTION_KEY": new_key(),
            "OPTOUT_MESSAGES_PER_SECOND": "1000",
            "OPTOUT_LOG_LEVEL": "ERROR",
        }
        for name, text in (("command", "/help"), ("question", "mes messages privés ?")):
            async with process(sys.executable, "-m", "bot", "run", **settings) as pid:
                people = [emulator.visitor() for _ in range(PEOPLE)]
                figures[name] = await measure(pid, people, text)
    echo_cpu = figures["echo"].cpu_us
    with capsys.disabled():
        print(f"\n{'':10} {'updates/s':>10} {'CPU us/update':>14} {'CPU ratio':>10}")  # noqa: T201
        for name, found in figures.items():
            ratio = found.cpu_us / echo_cpu
            print(f"{name:10} {found.per_second:10.0f} {found.cpu_us:14.0f} {ratio:10.2f}")  # noqa: T201
