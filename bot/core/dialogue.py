"""One turn of the dialogue: what an event makes of a conversation, and what is to be done.

Pure: chat, event and surroundings in, chat and effects out. What a command, a button or free text
leads to is in commands.py, presses.py and questions.py.
"""

from dataclasses import replace

from bot.core import interface, questions
from bot.core.actions import Action, decode
from bot.core.authority import decides, is_personal, needs_admin, unknown
from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.effects import Forget
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.presses import PRESSES
from bot.core.turn import Turn
from bot.core.world import World


def take_turn(conversation: Conversation, event: Event, world: World) -> Turn:
    """Return what *event* makes of *conversation*, and the effects to carry out."""
    if isinstance(event, Blocked):
        return Turn(None, (Forget(),))
    if world.is_group and not world.is_admin and needs_admin(event):
        return Turn(conversation, (interface.admins_only(world),))
    if world.is_group and is_personal(event):
        return Turn(conversation, (interface.in_private(world, "optout"),))
    turn = _answer(conversation, event, world)
    if world.is_group and not world.is_admin and decides(conversation, turn):
        turn = Turn(conversation, (interface.admins_only(world),))
    if turn.conversation is None:
        return turn
    if turn.conversation.context is conversation.context:  # what was spoken of is over
        turn = replace(turn, conversation=replace(turn.conversation, context=None))
    return _seen(conversation, turn, world)


def _answer(
    conversation: Conversation, event: Commanded | Pressed | Said | Attached, world: World
) -> Turn:
    match event:
        case Commanded(command, argument):
            return _command(conversation, world, command, argument)
        case Pressed(data):
            return _press(conversation, world, decode(data))
        case Said(text) if text.strip():
            return questions.answer(conversation, world, text)
        case Said() | Attached():
            return Turn(conversation, (interface.words_please(world),))


def _seen(before: Conversation, turn: Turn, world: World) -> Turn:
    """Note the day of the turn, and open a first contact with what everybody is told."""
    after = turn.conversation
    if after is None or not turn.effects:
        return turn  # silence leaves no trace
    effects = turn.effects
    if before.seen_on is None and interface.welcome(world) not in effects:
        effects = (interface.disclosure(), *effects)
    return Turn(replace(after, seen_on=world.day(before).on), effects)


def _command(conversation: Conversation, world: World, command: str, argument: str) -> Turn:
    handler = COMMANDS.get(command)
    return handler(conversation, world, argument) if handler else unknown(conversation, world)


def _press(conversation: Conversation, world: World, action: Action) -> Turn:
    handler = PRESSES.get(action.name)
    turn = handler(conversation, world, action) if handler else None
    return turn or Turn(conversation, (interface.old_button(),))
