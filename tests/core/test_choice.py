"""What is said of what was claimed for a chat: never two about the same, never one thrown away."""

from datetime import date, datetime, timedelta
from itertools import count, permutations
from typing import Final

import pytest

from bot.core.calendar import LINKEDIN_AI
from bot.core.choice import passed_over
from bot.core.conversation import Conversation
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import planned_at
from bot.core.walkthrough import Device, Step
from tests.delivery.office import paris

ZONE: Final = "Europe/Paris"
DROPPED: Final = Outcome(sent=False)
ANNA, BELA = 1, 2
NUMBERS = count(1)
FOLLOWER = Conversation("fr", ZONE, follows_changes=True)


def claimed(
    milestone: str, due_at: datetime, conversation: Conversation = FOLLOWER, chat_id: int = ANNA
) -> DueReminder:
    """Return a reminder that was claimed."""
    return DueReminder(next(NUMBERS), chat_id, planned_at(due_at, milestone, ZONE), conversation)


def said(now: datetime, *due: DueReminder) -> set[str]:
    """Return the milestones of *due* that are said, the same in whatever order they come."""
    (milestones,) = {
        frozenset(
            one.planned.milestone
            for one in order
            if one.id not in passed_over(order, LINKEDIN_AI, now)
        )
        for order in permutations(due)
    }
    return set(milestones)


def test_the_newest_that_is_due_stands_for_the_older_ones() -> None:
    """They are over; those of another chat are none of its business."""
    older, newer = claimed("countdown-3", paris(31, 10)), claimed("countdown-1", paris(2, 11))
    other = claimed("countdown-7", paris(27, 10), chat_id=BELA)
    now = paris(2, 11, 10)
    assert passed_over([older, newer, other], LINKEDIN_AI, now) == {older.id: DROPPED}


def test_what_is_not_due_yet_is_never_thrown_away() -> None:
    """It was claimed ahead of its hour, for the sake of a large audience: it waits for its day."""
    due = claimed("countdown-3", paris(31, 10))
    eve, start = claimed("countdown-1", paris(2, 11)), claimed("countdown-0", paris(3, 11))
    now = paris(1, 11, 10)
    outcomes = passed_over([due, eve, start], LINKEDIN_AI, now)
    morning = paris(2, 11, 8)
    assert outcomes == dict.fromkeys((eve.id, start.id), Outcome(sent=False, retry_at=morning))


def test_ahead_of_the_hour_the_nearest_goes() -> None:
    """One a day: the next waits for tomorrow, or for its own hour where that comes first."""
    eve, start = claimed("countdown-1", paris(2, 11)), claimed("countdown-0", paris(3, 11))
    now = paris(1, 11, 10)
    tomorrow = Outcome(sent=False, retry_at=paris(2, 11, 8))
    assert passed_over([start, eve], LINKEDIN_AI, now) == {start.id: tomorrow}


def test_who_left_the_walkthrough_still_hears_that_it_is_the_eve() -> None:
    """The way back gives way to any other reminder, whichever is the newer."""
    walker = Conversation("fr", ZONE, step=Step.FIND_ENTRY, device=Device.PHONE)
    for hour in (8, 9, 10):
        resume = claimed("resume-2025-11-01", paris(2, 11, hour), walker)
        eve = claimed("countdown-1", paris(2, 11, 9), walker)
        assert said(paris(2, 11, 12), resume, eve) == {"countdown-1"}
        assert said(paris(2, 11, 12), resume) == {"resume-2025-11-01"}


def test_news_and_a_reminder_are_both_told() -> None:
    """Neither says what the other says; of two changes, the newer is told."""
    now = datetime.fromisoformat("2026-03-02T10:00+00:00")
    nudge = claimed("nudge-2026-03-02", now - timedelta(hours=1))
    changes = [claimed(f"change-{name}", now - timedelta(hours=2)) for name in "ab"]
    broadcasts = [claimed(f"broadcast-{name}", now - timedelta(hours=3)) for name in "12"]
    told = said(now, nudge, *changes, *broadcasts)
    assert told == {"nudge-2026-03-02", "change-b", "broadcast-1", "broadcast-2"}


@pytest.mark.parametrize("newest", ["countdown-1", "nudge-2025-11-02"])
def test_what_is_not_true_stands_for_nothing(newest: str) -> None:
    """Who is done is not counted down to; the look at the switch in three months still comes."""
    done = Conversation("fr", ZONE, refused_on=date(2025, 11, 1))
    void = claimed(newest, paris(2, 11), done)
    recheck = claimed("recheck-2025-11-01", paris(1, 11), done)
    assert passed_over([void, recheck], LINKEDIN_AI, paris(2, 11, 10)) == {void.id: DROPPED}


def test_what_only_a_newer_version_knows_is_left_to_it() -> None:
    """It is not thrown away, and stands for nothing."""
    strange, eve = claimed("greeting-1", paris(2, 11)), claimed("countdown-1", paris(2, 11))
    assert said(paris(2, 11, 10), strange, eve) == {"greeting-1", "countdown-1"}
