"""Reminders as commands and buttons: choosing a rhythm, keeping it, putting off, ending it.

In a group they are for its administrators; who is one is asked before any of this is reached.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.core import agendas, interface, reminding, snoozes, wishes
from bot.core.actions import Action
from bot.core.conversation import Conversation
from bot.core.effects import (
    AddReminders,
    DropReminders,
    Effect,
    MoveReminders,
    Restore,
    Subscribe,
    TellReminders,
    Unsubscribe,
)
from bot.core.reminders import (
    RECHECK_MONTHS,
    ZONES,
    Cadence,
    ReminderKind,
    is_milestone,
    planned_at,
)
from bot.core.snoozes import Snooze
from bot.core.turn import Press, Turn, in_place
from bot.core.wishes import Wish
from bot.core.world import World


def remind(conversation: Conversation, world: World, _: str) -> Turn:
    """Offer the rhythms that make sense now."""
    return Turn(conversation, (reminding.offer(conversation, world),))


def stop(conversation: Conversation, world: World, _: str) -> Turn:
    """End every reminder, the news of changes too; it can be undone."""
    if conversation.cadence is None and not conversation.follows_changes:
        return Turn(conversation, (Unsubscribe(), reminding.stopped(any_left=False)))
    said = reminding.stopped(any_left=True, undo=reminding.undo_of(conversation))
    over = replace(without_reminders(conversation), follows_changes=False)
    return Turn(over, (Unsubscribe(), said))


def without_reminders(conversation: Conversation) -> Conversation:
    """Return *conversation* without its subscription."""
    return replace(conversation, cadence=None, subscribed_on=None, own_on=None)


def end_by_done(conversation: Conversation) -> tuple[Conversation, tuple[Effect, ...]]:
    """End what called for the refusal, now that the switch was seen Off; it can be undone.

    A look at the switch in some months, and the news of changes, were asked for exactly this time.

    Returns:
        The chat without what ended, and the effects that carry it out and say so.
    """
    if conversation.cadence is None:
        return conversation, ()
    arrived = DropReminders(ReminderKind.RESUME)  # undoing does not lead back into the steps
    if conversation.cadence in RECHECK_MONTHS:
        return conversation, (arrived,)
    said = reminding.stopped(any_left=True, undo=reminding.undo_of(conversation, done=True))
    return without_reminders(conversation), (arrived, Unsubscribe(), said)


def _plan(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Show, change or keep a plan; a rhythm that no longer makes sense leads back to the choice."""
    wish = wishes.read(action.arguments)
    if wish is None:
        return None
    if not wishes.makes_sense(wish, conversation, world):
        return remind(conversation, world, "")
    if action.name == reminding.ASK_HOUR:
        hours = wishes.hours_left(wish, conversation, world)
        show = reminding.ask_hour(wish, hours) if hours else reminding.none_left()
        return Turn(conversation, (show,))
    if action.name == reminding.KEEP:
        return _keep(wish, conversation, world)
    planned = wishes.planned(wish, conversation, world)
    return Turn(conversation, (reminding.preview(wish, planned, conversation, world),))


def _keep(wish: Wish, conversation: Conversation, world: World) -> Turn:
    """Subscribe, counted from today."""
    planned = wishes.planned(wish, conversation, world)
    if not planned:
        return Turn(conversation, (reminding.none_left(),))
    before = wishes.whole(conversation, world)
    conversation = replace(
        conversation,
        cadence=wish.cadence,
        hour=wish.hour,
        own_on=wish.own_on,
        subscribed_on=world.day(conversation).on,
        thread_id=world.thread_id,
    )
    said = reminding.kept(wish, planned, conversation)
    return Turn(conversation, (Subscribe(world.campaign.id, planned, before), said))


def _calendar(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Send the plan as a calendar file; nothing is subscribed to."""
    wish = wishes.read(action.arguments)
    if wish is None:
        return None
    if not wishes.makes_sense(wish, conversation, world):
        return remind(conversation, world, "")
    is_kept = wish == wishes.of(conversation)
    since = conversation.subscribed_on if is_kept else None
    planned = wishes.planned(wish, conversation, world, since=since)
    if not planned:
        return Turn(conversation, (replace(reminding.none_left(), replace=False),))
    agenda = agendas.agenda(
        planned,
        zone=conversation.zone,
        campaign=world.campaign,
        bot_username=world.bot_username,
        prefix=world.prefix,
    )
    return Turn(conversation, (agendas.send(agenda, has_reminders=is_kept),))


def _rhythms(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go back from a plan to the choice of the rhythm."""
    return None if action.arguments else in_place(remind(conversation, world, ""))


def _days(conversation: Conversation, world: World, action: Action) -> Turn | None:
    if action.arguments:
        return None
    days = wishes.days_left(conversation, world)
    if not days or conversation.refused_on is not None:
        return remind(conversation, world, "")
    return Turn(conversation, (reminding.ask_day(days, conversation.hour),))


def _zones(conversation: Conversation, world: World, action: Action) -> Turn | None:
    wish = wishes.read(action.arguments)
    if action.arguments and wish is None:
        return None
    return Turn(conversation, (reminding.ask_zone(wish),))


def _zone(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Set the zone; what is planned moves to the new local hour, where that is still to come.

    What was put off to a certain moment, and said to come then, comes then.
    """
    zone, *then = action.arguments or ("",)
    if zone not in ZONES or (then and wishes.read(tuple(then)) is None):
        return None
    moved = replace(conversation, zone=zone)
    moves = wishes.moves(conversation, moved, world)
    effects = (MoveReminders(world.campaign.id, moves),) if moves else ()
    if then:
        shown = _plan(moved, world, Action(reminding.PREVIEW, tuple(then)))
        return shown and replace(shown, effects=(*effects, *shown.effects))
    last = () if wishes.any_true(conversation, moved, world) else (reminding.none_left(),)
    return Turn(moved, (*effects, interface.zone_set(zone), *last))


def _snooze(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Let a reminder come again later; it says then what is true then."""
    match action.arguments:
        case (choice, milestone) if choice in tuple(Snooze) and is_milestone(milestone):
            pass
        case _:
            return None
    day = world.day(conversation)
    choices = snoozes.offered(milestone, day, conversation, now=world.now)
    due_at = choices.get(Snooze(choice))
    if due_at is None:
        return Turn(conversation, (reminding.not_snoozed(milestone, choices),))
    planned = (planned_at(due_at, milestone, conversation.zone),)
    at = due_at.astimezone(ZoneInfo(conversation.zone))
    said = reminding.snoozed(at)
    if conversation.cadence is not None:
        return Turn(conversation, (AddReminders(world.campaign.id, planned), said))
    # It was the last one, and ended the subscription: this is a new one, for a day of one's own.
    conversation = replace(
        conversation,
        cadence=Cadence.OWN,
        own_on=at.date(),
        subscribed_on=day.on,
        thread_id=world.thread_id,
    )
    return Turn(conversation, (Subscribe(world.campaign.id, planned), said))


def _undo(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Bring back what ended, as it was, as far as it is not past."""
    undo = _read_undo(action.arguments)
    if undo is None:
        return None
    ended, wish, since = undo
    if ended == reminding.ENDED_BY_DONE:
        conversation = replace(conversation, refused_on=None)
    if ended == reminding.ENDED_BY_STOP_ALL:
        conversation = replace(conversation, follows_changes=True)
    if wish is None or since is None:
        return Turn(conversation, (Restore(), reminding.follows_again()))
    before = replace(
        conversation,
        cadence=wish.cadence,
        hour=wish.hour,
        own_on=wish.own_on,
        subscribed_on=since,
    )
    is_other = conversation.cadence is not None and conversation != before
    if is_other or not wishes.may_return(before, world):
        return remind(conversation, world, "")
    return Turn(before, (Restore(), TellReminders(conversation.zone)))


def _read_undo(arguments: tuple[str, ...]) -> tuple[str, Wish | None, date | None] | None:
    """Return what ended it, which subscription and from which day; None from no button of ours."""
    match arguments:
        case (reminding.ENDED_BY_STOP_ALL as ended,):
            return ended, None, None
        case (
            reminding.ENDED_BY_STOP
            | reminding.ENDED_BY_STOP_ALL
            | reminding.ENDED_BY_DONE as ended,
            *carried,
            day,
        ):
            wish, since = wishes.read(tuple(carried)), wishes.read_day(day)
            return None if wish is None or since is None else (ended, wish, since)
    return None


PRESSES: Final[Mapping[str, Press]] = {
    reminding.RHYTHMS: _rhythms,
    reminding.PREVIEW: _plan,
    reminding.ASK_DAY: _days,
    reminding.ASK_HOUR: _plan,
    reminding.KEEP: _plan,
    reminding.CALENDAR: _calendar,
    reminding.ASK_ZONE: _zones,
    reminding.SET_ZONE: _zone,
    reminding.UNDO: _undo,
    snoozes.SNOOZE: _snooze,
}
