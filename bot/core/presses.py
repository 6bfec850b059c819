"""What each button does. None means: no button of ours says that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from bot.core import faq, interface, reminding, walkthrough
from bot.core.actions import Action
from bot.core.commands import COMMANDS, without_reminders
from bot.core.conversation import Conversation
from bot.core.effects import Forget, ReminderPlan, Subscribe, Unsubscribe
from bot.core.knowledge import OUT_OF_SCOPE
from bot.core.reminders import HOURS, ZONES, Cadence, offered_cadences, plan
from bot.core.turn import Turn, in_place, none_of_these, show_topic, stand_at
from bot.core.walkthrough import Step
from bot.core.world import World

Press: TypeAlias = Callable[[Conversation, World, Action], Turn | None]


def _do(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Carry out a command that a button stands for."""
    match action.arguments:
        case (command,) if command in COMMANDS:
            return COMMANDS[command](conversation, world, "")
    return None


def _faq(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (id_,) if id_ in world.knowledge.topics:
            topic = world.knowledge.topics[id_]
        case _:
            return None
    if topic.id == OUT_OF_SCOPE:
        return none_of_these(conversation, world)
    views = {
        faq.ANSWER: faq.answer,
        faq.AGAIN: faq.answer,
        faq.MORE: faq.more,
        faq.WHO: faq.who_says,
    }
    turn = show_topic(conversation, world, topic.id, views[action.name])
    return in_place(turn, is_wanted=action.name in (faq.WHO, faq.AGAIN))


def _sources_page(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (page,) if page.isdecimal():
            show = faq.all_sources(int(page), world.day(conversation), world.knowledge)
            return in_place(Turn(conversation, (show,)))
    return None


def _walk(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go where the button leads; at the end, note the day and stop what is no longer needed."""
    if action == Action(walkthrough.BEGIN, ()):  # back to the choice of the way
        return in_place(COMMANDS["optout"](conversation, world, ""))
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
    return None if action.arguments else in_place(COMMANDS["remind"](conversation, world, ""))


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


def _set_locale(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (tag,) if tag in world.locales:
            return Turn(replace(conversation, locale=tag), (interface.locale_set(),))
    return None


def _erase(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case ("yes",):
            return Turn(None, (Forget(), interface.erased()))
        case ("no",):
            return Turn(conversation, (interface.not_erased(),))
    return None


PRESSES: Final[Mapping[str, Press]] = {
    faq.DO: _do,
    faq.ANSWER: _faq,
    faq.MORE: _faq,
    faq.AGAIN: _faq,
    faq.WHO: _faq,
    faq.SOURCES: _sources_page,
    walkthrough.BEGIN: _walk,
    walkthrough.WALK: _walk,
    reminding.RHYTHMS: _rhythms,
    reminding.PREVIEW: _plan,
    reminding.ASK_HOUR: _plan,
    reminding.KEEP: _plan,
    reminding.ASK_ZONE: _zones,
    reminding.SET_ZONE: _zone,
    interface.SET_LOCALE: _set_locale,
    interface.ERASE: _erase,
}
