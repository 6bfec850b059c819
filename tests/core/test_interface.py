"""The bot about itself: settings that can be changed, languages that can be named, the menu."""

import re
from dataclasses import replace
from typing import Final

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core import interface
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Show, Text
from bot.core.events import Attached, Commanded, Pressed
from bot.rendering import render
from tests.core.worlds import BEFORE, NEWCOMER, Person, said, world
from tests.spoken import TEXTS

LOCALES: Final = tuple(LOCALE_NAMES)
KNOWN: Final = replace(NEWCOMER, seen_on=BEFORE.date())


def settings_of(conversation: Conversation) -> str:
    """Return the settings as they are read."""
    return render(interface.settings(conversation, world(BEFORE)), TEXTS, conversation.locale).html


# Pictures


def test_pictures_can_be_turned_off_and_on_again() -> None:
    """The settings stay where they are and tell the new state."""
    person = Person(KNOWN)
    person.does(Commanded("settings"))
    assert person.conversation.wants_pictures
    for button, is_wanted in (("off", False), ("on", True)):
        (show,) = person.press(f"settings-pictures.{button}").effects
        assert isinstance(show, Show)
        assert show.replace
        assert show.paragraphs[0][0].args["pictures"] == ("yes" if is_wanted else "no")
        assert person.conversation == replace(KNOWN, wants_pictures=is_wanted)


@pytest.mark.parametrize("data", ["pictures", "pictures:maybe", "pictures:on:off"])
def test_a_malformed_button_for_pictures_changes_nothing(data: str) -> None:
    """It is answered as an old button."""
    person = Person(KNOWN)
    assert said(person.does(Pressed(data))) == ["old-button"]
    assert person.conversation == KNOWN


@pytest.mark.parametrize("locale", LOCALES)
def test_the_settings_tell_every_state(locale: str) -> None:
    """Four combinations of pictures and changes read differently, each without an error."""
    states = [
        replace(KNOWN, locale=locale, wants_pictures=pictures, follows_changes=follows)
        for pictures in (True, False)
        for follows in (True, False)
    ]
    assert len({settings_of(state) for state in states}) == len(states)
    text_only = {"fr": "non, du texte seulement", "en": "no, text only"}[locale]
    for state in states:
        assert (text_only in settings_of(state)) == (not state.wants_pictures)


# Languages


@pytest.mark.parametrize(
    ("argument", "locale"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("en_us", "en"),
        ("English", "en"),
        (" english ", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("français", "fr"),
        ("Francais", "fr"),
    ],
)
def test_a_language_that_is_named_is_spoken_at_once(argument: str, locale: str) -> None:
    """By its tag, a regional tag or its own name, with /language and with /start."""
    other = {"fr": "en", "en": "fr"}[locale]
    for command, answer in (("language", "language-set"), ("start", "welcome")):
        person = Person(replace(KNOWN, locale=other))
        assert answer in said(person.does(Commanded(command, argument)))
        assert person.conversation.locale == locale


def test_a_regional_language_is_named_by_its_whole_tag() -> None:
    """Where it is one of ours."""
    around = replace(world(BEFORE), locales={"pt-BR": "Português", "en": "English"})
    turn = take_turn(KNOWN, Commanded("language", "PT-br"), around)
    assert turn.conversation is not None
    assert turn.conversation.locale == "pt-BR"


@pytest.mark.parametrize("argument", ["", "xx", "klingon", "en français", "-", "_", "e n", "🦄"])
def test_a_language_that_is_not_known_is_asked_for(argument: str) -> None:
    """The choice is shown, and the language stays."""
    person = Person(KNOWN)
    assert said(person.does(Commanded("language", argument))) == ["ask-language"]
    assert person.conversation.locale == "fr"


@pytest.mark.parametrize("argument", ["en", "lang_en", "lang_english", "English"])
def test_a_link_may_choose_the_language(argument: str) -> None:
    """The welcome comes in it."""
    person = Person()
    assert "welcome" in said(person.does(Commanded("start", argument)))
    assert person.conversation.locale == "en"


# How to ask


def shown_to(event: Commanded | Attached, locale: str, **around: object) -> str:
    """Return what is said to *event* in a world that differs in *around*, as it is read."""
    there = replace(world(BEFORE), **around)  # type: ignore[arg-type]  # fields of a World
    turn = take_turn(replace(KNOWN, locale=locale), event, there)
    return "\n".join(
        render(effect, TEXTS, locale).html for effect in turn.effects if isinstance(effect, Show)
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "event", [Commanded("start"), Commanded("help"), Commanded("settings"), Attached()]
)
def test_a_group_is_told_how_to_ask(event: Commanded | Attached, locale: str) -> None:
    """By the name, or with a reply: other words are not for the bot there."""
    told = shown_to(event, locale, is_group=True)
    assert "@optout_bot" in told
    assert {"fr": "répond", "en": "reply to me"}[locale] in told
    assert "@optout_bot" not in shown_to(event, locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("is_group", [False, True])
@pytest.mark.parametrize("event", [Commanded("start"), Commanded("help"), Attached()])
def test_in_another_bot_a_question_is_asked_by_a_command(
    event: Commanded | Attached,
    is_group: bool,  # noqa: FBT001  # a parameter of the test
    locale: str,
) -> None:
    """Free words are the host’s."""
    told = shown_to(event, locale, is_group=is_group, prefix="union_")
    assert "/union_ask" in told
    assert not {"Just type", "Écrivez simplement", "@optout_bot"} & set(
        re.findall(r"@?\w+ ?\w+", told)
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_an_unknown_command_in_another_bot_tells_how_to_ask(locale: str) -> None:
    """Where it begins as ours do."""
    assert "/union_ask" in shown_to(Commanded("nonsense"), locale, prefix="union_")


# The menu


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_of_the_menu_is_described(locale: str) -> None:
    """In every language, and /help names the new ones."""
    for name in interface.MENU:
        assert TEXTS.label(Text(f"command-{name}"), locale) != f"command-{name}"
    help_ = render(interface.help_(world(BEFORE)), TEXTS, locale).html
    assert all(f"/{name}" in help_ for name in ("changes", "complaint", "settings"))
