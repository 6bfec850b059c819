"""Of what is claimed for a chat, which is said now, and what becomes of the rest.

Nobody gets two reminders at once, and nobody loses one that is not due yet:

- Of those that are due, the newest is said and stands for the older ones. One that asks back to
  the walkthrough gives way to any other.
- One that was claimed ahead of its hour, for the sake of a large audience, is said where nothing
  is due: the nearest of them. The others wait for the next morning, or for their hour.
- News stand apart: no reminder says what they say. Of two changes the newer one is told.
- What is not true any more is dropped, and stands for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.core.calendar import Campaign, day_of, local_date
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import NEWS, QUIET_TO, ReminderKind, at_local, still_true

_DROPPED: Final = Outcome(sent=False)
_KINDS: Final = frozenset(map(str, ReminderKind))


def passed_over(
    claimed: Iterable[DueReminder], campaign: Campaign, now: datetime
) -> Mapping[int, Outcome]:
    """Return what becomes of those that are not said now, by their ids; the others are said.

    Args:
        claimed: What was claimed, all that is due of each chat.
        campaign: What is counted down to.
        now: The present instant; aware, UTC.
    """
    outcomes: dict[int, Outcome] = {}
    matters: defaultdict[tuple[int, str], list[DueReminder]] = defaultdict(list)
    for one in claimed:
        kind = one.planned.milestone.partition("-")[0]
        if kind not in _KINDS:
            continue  # only a newer version knows what to say: it waits for one
        if not _is_true(one, campaign, now):
            outcomes[one.id] = _DROPPED
            continue
        # Of two about the same matter, the newer one says it all.
        matter = one.planned.milestone if kind == ReminderKind.BROADCAST else kind
        matters[one.chat_id, matter if kind in NEWS else ""].append(one)
    for about_the_same in matters.values():
        outcomes.update(_passed_over(about_the_same, now))
    return outcomes


def _passed_over(claimed: list[DueReminder], now: datetime) -> Iterator[tuple[int, Outcome]]:
    """Yield what becomes of all but one of *claimed*, which are about the same in one chat."""
    due = [one for one in claimed if one.planned.due_at <= now]
    ahead = sorted(
        (one for one in claimed if one.planned.due_at > now), key=lambda one: one.planned
    )
    for older in sorted(due, key=_weight)[:-1]:
        yield older.id, _DROPPED
    for one in ahead if due else ahead[1:]:
        yield one.id, Outcome(sent=False, retry_at=_tomorrow(one, now))


def _is_true(one: DueReminder, campaign: Campaign, now: datetime) -> bool:
    day = day_of(campaign, local_date(now, one.conversation.zone))
    return still_true(one.planned.milestone, day, one.conversation)


def _weight(one: DueReminder) -> tuple[bool, datetime, int]:
    is_resume = one.planned.milestone.startswith(f"{ReminderKind.RESUME}-")
    return not is_resume, one.planned.due_at, one.id


def _tomorrow(one: DueReminder, now: datetime) -> datetime:
    """Return when one that is ahead of its hour is looked at again: tomorrow, or at its hour."""
    zone = one.conversation.zone
    morning = at_local(local_date(now, zone) + timedelta(days=1), QUIET_TO, zone)
    return min(one.planned.due_at, morning)
