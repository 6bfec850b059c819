"""What each button does. None means: no button of ours says that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import (
    broadcasting,
    changes,
    complaint,
    faq,
    interface,
    privacy,
    subscribing,
    walking,
)
from bot.core.actions import Action
from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.knowledge import OUT_OF_SCOPE
from bot.core.turn import Press, Turn, answer_topic, in_place, none_of_these, show_topic
from bot.core.world import World


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
    if action.name == faq.ANSWER:
        return answer_topic(conversation, world, topic.id)
    views = {
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


def _set_locale(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (tag,) if tag in world.locales:
            return Turn(replace(conversation, locale=tag), (interface.locale_set(),))
    return None


def _set_pictures(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case (("on" | "off") as wish,):
            conversation = replace(conversation, wants_pictures=wish == "on")
            return in_place(COMMANDS["settings"](conversation, world, ""))
    return None


def _follow(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Keep the wish to hear of changes; its new state is told where the button stood."""
    match action.arguments:
        case (("yes" | "no") as wish, *where) if where in ([], ["settings"]):
            conversation = replace(conversation, follows_changes=wish == "yes")
            if wish == "yes":  # in a forum, where it was asked for
                conversation = replace(conversation, thread_id=world.thread_id)
            return in_place(COMMANDS["settings" if where else "changes"](conversation, world, ""))
    return None


PRESSES: Final[Mapping[str, Press]] = {
    faq.DO: _do,
    faq.ANSWER: _faq,
    faq.MORE: _faq,
    faq.AGAIN: _faq,
    faq.WHO: _faq,
    faq.SOURCES: _sources_page,
    **walking.PRESSES,
    **subscribing.PRESSES,
    **complaint.PRESSES,
    changes.FOLLOW: _follow,
    interface.SET_LOCALE: _set_locale,
    interface.SET_PICTURES: _set_pictures,
    **privacy.PRESSES,
    **broadcasting.PRESSES,
}
