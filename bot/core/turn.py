"""What one event comes to: the chat from now on, and what is to be done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.core import faq, walkthrough
from bot.core.actions import Action
from bot.core.calendar import Day
from bot.core.conversation import Context, Conversation
from bot.core.effects import CountMiss, Effect, Show
from bot.core.knowledge import OUT_OF_SCOPE, Knowledge, Topic
from bot.core.walkthrough import Place, Walk
from bot.core.world import World

View: TypeAlias = Callable[[Topic, Day, Knowledge, str], Show]


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of an event.

    Attributes:
        conversation: The chat from now on; None when nothing of it may be kept.
        effects: To be carried out in this order.
    """

    conversation: Conversation | None
    effects: tuple[Effect, ...]


# What a command does, given its argument; and what a button does, or None where no button of ours
# says that.
Handler: TypeAlias = Callable[[Conversation, World, str], Turn]
Press: TypeAlias = Callable[[Conversation, World, Action], Turn | None]


def show_topic(
    conversation: Conversation, world: World, topic: str, view: View = faq.answer
) -> Turn:
    """Show *topic*, and remember that it was spoken of."""
    day = world.day(conversation)
    show = view(world.knowledge.topics[topic], day, world.knowledge, conversation.locale)
    return Turn(replace(conversation, context=Context(topic)), (show,))


def in_place(turn: Turn, *, is_wanted: bool = True) -> Turn:
    """Let what *turn* shows take the place of the message whose button was pressed, or not."""
    effects = tuple(
        replace(effect, replace=is_wanted) if isinstance(effect, Show) else effect
        for effect in turn.effects
    )
    return Turn(turn.conversation, effects)


def none_of_these(conversation: Conversation, world: World) -> Turn:
    """Say that we do not know, and count it where options were offered in vain."""
    turn = show_topic(conversation, world, OUT_OF_SCOPE)
    if conversation.context is None or not conversation.context.options:
        return turn
    return Turn(turn.conversation, (CountMiss(conversation.context.options[0]), *turn.effects))


def stand_at(conversation: Conversation, world: World, walk: Walk) -> Turn:
    """Show where the person stands in the walkthrough, and remember it."""
    show = walkthrough.show(walk, world.day(conversation), world.knowledge, conversation.locale)
    conversation = replace(conversation, device=walk.device, step=walk.place.step)
    return Turn(conversation, (show,))


def standing(conversation: Conversation) -> Walk | None:
    """Return where the person stands in the walkthrough, if they are in it."""
    if conversation.step is None or conversation.device is None:
        return None
    return Walk(conversation.device, Place(conversation.step))
