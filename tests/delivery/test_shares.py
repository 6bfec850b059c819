"""Several processes share one rate: their parts never add up to more, whoever comes or dies."""

import asyncio
import contextlib
import random

import pytest

from bot.core.errors import TooManyRequests
from bot.core.ports import RenderedMessage
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.delivery.pacing import OVERALL_PER_SECOND, Pacing
from bot.delivery.shares import ALIVE_SECONDS, BEAT_SECONDS, TRUST_SECONDS, Shares, share
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

TOTAL = 28.0
SETTLED = TRUST_SECONDS + 4 * BEAT_SECONDS  # seconds after which a newcomer has its part


class Table:
    """The database's table of the living, by a clock that may be set forward.

    Attributes:
        is_down: Every beat fails.
        commit_seconds: How long after its count a beat is seen by others.
        leap_seconds: How far its clock is ahead.
    """

    def __init__(self) -> None:
        self.is_down = False
        self.commit_seconds = 0.0
        self.leap_seconds = 0.0
        self._seen_at: dict[str, float] = {}

    async def beat(self, worker: str, *, alive_seconds: float) -> int:
        """Note and count, in one transaction: the others' are seen once they have ended."""
        if self.is_down:
            raise OSError
        now = seconds() + self.leap_seconds
        living = {who for who, at in self._seen_at.items() if at > now - alive_seconds}
        await asyncio.sleep(self.commit_seconds)
        self._seen_at[worker] = now
        return len(living | {worker})


class Process:
    """A process that beats every second, as the schedule lets it, until it dies or hangs."""

    def __init__(self, table: Table) -> None:
        self.pacing = Pacing(TOTAL)
        self.shares = Shares(table, self.pacing)
        self.is_hanging = False
        self._beating = asyncio.create_task(self._beat())
        self._is_dead = False

    @property
    def rate(self) -> float:
        """Messages a second that it may send now."""
        may_send = not self._is_dead and self.pacing.is_granted(seconds())
        return self.pacing.per_second if may_send else 0.0

    def die(self) -> None:
        """Be killed."""
        self._is_dead = True
        self._beating.cancel()

    async def _beat(self) -> None:
        while True:
            if not self.is_hanging:
                with contextlib.suppress(OSError):
                    await self.shares.beat()
            await asyncio.sleep(BEAT_SECONDS)


class Watch:
    """Looks all the time at what the processes may send altogether."""

    def __init__(self) -> None:
        self.processes: list[Process] = []
        self.sums: list[float] = []
        self._watching = asyncio.create_task(self._look())

    def start(self, table: Table) -> Process:
        """Start a process."""
        self.processes.append(Process(table))
        return self.processes[-1]

    @property
    def rates(self) -> list[float]:
        """What each that lives may send."""
        return [process.rate for process in self.processes if process.rate]

    def end(self) -> None:
        """Kill them all; they never had more than the total."""
        self._watching.cancel()
        for process in self.processes:
            process.die()
        assert max(self.sums) <= TOTAL + 1e-9

    async def _look(self) -> None:
        while True:
            self.sums.append(sum(self.rates))
            await asyncio.sleep(0.037)


@in_virtual_time
async def test_who_is_alone_has_all_of_it_at_once() -> None:
    """As with SQLite, which serves one process: the bot answers as soon as it runs."""
    watch, table = Watch(), Table()
    process = watch.start(table)
    assert process.rate == 0.0  # before it has asked, it cannot know
    await asyncio.sleep(0.001)
    assert process.rate == TOTAL
    await asyncio.sleep(60)
    assert process.rate == TOTAL
    watch.end()


@in_virtual_time
async def test_a_newcomer_waits_until_the_others_have_made_room() -> None:
    """Then each has its part."""
    watch, table = Watch(), Table()
    watch.start(table)
    await asyncio.sleep(60)
    newcomer = watch.start(table)
    await asyncio.sleep(TRUST_SECONDS - 0.1)
    assert newcomer.rate == 0.0
    await asyncio.sleep(SETTLED)
    assert watch.rates == [14.0, 14.0]
    watch.start(table)
    await asyncio.sleep(SETTLED)
    assert watch.rates == [share(TOTAL, 3)] * 3
    watch.end()


@in_virtual_time
async def test_two_that_come_at_the_same_moment_do_not_both_think_they_are_alone() -> None:
    """Neither sees what the other has not committed yet."""
    for commit_seconds in (0.0, 0.01, 0.9, 1.1, 3.0):
        watch, table = Watch(), Table()
        table.commit_seconds = commit_seconds
        for _ in range(3):
            watch.start(table)
            await asyncio.sleep(0.004)
        await asyncio.sleep(60)
        if commit_seconds < TRUST_SECONDS / 2:  # a slower database leaves gaps
            assert watch.rates == [share(TOTAL, 3)] * 3
        watch.end()


@in_virtual_time
async def test_when_one_dies_the_others_take_over_its_part() -> None:
    """Once it is certain that it sends nothing more."""
    watch, table = Watch(), Table()
    for _ in range(3):
        watch.start(table)
    await asyncio.sleep(60)
    watch.processes[0].die()
    await asyncio.sleep(ALIVE_SECONDS + SETTLED)
    assert watch.rates == [14.0, 14.0]
    watch.end()


@in_virtual_time
async def test_one_that_hung_sends_nothing_until_it_is_counted_again() -> None:
    """The others have its part meanwhile: it wakes up as a newcomer."""
    watch, table = Watch(), Table()
    for _ in range(2):
        watch.start(table)
    await asyncio.sleep(60)
    sleeper = watch.processes[0]
    sleeper.is_hanging = True
    await asyncio.sleep(TRUST_SECONDS + 0.1)
    assert sleeper.rate == 0.0
    await asyncio.sleep(60)
    assert watch.rates == [TOTAL]
    sleeper.is_hanging = False
    await asyncio.sleep(BEAT_SECONDS + TRUST_SECONDS - 0.1)
    assert watch.rates == [14.0]
    await asyncio.sleep(SETTLED)
    assert watch.rates == [14.0, 14.0]
    watch.end()


@in_virtual_time
async def test_without_the_database_the_part_is_kept_for_a_moment_only() -> None:
    """A restart of PostgreSQL passes unnoticed; in a long outage there is nothing to send."""
    watch, table = Watch(), Table()
    for _ in range(2):
        watch.start(table)
    await asyncio.sleep(60)
    table.is_down = True
    await asyncio.sleep(TRUST_SECONDS - 1.1)
    assert watch.rates == [14.0, 14.0]
    await asyncio.sleep(1.2)
    assert watch.rates == []
    table.is_down = False
    await asyncio.sleep(BEAT_SECONDS)
    assert watch.rates == [14.0, 14.0]
    watch.end()


@in_virtual_time
async def test_when_the_clock_of_the_database_leaps_nobody_thinks_to_be_alone() -> None:
    """All but the one that beats first look dead for a moment."""
    watch, table = Watch(), Table()
    for _ in range(3):
        watch.start(table)
        await asyncio.sleep(0.3)
    await asyncio.sleep(60)
    table.leap_seconds = 3600.0
    await asyncio.sleep(60)
    assert watch.rates == [share(TOTAL, 3)] * 3
    watch.end()


@pytest.mark.parametrize("seed", range(4))
@in_virtual_time
async def test_whatever_happens_the_parts_add_up_to_no_more(seed: int) -> None:
    """Processes come, die, hang and wake up, and the database fails and is slow."""
    chance = random.Random(seed)  # noqa: S311  # the same story in each run
    watch, table = Watch(), Table()
    for _ in range(300):
        living = [process for process in watch.processes if not process._is_dead]  # noqa: SLF001
        match chance.choice(["start", "die", "hang", "wake", "database", "slow", "wait"]):
            case "start" if len(living) < 6:
                watch.start(table)
            case "die" if living:
                chance.choice(living).die()
            case "hang" if living:
                chance.choice(living).is_hanging = True
            case "wake":
                for process in living:
                    process.is_hanging = False
            case "database":
                table.is_down = chance.random() < 0.3
            case "slow":
                table.commit_seconds = chance.choice([0.0, 0.01, 0.5, 4.0])
            case _:
                pass
        await asyncio.sleep(chance.expovariate(1 / 8))
    assert any(watch.sums)
    watch.end()


@pytest.mark.parametrize("workers", range(1, 16))
def test_in_no_second_more_is_sent_than_by_one_process(workers: int) -> None:
    """Each may send one message at once, so that many must go a little slower."""
    rate = share(OVERALL_PER_SECOND, workers)
    pacings = [Pacing(rate) for _ in range(workers)]
    instants = []
    for pacing in pacings:
        now = 0.0
        for chat_id in range(100):
            now = pacing.ready_at(chat_id, now)
            while (ready_at := pacing.ready_at(chat_id, now)) > now:
                now = ready_at
            pacing.note_sent(chat_id, now)
            instants.append(now)
    assert max(sum(at <= other < at + 1 for other in instants) for at in instants) <= 30
    assert rate * workers >= OVERALL_PER_SECOND * (0.9 if workers <= 4 else 0.5)


@in_virtual_time
async def test_what_waits_without_a_part_is_sent_when_there_is_one() -> None:
    """An answer that a newcomer is to give waits some seconds; it takes no reminders yet."""
    table = Table()
    other = Process(table)
    await asyncio.sleep(1)
    newcomer, wire = Process(table), Wire()
    outbox = Outbox(wire, newcomer.pacing)
    wire.expect(1)
    asked_at = seconds()
    assert not outbox.takes_reminders
    await outbox.deliver(Parcel(1, RenderedMessage("answer"), Priority.ANSWER))
    assert TRUST_SECONDS <= seconds() - asked_at <= TRUST_SECONDS + BEAT_SECONDS + 0.5
    await outbox.close()
    for process in (other, newcomer):
        process.die()
    wire.check()


def test_a_part_too_small_for_a_second_is_still_a_part() -> None:
    """A very slow bot sends slowly; it does not take its own pace for a silence of Telegram's."""
    pacing = Pacing(0.05)
    pacing.note_sent(1, 0.0)
    assert pacing.overall_ready_at(0.0) == pytest.approx(20.0)
    assert pacing.silent_until(2) <= 0.0


@in_virtual_time
async def test_a_slow_pace_is_no_refusal() -> None:
    """Twenty seconds between two reminders, and both arrive."""
    wire = Wire()
    outbox = Outbox(wire, Pacing(0.05))
    for chat_id in (1, 2):
        wire.expect(chat_id)
        try:
            await outbox.deliver(Parcel(chat_id, RenderedMessage("x"), Priority.REMINDER))
        except TooManyRequests:
            pytest.fail("refused for our own pace")
    await outbox.close()
    wire.check()
