"""Who may do what: owners of the installation, and administrators of a group.

What concerns everybody in a group is for its administrators. A button carries no authority: it is
asked for again at each press.
"""

from typing import Final

from bot.core import changes, interface, privacy, subscribing, walkthrough
from bot.core.actions import decode
from bot.core.conversation import Conversation
from bot.core.effects import Disclose, DropQuestions, Forget, PlanEffect
from bot.core.events import Commanded, Event, Pressed
from bot.core.faq import DO
from bot.core.turn import Handler, Turn
from bot.core.world import World

_COMMANDS: Final = frozenset({"remind", "stop", "language", "settings", "mydata", "delete"})
_PRESSES: Final = frozenset(
    {
        *subscribing.PRESSES,
        changes.FOLLOW,
        privacy.ERASE,
        interface.SET_LOCALE,
        interface.SET_PICTURES,
    }
)


# What one person does for themselves; a group has no switch.
_PERSONAL: Final = frozenset({walkthrough.BEGIN, walkthrough.WALK})


def is_personal(event: Event) -> bool:
    """Tell whether *event*, in a group, belongs into a private chat."""
    match event:
        case Commanded(command):
            return command == "optout"
        case Pressed(data):
            action = decode(data)
            return action.name in _PERSONAL or (action.name, action.arguments) == (DO, ("optout",))
        case _:
            return False


_OF_ALL: Final = (
    "locale",
    "zone",
    "cadence",
    "subscribed_on",
    "hour",
    "own_on",
    "follows_changes",
    "wants_pictures",
    "thread_id",
    "refused_on",  # it would end the reminders of everybody
)
_DECISIONS: Final = (PlanEffect, DropQuestions, Disclose, Forget)


def needs_admin(event: Event) -> bool:
    """Tell whether *event*, in a group, is for its administrators alone."""
    match event:
        case Commanded(command):
            return command in _COMMANDS
        case Pressed(data):
            action = decode(data)
            if action.name == DO:
                return bool(_COMMANDS & set(action.arguments))
            return action.name in _PRESSES
        case _:
            return False


def may_decide(event: Event) -> bool:
    """Tell whether it matters, in a group, who caused *event*: it might change what is everybody's.

    That is known once the turn is taken (see decides); a link may name a language.
    """
    match event:
        case Commanded("start", argument):
            return bool(argument)
        case _:
            return needs_admin(event)


def decides(before: Conversation, turn: Turn) -> bool:
    """Tell whether *turn*, in a group, changes what concerns everybody there.

    Where somebody stands in the walkthrough, and what they ask, does not.
    """
    after = turn.conversation
    if after is None or any(isinstance(effect, _DECISIONS) for effect in turn.effects):
        return True
    return any(getattr(after, name) != getattr(before, name) for name in _OF_ALL)


def for_owners(handler: Handler) -> Handler:
    """Return *handler* for the owners of the installation; to others its command is unknown."""

    def guarded(conversation: Conversation, world: World, argument: str) -> Turn:
        if world.is_owner:
            return handler(conversation, world, argument)
        return unknown(conversation, world)

    return guarded


def unknown(conversation: Conversation, world: World) -> Turn:
    """Return the answer to a command that is none; in a group it may be meant for another bot."""
    return Turn(conversation, () if world.is_group else (interface.unknown_command(world),))
