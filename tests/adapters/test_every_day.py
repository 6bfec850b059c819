"""On every day from September 2025 to the end of 2030, what is said of the start is true.

Every message that depends on the day is found by its variables, so that a new one is covered too;
each is said on each of these days, and read by the oracle of tests/day_words.py.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, Day, day_of
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Show, Text, Value
from bot.core.events import Commanded
from bot.core.knowledge import Source
from tests.core.worlds import KNOWLEDGE, world
from tests.day_words import (
    DAYS,
    FIRST,
    LAST,
    MONTHS,
    START,
    falsehood,
    is_ahead,
    phase_of,
    plain,
    read,
    wrong_weekday,
)
from tests.fluent import forms, patterns_of, variables_of
from tests.spoken import TEXTS

LOCALES: Final = tuple(LOCALE_NAMES)
OF_THE_DAY: Final = frozenset({"phase", "days", "start", "today"})
# Dates of their own, and whether each also has an hour.
MOMENTS: Final = {"at": True, "on": False, "as-of": False, "published": False}
CLAIMS: Final = {
    f"claim-{claim.id}": claim
    for topic in KNOWLEDGE.topics.values()
    for claim in (*topic.answer, *topic.more)
}
# Whoever asks when, is told when, in these words.
TELLS_WHEN: Final = (
    "claim-start-date",
    "claim-still-time",
    "reminders-offer",
    "reminder-countdown",
)
TELLING: Final = {
    "fr": {
        "before": r"(?:dans|reste|plus que) {days} jours",
        "eve": r"demain, (?:le )?3 novembre 2025",
        "day": r"aujourd’hui, (?:le )?3 novembre 2025",
        "after": r"a commencé le 3 novembre 2025",
    },
    "en": {
        "before": r"in {days} days|{days} days (?:are )?left",
        "eve": r"tomorrow, 3 November 2025",
        "day": r"today, 3 November 2025",
        "after": r"(?:started|began) .*on 3 November 2025|(?:started|began) on 3 November 2025",
    },
}


def _using(locale: str, variables: frozenset[str]) -> list[tuple[str, str | None]]:
    """Return the messages and attributes that use any of *variables*."""
    return [key for key in patterns_of(locale) if variables_of(locale, *key) & variables]


@cache
def _words(locale: str, id_: str, attribute: str | None, key: tuple[tuple[str, Value], ...]) -> str:
    return plain(TEXTS.say(Text(id_, dict(key), attribute), locale))


def _said(
    locale: str, key: tuple[str, str | None]
) -> Iterator[tuple[date, Mapping[str, Value], str]]:
    """Yield what a message says, in every form, on each day on which it may be said."""
    used = variables_of(locale, *key)
    claim = CLAIMS.get(key[0])
    rests: list[dict[str, Value]] = []
    for values in forms(locale, patterns_of(locale)[key]):
        rest = {name: value for name, value in values.items() if name not in OF_THE_DAY}
        if rest not in rests:
            rests.append(rest)
    for on in DAYS:
        if claim is not None and not claim.holds_on(on):
            continue
        told = {"phase": phase_of(on), "days": abs((START - on).days), "start": START, "today": on}
        # A form that has nothing to do with the phase has nothing to do with the day but its date.
        for rest in rests if "phase" in used or on == START else rests[:1]:
            args = {name: value for name, value in told.items() if name in used} | rest
            yield on, rest, _words(locale, *key, tuple(args.items()))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_is_false_on_any_day(locale: str) -> None:
    """No count, tense, plural, date or weekday that is not true when it is read."""
    dated = _using(locale, OF_THE_DAY)
    assert len(dated) > 20
    for key in dated:
        used = variables_of(locale, *key)
        for on, rest, words in _said(locale, key):
            false = falsehood(words, locale, on)
            assert false is None, (key, on, false, words)
            # Who has refused is told nothing of the start.
            if on < START and "phase" in used and rest.get("refused") != "yes":
                assert is_ahead(words, locale, (START - on).days), (key, on, words)
            if "today" in used:
                assert on in read(words, locale).dates, (key, on, words)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("id_", TELLS_WHEN)
def test_the_start_is_told_as_it_stands_on_the_calendar(id_: str, locale: str) -> None:
    """How many days, tomorrow, today, or past."""
    told = set()
    for on, rest, words in _said(locale, (id_, None)):
        if rest.get("refused") != "yes":
            pattern = TELLING[locale][phase_of(on)].format(days=(START - on).days)
            assert re.search(pattern, words, re.IGNORECASE), (on, words)
            told.add(phase_of(on))
    assert told == {"before", "eve", "day", "after"}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_date_is_written_as_that_day(locale: str) -> None:
    """Day, month, year and day of the week; every fifth day meets each of them with each other."""
    met = set()
    for key in _using(locale, frozenset(MOMENTS)):
        used = variables_of(locale, *key) & set(MOMENTS)
        (example, *_) = forms(locale, patterns_of(locale)[key])
        example |= {"precision": "day"} if "precision" in example else {}
        example |= {"cadence": "own"} if "on" in used and "cadence" in example else {}
        for on in DAYS[::5]:
            at = datetime.combine(on, time(9), tzinfo=ZoneInfo("Europe/Paris"))
            moments = {name: at if MOMENTS[name] else on for name in used}
            words = _words(locale, *key, tuple((example | moments).items()))
            assert on in read(words, locale).dates, (key, words)
            assert wrong_weekday(words, locale) is None, (key, words)
            met |= {key[0]} if read(words, locale).weekdays else set()
    assert "reminders-plan-line" in met


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_is_written_by_its_name(month: int, locale: str) -> None:
    """A source whose day nobody knows says "September 2025"."""
    source = Source("x", "T", "P", f"2025-{month:02}", "https://example.org")
    line = plain(TEXTS.say(faq.source_line(source), locale))
    assert line == f"• T – P, {MONTHS[locale].split()[month - 1]} 2025"


# Answers as a whole


def _turns() -> list[date]:
    """Return the days from which on something else may be said than on the day before."""
    turns = {FIRST, START - timedelta(days=1), START, START + timedelta(days=1)}
    for claim in CLAIMS.values():
        turns |= set(claim.confirmed_on) | ({claim.since} if claim.since else set())
        turns |= {claim.until + timedelta(days=1)} if claim.until else set()
    for source in KNOWLEDGE.sources.values():
        year, month, day = [*map(int, filter(None, source.published.split("-"))), 1, 1, 1][:3]
        turns.add(date(year, month, day) if source.published else FIRST)
    return sorted(turn for turn in turns if FIRST <= turn <= LAST)


def _answers(day: Day, locale: str) -> Iterator[tuple[str, Show]]:
    for topic in KNOWLEDGE.topics.values():
        yield f"answer {topic.id}", faq.answer(topic, day, KNOWLEDGE, locale)
        yield f"more {topic.id}", faq.more(topic, day, KNOWLEDGE, locale)
        yield f"who {topic.id}", faq.who_says(topic, day, KNOWLEDGE, locale)


def _shape(day: Day) -> list[object]:
    """Return which texts the answers of a day are made of, without the day itself."""
    return [
        [(text.id, text.attribute, text.args.get("as-of")) for text in paragraph]
        for _, show in _answers(day, LOCALES[0])
        for paragraph in show.paragraphs
    ]


def _say(text: Text, locale: str) -> str:
    """Return a text in words; of a source its date alone, since a title says what it likes."""
    if text.id == "source-line":
        dated = text.args["precision"] in {"day", "month", "year"}
        return plain(TEXTS.say(text, locale)).rpartition(", ")[2] if dated else ""
    used = variables_of(locale, text.id, text.attribute)
    args = tuple((name, value) for name, value in text.args.items() if name in used)
    return _words(locale, text.id, text.attribute, args)


def test_answers_change_only_on_known_days() -> None:
    """Between two turns each answer is made of the same texts: their ends speak for all days."""
    turns = [*_turns(), LAST + timedelta(days=1)]
    for first, following in pairwise(turns):
        last = following - timedelta(days=1)
        if last > first:
            assert _shape(day_of(LINKEDIN_AI, first)) == _shape(day_of(LINKEDIN_AI, last)), first


@pytest.mark.parametrize("locale", LOCALES)
def test_no_answer_is_false_on_any_day(locale: str) -> None:
    """What stands together is true together: answer, "More", "Who says so?" and every button."""
    turns = _turns()
    ends = {*turns, *(turn - timedelta(days=1) for turn in turns[1:]), LAST}
    every_count = {START - timedelta(days=n) for n in range((START - FIRST).days + 1)}
    for on in sorted(ends | every_count):
        for name, show in _answers(day_of(LINKEDIN_AI, on), locale):
            texts = [text for paragraph in show.paragraphs for text in paragraph]
            labels = [button.label for row in show.keyboard for button in row]
            for words in {_say(text, locale) for text in (*texts, *labels)}:
                assert falsehood(words, locale, on) is None, (on, name, words)


# What the answers must advise: before the start, on its eve, on it, and after.
ADVICE: Final = {
    "fr": {
        "when": {
            "before": "Mieux vaut refuser avant le début",
            "eve": "Aujourd’hui est le dernier jour entier.*Mieux vaut refuser avant le début",
            "day": "L’entraînement commence aujourd’hui.*vous pouvez refuser à tout moment",
            "after": "vous pouvez refuser à tout moment",
        },
        "after-deadline": {
            "before": "Il est encore temps.*refuser avant le début",
            "eve": "Il est encore temps.*demain.*refuser avant le début",
            "day": "encore refuser.*se contredisent.*pourraient encore servir.*formulaire",
            "after": "encore refuser.*se contredisent.*pourraient encore servir.*formulaire",
        },
        "past-data": {
            "before": "Si vous refusez avant le 3 novembre 2025.*n’efface pas",
            "eve": "Si vous refusez avant le 3 novembre 2025.*n’efface pas",
            "day": "n’efface pas l’entraînement.*se contredisent.*formulaire.*sans promesse",
            "after": "n’efface pas l’entraînement.*se contredisent.*formulaire.*sans promesse",
        },
    },
    "en": {
        "when": {
            "before": "It is better to refuse before the start",
            "eve": "Today is the last full day.*It is better to refuse before the start",
            "day": "Training starts today.*you can refuse at any time",
            "after": "you can refuse at any time",
        },
        "after-deadline": {
            "before": "There is still time.*refuse before the start",
            "eve": "There is still time.*tomorrow.*refuse before the start",
            "day": "still refuse.*contradict each other.*may still be used.*objection form",
            "after": "still refuse.*contradict each other.*may still be used.*objection form",
        },
        "past-data": {
            "before": "If you refuse before 3 November 2025.*does not undo",
            "eve": "If you refuse before 3 November 2025.*does not undo",
            "day": "does not undo training.*contradict each other.*form.*without any promise",
            "after": "does not undo training.*contradict each other.*form.*without any promise",
        },
    },
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", ["when", "after-deadline", "past-data"])
def test_the_advice_fits_the_day(topic: str, locale: str) -> None:
    """Act before, while it is before; afterwards not too late, not retroactive, and disputed."""
    for on in DAYS:
        show = faq.answer(KNOWLEDGE.topics[topic], day_of(LINKEDIN_AI, on), KNOWLEDGE, locale)
        words = " ".join(_say(text, locale) for paragraph in show.paragraphs for text in paragraph)
        assert re.search(ADVICE[locale][topic][phase_of(on)], words), (on, words)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("hour", [0, 12, 22, 23])
def test_the_day_is_the_person_s_own(locale: str, hour: int) -> None:
    """At one instant it is the eve in Paris, and another day in Vancouver or Hong Kong."""
    instant = datetime.combine(START - timedelta(days=1), time(hour, 30), tzinfo=UTC)
    for zone in ("America/Vancouver", "Europe/Paris", "Asia/Hong_Kong"):
        person = Conversation(locale, zone, seen_on=FIRST)
        (show, *_) = take_turn(person, Commanded("remind"), world(instant)).effects
        assert isinstance(show, Show)
        words = " ".join(_say(text, locale) for paragraph in show.paragraphs for text in paragraph)
        on = instant.astimezone(ZoneInfo(zone)).date()
        pattern = TELLING[locale][phase_of(on)].format(days=(START - on).days)
        assert re.search(pattern, words, re.IGNORECASE), (zone, words)
