"""The bot speaking about itself: welcome, help, settings, language."""

from collections.abc import Mapping
from typing import Final

from bot.core.actions import encode
from bot.core.changes import follow_button, yes_or_no
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, LinkButton, Show, Text
from bot.core.faq import ANSWER, DO
from bot.core.reminding import ASK_ZONE, zone_name
from bot.core.world import World

SET_LOCALE: Final = "lang"  # lang:<tag>
SET_PICTURES: Final = "pictures"  # pictures:on, pictures:off
# Where the bot shares its chats with another, a question is asked by this command.
ASK: Final = "ask"

# In the order of the menu; the words are the messages command-<name>.
MENU: Final = (
    "optout",
    "remind",
    "stop",
    "settings",
    "language",
    "sources",
    "changes",
    "complaint",
    "privacy",
    "mydata",
    "delete",
    "help",
    "start",
)


def welcome(world: World) -> Show:
    """Return the first words: what this is, that it is no part of LinkedIn, what it can do."""
    return Show(((Text("welcome", _asking(world)),), (Text("disclosure"),)), _main_acts())


def disclosure() -> Show:
    """Return what everybody is told at first contact, whatever they begin with."""
    return Show(((Text("disclosure"),),))


def help_(world: World) -> Show:
    """Return what can be asked and done, and how to bring the bot into a group."""
    group = LinkButton(Text("add-to-group"), world.group_link())
    return Show(((Text("help", _asking(world)),),), (*_main_acts(), (group,)))


def unknown_command(world: World) -> Show:
    """Return the answer to a command that we do not have."""
    return Show(((Text("unknown-command", _asking(world)),),), _main_acts())


def words_please(world: World) -> Show:
    """Return the answer to something without words."""
    return Show(((Text("words-please", _asking(world)),),), _main_acts())


def old_button() -> Show:
    """Return the answer to a button that we cannot read."""
    return Show(((Text("old-button"),),), _main_acts())


def settings(conversation: Conversation, world: World) -> Show:
    """Return the settings of the chat, each with a button that changes it.

    In a group, where most words are not for the bot, they tell how to ask it.
    """
    text = Text(
        "settings",
        {
            "language": world.locales[conversation.locale],
            "zone": zone_name(conversation.zone),
            "cadence": conversation.cadence.value if conversation.cadence else "none",
            "pictures": yes_or_no(is_so=conversation.wants_pictures),
            "follows": yes_or_no(is_so=conversation.follows_changes),
        },
    )
    pictures = "off" if conversation.wants_pictures else "on"
    keyboard: Keyboard = (
        (
            Button(Text("settings-language"), encode(DO, "language")),
            Button(Text("settings-zone"), encode(ASK_ZONE)),
        ),
        (Button(Text("settings-reminders"), encode(DO, "remind")),),
        (Button(Text("settings-pictures", attribute=pictures), encode(SET_PICTURES, pictures)),),
        (follow_button(conversation, "settings"),),
        (
            Button(Text("act-privacy"), encode(DO, "privacy")),
            Button(Text("act-delete"), encode(DO, "delete")),
        ),
    )
    how = ((Text("groups-how-to-ask", _asking(world)),),) if world.is_group else ()
    return Show(((text,), *how), keyboard)


def ask_locale(locales: Mapping[str, str]) -> Show:
    """Return the choice of the language, each under its own name."""
    rows = tuple(
        (Button(Text("language-name", {"name": name}), encode(SET_LOCALE, tag)),)
        for tag, name in locales.items()
    )
    return Show(((Text("ask-language"),),), rows, replace=True)


def locale_set() -> Show:
    """Return the confirmation, in the new language."""
    return Show(((Text("language-set"),),), _main_acts(), replace=True)


def zone_set(zone: str) -> Show:
    """Return the confirmation of a new time zone."""
    return Show(((Text("zone-set", {"zone": zone_name(zone)}),),), replace=True)


def admins_only(world: World) -> Show:
    """Return the news that administrators decide in a group, and how to go on alone."""
    alone = LinkButton(Text("groups-in-private"), world.link("start"))
    return Show(((Text("groups-admins-only"),),), ((alone,),))


def in_private(world: World, parameter: str) -> Show:
    """Return the way from a group to a private chat that begins with ``/start <parameter>``."""
    alone = LinkButton(Text("groups-in-private"), world.link(parameter))
    return Show(((Text("groups-alone"),),), ((alone,),))


def _asking(world: World) -> Mapping[str, str]:
    """Return how a question reaches the bot, as what messages select by and what is to be typed."""
    if world.prefix:
        return {"way": "command", "ask": f"/{world.prefix}{ASK}"}
    if world.is_group:
        return {"way": "name", "ask": f"@{world.bot_username}"}
    return {"way": "words", "ask": ""}


def _main_acts() -> Keyboard:
    return (
        (Button(Text("act-optout"), encode(DO, "optout")),),
        (Button(Text("act-remind"), encode(DO, "remind")),),
        (Button(Text("topic-what-changes", attribute="button"), encode(ANSWER, "what-changes")),),
    )
