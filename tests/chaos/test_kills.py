"""kill -9 of the process that sends: at every write and every call, at random, and for days.

What cannot be known after a crash is repeated: whether Telegram took a message whose sending was
not recorded. Everything else is exact.
"""

import asyncio
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.core.reminders import Cadence
from bot.delivery.dispatcher import LEASE_SECONDS
from tests.chaos.campaign import Campaign, open_campaign, zone_of
from tests.chaos.conftest import Size, Tell
from tests.chaos.forks import Forks
from tests.chaos.sender import BEGINS_AT

CHANCE: Final = random.Random(3112025)  # noqa: S311  # no secret
KILLED: Final = -9
# A process needs this long to start; its pace begins anew, with two messages at once.
RESTART_SECONDS: Final = 2.0
AT_ONCE: Final = 2
SOON_SECONDS: Final = 0.02  # real ones, between a call and the kill


class Kills:
    """Runs processes that send, one after another, and kills them.

    Args:
        campaign: What they send.
        forks: Starts them.

    Attributes:
        unrecorded: Of each crash, how many messages it left of which the database does not know.
        answered: How many of all these Telegram had answered, a moment before.
    """

    def __init__(self, campaign: Campaign, forks: Forks) -> None:
        self.unrecorded: list[int] = []
        self.answered = 0
        self._campaign = campaign
        self._forks = forks

    async def run(self, *, die_at: int = 0) -> bool:
        """Run a process that dies at that point; return whether it did, or ended before."""
        order = self._campaign.order(starts_at=self._campaign.page.seconds, die_at=die_at)
        child = await self._forks.fork(order)
        return await self._see(await child.ended)

    async def run_until(self, calls: int) -> bool:
        """Run a process and kill it soon after so many calls; return whether it had not ended."""
        page = self._campaign.page
        child = await self._forks.fork(self._campaign.order(starts_at=page.seconds))
        await self._campaign.emulator.until(
            lambda: page.calls >= calls or child.ended.done(), within_seconds=60
        )
        asyncio.get_running_loop().call_later(CHANCE.uniform(0, SOON_SECONDS), child.kill)
        return await self._see(await child.ended)

    async def _see(self, status: int) -> bool:
        assert status in {0, KILLED}, "see the log of the forks"
        if status == 0:
            return False
        campaign = self._campaign
        campaign.take_calls()
        recorded = await campaign.recorded()
        self.unrecorded.append(campaign.messages - recorded - sum(self.unrecorded))
        self.answered += campaign.answers - recorded - self.answered
        return True


async def test_a_crash_at_any_point_loses_nothing_and_repeats_only_what_was_not_recorded(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """Before, in and after each write; before and after each call, and after its answer."""
    people, points = size.pick(2, 6), size.pick(18, 1_000)
    duplicates = crashes = 0
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        while crashes < points:
            await campaign.begin()
            with warm_forks.heard(campaign.emulator.wake):
                kills = Kills(campaign, warm_forks)
                if not await kills.run(die_at=crashes + 1):
                    break
                # Sometimes it is back before the leases of the killed one have ended.
                campaign.page.seconds += LEASE_SECONDS + (-5 if crashes % 2 else 1)
                assert not await kills.run()
            crashes += 1
            verdict = await campaign.judge()
            assert verdict.is_kept
            assert verdict.twice == kills.unrecorded[0] <= AT_ONCE
            duplicates += verdict.twice
    assert crashes >= min(points, 2 * people * (3 + 1))  # around each call, and the writes
    assert duplicates  # else no crash came between a call and its record
    tell(
        "kill -9 at every write and call",
        verdict,
        crashes=crashes,
        reminders=crashes * verdict.reminders,
        twice=duplicates,
    )


async def test_crashes_at_random_lose_nothing_and_repeat_only_what_was_not_recorded(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """One process after another is killed, wherever it is; the next one goes on."""
    people, crashes = size.pick(200, 5_000), size.pick(5, 60)
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        with warm_forks.heard(campaign.emulator.wake):
            kills = Kills(campaign, warm_forks)
            for calls in sorted(CHANCE.sample(range(2 * people), crashes)):
                await kills.run_until(calls)
                campaign.page.seconds += CHANCE.uniform(RESTART_SECONDS, 2 * LEASE_SECONDS)
            assert not await kills.run()
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert len(kills.unrecorded) >= crashes - 1  # the last may come after the end
        assert verdict.twice == sum(kills.unrecorded)
        assert max(kills.unrecorded) <= AT_ONCE
        assert verdict.twice <= len(kills.unrecorded) + AT_ONCE
    tell("kill -9 at random", verdict, crashes=len(kills.unrecorded), answered=kills.answered)


@pytest.mark.parametrize("off_for", [5, 7], ids="{}-days".format)
async def test_after_days_off_nobody_hears_two_countdowns_or_a_wrong_number(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell, off_for: int
) -> None:
    """Killed in the middle of 27 October; back later, it tells each person that day's number.

    On 1 November two are due, the newer one a day late; on 3 November four.
    """
    people = size.pick(60, 2_000)
    days = (date(2025, 10, 27), date(2025, 10, 31), date(2025, 11, 2), date(2025, 11, 3))
    back_at = datetime(2025, 10, 27, 9, 30, tzinfo=UTC) + timedelta(days=off_for)
    async with open_campaign(
        tmp_path, people, sqlite_url, cadence=Cadence.STANDARD, days=days
    ) as campaign:
        with warm_forks.heard(campaign.emulator.wake):
            kills = Kills(campaign, warm_forks)
            assert await kills.run_until(people // 2)
            before = campaign.messages
            campaign.page.seconds = (back_at - BEGINS_AT).total_seconds()
            assert not await kills.run()
        seen = Counter(
            datetime.fromtimestamp(message["date"], zone_of(person)).date()
            for person in campaign.people
            for message in person.bot_messages
        )
        told_on = {back_at.date(), *(day for day in days if day > back_at.date())}
        assert 0 < before < people
        assert seen == {days[0]: before, **dict.fromkeys(told_on, people)}
        verdict = await campaign.judge()
        assert (verdict.twice, verdict.false, verdict.at_night, verdict.refused) == (0, 0, 0, 0)
        assert verdict.waiting == 0
    tell(f"{off_for} days off", verdict, crashes=1, lost=verdict.waiting)
