"""The walkthrough as commands and buttons: where each leads, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import reminding, walkthrough
from bot.core.actions import Action
from bot.core.conversation import Conversation
from bot.core.effects import Unsubscribe
from bot.core.reminders import offered_cadences
from bot.core.subscribing import without_reminders
from bot.core.turn import Press, Turn, in_place, stand_at
from bot.core.walkthrough import Step
from bot.core.world import World


def optout(conversation: Conversation, world: World, _: str) -> Turn:
    """Open the walkthrough with the choice of the way."""
    return Turn(conversation, (walkthrough.choose(conversation.refused_on),))


def _walk(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go where the button leads; at the end, note the day and stop what is no longer needed."""
    if action == Action(walkthrough.BEGIN, ()):  # back to the choice of the way
        return in_place(optout(conversation, world, ""))
    walk = walkthrough.read(action)
    if walk is None:
        return None
    if walk.place.step is not Step.DONE:
        if action.arguments[-1] == walkthrough.Answer.NO:  # what was once seen is not so now
            conversation = replace(conversation, refused_on=None)
        turn = stand_at(conversation, world, walk)
        # The receipt at the end is for keeping.
        return in_place(turn, is_wanted=action.arguments[-1] != walkthrough.Answer.AGAIN)
    day = world.day(conversation)
    show = walkthrough.show(walk, day, world.knowledge, conversation.locale)
    done = replace(conversation, device=walk.device, step=None, refused_on=day.on)
    if done.cadence is None or done.cadence in offered_cadences(day.phase, refused=True):
        return Turn(done, (show,))
    stopped = reminding.stopped(any_left=True)
    return Turn(without_reminders(done), (Unsubscribe(), show, stopped))


PRESSES: Final[Mapping[str, Press]] = {
    walkthrough.BEGIN: _walk,
    walkthrough.WALK: _walk,
}
