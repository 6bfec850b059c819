"""What each slash command does; the buttons of the menu do the same."""

import re
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
    stats,
    subscribing,
    walking,
)
from bot.core.authority import for_owners
from bot.core.conversation import Conversation
from bot.core.effects import Count
from bot.core.replies import plain
from bot.core.tally import Counted
from bot.core.turn import Handler, Turn, answer_topic
from bot.core.world import World

# "c_flyer-2": short, so it cannot hold what somebody types about themselves at length.
_CAMPAIGN: Final = re.compile(r"c_[a-z0-9-]{1,20}")


def _start(conversation: Conversation, world: World, argument: str) -> Turn:
    """Follow a deep link, and count it; or welcome."""
    turn = _follow(conversation, world, argument)
    tag = argument.lower()  # on a flyer it may stand in capitals
    link = tag if _CAMPAIGN.fullmatch(tag) else argument
    if not _is_link(link, world):
        return turn
    count = Count(Counted.LINK, link, conversation.locale)
    return replace(turn, effects=(*turn.effects, count))


def _is_link(argument: str, world: World) -> bool:
    """Tell whether it is one of our links; what else may be typed there is not written down."""
    kind, _, value = argument.partition("_")
    if kind == "faq":
        return value in world.knowledge.topics
    if kind == "lang":
        return value in world.locales
    return argument in ("optout", "remind", "start") or bool(_CAMPAIGN.fullmatch(argument))


def _follow(conversation: Conversation, world: World, argument: str) -> Turn:
    kind, _, value = argument.partition("_")
    if argument in ("optout", "remind"):
        return COMMANDS[argument](conversation, world, "")
    if kind == "faq" and value in world.knowledge.topics:
        return answer_topic(conversation, world, value)
    locale = _locale_named(value if kind == "lang" else argument, world)
    conversation = replace(conversation, locale=locale or conversation.locale)
    return Turn(conversation, (interface.welcome(world),))


def _locale_named(words: str, world: World) -> str | None:
    """Return the locale that *words* names by its tag, a regional tag or its own name."""
    wanted = {plain(words), plain(words.replace("_", "-").partition("-")[0])}
    named = (tag for tag, name in world.locales.items() if wanted & {plain(tag), plain(name)})
    return next(named, None)


def _settings(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.settings(conversation, world),))


def _language(conversation: Conversation, world: World, argument: str) -> Turn:
    """Speak the language that is named, or ask which one."""
    locale = _locale_named(argument, world)
    if locale is not None:
        return Turn(replace(conversation, locale=locale), (interface.locale_set(),))
    return Turn(conversation, (interface.ask_locale(world.locales),))


def _sources(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (faq.all_sources(0, world.day(conversation), world.knowledge),))


def _changes(conversation: Conversation, world: World, _: str) -> Turn:
    day = world.day(conversation)
    return Turn(conversation, (changes.all_changes(conversation, day, world.knowledge),))


def _help(conversation: Conversation, world: World, _: str) -> Turn:
    return Turn(conversation, (interface.help_(world),))


COMMANDS: Final[Mapping[str, Handler]] = {
    "start": _start,
    "optout": walking.optout,
    "remind": subscribing.remind,
    "stop": subscribing.stop,
    "settings": _settings,
    "language": _language,
    "sources": _sources,
    "changes": _changes,
    "complaint": complaint.complaint,
    "privacy": privacy.privacy,
    "mydata": privacy.mydata,
    "delete": privacy.delete,
    "help": _help,
    "stats": for_owners(stats.stats),
    "broadcast": for_owners(broadcasting.broadcast),
}

# One of them in our markup; what stands in an address or a tag follows one of these signs.
IN_TEXT: Final = re.compile(rf"(?<![\w/.:@<\"'-])/({'|'.join(sorted(COMMANDS))})(?![\w/])")
