"""SQLite in trouble: another process writes for long, and the disk is full."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.adapters import database as databases
from bot.adapters.clocks import SimulatedClock
from bot.emulator import Emulator
from tests.chaos.campaign import open_campaign, zone_of
from tests.chaos.conftest import Size, Tell
from tests.chaos.forks import Forks
from tests.chaos.sender import BEGINS_AT, FULL_FOR
from tests.contract.conftest import WayIn, make_settings, run_bot


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Write to *file* as another process does, and do not end; rollback() does."""
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield other
    finally:
        other.close()


@pytest.mark.parametrize("is_patient", [True, False], ids=["patient", "impatient"])
async def test_while_another_process_writes_no_reminder_is_lost_or_repeated(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell, *, is_patient: bool
) -> None:
    """For ten seconds in the long form: shorter than SQLite waits for, or longer."""
    people, milliseconds = size.pick(80, 1_000), size.pick(1_000, 10_000)
    busy = milliseconds * 3 // 2 if is_patient else milliseconds // 10
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        page = campaign.page
        with warm_forks.heard(campaign.emulator.wake):
            order = campaign.order(starts_at=0.0, busy_milliseconds=busy)
            child = await warm_forks.fork(order)
            await campaign.emulator.until(lambda: page.calls >= people // 2)
            with locked(tmp_path / "optout.sqlite3") as other:
                asyncio.get_running_loop().call_later(milliseconds / 1000, other.rollback)
                assert await child.ended == 0
        assert is_patient == (page.failures == 0)
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == 0
    tell(f"SQLite locked for {milliseconds / 1000:g} s", verdict, failed_ticks=page.failures)


@pytest.mark.parametrize("is_patient", [True, False], ids=["patient", "impatient"])
async def test_while_another_process_writes_no_update_is_lost(
    size: Size,
    tmp_path: Path,
    tables: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    is_patient: bool,
) -> None:
    """Whoever writes to the bot meanwhile is answered afterwards, once.

    Turns wait for the other process, or are given up; then their updates come again.
    """
    if not is_patient:
        monkeypatch.setattr(databases, "BUSY_MILLISECONDS", 20)
    monkeypatch.setattr("bot.app._spare_the_collector", lambda: None)  # it would last
    seconds = size.pick(1, 10)
    shutil.copy(tables, tmp_path)
    clock = SimulatedClock(BEGINS_AT)
    async with Emulator(clock=clock) as emulator:
        settings = make_settings(emulator, tmp_path, WayIn("aiogram", is_webhook=False))
        async with run_bot(emulator, settings, clock):
            people = [emulator.visitor() for _ in range(20)]
            with locked(tmp_path / tables.name) as other:
                for person in people:
                    person.send("/start")
                released = asyncio.Event()

                def release() -> None:
                    assert not any(person.bot_messages for person in people)  # it is not kept
                    other.rollback()
                    released.set()

                asyncio.get_running_loop().call_later(seconds, release)
                for person in people:
                    await person.next_message(within_seconds=seconds + 20)
                assert released.is_set()
        assert [len(person.bot_messages) for person in people] == [1] * len(people)
    assert is_patient != ("will come again" in caplog.text)


@pytest.mark.parametrize("at", [0.0, 0.5], ids=["before", "in-the-middle"])
async def test_on_a_full_disk_nothing_is_sent_that_was_not_claimed(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell, at: float
) -> None:
    """Reminders wait until there is room again; then each is sent, once."""
    people = size.pick(150, 2_000)
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        page = campaign.page
        page.is_full = not at
        with warm_forks.heard(campaign.emulator.wake):
            child = await warm_forks.fork(campaign.order(starts_at=0.0))
            if at:
                await campaign.emulator.until(lambda: page.calls >= people * at)
                page.is_full = True
            assert await child.ended == 0
        assert page.failures >= FULL_FOR
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == 0
        if not at:  # each tick of a second that failed sent nothing
            first = min(person.bot_messages[0]["date"] for person in campaign.people)
            due_at = datetime(2025, 10, 27, 9, tzinfo=zone_of(campaign.people[0]))
            assert first >= due_at.timestamp() + FULL_FOR
    tell("disk full", verdict, failed_ticks=page.failures)
