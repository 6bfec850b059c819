"""The walkthrough as commands and buttons: where each leads, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.core import receipt, signposts, walkthrough
from bot.core.actions import Action
from bot.core.conversation import Conversation
from bot.core.effects import AddReminders, Count, DropReminders, Effect
from bot.core.reminders import ReminderKind, at_local, planned_at
from bot.core.subscribing import end_by_done
from bot.core.tally import Counted
from bot.core.turn import Press, Turn, in_place, stand_at, standing
from bot.core.walkthrough import CHECKS, WAYS_OUT, Answer, Device, Page, Place, Step, Walk
from bot.core.world import World

# Messages that are for keeping: what their buttons lead to is said below them.
_KEPT: Final = frozenset({Step.DONE, Step.RECEIPT})
_FORWARD: Final = frozenset({Answer.NEXT, *WAYS_OUT})


def optout(conversation: Conversation, world: World, _: str) -> Turn:
    """Open the walkthrough with the choice of the way; who stands in it may go on there."""
    return Turn(conversation, (signposts.choose(conversation, standing(conversation)),))


def choose_anew(conversation: Conversation) -> Turn:
    """Go back from a first step to the choice of the way."""
    return Turn(replace(conversation, step=None), (signposts.choose(conversation),))


def begin(conversation: Conversation, world: World, device: Device) -> Turn:
    """Begin the way of *device*; who is reminded anyway is asked a day later, if it is not done."""
    turn = _reach(conversation, world, walkthrough.begin(device))
    return replace(turn, effects=(*_resume_later(conversation, world), *turn.effects))


def go(conversation: Conversation, world: World, here: Walk, answer: Answer) -> Turn:
    """Give *answer* at *here*: show where it leads, and keep what it says of the switch."""
    there = walkthrough.follow(here, answer)
    if here.place.step in CHECKS and there != here:
        if there.place.step is Step.DONE:
            return _end(conversation, world, there)
        if answer is Answer.NO:  # what was once seen is not so now
            conversation = replace(conversation, refused_on=None)
    if answer is Answer.AGAIN and there != here:
        return begin(conversation, world, there.device)
    if there.place.step in _KEPT and conversation.refused_on is None:
        there = Walk(there.device, Place(Step.CHECK_PAGE))  # nothing is certified unseen
    if answer in _FORWARD and there != here:
        return _reach(conversation, world, there)
    return stand_at(conversation, world, there)


def _reach(conversation: Conversation, world: World, walk: Walk) -> Turn:
    """Stand at a step for the first time, as far as can be told, and count it."""
    turn = stand_at(conversation, world, walk)
    key = f"{walk.device}-{walk.place.step}"
    return replace(turn, effects=(*turn.effects, Count(Counted.REACHED, key, conversation.locale)))


def _end(conversation: Conversation, world: World, done: Walk) -> Turn:
    """Note the day on which the switch was seen Off, and stop what is no longer needed."""
    ended, effects = end_by_done(replace(conversation, refused_on=world.day(conversation).on))
    shown = _reach(ended, world, done)
    return replace(shown, effects=(*shown.effects, *effects))


def _resume_later(conversation: Conversation, world: World) -> tuple[Effect, ...]:
    """Plan one nudge on the day after, in the place of an earlier one, for who agreed to any."""
    if conversation.cadence is None or conversation.refused_on is not None or world.is_group:
        return ()
    today = world.day(conversation).on
    due_at = at_local(today + timedelta(days=1), conversation.hour, conversation.zone)
    nudge = planned_at(due_at, f"{ReminderKind.RESUME}-{today}", conversation.zone)
    return (DropReminders(ReminderKind.RESUME), AddReminders(world.campaign.id, (nudge,)))


def _begin(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Begin on the way chosen, or go back to the choice."""
    match action.arguments:
        case ():
            return in_place(choose_anew(conversation))
        case (device,) if device in tuple(Device):
            return begin(conversation, world, Device(device))
    return None


def _walk(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go where the button leads."""
    pressed = walkthrough.read(action)
    if pressed is None:
        return None
    here, answer = pressed
    turn = go(conversation, world, here, answer)
    if here.place.step in _KEPT:
        return in_place(turn, is_wanted=False)
    if answer is Answer.RETURN and here.place.page is Page.STEP:
        return in_place(turn, is_wanted=False)  # from the choice or a reminder, which stay
    return turn


def _look_again(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Send a calendar file for another look at the switch."""
    match action.arguments:
        case (months,) if months in map(str, receipt.MONTHS):
            file = receipt.look_again(
                int(months),
                since=world.day(conversation).on,
                hour=conversation.hour,
                zone=conversation.zone,
                uid=f"{world.campaign.id}-look-again-{months}@{world.bot_username}",
                url=world.knowledge.links["setting"],
            )
            return Turn(conversation, (file,))
    return None


PRESSES: Final[Mapping[str, Press]] = {
    walkthrough.BEGIN: _begin,
    walkthrough.WALK: _walk,
    receipt.LOOK_AGAIN: _look_again,
}
