"""SIGTERM ends the bot in less than ten seconds, whatever hangs, and confirms nothing unkept."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import aiohttp
import pytest

from bot.emulator import Emulator, Fault, Options
from bot.ending import SAID, SENT, Ending, unless
from bot.frontends.webhook import SECRET_HEADER
from tests import forked
from tests.contract.conftest import free_port
from tests.postgres import Cluster
from tests.virtual_time import in_virtual_time

START_SECONDS: Final = 60.0
KILLED_AFTER: Final = 10.0  # seconds, by Docker
HANGS: Final = Fault(delay_seconds=1.0)  # until the test is over; see running()
SECRET: Final = "s3cret-of-the-webhook"  # noqa: S105  # of the test


class End(NamedTuple):
    """How a bot ended."""

    seconds: float  # after the signal
    status: int | None  # of the process
    log: str
    left: int  # updates that Telegram brings again


class Bot:
    """A bot that runs as a process, and the Telegram that it talks with.

    Attributes:
        hangs: Whether a call to Telegram hangs.
    """

    def __init__(self, folder: Path, emulator: Emulator, hangs: asyncio.Event) -> None:
        self.emulator = emulator
        self.hangs = hangs
        self.url = f"http://127.0.0.1:{free_port()}"
        self.database = folder / "optout.sqlite3"
        self._folder = folder
        self._process: forked.Process | None = None

    def start(self, **settings: str) -> None:
        """Start the process, which polls unless *settings* say otherwise."""
        self._process = forked.start(
            self._folder / "log",
            BOT_TOKEN=self.emulator.token,
            API_URL=self.emulator.url,
            ENCRYPTION_KEY_FILE=str(self._folder / "optout.key"),
            HTTP_PORT=self.url.rpartition(":")[2],
            **{"DATABASE_URL": f"sqlite:///{self.database}", **settings},
        )

    async def polls(self) -> None:
        """Return once it waits for updates."""
        updates = self.emulator.updates
        await self.emulator.until(lambda: updates.is_polled, within_seconds=START_SECONDS)

    async def has(self, *words: str) -> None:
        """Let as many people say something, and return once the bot has it."""
        updates = self.emulator.updates
        asked = updates.asked
        for word in words:
            self.emulator.visitor(language_code="en").send(word)
        await self.emulator.until(lambda: updates.asked > asked, within_seconds=START_SECONDS)

    async def ends(self) -> End:
        """Send SIGTERM, and wait until it has ended."""
        assert self._process is not None
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, ended.set)
        begun_at = time.monotonic()
        self._process.terminate()
        await ended.wait()
        seconds = time.monotonic() - begun_at
        loop.remove_reader(self._process.sentinel)
        self._process.join()
        log = (self._folder / "log").read_text(encoding="utf-8")
        return End(seconds, self._process.exitcode, log, len(self.emulator.updates.pending))

    def kill(self) -> None:
        """End it at once, if it runs."""
        if self._process is not None:
            self._process.kill()


@asynccontextmanager
async def made(folder: Path) -> AsyncIterator[Bot]:
    """Make a bot that can be started in *folder*."""
    folder.mkdir()  # noqa: ASYNC240  # takes no time
    hangs, over = asyncio.Event(), asyncio.Event()

    async def hang(_: float) -> None:
        hangs.set()
        await over.wait()

    async with Emulator(options=Options(sleep=hang)) as emulator:
        bot = Bot(folder, emulator, hangs)
        try:
            yield bot
        finally:
            bot.kill()
            over.set()


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Let another process write to the file of SQLite, for as long as it likes."""
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def standing_still(pid: int) -> Iterator[None]:
    """Let the server and its children stand still, as on a machine that is frozen."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    processes = [pid, *map(int, children)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


async def when_idle(folder: Path) -> None:
    """Nobody waits, and the end takes no time."""
    async with made(folder) as bot:
        bot.start()
        await bot.polls()
        end = await bot.ends()
    assert end.seconds < SAID
    assert (end.status, end.left) == (0, 0)
    assert "Traceback" not in end.log


async def when_an_answer_hangs(folder: Path, frontend: str) -> None:
    """What was asked is kept, so it is confirmed; the calls are cut."""
    async with made(folder) as bot:
        bot.start(FRONTEND=frontend)
        await bot.polls()
        bot.emulator.faults.script("sendMessage", HANGS, times=10)
        await bot.has("/remind", "/language")
        await bot.hangs.wait()
        end = await bot.ends()
    assert end.seconds < KILLED_AFTER
    assert (end.status, end.left) == (0, 0)
    assert "Traceback" not in end.log


async def when_the_start_hangs(folder: Path) -> None:
    """Nothing is begun, so there is nothing to wait for."""
    async with made(folder) as bot:
        bot.emulator.faults.script("*", HANGS, times=10)
        bot.start()
        await asyncio.wait_for(bot.hangs.wait(), START_SECONDS)
        end = await bot.ends()
    assert end.seconds < SAID
    assert end.status == 0


async def when_another_writes(folder: Path) -> None:
    """By polling: what could not be kept comes again."""
    async with made(folder) as bot:
        bot.start()
        await bot.polls()
        with held(bot.database):
            await bot.has("/remind", "/language")
            end = await bot.ends()
    assert end.seconds < KILLED_AFTER
    assert end.left == 2
    assert "RuntimeError" not in end.log


async def when_another_writes_by_webhook(folder: Path) -> None:
    """What could not be kept is not accepted, and whoever looks is told that it is not ready."""
    async with made(folder) as bot, aiohttp.ClientSession() as session:
        bot.start(WEBHOOK_URL="https://bot.example.org/hook", WEBHOOK_SECRET=SECRET)
        webhook = bot.emulator.until(lambda: bot.emulator.calls("setWebhook"), within_seconds=60)
        await webhook

        async def deliver(number: int) -> int:
            chat = {"id": number, "type": "private", "first_name": "Anna"}
            message = {"message_id": 1, "date": 1, "chat": chat, "from": {**chat, "is_bot": False}}
            update = {"update_id": number, "message": {**message, "text": "/remind"}}
            headers = {SECRET_HEADER: SECRET}
            async with session.post(f"{bot.url}/hook", json=update, headers=headers) as response:
                return response.status

        async def look(page: str) -> int:
            async with session.get(f"{bot.url}/{page}") as response:
                return response.status

        with held(bot.database):
            first = asyncio.create_task(deliver(1))
            assert await look("healthz") == 200
            ending = asyncio.create_task(bot.ends())
            while await look("readyz") != 503:
                pass  # the signal is on its way
            assert await deliver(2) == 503
            end = await ending
        with pytest.raises(aiohttp.ClientError):
            await first
    assert end.seconds < KILLED_AFTER
    assert "RuntimeError" not in end.log


async def when_postgresql_stands_still(folder: Path, cluster: Cluster) -> None:
    """A server that is there and does not answer keeps nobody for long."""
    url = cluster.url(await cluster.create_database())
    async with made(folder) as bot:
        bot.start(DATABASE_URL=url)
        await bot.polls()
        with standing_still(cluster.pid):
            await bot.has("/remind", "/language")
            end = await bot.ends()
    assert end.seconds < KILLED_AFTER
    assert end.left == 2


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc, as Linux has it")
async def test_it_ends_in_time_whatever_hangs(tmp_path: Path, own_cluster: Cluster) -> None:
    """Side by side, each a process of its own: what Docker would kill would not be in order."""
    cases: list[Awaitable[None]] = [
        when_idle(tmp_path / "idle"),
        when_an_answer_hangs(tmp_path / "aiogram", "aiogram"),
        when_an_answer_hangs(tmp_path / "ptb", "ptb"),
        when_the_start_hangs(tmp_path / "start"),
        when_another_writes(tmp_path / "polling"),
        when_another_writes_by_webhook(tmp_path / "webhook"),
        when_postgresql_stands_still(tmp_path / "postgresql", own_cluster),
    ]
    await asyncio.gather(*cases)


@in_virtual_time
async def test_the_stages_share_the_time() -> None:
    """It runs from the signal on; what a stage leaves is for those after it."""
    ending = Ending()
    await asyncio.sleep(100)
    begun_at = ending.begin()
    assert ending.left(SAID) == SAID
    await asyncio.sleep(1)
    assert ending.begin() == begun_at
    assert (ending.left(SAID), ending.left(SENT)) == (SAID - 1, SENT - 1)
    await asyncio.sleep(100)
    assert ending.left(SENT) == 0


@in_virtual_time
async def test_what_takes_too_long_is_cut_by_the_signal() -> None:
    """And what ends before comes to what it comes to."""
    stop, was_cut = asyncio.Event(), asyncio.Event()

    async def work(seconds: float) -> float:
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            was_cut.set()
            raise
        return seconds / seconds

    asyncio.get_running_loop().call_later(10, stop.set)
    assert await unless(stop, work(5)) == 1
    with pytest.raises(ZeroDivisionError):
        await unless(stop, work(0))
    assert not was_cut.is_set()
    assert await unless(stop, work(1000)) is None
    assert was_cut.is_set()
    assert asyncio.get_running_loop().time() < 1000 + 100
