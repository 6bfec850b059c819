"""Three processes share a real PostgreSQL: one of them is killed, or the server is.

A worker that dies repeats what it had not recorded; a server that dies makes nobody repeat
anything, since whoever sent still knows what Telegram answered.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.adapters.database import migrate, open_database
from tests.chaos.campaign import LIGHT_DAYS, Campaign, open_campaign
from tests.chaos.conftest import Size, Tell
from tests.chaos.forks import Child, Forks
from tests.chaos.page import WORKERS
from tests.chaos.quick_time import quick_seconds
from tests.chaos.sender import BEGINS_AT
from tests.postgres import Cluster

CHANCE: Final = random.Random(3112025)  # noqa: S311  # no secret
# Of all workers together. Telegram grants 30: there is room for what a busy machine delays, and
# none for a worker that takes the part of another.
PER_SECOND: Final = 18.0
ASKED_AT: Final = BEGINS_AT + timedelta(days=1)
DAYS: Final = LIGHT_DAYS[1:]  # what is left of it then
BEFORE: Final = datetime(2025, 11, 2, 7, 59, tzinfo=UTC)  # a minute before nine in Paris


class Workers:
    """Three processes that share the work.

    Args:
        campaign: What they send.
        forks: Starts them.
        origin: The quick second at which the campaign began.

    Attributes:
        under_way: How many messages those that were killed had begun to send and not recorded.
    """

    def __init__(self, campaign: Campaign, forks: Forks, origin: float) -> None:
        self.under_way = 0
        self._before = [0] * WORKERS
        self._campaign = campaign
        self._forks = forks
        self._origin = origin
        self._children: list[Child] = []

    async def start(self) -> None:
        """Start all."""
        self._children = [await self._fork(worker) for worker in range(WORKERS)]

    async def calls(self, count: int) -> None:
        """Wait until they have begun to send so many messages."""
        page = self._campaign.page
        await self._campaign.emulator.until(lambda: page.calls >= count, within_seconds=120)

    async def replace(self, worker: int) -> None:
        """Kill one, and start another in its place."""
        child = self._children[worker]
        child.kill()
        assert await child.ended == -9
        page = self._campaign.page
        open_ = page.calls_of(worker) - page.records_of(worker)
        self.under_way += open_ - self._before[worker]
        self._before[worker] = open_
        self._children[worker] = await self._fork(worker)

    async def end(self) -> None:
        """Wait until nothing waits any more; each has sent its part."""
        assert [await child.ended for child in self._children] == [0] * WORKERS
        assert all(self._campaign.page.calls_of(worker) for worker in range(WORKERS))

    async def _fork(self, worker: int) -> Child:
        order = self._campaign.order(starts_at=self._origin, per_second=PER_SECOND, worker=worker)
        return await self._forks.fork(order)


@asynccontextmanager
async def open_workers(
    folder: Path, people: int, database_url: str, forks: Forks
) -> AsyncIterator[tuple[Campaign, Workers]]:
    """Let three processes send to *people* on the morning of 2 November."""
    origin = quick_seconds() - (BEFORE - BEGINS_AT).total_seconds()
    async with open_campaign(
        folder, people, database_url, origin=origin, days=DAYS, asked_at=ASKED_AT
    ) as campaign:
        with forks.heard(campaign.emulator.wake):
            workers = Workers(campaign, forks, origin)
            await workers.start()
            yield campaign, workers


async def test_a_worker_that_is_killed_loses_nothing(
    size: Size, tmp_path: Path, postgres_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """The others take over what it had claimed, once its leases have ended; one budget for all."""
    people, kills = size.pick(180, 3_000), size.pick(2, 15)
    async with open_workers(tmp_path, people, postgres_url, warm_forks) as (campaign, workers):
        for number, calls in enumerate(sorted(CHANCE.sample(range(people), kills))):
            await workers.calls(calls)
            await workers.replace(number % WORKERS)
        await workers.end()
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice <= workers.under_way
    tell("one of three workers killed", verdict, crashes=kills, under_way=workers.under_way)


async def test_a_server_that_is_killed_loses_and_repeats_nothing(
    size: Size, tmp_path: Path, own_cluster: Cluster, warm_forks: Forks, tell: Tell
) -> None:
    """PostgreSQL is killed in the middle of batches, and started again: nobody notices."""
    people, kills = size.pick(180, 2_000), size.pick(2, 10)
    url = own_cluster.url(await own_cluster.create_database())
    database = open_database(url)
    await migrate(database)
    await database.dispose()
    async with open_workers(tmp_path, people, url, warm_forks) as (campaign, workers):
        for calls in sorted(CHANCE.sample(range(people // 10, people), kills)):
            await workers.calls(calls)
            own_cluster.kill()
            await asyncio.to_thread(own_cluster.start)
        await workers.end()
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == 0
        assert campaign.page.failures  # else it was killed while nobody looked
    tell("PostgreSQL killed and started", verdict, crashes=kills)
