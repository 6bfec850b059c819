"""Who may decide what in a group: what concerns everybody there is for its administrators.

A button carries no authority: it is asked for again at each press.
"""

from typing import Final

from bot.core import changes, interface, privacy, subscribing, walkthrough
from bot.core.actions import decode
from bot.core.events import Commanded, Event, Pressed
from bot.core.faq import DO

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
