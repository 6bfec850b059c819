"""On every day from the announcement to the end of 2026, what is said of the start is true.

Every message that depends on the day is said in every locale on each of these days, and read with
the tables below: what it must say, and what nobody may say then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final

import pytest

from bot.adapters.texts import LOCALE_NAMES, FluentTexts
from bot.core import faq, reminding, walkthrough
from bot.core.calendar import LINKEDIN_AI, Day, Phase, day_of
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Show, Text
from bot.core.events import Commanded
from bot.core.reminders import still_true
from bot.core.walkthrough import Device, Place, Step, Walk
from bot.resources import folder
from tests.core.worlds import KNOWLEDGE, world
from tests.fluent import variables_of

FIRST, LAST = date(2025, 9, 18), date(2026, 12, 31)
DAYS: Final = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
START: Final = LINKEDIN_AI.starts_on
LOCALES: Final = tuple(LOCALE_NAMES)
TEXTS: Final = FluentTexts(folder("locales"))
BEFORE, EVE, DAY, AFTER = Phase.BEFORE, Phase.EVE, Phase.DAY, Phase.AFTER

# The count of days: the number is compared with the calendar.
COUNTS: Final = {
    "fr": r"(?:[Dd]ans|reste|[Pp]lus que) (\d+) (jours?)\b(?! après)",
    "en": r"\bin (\d+) (days?)\b|(\d+) (days?) (?:is |are )?left",
}

# Nobody may say the words on a day of these phases.
FORBIDDEN: Final[dict[str, tuple[tuple[tuple[Phase, ...], str], ...]]] = {
    "fr": (
        # A count, or tomorrow, from the start on; the words for another day.
        ((DAY, AFTER), r"(?:dans|reste|plus que) \d+ jours?|plus qu’un jour"),
        ((BEFORE, DAY, AFTER), r"\bdemain\b|dernier jour entier"),
        ((BEFORE, EVE, AFTER), r"commence aujourd’hui|à partir d’aujourd’hui"),
        # The future, and advice that is only good before, from the start on.
        ((DAY, AFTER), r"\butilisera\b|\bcommencera\b|doit commencer|pas encore commencé"),
        ((DAY, AFTER), r"commence (?:demain|le )|n’entraîne son IA"),
        (
            (DAY, AFTER),
            r"si vous refusez avant|conseillent de refuser avant|mieux vaut refuser avant",
        ),
        ((DAY, AFTER), r"encore temps|refuser avant ce jour"),
        # The past, before the start; the present of that day, afterwards.
        (
            (BEFORE, EVE),
            r"\ba (?:déjà )?commencé\b|depuis le 3 novembre|a entraîné|entraîne désormais",
        ),
        ((BEFORE, EVE), r"ce que vous publiez désormais|il n’est pas trop tard"),
        ((AFTER,), r"entraîne désormais"),
        ((BEFORE, EVE, DAY, AFTER), r"(?<!pas )trop tard|date limite (?:est|était|du|le)"),
    ),
    "en": (
        ((DAY, AFTER), r"\bin \d+ days?\b|\d+ days? (?:is |are )?left|one day left"),
        ((BEFORE, DAY, AFTER), r"\btomorrow\b|last full day"),
        ((BEFORE, EVE, AFTER), r"(?:begins|starts|start) today|from today"),
        ((DAY, AFTER), r"\bwill (?:use|begin|start|train)\b|due to start|not started"),
        ((DAY, AFTER), r"(?:begins|starts) (?:tomorrow|on)\b|before LinkedIn begins"),
        ((DAY, AFTER), r"if you refuse before|advise refusing before|better to refuse before"),
        ((DAY, AFTER), r"still time|refusing before that day"),
        (
            (BEFORE, EVE),
            r"training (?:has )?(?:started|began|begun)|LinkedIn (?:has )?(?:started|began)",
        ),
        ((BEFORE, EVE), r"since 3 November|trains its AI|publish from now on|not too late"),
        ((AFTER,), r"from now on LinkedIn|trains its AI on members’ data from now on"),
        ((BEFORE, EVE, DAY, AFTER), r"(?<!not )too late|deadline (?:is|was|of)"),
    ),
}

# What these messages must say on a day of the phase.
REQUIRED: Final[dict[str, dict[Phase, str]]] = {
    "fr": {
        BEFORE: r"(?:dans|reste|plus que) {days} jours",
        EVE: r"demain.*3 novembre 2025|3 novembre 2025.*demain",
        DAY: r"aujourd’hui.*3 novembre 2025",
        AFTER: r"a commencé le 3 novembre 2025",
    },
    "en": {
        BEFORE: r"in {days} days|{days} days (?:are )?left",
        EVE: r"tomorrow.*3 November 2025",
        DAY: r"today.*3 November 2025",
        AFTER: r"(?:started|began) .*on.* 3 November 2025",
    },
}
TELLS_THE_START: Final = ("reminders-offer", "reminder-countdown", "topic when")

# Months by name, and the days to come that were announced: what else is later than the day of
# the answer is not known yet.
MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
ANNOUNCED: Final = frozenset({START, date(2027, 12, 2)})
KNOWN_FROM: Final = {date(2027, 12, 2): date(2026, 6, 1)}  # announced in June 2026


@dataclass(frozen=True)
class Spoken:
    """A message as it is said on one day."""

    name: str
    words: str


@cache
def words_of(
    locale: str, id_: str, attribute: str | None, key: tuple[tuple[str, object], ...]
) -> str:
    """Return a text in words, without tags and with plain spaces; each form is said once."""
    said = TEXTS.say(Text(id_, dict(key), attribute), locale)  # type: ignore[arg-type]  # the values of a Text
    return re.sub(r"[\u00a0\u202f]", " ", re.sub(r"<[^>]*>", "", said))


def say(text: Text, locale: str) -> str:
    """Return *text* in words."""
    if text.id.startswith("source-"):
        return str(text.args.get("published", ""))  # a title is quoted, whatever it says
    used = variables_of(locale, text.id, text.attribute)
    key = tuple((name, value) for name, value in text.args.items() if name in used)
    return words_of(locale, text.id, text.attribute, key)


def shown(day: Day, locale: str) -> Iterator[tuple[str, Show]]:
    """Yield, by name, every message that depends on the day."""
    person = Conversation(locale, "Europe/Paris", seen_on=day.on)
    yield "reminders-offer", reminding.offer(person, day)
    yield "reminders-offer refused", reminding.offer(replace(person, refused_on=day.on), day)
    for milestone in ("countdown-7", "nudge-2025-11-04", "recheck-2026-02-01"):
        kind = milestone.partition("-")[0]
        if still_true(milestone, day, refused=False) and not (
            kind == "nudge" and day.phase in (BEFORE, EVE)  # only offered from the start on
        ):
            yield f"reminder-{kind}", reminding.reminder(milestone, day)
    done = Walk(Device.LINK, Place(Step.DONE))
    yield "walkthrough-done", walkthrough.show(done, day, KNOWLEDGE, locale)
    for topic in KNOWLEDGE.topics.values():
        yield f"topic {topic.id}", faq.answer(topic, day, KNOWLEDGE, locale)
        yield f"more {topic.id}", faq.more(topic, day, KNOWLEDGE, locale)
        yield f"who {topic.id}", faq.who_says(topic, day, KNOWLEDGE, locale)


def spoken(day: Day, locale: str) -> Iterator[Spoken]:
    """Yield what each message says on *day*, and each button once."""
    said: set[str] = set()
    for name, show in shown(day, locale):
        words = [say(text, locale) for paragraph in show.paragraphs for text in paragraph]
        yield Spoken(name, "\n".join(words))
        buttons = [say(button.label, locale) for row in show.keyboard for button in row]
        for label in buttons:
            if label not in said:
                said.add(label)
                yield Spoken(f"button of {name}", label)


@cache
def forbidden(words: str, locale: str, phase: Phase) -> str | None:
    """Return what *words* say that may not be said in *phase*, if anything."""
    for phases, pattern in FORBIDDEN[locale]:
        if phase in phases and (found := re.search(pattern, words, re.IGNORECASE)):
            return found.group()
    return None


@cache
def counts(words: str, locale: str) -> tuple[tuple[int, str], ...]:
    """Return each count of days in *words*, with its unit."""
    found = []
    for match in re.finditer(COUNTS[locale], words):
        values = [value for value in match.groups() if value]
        found.append((int(values[0]), values[1]))
    return tuple(found)


@cache
def dates(words: str, locale: str) -> frozenset[date]:
    """Return the days, or the first days of the months and years, that *words* name."""
    names = MONTHS[locale].split()
    month = "|".join(names)
    found = set()
    for day, name, year in re.findall(rf"(?:\b(\d\d?)(?:er)? )?\b({month}) (20\d\d)\b", words):
        found.add(date(int(year), names.index(name) + 1, int(day or 1)))
    rest = re.sub(rf"(?:{month}) 20\d\d", "", words)
    for year, number, day in re.findall(r"\b(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?\b", rest):
        found.add(date(int(year), int(number or 1), int(day or 1)))
    return frozenset(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_false_is_said_on_any_day(locale: str) -> None:
    """No count, no tense and no day that is not true when it is read."""
    for on in DAYS:
        day = day_of(LINKEDIN_AI, on)
        for one in spoken(day, locale):
            place = f"{on} {one.name}: {one.words}"
            assert forbidden(one.words, locale, day.phase) is None, (
                forbidden(one.words, locale, day.phase),
                place,
            )
            for number, unit in counts(one.words, locale):
                assert number == day.days, place
                assert unit.endswith("s") == (number > 1), place
            for named in dates(one.words, locale):
                known = named in ANNOUNCED and on >= KNOWN_FROM.get(named, FIRST)
                assert named <= on or known, (named, place)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_true_is_said_on_every_day(locale: str) -> None:
    """The start is told as it stands on the calendar: how far, tomorrow, today, or past."""
    told: dict[Phase, set[str]] = {phase: set() for phase in Phase}
    for on in DAYS:
        day = day_of(LINKEDIN_AI, on)
        pattern = REQUIRED[locale][day.phase].format(days=day.days)
        for name, show in shown(day, locale):
            if name in TELLS_THE_START:
                words = " ".join(
                    say(text, locale) for paragraph in show.paragraphs for text in paragraph
                )
                assert re.search(pattern, words, re.IGNORECASE), (on, name, words)
                told[day.phase].add(name)
    everything = set(TELLS_THE_START)
    assert told[BEFORE] == told[EVE] == told[DAY] == everything
    assert told[AFTER] == everything - {"reminder-countdown"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("hour", [0, 12, 22, 23])
def test_the_day_is_the_person_s_own(locale: str, hour: int) -> None:
    """At one instant it is the eve in Paris, and another day in Vancouver or Hong Kong."""
    instant = datetime.combine(START - timedelta(days=1), time(hour, 30), tzinfo=UTC)
    for zone in ("America/Vancouver", "Europe/Paris", "Asia/Hong_Kong"):
        person = Conversation(locale, zone, seen_on=FIRST)
        around = world(instant)
        (show,) = take_turn(person, Commanded("remind"), around).effects
        assert isinstance(show, Show)
        words = " ".join(say(text, locale) for paragraph in show.paragraphs for text in paragraph)
        day = around.day(person)
        expected = REQUIRED[locale][day.phase].format(days=day.days)
        assert re.search(expected, words, re.IGNORECASE), (zone, words)


# The tables themselves


WRONG: Final = {
    "fr": {
        BEFORE: ("C’est demain.", "L’entraînement a commencé.", "Il est trop tard."),
        EVE: ("L’entraînement a déjà commencé.", "Cela commence aujourd’hui."),
        DAY: ("Il commencera le 3 novembre.", "Il reste 3 jours.", "C’est demain."),
        AFTER: ("LinkedIn utilisera vos données.", "Plus que 2 jours.", "Il est encore temps."),
    },
    "en": {
        BEFORE: ("It starts tomorrow.", "Training has started.", "It is too late."),
        EVE: ("Training began.", "It begins today."),
        DAY: ("LinkedIn will use your data.", "3 days left.", "It starts tomorrow."),
        AFTER: ("It begins on 3 November.", "It starts in 2 days.", "There is still time."),
    },
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("phase", Phase)
def test_the_tables_catch_a_false_sentence(locale: str, phase: Phase) -> None:
    """A test that never fails would say nothing."""
    for sentence in WRONG[locale][phase]:
        assert forbidden(sentence, locale, phase), sentence


def test_the_reading_of_dates_and_counts() -> None:
    """Days, months and years are found however they are written."""
    assert dates("le 1er août 2026 et en juin 2026", "fr") == {date(2026, 8, 1), date(2026, 6, 1)}
    assert dates("3 November 2025, 2024, 2026-08", "en") == {
        date(2025, 11, 3),
        date(2024, 1, 1),
        date(2026, 8, 1),
    }
    assert counts("Il reste 12 jours.", "fr") == ((12, "jours"),)
    assert counts("1 day is left; it starts in 3 days", "en") == ((1, "day"), (3, "days"))
