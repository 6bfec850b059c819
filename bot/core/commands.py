"""What each slash command does; the buttons of the menu do the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from bot.core import faq, interface, reminding, walkthrough
from bot.core.conversation import Conversation
from bot.core.effects import Unsubscribe
from bot.core.turn import Turn, show_topic
from bot.core.world import World

Handler: TypeAlias = Callable[[Conversation, World, str], Turn]


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


def _optout(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (walkthrough.choose(conversation.refused_on),))


def _remind(conversation: Conversation, world: World, _: str) -> Turn:
    if world.is_group:
        return Turn(conversation, (reminding.in_private(world.bot_username),))
    return Turn(conversation, (reminding.offer(conversation, world.day(conversation)),))


def _stop(conversation: Conversation, world: World, _: str) -> Turn:
    show = reminding.stopped(any_left=conversation.cadence is not None)
    return Turn(without_reminders(conversation), (Unsubscribe(), show))


def without_reminders(conversation: Conversation) -> Conversation:
    """Return *conversation* without its subscription."""
    return replace(conversation, cadence=None, subscribed_on=None)


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
