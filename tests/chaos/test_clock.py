"""The clock on the wall is set back and forth by an hour, while reminders are sent."""

import random
from pathlib import Path
from typing import Final

from tests.chaos.campaign import open_campaign
from tests.chaos.conftest import Size, Tell
from tests.chaos.forks import Forks

CHANCE: Final = random.Random(3112025)  # noqa: S311  # no secret
HOUR: Final = 3600.0
PER_SECOND: Final = 5.0  # twenty are claimed at a time, so that the clock leaps between claims


async def test_a_clock_that_leaps_loses_and_repeats_nothing(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """An hour ahead every lease seems to have ended; an hour back nothing seems to be due."""
    people, leaps = size.pick(150, 2_000), size.pick(30, 300)
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        page = campaign.page
        with warm_forks.heard(campaign.emulator.wake):
            child = await warm_forks.fork(campaign.order(starts_at=0.0, per_second=PER_SECOND))
            for calls in sorted(CHANCE.sample(range(1, 2 * people), leaps)):
                await campaign.emulator.until(
                    lambda calls=calls: page.calls >= calls or child.ended.done(),  # type: ignore[misc]
                    within_seconds=60,
                )
                page.leap = CHANCE.choice(
                    [hour for hour in (-HOUR, 0.0, HOUR) if hour != page.leap]
                )
            page.leap = 0.0
            assert await child.ended == 0
        assert page.failures == 0
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == 0
    tell("the clock set back and forth by an hour", verdict, leaps=leaps)
