"""The bot speaking about itself: welcome, help, settings, language, privacy, erasure."""

from collections.abc import Mapping
from typing import Final

from bot.core.actions import encode
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, Show, Text
from bot.core.faq import ANSWER, DO
from bot.core.reminding import ASK_ZONE, zone_name

SET_LOCALE: Final = "lang"  # lang:<tag>
ERASE: Final = "erase"  # erase:yes, erase:no

# In the order of the menu; the words are the messages command-<name>.
MENU: Final = (
    "optout",
    "remind",
    "stop",
    "settings",
    "language",
    "sources",
    "privacy",
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


def help_() -> Show:
    """Return what can be asked and done."""
    return Show(((Text("help"),),), _main_acts())


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
        },
    )
    keyboard: Keyboard = (
        (
            Button(Text("settings-language"), encode(DO, "language")),
            Button(Text("settings-zone"), encode(ASK_ZONE)),
        ),
        (Button(Text("settings-reminders"), encode(DO, "remind")),),
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


def privacy(
    stored: tuple[str, ...], of_nobody: frozenset[str], operator: str, contact: str
) -> Show:
    """Return who runs the bot, what it stores and for how long; *of_nobody* is about no chat."""
    runs = (
        Text("privacy-operator", {"operator": operator, "contact": contact})
        if operator
        else Text("privacy-operator-unnamed")
    )
    mine = tuple(Text(f"stored-{field}") for field in stored if field not in of_nobody)
    apart = tuple(Text(f"stored-{field}") for field in stored if field in of_nobody)
    erase = (Button(Text("act-delete"), encode(DO, "delete")),)
    return Show(
        (
            (Text("privacy"),),
            (Text("privacy-stored"), *mine),
            (Text("privacy-rights"),),
            (Text("privacy-apart"), *apart),
            (runs,),
        ),
        (erase,),
    )


def confirm_erasure() -> Show:
    """Return the question before everything is erased."""
    keyboard = (
        (Button(Text("delete-yes"), encode(ERASE, "yes")),),
        (Button(Text("delete-no"), encode(ERASE, "no")),),
    )
    return Show(((Text("delete-confirm"),),), keyboard)


def erased() -> Show:
    """Return the receipt of an erasure."""
    return Show(((Text("delete-done"),),), replace=True)


def not_erased() -> Show:
    """Return the news that everything stays."""
    return Show(((Text("delete-cancelled"),),), replace=True)


def _main_acts() -> Keyboard:
    return (
        (Button(Text("act-optout"), encode(DO, "optout")),),
        (Button(Text("act-remind"), encode(DO, "remind")),),
        (Button(Text("topic-what-changes", attribute="button"), encode(ANSWER, "what-changes")),),
    )
