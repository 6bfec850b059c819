"""Long polling against the emulator: nothing stops it, nothing is lost, nothing is leaked."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest

from bot.core.errors import MessengerUnavailable, StoreUnavailable, TooManyRequests
from bot.emulator import Emulator, Fault
from bot.emulator.errors import ApiError, too_many_requests
from bot.frontends import polling
from bot.frontends.polling import MAX_AT_A_TIME, poll
from bot.frontends.updates import TokenRefused, UpdatesApi, UpdatesElsewhere

WORDS = "my-employer-reads-this"


class Reading:
    """Polls, and reads what comes as the test says."""

    def __init__(self, emulator: Emulator, api: UpdatesApi) -> None:
        self.emulator = emulator
        self.texts: list[str] = []
        self.done: list[str] = []
        self.on_text: Callable[[str], Any] | None = None  # may return something to wait for
        self.stop = asyncio.Event()
        self.task = asyncio.create_task(poll(api, self.read, self.stop))

    async def read(self, update: Mapping[str, Any]) -> None:
        """Take one update."""
        text = str(update["message"]["text"])
        self.texts.append(text)
        self.emulator.wake()
        if self.on_text is not None and (waiting := self.on_text(text)) is not None:
            await waiting
        self.done.append(text)

    async def until(self, *texts: str) -> None:
        """Return when these texts came, in this order."""
        await self.emulator.until(lambda: self.texts == list(texts))

    async def end(self) -> None:
        """Stop."""
        self.stop.set()
        await self.task


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator() as running:
        yield running


@pytest.fixture
async def reading(emulator: Emulator) -> AsyncIterator[Reading]:
    """A poller at work."""
    async with UpdatesApi(emulator.token, emulator.url) as api:
        reading = Reading(emulator, api)
        yield reading
        await reading.end()


async def test_updates_come_in_order_and_are_confirmed(reading: Reading) -> None:
    """Also the last one, at the end: it does not come again after a restart."""
    member = reading.emulator.visitor()
    texts = [str(number) for number in range(250)]  # more than one call brings
    for text in texts:
        member.send(text)
    await reading.until(*texts)
    await reading.end()
    assert reading.emulator.updates.pending == []


@pytest.mark.parametrize(
    "fault",
    [Fault(html_status=502), Fault(is_cut=True), Fault(error=ApiError(500, "Internal"))],
)
async def test_a_failure_of_telegram_is_waited_out(
    reading: Reading, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    """One line for the operator, without the token."""
    caplog.set_level(logging.DEBUG)
    reading.emulator.faults.script("getUpdates", fault)
    member = reading.emulator.visitor()
    member.send(WORDS)
    await reading.until(WORDS)
    member.send("b")
    await reading.until(WORDS, "b")
    for hidden in (WORDS, reading.emulator.token, str(member.id)):
        assert hidden not in caplog.text


async def test_a_turn_that_fails_ends_no_other(
    reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    """Its type and place are logged, not its words; it is not brought again and again."""

    def fail(text: str) -> None:
        if text == WORDS:
            raise ValueError(text)

    reading.on_text = fail
    member = reading.emulator.visitor()
    member.send(WORDS)
    member.send("b")
    await reading.until(WORDS, "b")
    assert f"a turn failed: ValueError at {__file__}" in caplog.text
    assert WORDS not in caplog.text
    await reading.end()
    assert reading.emulator.updates.pending == []


async def test_an_update_is_confirmed_only_when_its_turn_is_kept(reading: Reading) -> None:
    """However long that takes: a crash in between loses nothing. It is read only once."""
    updates = reading.emulator.updates
    held = asyncio.Event()
    reading.on_text = lambda _: held.wait()
    reading.emulator.visitor().send("a")
    await reading.until("a")
    asked = updates.asked
    await reading.emulator.until(lambda: updates.asked == asked + 2)
    assert len(updates.pending) == 1
    held.set()
    await reading.emulator.until(lambda: not updates.pending)
    assert reading.texts == ["a"]


async def test_a_slow_turn_keeps_nobody_waiting(reading: Reading) -> None:
    """Others are read meanwhile, and the end waits for it."""
    held = asyncio.Event()
    reading.on_text = lambda text: held.wait() if text == "slow" else None
    member = reading.emulator.visitor()
    member.send("slow")
    await reading.until("slow")
    member.send("b")
    await reading.until("slow", "b")
    reading.stop.set()
    await asyncio.sleep(0)
    assert not reading.task.done()
    held.set()
    await reading.task
    assert sorted(reading.done) == ["b", "slow"]
    assert reading.emulator.updates.pending == []


async def test_no_more_is_begun_than_fits(reading: Reading) -> None:
    """Behind a slow turn only so many are read; the others wait at Telegram, and come."""
    held = asyncio.Event()
    reading.on_text = lambda text: held.wait() if text == "0" else None
    member = reading.emulator.visitor()
    texts = [str(number) for number in range(MAX_AT_A_TIME + 50)]
    for text in texts:
        member.send(text)
    updates = reading.emulator.updates
    await reading.until(*texts[:MAX_AT_A_TIME])
    asked = updates.asked
    await reading.emulator.until(lambda: updates.asked > asked)
    assert len(reading.texts) == MAX_AT_A_TIME
    held.set()
    await reading.until(*texts)
    await reading.emulator.until(lambda: not updates.pending)


# The store is not available


class Outage:
    """A store that keeps nothing until it is over, and how long was waited each time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_over = False
        self.refusals: list[int] = []

        def note(failures: int) -> float:
            self.refusals.append(failures)
            return 0.0

        monkeypatch.setattr(polling, "pause_after", note)

    def __call__(self, text: str) -> None:
        """Keep what came with *text*."""
        if not self.is_over and text != WORDS:
            raise StoreUnavailable("SQLITE_FULL")


async def test_what_is_not_kept_comes_again_until_it_is(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In order, after pauses that grow; what others sent is not read twice."""
    outage = reading.on_text = Outage(monkeypatch)
    member = reading.emulator.visitor()
    for text in ("a", WORDS, "b"):
        member.send(text)
    await reading.until("a", WORDS, "b", "a", "b", "a", "b")
    assert reading.done == [WORDS]
    assert len(reading.emulator.updates.pending) == 3
    outage.is_over = True
    await reading.emulator.until(lambda: not reading.emulator.updates.pending)
    assert reading.done == [WORDS, "a", "b"]
    assert outage.refusals == [0, 1, 2]
    assert caplog.text.count("will come again: the store is not available: SQLITE_FULL") == 6
    outage.is_over = False
    member.send("c")
    await reading.emulator.until(lambda: len(outage.refusals) == 4)
    assert outage.refusals[3] == 0


async def test_at_the_end_nothing_is_confirmed_that_is_not_kept(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused by the store, or too slow: it comes again after the next start."""
    outage = Outage(monkeypatch)
    held = asyncio.Event()
    reading.on_text = lambda text: held.wait() if text == "slow" else outage(text)
    member = reading.emulator.visitor()
    for text in (WORDS, "slow", WORDS, "a"):
        member.send(text)
    await reading.until(WORDS, "slow", WORDS, "a")
    await reading.end()
    left = [update.body["message"]["text"] for update in reading.emulator.updates.pending]
    assert left == ["slow", WORDS, "a"]
    held.set()


async def test_nobody_waits_for_an_update_that_is_too_old(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram drops a press after minutes: what comes after it is confirmed."""
    reading.on_text = Outage(monkeypatch)
    updates = reading.emulator.updates
    member = reading.emulator.visitor()
    member.send("a")
    await reading.until("a")
    updates.remove(updates.pending[0])
    member.send(WORDS)
    await reading.until("a", WORDS)
    await reading.emulator.until(lambda: not updates.pending)


# Who else asks, and what Telegram refuses


async def test_another_process_with_the_token_is_named(
    reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator reads what is wrong, and the bot goes on when it is over."""
    emulator = reading.emulator
    await emulator.until(lambda: emulator.updates.is_polled)
    async with UpdatesApi(emulator.token, emulator.url) as other:
        asking = asyncio.create_task(other.updates(0, wait_seconds=20))
        await emulator.until(lambda: "another process runs with this token" in caplog.text)
        with pytest.raises(UpdatesElsewhere):  # the newcomer wins, so it is ended in its turn
            await asking
    emulator.visitor().send("a")
    await reading.until("a")


async def test_a_webhook_is_in_the_way_until_it_is_deleted(emulator: Emulator) -> None:
    """Polling and webhook exclude each other; what Telegram has can be shown."""
    async with UpdatesApi(emulator.token, emulator.url) as api:
        await api.set_webhook("https://example.org/telegram", "s" * 16)
        (call,) = emulator.calls("setWebhook")
        assert call.parameters["allowed_updates"] == [
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
            "inline_query",
        ]
        assert (await api.webhook_info())["url"] == "https://example.org/telegram"
        with pytest.raises(UpdatesElsewhere, match="getUpdates: conflict"):
            await api.updates(0)
        await api.delete_webhook()
        assert await api.updates(0) == []


async def test_refusals_are_our_errors(emulator: Emulator) -> None:
    """A wrong token, a pause, a broken page: told apart, and none quotes the token."""
    async with UpdatesApi("1:nonsense", emulator.url) as wrong:
        with pytest.raises(TokenRefused, match=r"^getUpdates: unauthorized"):
            await wrong.updates(0)
    async with UpdatesApi(emulator.token, emulator.url) as api:
        emulator.faults.script("getUpdates", Fault(error=too_many_requests(7)))
        with pytest.raises(TooManyRequests) as busy:
            await api.updates(0)
        assert busy.value.retry_after_seconds == 7
        emulator.faults.script("getUpdates", Fault(html_status=502))
        with pytest.raises(MessengerUnavailable, match=r"^getUpdates: JSONDecodeError$"):
            await api.updates(0)
    async with UpdatesApi(emulator.token, "http://127.0.0.1:9") as nowhere:
        with pytest.raises(MessengerUnavailable) as lost:
            await nowhere.updates(0)
        assert emulator.token not in str(lost.value)
