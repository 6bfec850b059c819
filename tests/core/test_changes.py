"""What changed and when: on every day only what had happened, newest first, each with a source."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot import knowledge
from bot.adapters.texts import LOCALE_NAMES
from bot.core import changes
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.dialogue import take_turn
from bot.core.effects import Show, Text
from bot.core.errors import KnowledgeError
from bot.core.events import Commanded, Pressed
from bot.rendering import render
from tests.core.worlds import AFTER, KNOWLEDGE, NEWCOMER, Person, said, world
from tests.spoken import TEXTS

LOCALES: Final = tuple(LOCALE_NAMES)
FIRST, LAST = date(2025, 9, 1), date(2026, 12, 31)
DAYS: Final = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
SOURCES: Final = {source.url: source for source in KNOWLEDGE.sources.values()}
MAX_MESSAGE: Final = 4096  # characters. Source: Bot API, sendMessage
# What each entry must say.
REQUIRED: Final = {
    "fr": {
        "announced": ("Royaume-Uni", "Suisse", "Canada", "Hong Kong", "activé d’office"),
        "started": ("a commencé",),
        "regulator": ("n’a ni approuvé", "moins de 18 ans", "période plus courte"),
        "notice-2026": ("l’âge et de l’identité", "n’ont pas changé", "lien pour refuser"),
    },
    "en": {
        "announced": ("United Kingdom", "Switzerland", "Canada", "Hong Kong", "on by default"),
        "started": ("started",),
        "regulator": ("neither approved", "under-18s", "shorter period"),
        "notice-2026": ("age and identity", "have not changed", "link to refuse"),
    },
}


def shown_on(on: date) -> Show:
    """Return what /changes shows on a day."""
    return changes.all_changes(NEWCOMER, day_of(LINKEDIN_AI, on), KNOWLEDGE)


def dates_of(show: Show) -> list[date]:
    """Return the days of the entries, in their order."""
    lines = [line for paragraph in show.paragraphs for line in paragraph]
    days = [line.args["on"] for line in lines if line.id == "change-date"]
    return [day for day in days if isinstance(day, date)]


def test_no_entry_comes_from_the_future_on_any_day() -> None:
    """On each day: what had happened and was known by then, newest first, with its sources."""
    for on in DAYS:
        known = changes.known_changes(KNOWLEDGE, day_of(LINKEDIN_AI, on))
        assert all(change.on <= change.noted_on <= on for change in known)
        show = shown_on(on)
        days = dates_of(show)
        assert days == [change.on for change in known]
        assert days == sorted(days, reverse=True)
        assert show.paragraphs[0][0].id == ("changes" if known else "changes-none")
        for paragraph in show.paragraphs[1:-1]:
            sources = [SOURCES[str(line.args["url"])] for line in paragraph[2:]]
            assert sources, (on, paragraph[1].id)
            assert all(source.known_on(on) for source in sources)


def test_the_whole_story_is_told_today() -> None:
    """The notice, the regulator, the start and the announcement."""
    assert dates_of(shown_on(AFTER.date())) == [
        date(2026, 8, 21),
        date(2025, 11, 7),
        date(2025, 11, 3),
        date(2025, 9, 18),
    ]
    assert dates_of(shown_on(date(2025, 9, 17))) == []


def test_the_id_of_a_change_fits_into_a_milestone() -> None:
    """The message about it is planned under ``change-<id>``."""
    ids = [change.id for change in KNOWLEDGE.changes]
    assert all(re.fullmatch(r"[a-z0-9-]{1,25}", id_) for id_ in ids)


def test_a_change_is_not_told_before_it_was_noted() -> None:
    """What happened on 21 August 2026 was read a day later."""
    assert dates_of(shown_on(date(2026, 8, 21)))[0] == date(2025, 11, 7)
    assert dates_of(shown_on(date(2026, 8, 22)))[0] == date(2026, 8, 21)


def test_the_day_is_that_of_the_person() -> None:
    """In Hong Kong the third of November comes earlier than in Paris."""
    late = datetime(2025, 11, 2, 20, 0, tzinfo=UTC)
    for zone, newest in (
        ("Asia/Hong_Kong", date(2025, 11, 3)),
        ("Europe/Paris", date(2025, 9, 18)),
    ):
        person = Person(replace(NEWCOMER, zone=zone, seen_on=FIRST), now=late)
        (show,) = person.does(Commanded("changes")).effects
        assert isinstance(show, Show)
        assert dates_of(show)[0] == newest


@pytest.mark.parametrize("locale", LOCALES)
def test_each_entry_says_what_it_must_and_names_no_later_day(locale: str) -> None:
    """Its words hold on its own day; only the announced start lies ahead."""
    assert set(REQUIRED[locale]) == {change.id for change in KNOWLEDGE.changes}
    for change in KNOWLEDGE.changes:
        words = TEXTS.say(Text(f"change-{change.id}"), locale)
        assert all(part in words for part in REQUIRED[locale][change.id]), change.id
        years = {int(year) for year in re.findall(r"\b20\d\d\b", words)}
        assert years <= {change.on.year, LINKEDIN_AI.starts_on.year}
        assert all(len(part) <= 160 for part in re.split(r"(?<=[.!?])\s", words)), change.id


@pytest.mark.parametrize("locale", LOCALES)
def test_the_message_fits_and_links_only_sources(locale: str) -> None:
    """On every day on which it changes."""
    for on in (FIRST, *(change.noted_on for change in KNOWLEDGE.changes), LAST):
        message = render(shown_on(on), TEXTS, locale)
        assert len(message.html) <= MAX_MESSAGE
        assert set(re.findall(r'href="([^"]*)"', message.html)) <= set(SOURCES)


# The wish to hear of what comes next


def test_nobody_follows_without_asking() -> None:
    """It is off until the button is pressed, and the page says what it is."""
    person = Person(now=AFTER)
    turn = person.does(Commanded("changes"))
    assert turn.conversation is not None
    assert not turn.conversation.follows_changes
    assert state_of(turn.effects[-1]) == "no"


def test_following_is_kept_and_ended_where_it_stands() -> None:
    """The list stays, the line below it tells the new state, and the button turns round."""
    person = Person(now=AFTER)
    person.does(Commanded("changes"))
    for wish in ("yes", "no"):
        (show,) = person.press(f"changes-follow.{wish}").effects
        assert isinstance(show, Show)
        assert show.replace
        assert state_of(show) == wish
        assert person.conversation.follows_changes == (wish == "yes")


def test_following_can_be_changed_in_the_settings_too() -> None:
    """There the settings stay, with the new state."""
    person = Person(now=AFTER)
    person.does(Commanded("settings"))
    for wish in ("yes", "no"):
        assert said(person.press(f"changes-follow.{wish}"))[-1] == "settings"
        assert person.conversation.follows_changes == (wish == "yes")


def test_in_a_forum_the_topic_is_kept_in_which_it_was_asked_for() -> None:
    """There the bot writes when there is more."""
    around = replace(world(AFTER, is_group=True), thread_id=7)
    turn = take_turn(replace(NEWCOMER, seen_on=FIRST), Pressed("follow:yes"), around)
    assert turn.conversation is not None
    assert turn.conversation.follows_changes
    assert turn.conversation.thread_id == 7


def state_of(effect: object) -> object:
    """Return the state that the page tells below the list."""
    assert isinstance(effect, Show)
    ((line,),) = effect.paragraphs[-1:]
    assert line.id == "changes-follow"
    return line.args["follows"]


@pytest.mark.parametrize(
    "data", ["follow", "follow:maybe", "follow:yes:x", "follow:yes:settings:x"]
)
def test_a_malformed_wish_changes_nothing(data: str) -> None:
    """It is answered as an old button."""
    person = Person(replace(NEWCOMER, seen_on=FIRST))
    assert said(person.does(Pressed(data))) == ["old-button"]
    assert not person.conversation.follows_changes


# The data


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('on = 2026-01-02\nnoted_on = 2026-01-01\nsources = ["li-terms"]', "noted on that day"),
        ('noted_on = 2026-01-01\nsources = ["li-terms"]', "needs a day"),
        ('on = 2026-01-01\nsources = ["li-terms"]', "needs a day"),
        ('on = "2026"\nnoted_on = 2026-01-01\nsources = ["li-terms"]', "on must be a day"),
        ("on = 2026-01-01\nnoted_on = 2026-01-01", "needs a source"),
        ('on = 2026-01-01\nnoted_on = 2026-01-01\nsources = ["x"]', "no source"),
    ],
)
def test_an_entry_that_cannot_be_told_is_refused(tmp_path: Path, entry: str, reason: str) -> None:
    """With its name, before the bot starts."""
    copy = shutil.copytree(knowledge.FOLDER, tmp_path / "k", ignore=shutil.ignore_patterns("*.py"))
    (copy / "changes.toml").write_text(f"[wrong]\n{entry}\n")
    with pytest.raises(KnowledgeError, match=reason) as refused:
        knowledge.load(copy)
    assert (refused.value.file, refused.value.entry) == ("changes", "wrong")
