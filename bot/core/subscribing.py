"""Reminders as commands and buttons: choosing a rhythm, keeping it, ending it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import interface, reminding
from bot.core.actions import Action
from bot.core.conversation import Conversation
from bot.core.effects import ReminderPlan, Subscribe, Unsubscribe
from bot.core.reminders import HOURS, ZONES, Cadence, offered_cadences, plan
from bot.core.turn import Press, Turn, in_place
from bot.core.world import World


def remind(conversation: Conversation, world: World, _: str) -> Turn:
    """Offer the rhythms that make sense today."""
    if world.is_group:
        return Turn(conversation, (reminding.in_private(world.bot_username),))
    return Turn(conversation, (reminding.offer(conversation, world.day(conversation)),))


def stop(conversation: Conversation, world: World, _: str) -> Turn:
    """End every reminder."""
    show = reminding.stopped(any_left=conversation.cadence is not None)
    return Turn(without_reminders(conversation), (Unsubscribe(), show))


def without_reminders(conversation: Conversation) -> Conversation:
    """Return *conversation* without its subscription."""
    return replace(conversation, cadence=None, subscribed_on=None)


def _cadence_and_hour(arguments: tuple[str, ...]) -> tuple[Cadence, int] | None:
    match arguments:
        case (cadence, hour) if cadence in tuple(Cadence) and hour in map(str, HOURS):
            return Cadence(cadence), int(hour)
    return None


def _plan(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Show, change or keep a plan; a rhythm that no longer makes sense leads back to the choice."""
    wanted = _cadence_and_hour(action.arguments)
    if wanted is None or world.is_group:
        return None
    cadence, hour = wanted
    day = world.day(conversation)
    refused = conversation.refused_on is not None
    if cadence not in offered_cadences(day.phase, refused=refused):
        return Turn(conversation, (reminding.offer(conversation, day),))
    if action.name == reminding.ASK_HOUR:
        return Turn(conversation, (reminding.ask_hour(cadence, hour),))
    wish = replace(conversation, cadence=cadence, hour=hour, subscribed_on=day.on)
    planned = _planned(wish, world)
    if action.name == reminding.PREVIEW or not planned:
        return Turn(conversation, (reminding.preview(cadence, hour, planned, wish),))
    return Turn(wish, (Subscribe(world.campaign.id, planned), reminding.kept(planned, wish)))


def _planned(conversation: Conversation, world: World) -> ReminderPlan:
    """Return what is still to come of the chat's subscription."""
    if conversation.cadence is None or conversation.subscribed_on is None:
        return ()
    return plan(
        conversation.cadence,
        since=conversation.subscribed_on,
        campaign=world.campaign,
        hour=conversation.hour,
        zone=conversation.zone,
        now=world.now,
    )


def _rhythms(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go back from a plan to the choice of the rhythm."""
    return None if action.arguments else in_place(remind(conversation, world, ""))


def _zones(conversation: Conversation, world: World, action: Action) -> Turn | None:
    if action.arguments and _cadence_and_hour(action.arguments) is None:
        return None
    return Turn(conversation, (reminding.ask_zone(*action.arguments),))


def _zone(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Set the zone; reminders that are kept already move to the new local hour."""
    zone, *then = action.arguments or ("",)
    if zone not in ZONES or (then and _cadence_and_hour(tuple(then)) is None):
        return None
    conversation = replace(conversation, zone=zone)
    if then:
        return _plan(conversation, world, Action(reminding.PREVIEW, tuple(then)))
    said = interface.zone_set(zone)
    if conversation.cadence is None:
        return Turn(conversation, (said,))
    planned = _planned(conversation, world)
    if not planned:  # in the new zone, the last moment has passed
        over = without_reminders(conversation)
        return Turn(over, (Unsubscribe(), said, reminding.none_left()))
    return Turn(conversation, (Subscribe(world.campaign.id, planned, renews=False), said))


PRESSES: Final[Mapping[str, Press]] = {
    reminding.RHYTHMS: _rhythms,
    reminding.PREVIEW: _plan,
    reminding.ASK_HOUR: _plan,
    reminding.KEEP: _plan,
    reminding.ASK_ZONE: _zones,
    reminding.SET_ZONE: _zone,
}
