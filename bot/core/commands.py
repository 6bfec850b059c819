"""What each slash command does; the buttons of the menu do the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import faq, interface, subscribing, walking
from bot.core.conversation import Conversation
from bot.core.turn import Handler, Turn, show_topic
from bot.core.world import World


def _start(conversation: Conversation, world: World, argument: str) -> Turn:
    """Follow a deep link, or welcome."""
    kind, _, value = argument.partition("_")
    if argument in ("optout", "remind"):
        return COMMANDS[argument](conversation, world, "")
    if kind == "faq" and value in world.knowledge.topics:
        return show_topic(conversation, world, value)
    if kind == "lang" and value in world.locales:
        conversation = replace(conversation, locale=value)
    return Turn(conversation, (interface.welcome(),))


def _settings(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.settings(conversation, world.locales),))


def _language(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.ask_locale(world.locales),))


def _sources(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (faq.all_sources(0, world.day(conversation), world.knowledge),))


def _privacy(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(
        conversation,
        (interface.privacy(world.stored, world.of_nobody, world.operator, world.contact),),
    )


def _delete(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.confirm_erasure(),))


def _help(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.help_(),))


COMMANDS: Final[Mapping[str, Handler]] = {
    "start": _start,
    "optout": walking.optout,
    "remind": subscribing.remind,
    "stop": subscribing.stop,
    "settings": _settings,
    "language": _language,
    "sources": _sources,
    "privacy": _privacy,
    "delete": _delete,
    "help": _help,
}
