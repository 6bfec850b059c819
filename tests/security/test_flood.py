"""A flood is told once to slow down, then cut in silence; nobody else notices it."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.clocks import SimulatedClock
from bot.core.effects import Text
from bot.core.events import Attached, Blocked, Commanded
from bot.emulator import Emulator, Options
from bot.flood import (
    BUSY_FROM,
    FAIR_SHARE,
    OF_A_CHAT,
    OVERALL,
    TOLD_AT_MOST,
    TOLD_EVERY,
    Admission,
    Flood,
)
from tests.contract.conftest import WayIn, make_settings, run_bot
from tests.spoken import TEXTS
from tests.test_turns import ANNA, BELA, open_chat
from tests.virtual_time import in_virtual_time
from tests.wire import Wire

SLOW_DOWN = TEXTS.say(Text("flood-slow-down"), "fr")


def fill(flood: Flood, chat_id: int, turns: int) -> None:
    """Let *turns* of a chat be under way."""
    for _ in range(turns):
        flood.begin(chat_id)


# Whom it takes


def test_a_chat_has_its_turns_and_is_told_once_a_minute() -> None:
    """However much it sends; when a turn has ended, there is room again."""
    flood = Flood()
    fill(flood, ANNA, OF_A_CHAT - 1)
    assert flood.admit(ANNA, 0.0) is Admission.TAKE
    flood.begin(ANNA)
    assert flood.admit(ANNA, 0.0) is Admission.SLOW_DOWN
    assert {flood.admit(ANNA, n / 10) for n in range(599)} == {Admission.DROP}
    assert flood.admit(ANNA, TOLD_EVERY) is Admission.SLOW_DOWN
    flood.end(ANNA)
    assert flood.admit(ANNA, TOLD_EVERY) is Admission.TAKE


def test_a_few_floods_leave_places_for_everybody() -> None:
    """When much is under way, a chat has its fair share; somebody new is taken."""
    flood = Flood()
    for chat_id in range(100, 100 + BUSY_FROM // OF_A_CHAT):
        fill(flood, chat_id, OF_A_CHAT)
    fill(flood, ANNA, FAIR_SHARE - 1)
    assert flood.admit(ANNA, 0.0) is Admission.TAKE
    flood.begin(ANNA)
    assert flood.admit(ANNA, 0.0) is not Admission.TAKE
    assert flood.admit(BELA, 0.0) is Admission.TAKE


def test_overall_there_is_a_bound_too() -> None:
    """Of turns, so of memory; and of replies, which would else be a flood of our own."""
    flood = Flood()
    for chat_id in range(OVERALL):
        assert flood.admit(chat_id, 0.0) is Admission.TAKE
        flood.begin(chat_id)
    refused = [flood.admit(OVERALL + n, 0.0) for n in range(OVERALL)]
    assert refused.count(Admission.SLOW_DOWN) == TOLD_AT_MOST
    assert refused.count(Admission.DROP) == OVERALL - TOLD_AT_MOST


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.floats(0, 5), st.booleans()), min_size=1),
    st.integers(1, 50),
)
def test_no_order_of_updates_breaks_a_bound(
    updates: list[tuple[int, float, bool]], times: int
) -> None:
    """At any moment each chat has at most its turns, and is told at most once a minute."""
    flood, now = Flood(), 0.0
    under_way: list[int] = []
    told: dict[int, float] = {}
    for chat_id, seconds, ends in updates * times:
        now += seconds
        if ends and under_way:
            flood.end(under_way.pop(0))
        match flood.admit(chat_id, now):
            case Admission.TAKE:
                flood.begin(chat_id)
                under_way.append(chat_id)
            case Admission.SLOW_DOWN:
                assert now - told.get(chat_id, -TOLD_EVERY) >= TOLD_EVERY
                told[chat_id] = now
            case Admission.DROP:
                pass
        assert flood.under_way == len(under_way) <= OVERALL
        assert under_way.count(chat_id) <= OF_A_CHAT


# What a person sees


@in_virtual_time
async def test_who_floods_is_told_once_and_again_a_minute_later() -> None:
    """The reply is friendly, in their language, and costs one message."""
    async with open_chat(Wire(seconds_per_call=0.1)) as chat:
        # Each time the first ones are answered; of the first contact comes one message more.
        chat.wire.expect(ANNA, times=3 * OF_A_CHAT + 3)
        for _ in range(2):
            sent = [chat.does(ANNA, Commanded("help"), answers=0) for _ in range(300)]
            await asyncio.gather(*sent)
            assert chat.wire.said_to(ANNA).count(SLOW_DOWN) == 1
        await asyncio.sleep(TOLD_EVERY)
        sent = [chat.does(ANNA, Attached(), answers=0) for _ in range(300)]
        await asyncio.gather(*sent)
        assert chat.wire.said_to(ANNA).count(SLOW_DOWN) == 2


@in_virtual_time
async def test_who_floods_and_then_blocks_is_erased() -> None:
    """The erasure is never among what is left aside."""
    async with open_chat(Wire(seconds_per_call=0.1)) as chat:
        await chat.does(ANNA, Commanded("start"))
        chat.wire.expect(ANNA, times=OF_A_CHAT + 1)
        flood = [
            asyncio.create_task(chat.does(ANNA, Commanded("help"), answers=0)) for _ in range(50)
        ]
        await asyncio.sleep(0)
        await chat.does(ANNA, Blocked(), answers=0)
        await asyncio.gather(*flood)
        assert await chat.kept(ANNA) is None


# What others notice


@pytest.fixture
def _as_always() -> Iterator[None]:
    """The pace of each chat is as it always is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.delivery.pacing.CHAT_BURST", 5.0)  # other tests set it aside
        patch.setattr("bot.frontends.polling.DRAIN_SECONDS", 0.1)  # the flood waits in vain
        patch.setattr("bot.app.SAID", 0.1)
        patch.setattr("bot.app._spare_the_collector", lambda: None)
        yield


async def calm_waits(emulator: Emulator, flooding: int) -> list[float]:
    """Return how many seconds each of a hundred calm people waited for the first answer.

    Args:
        emulator: Where they meet the bot.
        flooding: How many messages somebody else sends just before each of them.
    """
    spammer = emulator.visitor(language_code="en")
    waits = []
    for _ in range(100):
        calm = emulator.visitor(language_code="en")
        for n in range(flooding):
            spammer.send(f"messages {n} ?")
        begun = time.perf_counter()
        calm.send("/help")
        await calm.next_message()
        waits.append(time.perf_counter() - begun)
    return waits


@pytest.mark.usefixtures("_as_always")
@pytest.mark.parametrize("is_webhook", [False, True], ids=["polling", "webhook"])
async def test_a_calm_chat_hardly_notices_a_thousand_messages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_webhook: bool
) -> None:
    """Over HTTP, with the production app: p99 of a calm chat beside a flood and without one."""
    clock = SimulatedClock(datetime(2025, 10, 20, 8, 0, tzinfo=UTC))
    async with Emulator(clock=clock, options=Options()) as emulator:
        found = make_settings(emulator, tmp_path, WayIn("aiogram", is_webhook))
        async with run_bot(emulator, found, clock):
            await calm_waits(emulator, 0)  # the first ones wait for what is loaded once
            quiet = quantiles(await calm_waits(emulator, 0), n=100)
            beside = quantiles(await calm_waits(emulator, 10), n=100)
    way = "webhook" if is_webhook else "polling"
    with capsys.disabled():
        for name, waits in (("alone", quiet), ("beside 1,000 messages", beside)):
            median, worst = (round(1000 * waits[n]) for n in (49, 98))
            # The figures of the README.
            print(f"\na calm chat, by {way}, {name}: p50 {median} ms, p99 {worst} ms")  # noqa: T201
    assert beside[98] <= 5 * quiet[98] + 0.2  # a machine that does other work has its moments
    assert beside[49] <= 5 * quiet[49] + 0.05
