"""What each button does. None means: no button of ours says that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import faq, interface, subscribing, walking
from bot.core.actions import Action
from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.effects import Forget
from bot.core.knowledge import OUT_OF_SCOPE
from bot.core.turn import Press, Turn, in_place, none_of_these, show_topic
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
    **walking.PRESSES,
    **subscribing.PRESSES,
    interface.SET_LOCALE: _set_locale,
    interface.ERASE: _erase,
}
