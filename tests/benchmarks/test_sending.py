"""How fast one process sends, and how late an unloaded one is."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.adapters.clocks import SystemClock
from bot.adapters.database import migrate, open_database
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.effects import AddReminders, PlannedReminder
from bot.core.ports import RenderedMessage
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import TICK_SECONDS, Schedule
from bot.emulator import Emulator, Limits, Options
from tests.adapters.conftest import open_store_at
from tests.spoken import TEXTS
from tests.wire import Wire

COUNT: Final = 5_000  # texts
SPAN: Final = timedelta(seconds=10)  # in which PEOPLE are reminded, evenly
PEOPLE: Final = 100

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_texts_a_second(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Through a real socket, to an emulator in another process; every text arrives."""
    options = Options(limits=Limits(per_second=1_000_000), keep_messages=0, everybody_is_met=True)
    script = str(Path(__file__).with_name("sending.py"))
    async with Emulator(is_recording=False, options=options) as emulator:
        sending = await asyncio.create_subprocess_exec(
            sys.executable,
            script,
            *(emulator.url, emulator.token, library, str(COUNT)),
            env={"PYTHONPATH": str(Path.cwd())},
            stdout=asyncio.subprocess.PIPE,
        )
        printed, _ = await sending.communicate()
    assert sending.returncode == 0
    figures = json.loads(printed)
    with capsys.disabled():
        print(f"\n{library:8} {figures['per_second']:6,.0f}/s {figures['cpu_us']:6,.0f} us each")  # noqa: T201


async def migrate_at(url: str) -> None:
    """Make the tables of a database."""
    database = open_database(url)
    await migrate(database)
    await database.dispose()


async def test_lateness_unloaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In real time, on SQLite: from the planned moment until Telegram is called."""
    clock, schedule, wire = SystemClock(), Schedule(), TimedWire()
    url = f"sqlite:///{tmp_path / 'late.sqlite3'}"
    await migrate_at(url)
    async with open_store_at(url) as store:
        begins_at = clock.now() + timedelta(seconds=1)
        seen = Conversation("en", "Europe/Paris", follows_changes=True, seen_on=begins_at.date())
        for number in range(PEOPLE):
            due_at = wire.due[number] = begins_at + number * SPAN / PEOPLE
            planned = PlannedReminder(due_at, "recheck-2026-11-22", due_at + timedelta(hours=1))
            effects = (AddReminders(LINKEDIN_AI.id, (planned,)),)
            await store.commit(number, None, seen, effects, now=begins_at)
        outbox = Outbox(wire, Pacing())
        dispatcher = Dispatcher(store, store, outbox, TEXTS, clock, LINKEDIN_AI)
        schedule.every(TICK_SECONDS, dispatcher.tick, "send due reminders")
        schedule.start()
        async with asyncio.timeout(3 * SPAN.total_seconds()):
            await wire.all_came.wait()
        await schedule.close(within_seconds=1)
        await outbox.close()
    late = sorted(wire.late)
    with capsys.disabled():
        p99 = late[int(PEOPLE * 0.99) - 1]
        print(f"\nlate by {late[PEOPLE // 2]:.2f} s at the median, {p99:.2f} s at p99")  # noqa: T201


class TimedWire(Wire):
    """Takes every message, and notes how late it came."""

    def __init__(self) -> None:
        super().__init__()
        self.due: dict[int, datetime] = {}
        self.late: list[float] = []
        self.all_came = asyncio.Event()

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Note it."""
        self.late.append((datetime.now(UTC) - self.due[chat_id]).total_seconds())
        if len(self.late) == len(self.due):
            self.all_came.set()
        self.expect(chat_id)
        return await super().send(chat_id, message, thread_id=thread_id)
