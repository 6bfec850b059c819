"""The bot speaking about itself: welcome, help, settings, language."""

from collections.abc import Mapping
from typing import Final

from bot.core.actions import encode
from bot.core.changes import follow_button, yes_or_no
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, LinkButton, Show, Text
from bot.core.faq import ANSWER, DO
from bot.core.links import deep_link, group_link
from bot.core.reminding import ASK_ZONE, zone_name

SET_LOCALE: Final = "lang"  # lang:<tag>
SET_PICTURES: Final = "pictures"  # pictures:on, pictures:off

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


def welcome() -> Show:
    """Return the first words: what this is, that it is no part of LinkedIn, what it can do."""
    return Show(((Text("welcome"),), (Text("disclosure"),)), _main_acts())


def disclosure() -> Show:
    """Return what everybody is told at first contact, whatever they begin with."""
    return Show(((Text("disclosure"),),))


def help_(bot_username: str) -> Show:
    """Return what can be asked and done, and how to bring the bot into a group."""
    group = LinkButton(Text("add-to-group"), group_link(bot_username))
    return Show(((Text("help"),),), (*_main_acts(), (group,)))


def unknown_command() -> Show:
    """Return the answer to a command that we do not have."""
    return Show(((Text("unknown-command"),),), _main_acts())


def words_please() -> Show:
    """Return the answer to something without words."""
    return Show(((Text("words-please"),),), _main_acts())


def old_button() -> Show:
    """Return the answer to a button that we cannot read."""
    return Show(((Text("old-button"),),), _main_acts())


def settings(conversation: Conversation, locales: Mapping[str, str]) -> Show:
    """Return the settings of the chat, each with a button that changes it."""
    text = Text(
        "settings",
        {
            "language": locales[conversation.locale],
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
    return Show(((text,),), keyboard)


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


def admins_only(bot_username: str) -> Show:
    """Return the news that administrators decide in a group, and how to go on alone."""
    alone = LinkButton(Text("groups-in-private"), deep_link(bot_username, "start"))
    return Show(((Text("groups-admins-only"),),), ((alone,),))


def in_private(bot_username: str, parameter: str) -> Show:
    """Return the way from a group to a private chat that begins with ``/start <parameter>``."""
    alone = LinkButton(Text("groups-in-private"), deep_link(bot_username, parameter))
    return Show(((Text("groups-alone"),),), ((alone,),))


def _main_acts() -> Keyboard:
    return (
        (Button(Text("act-optout"), encode(DO, "optout")),),
        (Button(Text("act-remind"), encode(DO, "remind")),),
        (Button(Text("topic-what-changes", attribute="button"), encode(ANSWER, "what-changes")),),
    )
