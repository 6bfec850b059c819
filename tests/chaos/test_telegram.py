"""Telegram in trouble: a storm of 429, and answers that are lost though the message arrived."""

import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.emulator import ApiError, Call, Fault
from bot.emulator.errors import restarting, too_many_requests
from tests.chaos.campaign import Campaign, error_code, open_campaign
from tests.chaos.conftest import Size, Tell
from tests.chaos.forks import Forks
from tests.chaos.sender import BEGINS_AT

CHANCE: Final = random.Random(3112025)  # noqa: S311  # no secret
AS_USUAL: Final = Fault()
ON_THE_WAY: Final = timedelta(seconds=0.1)  # what has left when the silence is asked for
METHOD: Final = "sendPhoto"  # a countdown comes with its picture


def script(campaign: Campaign, calls: int, share: float, error: ApiError, *, told: bool) -> None:
    """Let a *share* of the next calls be answered with *error*; *told* ones arrive all the same."""
    fault = Fault(error, is_carried_out=told)
    for _ in range(calls):
        is_hit = CHANCE.random() < share
        campaign.emulator.faults.script(METHOD, fault if is_hit else AS_USUAL)


def check_silences(calls: list[Call]) -> int:
    """Check that each silence was kept that Telegram asked for; return how many those were.

    It does not say whom it means: the chat, or, where two chats are to be silent, the bot.
    """
    silences: dict[str, datetime] = {}
    bot_from = bot_until = BEGINS_AT
    count = 0
    for call in calls:
        chat = str(call.raw["chat_id"])
        assert call.at >= silences.get(chat, call.at)
        assert call.at >= bot_until or call.at <= bot_from + ON_THE_WAY
        if call.answer is None or error_code(call) != 429:
            continue
        count += 1
        until = call.at + timedelta(seconds=call.answer["parameters"]["retry_after"])
        if any(end > call.at for other, end in silences.items() if other != chat):
            bot_from = bot_from if call.at < bot_until else call.at
            bot_until = max(bot_until, until)
        silences[chat] = until
    return count


async def test_in_a_storm_of_429_everybody_is_reminded_once_and_every_silence_is_kept(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """Telegram takes far less than the pace, and asks for silences of half a minute besides."""
    people = size.pick(100, 1_500)
    async with open_campaign(tmp_path, people, sqlite_url, granted=10) as campaign:
        script(campaign, people, 0.1, too_many_requests(30), told=False)
        with warm_forks.heard(campaign.emulator.wake):
            child = await warm_forks.fork(campaign.order(starts_at=0.0))
            assert await child.ended == 0
        refused = check_silences(campaign.take_calls())
        assert refused > people // 20
        campaign.refused = 0  # it was meant to be
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == 0
    tell("a storm of 429", verdict, refused=refused)


async def test_an_answer_that_is_lost_repeats_that_message_alone_and_once(
    size: Size, tmp_path: Path, sqlite_url: str, warm_forks: Forks, tell: Tell
) -> None:
    """One call in twenty is answered 500 though its message arrived."""
    people = size.pick(150, 4_000)
    async with open_campaign(tmp_path, people, sqlite_url) as campaign:
        script(campaign, 2 * people, 0.05, restarting(), told=True)
        with warm_forks.heard(campaign.emulator.wake):
            child = await warm_forks.fork(campaign.order(starts_at=0.0))
            assert await child.ended == 0
        lost = Counter(
            int(call.raw["chat_id"]) for call in campaign.take_calls() if error_code(call) == 500
        )
        seen = {person.id: len(person.bot_messages) for person in campaign.people}
        assert lost
        assert seen == {person: len(campaign.days) + lost[person] for person in seen}
        verdict = await campaign.judge()
        assert verdict.is_kept
        assert verdict.twice == lost.total()
    tell("5 % answered 500 after delivery", verdict, lost_answers=lost.total())
