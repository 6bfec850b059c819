"""What a running bot tells over HTTP to whoever watches it: alive, ready, counts; no person."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.adapters.encryption import new_key
from bot.app import App, open_app
from bot.core.errors import SettingsError
from bot.emulator import Emulator, Fault, Options
from bot.metrics import Metrics
from bot.serving import add_watch, serve
from bot.settings import Settings
from tests.test_ask import MATCHER

READY: Final = (HTTPStatus.OK, "ready\n")
NOT_READY: Final = (HTTPStatus.SERVICE_UNAVAILABLE, "not ready\n")


@dataclass
class Site:
    """A served site.

    Attributes:
        is_ready: What the bot tells of itself.
    """

    metrics: Metrics
    port: int = 0
    is_ready: bool = True

    async def ready(self) -> bool:
        """Tell whether the bot can serve."""
        return self.is_ready

    async def get(self, path: str, method: str = "GET") -> tuple[int, str]:
        """Return status and body of what is at *path*."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as session, session.request(method, url) as response:
            return response.status, await response.text()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that is served on a free port."""
    site, application = Site(Metrics()), web.Application()
    add_watch(application, site.ready, site.metrics)
    async with serve(application, "127.0.0.1", 0) as port:
        site.port = port
        yield site


async def test_whether_it_is_alive_and_ready(site: Site) -> None:
    """A bot that cannot serve for a while is alive all the same: nobody is to restart it."""
    assert await site.get("/readyz") == READY
    site.is_ready = False
    assert await site.get("/readyz") == NOT_READY
    assert await site.get("/healthz") == (HTTPStatus.OK, "alive\n")


async def test_what_it_counts(site: Site) -> None:
    """As Prometheus reads it, each metric with its help."""
    site.metrics.updates.labels(event="text").inc(3)
    site.metrics.turn_seconds.observe(0.25)
    site.metrics.backlog.set(7)
    status, page = await site.get("/metrics")
    assert status == HTTPStatus.OK
    families = {family.name: family for family in text_string_to_metric_families(page)}
    assert all(family.documentation for family in families.values())
    samples = {s.name: s.value for family in families.values() for s in family.samples}
    assert samples["optout_updates_total"] == 3
    assert samples["optout_turn_seconds_count"] == 1
    assert samples["optout_turn_seconds_sum"] == 0.25
    assert samples["optout_backlog"] == 7
    assert {family.type for family in families.values()} == {"counter", "gauge", "histogram"}


async def test_two_bots_in_a_process_count_apart(site: Site) -> None:
    """Nothing is global: a host may have metrics of its own."""
    Metrics().updates.labels(event="text").inc()
    _, page = await site.get("/metrics")
    assert 'optout_updates_total{event="text"}' not in page


async def test_nothing_else_is_there(site: Site) -> None:
    """And nothing can be sent."""
    assert (await site.get("/"))[0] == HTTPStatus.NOT_FOUND
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await site.get(path, "POST"))[0] == HTTPStatus.METHOD_NOT_ALLOWED


async def test_who_calls_is_not_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """No line for a request, whatever the level."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    await site.get("/healthz?name=Anna")
    assert [r for r in caplog.records if r.name.startswith(("aiohttp", "bot"))] == []


async def test_a_port_that_is_taken_is_a_wrong_setting() -> None:
    """One line that names it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"OPTOUT_HTTP_PORT: 127.0.0.1:{port}: "):
            async with serve(web.Application(), "127.0.0.1", port):
                pass


def free_port() -> int:
    """Return a port where nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@asynccontextmanager
async def opened(tmp_path: Path, emulator: Emulator) -> AsyncIterator[tuple[App, Site]]:
    """Build a whole bot, and say where it will be served."""
    settings = Settings.model_construct(
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{tmp_path / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
        http_port=free_port(),
    )
    async with open_app(settings, matcher=MATCHER) as app:
        yield app, Site(app.metrics, settings.http_port)


async def test_a_running_bot_is_alive_and_ready(tmp_path: Path) -> None:
    """From the first update on, until it ends; its counts name nobody."""
    async with Emulator() as emulator, opened(tmp_path, emulator) as (app, site):
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        anna = emulator.visitor("Anna-Lena", user_id=4_815_162_342)
        anna.send("sure? my-employer-reads-this")
        await anna.next_message()
        assert await site.get("/healthz") == (HTTPStatus.OK, "alive\n")
        assert await site.get("/readyz") == READY
        _, page = await site.get("/metrics")
        for word in ("4815162342", "Anna", "employer", emulator.token.partition(":")[2]):
            assert word not in page
        stop.set()
        await running
        with pytest.raises(aiohttp.ClientConnectionError):
            await site.get("/healthz")


def lose_database(folder: Path) -> None:
    """Remove its files, as a disk that is gone does."""
    for path in folder.glob("optout.sqlite3*"):
        path.unlink()


async def test_a_bot_without_its_database_is_not_ready(tmp_path: Path) -> None:
    """It tells so at once, and is alive."""
    async with Emulator() as emulator, opened(tmp_path, emulator) as (app, _):
        assert await app.is_ready()
        lose_database(tmp_path)
        app.store.database.engine.dispose()  # an open file goes on being read
        assert not await app.is_ready()


async def test_a_bot_that_still_says_something_is_served_as_not_ready(tmp_path: Path) -> None:
    """From the signal on, until it is said: a proxy is told, instead of finding nobody."""
    over = asyncio.Event()

    async def hang(_: float) -> None:
        await over.wait()

    options = Options(sleep=hang)
    async with Emulator(options=options) as emulator, opened(tmp_path, emulator) as (app, site):
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        await emulator.until(lambda: emulator.updates.is_polled)
        emulator.faults.script("sendMessage", Fault(delay_seconds=1.0))
        anna = emulator.visitor()
        anna.send("/help")
        await emulator.until(lambda: not emulator.updates.pending)
        stop.set()
        while await site.get("/readyz") != NOT_READY:
            assert not running.done()
        assert await site.get("/healthz") == (HTTPStatus.OK, "alive\n")
        over.set()
        await running
        assert anna.bot_messages


async def test_a_bot_that_ends_is_not_ready(tmp_path: Path) -> None:
    """So that a proxy sends it nothing more."""
    async with Emulator() as emulator, opened(tmp_path, emulator) as (app, _):
        await app.turns.drain()
        assert not await app.is_ready()
