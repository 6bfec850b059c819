"""A real Chromium before the real demo: emulator, bot and calendar, all in the loop of the test."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, async_playwright

from bot.core.ports import Matcher
from bot.demo import DEFAULT_START, open_demo
from bot.matching.matcher import load_matcher
from tests.browser.member import Member

CHROMIUM_NAMES: Final = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
DESKTOP: Final = ViewportSize(width=1280, height=800)
PHONE: Final = ViewportSize(width=390, height=844)
SMALL_PHONE: Final = ViewportSize(width=360, height=640)

Arrive: TypeAlias = Callable[..., Awaitable[Member]]


def chromium_path() -> str:
    """Return the browser of CHROMIUM_PATH, or of PATH; without one, skip, or fail if told to."""
    found = [os.environ.get("CHROMIUM_PATH"), *map(shutil.which, CHROMIUM_NAMES)]
    for path in filter(None, found):
        return path
    reason = "no Chromium: apt-get install chromium-headless-shell, or set CHROMIUM_PATH"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """A browser for every test here."""
    path = chromium_path()
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=path, args=FLAGS) as browser,
    ):
        yield browser


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """The trained matcher; it takes a second, so it is loaded once."""
    return load_matcher()


@pytest.fixture(autouse=True)
def _press_at_any_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """How the pace is kept is tested where it is decided."""
    monkeypatch.setattr("bot.delivery.pacing.CHAT_BURST", 1000.0)


@pytest_asyncio.fixture(loop_scope="module")
async def page_address(matcher: Matcher, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The address of a demo of one's own, whose time is moved by hand, from 20 October 2025 on.

    A parameter is another day to begin on: then time plays from the opening of the page on.
    """
    start_on: date = getattr(request, "param", DEFAULT_START)
    plays = start_on != DEFAULT_START
    demo = open_demo(start_on, matcher=matcher, plays_when_opened=plays)
    async with demo as (emulator, app, _):
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        try:
            yield emulator.url
        finally:
            stop.set()
            await running


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """The folder for what is seen: SCREENSHOTS, or one that pytest throws away."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest_asyncio.fixture(loop_scope="module")
async def arrive(chromium: Browser, page_address: str, screenshots: Path) -> AsyncIterator[Arrive]:
    """Let a person open the page; at the end, nothing may have gone wrong in anybody's browser."""
    members: list[Member] = []

    async def someone(viewport: ViewportSize = DESKTOP, *, locale: str = "fr-FR") -> Member:
        context = await chromium.new_context(
            viewport=viewport, locale=locale, timezone_id="Europe/Paris"
        )
        member = Member(await context.new_page(), screenshots)
        members.append(member)
        await member.page.goto(page_address)
        return member

    yield someone
    for member in members:
        await member.page.context.close()
    assert [trouble for member in members for trouble in member.troubles] == []
