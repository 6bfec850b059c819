"""Campaigns replayed: the same comes of them over HTTP, by either library, as in this process."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final, TypeVar

import pytest
from typer.testing import CliRunner, Result

from bot import cli, knowledge
from bot.adapters.simulated_time import LoopClock, SimulatedLoop
from bot.core.errors import MessengerError, TooManyRequests
from bot.core.ports import Messenger, RenderedMessage
from bot.delivery.gallery import Gallery
from bot.frontends.frontend import FrontEndName
from bot.pictures import Drawer
from bot.replay import Script, replay
from bot.replay.census import FIRST_CHAT, Census
from bot.replay.report import Report
from bot.replay.wire import open_wire
from tests.spoken import TEXTS

T = TypeVar("T")
FRONT_ENDS: Final[tuple[FrontEndName, ...]] = ("aiogram", "ptb")
BEGINS_AT: Final = datetime(2025, 10, 27, 8, 0, tzinfo=UTC)
SEVEN_DAYS: Final = RenderedMessage("<b>Plus que 7 jours</b>")
# Everybody at the same hour, so that each wave keeps the pace; an outage of days.
SCRIPT: Final = Script(
    subscribers=200,
    starts_on=date(2025, 10, 20),
    ends_on=date(2025, 11, 4),
    zones=("Europe/Paris", "Europe/Athens"),
    outage=(datetime(2025, 10, 27, tzinfo=UTC), datetime(2025, 10, 30, 12, tzinfo=UTC)),
)
COSTS: Final = {"peak_memory_mib", "real_seconds"}


@pytest.fixture(autouse=True)
def _without_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns of how it will tell durations one day."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@cache
def replayed(front_end: FrontEndName | None) -> Report:
    """Return what comes of the campaign."""
    return replay(replace(SCRIPT, front_end=front_end), lambda *_: None)


def test_a_campaign_brings_to_everybody_what_is_true() -> None:
    """Fourteen, seven, three, one and no days before; late after the outage, but never false."""
    report = replayed(None)
    assert report.is_sound
    assert report.planned == report.sent == 1000
    assert report.states == {"sent": 1000}
    assert report.late == 200
    assert sum(count for _, count in report.hours) == 1000


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_over_http_the_same_comes_of_it(front_end: FrontEndName) -> None:
    """Every figure but what it cost: messages by hour, lateness, and all that might go wrong."""
    over_http, here = replayed(front_end), replayed(None)
    for field in fields(Report):
        if field.name not in COSTS:
            assert getattr(over_http, field.name) == getattr(here, field.name), field.name


def on_a_wire(
    front_end: FrontEndName | None, act: Callable[[Messenger, Census], Awaitable[T]]
) -> T:
    """Act on a wire that grants one message a second, from BEGINS_AT on."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, SimulatedLoop)
        census = Census(("Europe/Paris",), 3)
        gallery = Gallery(Drawer(TEXTS, knowledge.load().labels))
        wire = open_wire(front_end, LoopClock(loop, BEGINS_AT), loop, 1, gallery, census)

        async def run() -> T:
            async with wire as messenger:
                return await act(messenger, census)

        return runner.run(run())


@pytest.mark.parametrize("front_end", [None, *FRONT_ENDS])
def test_telegram_keeps_its_limits_in_simulated_time(front_end: FrontEndName | None) -> None:
    """The second of a second is refused and counted so; a simulated second later it passes."""

    async def send_two(messenger: Messenger, census: Census) -> None:
        await messenger.send(FIRST_CHAT, SEVEN_DAYS)
        with pytest.raises(TooManyRequests) as refused:
            await messenger.send(FIRST_CHAT + 1, SEVEN_DAYS)
        assert refused.value.retry_after_seconds == 1
        assert (census.sent, census.refused) == (1, 1)
        await asyncio.sleep(1)
        await messenger.send(FIRST_CHAT + 1, SEVEN_DAYS)
        assert (census.sent, census.refused, census.false) == (2, 1, 0)

    on_a_wire(front_end, send_two)


@pytest.mark.parametrize("front_end", [None, *FRONT_ENDS])
def test_telegram_reads_the_markup(front_end: FrontEndName | None) -> None:
    """What it would refuse is refused, and does not count as sent."""

    async def send_broken(messenger: Messenger, census: Census) -> None:
        with pytest.raises(MessengerError):
            await messenger.send(FIRST_CHAT, RenderedMessage("<b>Plus que 7 jours"))
        assert (census.sent, census.refused) == (0, 0)

    on_a_wire(front_end, send_broken)


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_only_people_have_all_pressed_start(front_end: FrontEndName) -> None:
    """A group that nobody made is not there."""

    async def send_to_a_group(messenger: Messenger, census: Census) -> None:
        with pytest.raises(MessengerError, match="chat not found"):
            await messenger.send(-FIRST_CHAT, SEVEN_DAYS)
        assert census.sent == 0

    on_a_wire(front_end, send_to_a_group)


def run(*arguments: str) -> Result:
    """Run the command for one person and two reminders."""
    few = ("replay", "--subscribers", "1", "--cadence", "light")
    return CliRunner().invoke(cli.app, [*few, *arguments])


@pytest.mark.parametrize(
    "wire", [(), ("--wire", "http"), ("--wire", "http", "--frontend", "ptb")], ids=" ".join
)
def test_the_command_chooses_the_wire(wire: tuple[str, ...]) -> None:
    """Memory by default; over HTTP aiogram, unless told otherwise."""
    result = run(*wire)
    assert result.exit_code == 0, result.output
    assert "messages sent                        2" in result.output


def test_a_library_without_http_is_refused() -> None:
    """It would not be used."""
    result = run("--frontend", "ptb")
    assert result.exit_code == 2
    assert "--frontend needs --wire http" in result.output
