"""What one event comes to: the chat from now on, and what is to be done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.core import faq, kept_questions, signposts
from bot.core.actions import Action
from bot.core.calendar import Day
from bot.core.conversation import Context, Conversation
from bot.core.effects import Count, Effect, LinkButton, Show, Text
from bot.core.knowledge import OUT_OF_SCOPE, Knowledge, Topic
from bot.core.links import share_link
from bot.core.tally import Counted
from bot.core.walkthrough import LASTING, Place, Walk, offered
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
    if view is faq.who_says:  # an answer that is passed on comes with its sources
        show = replace(show, keyboard=(*show.keyboard, (_share_button(topic, world),)))
    return Turn(replace(conversation, context=Context(topic)), (show,))


def _share_button(topic: str, world: World) -> LinkButton:
    """Return the button that sends the way to the answer on *topic* to somebody else."""
    return LinkButton(Text("share-answer"), share_link(world.link(f"faq_{topic}")))


def answer_topic(conversation: Conversation, world: World, topic: str) -> Turn:
    """Answer the question of *topic*, and count it."""
    turn = show_topic(conversation, world, topic)
    asked = Count(Counted.ANSWERED, topic, conversation.locale)
    return replace(turn, effects=(*turn.effects, asked))


def in_place(turn: Turn, *, is_wanted: bool = True) -> Turn:
    """Let what *turn* shows take the place of the message whose button was pressed, or not."""
    effects = tuple(
        replace(effect, replace=is_wanted) if isinstance(effect, Show) else effect
        for effect in turn.effects
    )
    return Turn(turn.conversation, effects)


def none_of_these(conversation: Conversation, world: World) -> Turn:
    """Say that we do not know, and count it where options were offered in vain."""
    declined = conversation.context
    show = faq.answer(
        world.knowledge.topics[OUT_OF_SCOPE],
        world.day(conversation),
        world.knowledge,
        conversation.locale,
    )
    asked = None if declined is None else declined.unanswered
    conversation = replace(conversation, context=Context(OUT_OF_SCOPE, unanswered=asked))
    show = kept_questions.with_offer(show, asked)
    if declined is None or not declined.options:
        return Turn(conversation, (show,))
    miss = Count(Counted.MISSED, declined.options[0], conversation.locale)
    return Turn(conversation, (show, miss))


def stand_at(conversation: Conversation, world: World, walk: Walk) -> Turn:
    """Show where the person stands in the walkthrough, and remember it."""
    show = signposts.show(walk, conversation, world.day(conversation), world.knowledge)
    step = walk.place.step if walk.place.step in LASTING else None
    return Turn(replace(conversation, device=walk.device, step=step), (show,))


def standing(conversation: Conversation) -> Walk | None:
    """Return where the person stands in the walkthrough, if they are in it."""
    if conversation.step is None or conversation.device is None:
        return None
    here = Walk(conversation.device, Place(conversation.step))
    return here if offered(here) else None  # kept by an earlier release, on a way that was changed
