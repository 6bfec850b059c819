"""Every message in every locale, in every form that it can take, as Telegram and people read it."""

import re
from collections import Counter
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast

from bot.adapters.texts import LOCALE_NAMES
from bot.core.effects import Text
from bot.core.interface import MENU
from bot.emulator.errors import ApiError
from bot.emulator.texts import parse, settle_message
from bot.knowledge import ACTS
from bot.rendering import render
from tests.fluent import (
    HOSTILE,
    MOMENT,
    bundle_of,
    forms,
    messages_of,
    needs,
    patterns_of,
    source_of,
    variables_of,
)
from tests.spoken import TEXTS
from tests.walks import all_shows, labels, lines

LOCALES = tuple(LOCALE_NAMES)
SOURCE = "en"
# What Telegram shows outside the chat, in characters. Source: Bot API, setMyName and others.
PROFILE = {"profile-name": 64, "profile-short": 120, "profile-description": 512}
# Whose use is tested where they belong: knowledge, pictures, inline answers, what owners see.
ELSEWHERE = (
    "claim-",
    "topic-",
    "link-",
    "picture-",
    "drawing-",
    "inline-",
    "stats",
    "flood-",
    "broadcast-",
)
MAX_LABEL = 64  # characters; longer ones are cut on a phone


@cache
def said(locale: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return every message and attribute in every form: id, attribute, words."""
    found = []
    for (id_, attribute), pattern in patterns_of(locale).items():
        for values in forms(locale, pattern):
            words = TEXTS.say(Text(id_, values, attribute), locale)
            found.append((id_, attribute, words))
    return tuple(dict.fromkeys(found))


def read_by_telegram(markup: str) -> str:
    """Return the words that Telegram shows for *markup*, as strict as its server is."""
    return settle_message(parse(markup, "HTML")).text


# Every locale says the same things


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_the_same_messages(locale: str) -> None:
    """Ids and attributes: nobody meets another language in the middle of a chat."""
    assert set(patterns_of(locale)) == set(patterns_of(SOURCE))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_uses_known_variables(locale: str) -> None:
    """A mistyped variable would show its own name to people."""
    for id_, attribute in patterns_of(locale):
        here, there = (variables_of(tag, id_, attribute) for tag in (locale, SOURCE))
        # Which labels of LinkedIn's interface a sentence quotes is the translator's choice.
        assert plain(here) == plain(there), (id_, attribute)


def plain(variables: frozenset[str]) -> set[str]:
    """Return *variables* without the labels of LinkedIn's interface."""
    return {name for name in variables if not name.startswith("label-")}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_distinguishes_the_same_cases(locale: str) -> None:
    """The phases of the calendar, the rhythms, whose word it is: each has its own sentence."""
    for (id_, attribute), pattern in patterns_of(locale).items():
        here = needs(locale, pattern).keys
        there = needs(SOURCE, patterns_of(SOURCE)[id_, attribute]).keys
        for name in ("phase", "cadence", "certainty", "refused"):
            assert here.get(name) == there.get(name), (id_, name)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_stands_twice_and_nothing_is_broken(locale: str) -> None:
    """One entry for each id, one value for each attribute, no junk."""
    body = FluentParser().parse(source_of(locale)).body
    assert not [entry for entry in body if isinstance(entry, ast.Junk)]
    ids = Counter(entry.id.name for entry in body if isinstance(entry, ast.Message | ast.Term))
    assert [id_ for id_, count in ids.items() if count > 1] == []
    for message in messages_of(locale).values():
        names = [attribute.id.name for attribute in message.attributes]
        assert len(names) == len(set(names)), message.id.name


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_that_the_dialogue_says_has_words(locale: str) -> None:
    """Whatever is sent or pressed, on any day of the story, no id is ever shown."""
    assert (lines() | labels()) - set(patterns_of(locale)) == set()


def test_every_message_is_said_somewhere() -> None:
    """What nobody is ever shown is not there to be translated."""
    outside = {f"command-{name}" for name in MENU} | {f"act-{act}" for act in ACTS} | set(PROFILE)
    outside |= {"inline-ask", "inline-unknown"}  # of what is inserted into other chats
    for pattern in patterns_of(SOURCE).values():
        outside |= needs(SOURCE, pattern).messages  # said as a part of others
    of_the_interface = {key for key in patterns_of(SOURCE) if not key[0].startswith(ELSEWHERE)}
    unsaid = of_the_interface - lines() - labels()
    assert {id_ for id_, _ in unsaid} - outside == set()


# Every form can be said


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_is_said_without_an_error(locale: str) -> None:
    """Every branch of every selector, with every variable."""
    bundle = bundle_of(locale)
    for (id_, attribute), pattern in patterns_of(locale).items():
        message = bundle.get_message(id_)
        compiled = message.attributes[attribute] if attribute else message.value
        assert compiled is not None
        count = 0
        for values in forms(locale, pattern):
            words, errors = bundle.format_pattern(compiled, values)
            assert errors == [], (id_, attribute, values)
            assert str(words).strip()
            count += 1
        assert count


@pytest.mark.parametrize("locale", LOCALES)
def test_telegram_accepts_every_form(locale: str) -> None:
    """Tags are known and closed, and the text is not longer than a message may be."""
    for id_, attribute, words in said(locale):
        try:
            assert read_by_telegram(words), (id_, attribute)
        except ApiError as error:
            pytest.fail(f"{locale} {id_} {attribute}: {error}")


@pytest.mark.parametrize("locale", LOCALES)
def test_telegram_accepts_every_message_of_the_dialogue(locale: str) -> None:
    """Whole messages, with every paragraph, are short enough, and every button is."""
    for _, show in all_shows():
        message = render(show, TEXTS, locale)
        assert read_by_telegram(message.html), show
        for button in (button for row in message.keyboard for button in row):
            assert 0 < len(button.label) <= MAX_LABEL, button
            assert not re.search(r"[<>]|&\w+;", button.label), button


@pytest.mark.parametrize("locale", LOCALES)
def test_what_takes_no_markup_has_none(locale: str) -> None:
    """Menu, name and descriptions are short enough for Telegram, in plain words."""
    limits = {**{f"command-{name}": 256 for name in MENU}, **PROFILE}
    for id_, limit in limits.items():
        words = TEXTS.label(Text(id_), locale)
        assert 0 < len(words) <= limit, id_
        assert not re.search(r"[<>]|&\w+;", words), id_
    assert {id_ for id_, _ in patterns_of(locale) if id_.startswith(("command-", "profile-"))} == (
        set(limits)
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_hostile_value_is_never_markup(locale: str) -> None:
    """A title with tags in it is shown letter by letter, in each message that takes a text."""
    tried = 0
    for (id_, attribute), pattern in patterns_of(locale).items():
        variables = needs(locale, pattern).variables
        hostile = {**next(forms(locale, pattern, strings=HOSTILE))}
        harmless = {**next(forms(locale, pattern))}
        if all(not isinstance(value, str) for value in hostile.values()) or not variables:
            continue
        # Selected on, not shown: the phases and rhythms are ours.
        shown = read_by_telegram(TEXTS.say(Text(id_, hostile, attribute), locale))
        expected = read_by_telegram(TEXTS.say(Text(id_, harmless, attribute), locale))
        assert shown.count(HOSTILE) or shown == expected, id_
        tried += HOSTILE in shown
    assert tried > 10


# Moments and days

HOUR = {"fr": "lundi 27 octobre 2025 à 09:00", "en": "Monday, 27 October 2025 at 09:00"}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_moment_is_shown_in_the_zone_of_its_reader(locale: str) -> None:
    """With the words of the zone that was set inside it, for apps that cannot."""
    met = set()
    for (id_, attribute), pattern in patterns_of(locale).items():
        for values in forms(locale, pattern):
            shown = settle_message(parse(TEXTS.say(Text(id_, values, attribute), locale), "HTML"))
            moments = [entity for entity in shown.entities if entity.type == "date_time"]
            assert shown.text.count(HOUR[locale]) == len(moments) == ("at" in values), id_
            for entity in moments:
                met.add(id_)
                units = shown.text.encode("utf-16-le")[2 * entity.offset : 2 * entity.end]
                assert units.decode("utf-16-le") == HOUR[locale]
                unix_time = int(MOMENT.timestamp())
                assert entity.extra == {"unix_time": unix_time, "date_time_format": "wDt"}
    assert met == {
        "moment",
        "reminders-plan-line",
        "reminders-kept",
        "reminders-snoozed",
        "look-again-caption",
    }


# Typography

FRENCH = {
    "narrow no-break space before ; ! ? »": r"(?<![\u202f!?])[;!?»](?!\w)",
    "narrow no-break space after «": r"«(?!\u202f)",
    "no-break space before :": r"(?<![\u00a0\d]):|(?<=\d):(?!\d)",
    "typographic apostrophe": r"'",
    "no straight quotes": r"\"",
    "three dots in one": r"\.\.\.",
    "no double space": r"[ \u00a0\u202f]{2}",
    "no space before , or .": r"[ \u00a0\u202f][,.](?!\w)",
}
ENGLISH = {
    "typographic quotes": r"\"|'",
    "no French spaces before ; : ! ?": r"[ \u00a0\u202f][;:!?]",
    "three dots in one": r"\.\.\.",
    "no double space": r"[ \u00a0\u202f]{2}",
    "no space before , or .": r"[ \u00a0\u202f][,.](?!\w)",
}
RULES = {"fr": FRENCH, "en": ENGLISH}


@pytest.mark.parametrize(
    ("locale", "rule"), [(locale, rule) for locale in LOCALES for rule in RULES[locale]]
)
def test_typography(locale: str, rule: str) -> None:
    """As a careful typesetter of the language sets it."""
    pattern = re.compile(RULES[locale][rule])
    wrong = {}
    for id_, attribute, markup in said(locale):
        words = re.sub(r"<[^>]*>", "", markup)
        words = re.sub(r"https?://\S+", "", words)
        if found := pattern.search(words):
            around = words[max(found.start() - 20, 0) : found.end() + 20]
            wrong[id_, attribute] = around
    assert wrong == {}
