"""One turn of the dialogue: what an event makes of a conversation, and what is to be done.

Pure: chat, event and surroundings in, chat and effects out. Which command or button leads to
which handler stands in the two tables at the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from bot.core import faq, interface, reminding, walkthrough
from bot.core.actions import Action, decode
from bot.core.conversation import Conversation
from bot.core.effects import Effect, Forget, ReminderPlan, Show, Subscribe, Unsubscribe
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.reminders import HOURS, ZONES, Cadence, offered_cadences, plan
from bot.core.walkthrough import Device, Place, Step, Walk
from bot.core.world import World


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of an event.

    Attributes:
        conversation: The chat from now on; None when nothing of it may be kept.
        effects: To be carried out in this order.
    """

    conversation: Conversation | None
    effects: tuple[Effect, ...]


Handler: TypeAlias = Callable[[Conversation, World, str], Turn]
Press: TypeAlias = Callable[[Conversation, World, Action], Turn | None]


def take_turn(conversation: Conversation, event: Event, world: World) -> Turn:
    """Return what *event* makes of *conversation*, and the effects to carry out."""
    match event:
        case Blocked():
            return Turn(None, (Forget(),))
        case Commanded(command, argument):
            turn = _command(conversation, world, command, argument)
        case Pressed(data):
            turn = _press(conversation, world, decode(data))
        case Said(text) if text.strip():
            turn = _question(conversation, world, text)
        case Said() | Attached():
            turn = Turn(conversation, (interface.words_please(),))
    if turn.conversation is None:
        return turn
    return _seen(conversation, turn, world)


def _seen(before: Conversation, turn: Turn, world: World) -> Turn:
    """Note the day of the turn, and open a first contact with what everybody is told."""
    after = turn.conversation
    if after is None or not turn.effects:
        return turn  # silence leaves no trace
    effects = turn.effects
    if before.seen_on is None and interface.welcome() not in effects:
        effects = (interface.disclosure(), *effects)
    return Turn(replace(after, seen_on=world.day(before).on), effects)


def _command(conversation: Conversation, world: World, command: str, argument: str) -> Turn:
    handler = COMMANDS.get(command)
    if handler is not None:
        return handler(conversation, world, argument)
    if world.is_group:
        return Turn(conversation, ())  # it may be meant for another bot
    return Turn(conversation, (interface.unknown_command(),))


def _press(conversation: Conversation, world: World, action: Action) -> Turn:
    handler = PRESSES.get(action.name)
    turn = handler(conversation, world, action) if handler else None
    return turn or Turn(conversation, (interface.old_button(),))


def _question(conversation: Conversation, world: World, text: str) -> Turn:
    """Answer free text; in the middle of the walkthrough, the step returns below the answer."""
    match = world.matcher.match(text, conversation.locale)
    day = world.day(conversation)
    show = faq.reply(faq.judge(match), day, world.knowledge, conversation.locale)
    return Turn(conversation, (show, *_step_again(conversation, world)))


def _answer(conversation: Conversation, world: World, topic: str) -> Show:
    day = world.day(conversation)
    return faq.answer(world.knowledge.topics[topic], day, world.knowledge, conversation.locale)


def _step_again(conversation: Conversation, world: World) -> tuple[Show, ...]:
    if conversation.step is None or conversation.device is None:
        return ()
    return (replace(_step(conversation, world), replace=False),)


def _step(conversation: Conversation, world: World) -> Show:
    walk = Walk(conversation.device or Device.LINK, Place(conversation.step or Step.OPEN_LINK))
    return walkthrough.show(walk, world.day(conversation), world.knowledge, conversation.locale)


# Commands


def _start(conversation: Conversation, world: World, argument: str) -> Turn:
    """Follow a deep link, or welcome."""
    kind, _, value = argument.partition("_")
    if argument in ("optout", "remind"):
        return COMMANDS[argument](conversation, world, "")
    if kind == "faq" and value in world.knowledge.topics:
        return Turn(conversation, (_answer(conversation, world, value),))
    if kind == "lang" and value in world.locales:
        conversation = replace(conversation, locale=value)
    return Turn(conversation, (interface.welcome(),))


def _optout(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (walkthrough.choose(conversation.refused_on),))


def _remind(conversation: Conversation, world: World, _: str) -> Turn:
    if world.is_group:
        return Turn(conversation, (reminding.in_private(world.bot_username),))
    return Turn(conversation, (reminding.offer(conversation, world.day(conversation)),))


def _stop(conversation: Conversation, world: World, _: str) -> Turn:
    show = reminding.stopped(any_left=conversation.cadence is not None)
    return Turn(_without_reminders(conversation), (Unsubscribe(), show))


def _without_reminders(conversation: Conversation) -> Conversation:
    return replace(conversation, cadence=None, subscribed_on=None)


def _settings(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.settings(conversation, world.locales),))


def _language(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.ask_locale(world.locales),))


def _sources(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (faq.all_sources(0, world.knowledge),))


def _privacy(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.privacy(world.stored, world.operator, world.contact),))


def _delete(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.confirm_erasure(),))


def _help(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.help_(),))


# Presses. None means: no button of ours says that.


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
    views = {faq.ANSWER: faq.answer, faq.MORE: faq.more, faq.WHO: faq.who_says}
    show = views[action.name](topic, world.day(conversation), world.knowledge, conversation.locale)
    return Turn(conversation, (show,))


def _sources_page(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (page,) if page.isdecimal():
            show = replace(faq.all_sources(int(page), world.knowledge), replace=True)
            return Turn(conversation, (show,))
    return None


def _walk(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go where the button leads; at the end, note the day and stop what is no longer needed."""
    walk = walkthrough.read(action)
    if walk is None:
        return None
    day = world.day(conversation)
    show = walkthrough.show(walk, day, world.knowledge, conversation.locale)
    conversation = replace(conversation, device=walk.device, step=walk.place.step)
    if walk.place.step is not Step.DONE:
        if action.arguments[-1] == walkthrough.Answer.NO:  # what was once seen is not so now
            conversation = replace(conversation, refused_on=None)
        return Turn(conversation, (show,))
    done = replace(conversation, step=None, refused_on=day.on)
    if done.cadence is None or done.cadence in offered_cadences(day.phase, refused=True):
        return Turn(done, (show,))
    return Turn(
        replace(done, cadence=None), (Unsubscribe(), show, reminding.stopped(any_left=True))
    )


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
        return Turn(conversation, (reminding.ask_hour(cadence),))
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
    moved = Subscribe(world.campaign.id, _planned(conversation, world))
    return Turn(conversation, (moved, said))


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


COMMANDS: Final[Mapping[str, Handler]] = {
    "start": _start,
    "optout": _optout,
    "remind": _remind,
    "stop": _stop,
    "settings": _settings,
    "language": _language,
    "sources": _sources,
    "privacy": _privacy,
    "delete": _delete,
    "help": _help,
}
PRESSES: Final[Mapping[str, Press]] = {
    faq.DO: _do,
    faq.ANSWER: _faq,
    faq.MORE: _faq,
    faq.WHO: _faq,
    faq.SOURCES: _sources_page,
    walkthrough.BEGIN: _walk,
    walkthrough.WALK: _walk,
    reminding.PREVIEW: _plan,
    reminding.ASK_HOUR: _plan,
    reminding.KEEP: _plan,
    reminding.ASK_ZONE: _zones,
    reminding.SET_ZONE: _zone,
    interface.SET_LOCALE: _set_locale,
    interface.ERASE: _erase,
}
