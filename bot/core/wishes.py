"""The subscription that somebody considers: what its buttons carry, and what it would bring."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.core.calendar import day_of, local_date
from bot.core.conversation import Conversation
from bot.core.effects import PlannedReminder, ReminderPlan
from bot.core.reminders import (
    HOURS,
    OWN_DAYS,
    Cadence,
    offered_cadences,
    own_days,
    plan,
    still_true,
)
from bot.core.world import World

_DAY: Final = len("2025-11-03")


class Wish(NamedTuple):
    """A rhythm, a local hour (0 to 23) and, for Cadence.OWN alone, a day."""

    cadence: Cadence
    hour: int
    own_on: date | None = None

    @property
    def arguments(self) -> tuple[object, ...]:
        """What a button carries of it; see read()."""
        return (self.cadence, self.hour, *(() if self.own_on is None else (self.own_on,)))


def read(arguments: tuple[str, ...]) -> Wish | None:
    """Return the wish that a button carries, or None when no button of ours does."""
    match arguments:
        case (cadence, hour, *rest) if cadence in tuple(Cadence) and hour in map(str, HOURS):
            pass
        case _:
            return None
    if (cadence == Cadence.OWN) != (len(rest) == 1) or len(rest) > 1:
        return None
    own_on = read_day(rest[0]) if rest else None
    if rest and own_on is None:
        return None
    return Wish(Cadence(cadence), int(hour), own_on)


def read_day(text: str) -> date | None:
    """Return the day that *text* writes as 2025-11-03, or None."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY else None
    except ValueError:
        return None


def of(conversation: Conversation) -> Wish | None:
    """Return the subscription that the chat has."""
    if conversation.cadence is None:
        return None
    return Wish(conversation.cadence, conversation.hour, conversation.own_on)


def makes_sense(wish: Wish, conversation: Conversation, world: World) -> bool:
    """Tell whether *wish* can be offered today; there may still be no moment left of it."""
    today = world.day(conversation)
    refused = conversation.refused_on is not None
    if wish.own_on is not None:  # also after the start: somebody put a reminder off
        return not refused and timedelta(0) <= wish.own_on - today.on <= timedelta(days=OWN_DAYS)
    return wish.cadence in offered_cadences(today.phase, refused=refused)


def planned(
    wish: Wish, conversation: Conversation, world: World, *, since: date | None = None
) -> ReminderPlan:
    """Return what is to come of *wish*, counted from the local day *since*, or from today."""
    return plan(
        wish.cadence,
        since=since or world.day(conversation).on,
        campaign=world.campaign,
        hour=wish.hour,
        zone=conversation.zone,
        now=world.now,
        own_on=wish.own_on,
    )


def whole(conversation: Conversation, world: World) -> ReminderPlan:
    """Return all that the subscription of the chat had planned, what is past too."""
    wish = of(conversation)
    if wish is None:
        return ()
    begin = replace(world, now=datetime.min.replace(tzinfo=UTC))
    return planned(wish, conversation, begin, since=conversation.subscribed_on)


def to_come(conversation: Conversation, world: World) -> ReminderPlan:
    """Return what is to come as the subscription of the chat had planned it."""
    return tuple(one for one in whole(conversation, world) if one.due_at >= world.now)


def moves(
    before: Conversation, after: Conversation, world: World
) -> tuple[tuple[PlannedReminder, PlannedReminder], ...]:
    """Return from where to where each reminder moves with the zone.

    One whose new moment has passed already stays where it is: it was promised.
    """
    new = {one.milestone: one for one in to_come(after, world)}
    old = (one for one in to_come(before, world) if one.milestone in new)
    return tuple((one, new[one.milestone]) for one in old if one != new[one.milestone])


def any_true(before: Conversation, after: Conversation, world: World) -> bool:
    """Tell whether any of what was to come will be true in the new zone, or nothing was."""
    moved = dict(moves(before, after, world))
    plan_ = [moved.get(one, one) for one in to_come(before, world)]
    days = (day_of(world.campaign, local_date(one.due_at, after.zone)) for one in plan_)
    return not plan_ or any(
        still_true(one.milestone, day, after) for one, day in zip(plan_, days, strict=True)
    )


def may_return(conversation: Conversation, world: World) -> bool:
    """Tell whether the subscription of the chat, which was ended, has anything true to say yet."""
    since, refused_on = conversation.subscribed_on, conversation.refused_on
    if conversation.cadence is Cadence.OWN and refused_on is not None and since is not None:
        # Since the refusal, only a look at the switch can have been put off to a day of one's own.
        return since >= refused_on
    today = world.day(conversation)
    return any(still_true(one.milestone, today, conversation) for one in whole(conversation, world))


def hours_left(wish: Wish, conversation: Conversation, world: World) -> tuple[int, ...]:
    """Return the hours at which something of *wish* is still to come."""
    return tuple(hour for hour in HOURS if planned(wish._replace(hour=hour), conversation, world))


def in_time(reminders: ReminderPlan, conversation: Conversation, world: World) -> bool:
    """Tell whether one of *reminders* comes before the day of the start."""
    tz = ZoneInfo(conversation.zone)
    starts_on = world.campaign.starts_on
    return any(reminder.due_at.astimezone(tz).date() < starts_on for reminder in reminders)


def days_left(conversation: Conversation, world: World) -> tuple[date, ...]:
    """Return the days that can be picked for a reminder of one's own."""
    return own_days(world.day(conversation), zone=conversation.zone, now=world.now)


def fitting(cadence: Cadence, conversation: Conversation, world: World) -> Wish | None:
    """Return *cadence* at the person's hour, or at a later one that still helps; None if none does.

    An hour at which a reminder comes before the start goes before one at which none does.
    """
    usual = Wish(cadence, conversation.hour)
    wishes = (usual, *(Wish(cadence, hour) for hour in HOURS if hour > usual.hour))
    left = [w for w in wishes if planned(w, conversation, world)]
    timely = (w for w in left if in_time(planned(w, conversation, world), conversation, world))
    return next(timely, left[0] if left else None)
