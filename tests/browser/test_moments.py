"""Hours that the bot says, in a browser: each in the page's own words, the bot's in the tooltip."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Arrive

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_plan_reads_as_in_the_app_of_its_reader(arrive: Arrive) -> None:
    """A day and an hour that can be read, for each reminder."""
    member = await arrive()
    await member.starts()
    await member.sees("indépendant de LinkedIn")
    await member.writes("/remind")
    await member.sees("À quel rythme")
    await member.presses("Léger", then="fuseau réglé sur Paris")
    moments = member.latest.locator("time[data-unix]")
    await expect(moments).to_have_text(
        [
            re.compile(r"^lundi 27 octobre 2025 à 09:00$"),
            re.compile(r"^dimanche 2 novembre 2025 à 09:00$"),
        ]
    )
    await expect(moments.first).to_have_attribute("title", "lundi 27 octobre 2025 à 09:00")
    await expect(moments.first).to_have_attribute("datetime", "2025-10-27T08:00:00.000Z")
    await member.looks("moments")
