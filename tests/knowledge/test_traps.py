"""What the bot must never say, and what it must not forget to say, whenever it is asked."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bot.core.effects import Text
from tests.fluent import forms, patterns_of
from tests.knowledge.conftest import LOCALES, Faq
from tests.spoken import TEXTS

NUMBERS: Final = frozenset(range(1, 19))  # the traps of the fact sheet
ELSEWHERE: Final = ("claim-", "topic-", "link-")  # what the answers are made of


@dataclass(frozen=True)
class Trap:
    """One table of traps.toml."""

    name: str
    number: int | None = None
    topics: tuple[str, ...] = ()
    require: dict[str, list[str]] | None = None
    forbid: dict[str, list[str]] | None = None
    wrong: dict[str, list[str]] | None = None
    from_: date = date.min
    until: date = date.max

    def holds_on(self, on: date) -> bool:
        """Return whether the rule is read on this day."""
        return self.from_ <= on <= self.until


def _read() -> list[Trap]:
    with Path(__file__).with_name("traps.toml").open("rb") as file:
        tables = tomllib.load(file)["trap"]
    return [
        Trap(**{"from_" if key == "from" else key: table[key] for key in table}) for table in tables
    ]


TRAPS: Final = _read()
# Rules for whatever the bot says, whenever.
TIMELESS: Final = [
    trap for trap in TRAPS if not trap.topics and (trap.from_, trap.until) == (date.min, date.max)
]


def _disputes(faq: Faq, locale: str, topic: str, on: date) -> list[str]:
    names = (*faq.topics[topic].answer, *faq.topics[topic].more)
    return [
        faq.say(locale, f"claim-{name}", on, "dispute")
        for name in names
        if faq.claims[name].disputed and faq.claims[name].sayable(on)
    ]


@cache
def _texts(faq: Faq, locale: str, topic: str) -> dict[str, tuple[date, ...]]:
    """Return everything that is said on a topic, each with the days on which it is."""
    said: dict[str, tuple[date, ...]] = {}
    addresses = [faq.links[link] for link in faq.topics[topic].links]
    for on in faq.days_of_interest():
        parts = (
            faq.answer(locale, topic, on),
            faq.more(locale, topic, on),
            *_disputes(faq, locale, topic, on),
            *addresses,
        )
        text = re.sub(r"[\u00a0\u202f]", " ", "\n\n".join(parts))  # a pattern can be typed
        said[text] = (*said.get(text, ()), on)
    return said


def _told(faq: Faq, trap: Trap, locale: str) -> Iterator[tuple[str, str]]:
    """Yield each topic that *trap* reads, with each of its texts of the days of the rule."""
    for topic in trap.topics or faq.topics:
        for text, days in _texts(faq, locale, topic).items():
            if any(trap.holds_on(on) for on in days):
                yield topic, text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap(faq: Faq, trap: Trap, locale: str) -> None:
    """Every required statement stands, no forbidden one does, on every day of the rule."""
    read = 0
    for topic, text in _told(faq, trap, locale):
        read += 1
        for pattern in (trap.require or {}).get(locale, []):
            assert re.search(pattern, text), (topic, pattern, text)
        for pattern in (trap.forbid or {}).get(locale, []):
            assert not re.search(pattern, text), (topic, pattern, text)
    assert read


def test_every_trap_of_the_fact_sheet_is_guarded() -> None:
    """None of the eighteen is forgotten."""
    assert {trap.number for trap in TRAPS} - {None} == NUMBERS


@cache
def _other_messages(locale: str) -> dict[str, str]:
    """Return every other message of the bot, in each of its forms, with its id."""
    said = {}
    for (id_, attribute), pattern in patterns_of(locale).items():
        if not id_.startswith(ELSEWHERE):
            for values in forms(locale, pattern):
                words = TEXTS.say(Text(id_, values, attribute), locale)
                said[re.sub(r"[\u00a0\u202f]", " ", words)] = f"{id_}.{attribute}"
    return said


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trap", TIMELESS, ids=lambda trap: trap.name)
def test_no_other_message_springs_a_trap(trap: Trap, locale: str) -> None:
    """A rule for every topic holds for the walkthrough, the reminders and all the rest as well."""
    for words, id_ in _other_messages(locale).items():
        for pattern in (trap.forbid or {}).get(locale, []):
            assert not re.search(pattern, words), (id_, pattern, words)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_trap_can_be_sprung(trap: Trap) -> None:
    """Each forbidden pattern catches a wrong sentence, and each wrong sentence is caught."""
    assert trap.require or trap.forbid
    for locale in LOCALES:
        assert bool((trap.require or {}).get(locale)) == bool(trap.require)
        forbidden = (trap.forbid or {}).get(locale, [])
        wrong = (trap.wrong or {}).get(locale, [])
        assert bool(forbidden) == bool(trap.forbid)
        for pattern in forbidden:
            assert any(re.search(pattern, sentence) for sentence in wrong), pattern
        for sentence in wrong:
            assert any(re.search(pattern, sentence) for pattern in forbidden), sentence


@dataclass(frozen=True)
class Dispute:
    """A point on which sources differ.

    Attributes:
        claim: The claim that carries it.
        topics: Where "Who says so?" must tell it.
        sides: Words of both sides, by locale.
        by: Keys of the sources of the side that is not told in the answer; empty for a source
            that has no key, as an article that no address leads to.
    """

    claim: str
    topics: tuple[str, ...]
    sides: dict[str, tuple[str, ...]]
    by: tuple[str, ...]


DISPUTES: Final = {
    "exchanges with recruiters": Dispute(
        "recruiter-private-out-disputed",
        ("recruiter-exchanges",),
        {
            "fr": ("Journal du Net", "liste de LinkedIn"),
            "en": ("Journal du Net", "LinkedIn’s list"),
        },
        ("jdn",),
    ),
    "likes": Dispute(
        "likes-not-listed-disputed",
        ("public-activity", "data-used"),
        {
            "fr": ("Pierre Crochart", "liste de LinkedIn"),
            "en": ("Pierre Crochart", "LinkedIn’s list"),
        },
        (),
    ),
    "a late refusal and older content": Dispute(
        "old-content-unsure",
        ("past-data", "after-deadline", "opt-out-effect", "when"),
        {
            "fr": ("aide de LinkedIn", "autorité italienne", "Security.NL"),
            "en": ("LinkedIn’s help", "Italian authority", "Security.NL"),
        },
        ("corecom-veneto", "security-nl-1103"),
    ),
    "how far back": Dispute(
        "past-period-reduced",
        ("past-data",),
        {
            "fr": ("autorité néerlandaise", "Panorama", "2003", "autorité irlandaise"),
            "en": ("Dutch authority", "Panorama", "2003", "Irish authority"),
        },
        ("accountancy-nl", "panorama-it"),
    ),
    "group messages": Dispute(
        "group-messages-in",
        ("private-messages", "public-activity", "data-excluded"),
        {"fr": ("aide de LinkedIn", "notice"), "en": ("LinkedIn’s help", "notice")},
        ("li-faq-a5538339",),
    ),
    "the United Kingdom": Dispute(
        "regions-uk",
        ("regions",),
        {"fr": ("annoncée par LinkedIn", "ICO"), "en": ("LinkedIn announced", "ICO")},
        ("li-update-a8059228",),
    ),
    "Microsoft": Dispute(
        "who-microsoft",
        ("who-trains",),
        {"fr": ("aide de LinkedIn", "notice"), "en": ("LinkedIn’s help", "notice")},
        ("li-help-a6278444",),
    ),
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", DISPUTES)
def test_a_disagreement_names_who_disagrees(faq: Faq, name: str, locale: str) -> None:
    """Where sources contradict each other, "Who says so?" tells both sides in one sentence."""
    dispute = DISPUTES[name]
    claim = faq.claims[dispute.claim]
    assert claim.disputed
    told = faq.say(locale, f"claim-{dispute.claim}", claim.first_day, "dispute")
    assert all(side in told for side in dispute.sides[locale]), told
    for topic in dispute.topics:
        assert told in _disputes(faq, locale, topic, claim.first_day), topic


@pytest.mark.parametrize("name", DISPUTES)
def test_nobody_disagrees_before_they_have_spoken(faq: Faq, name: str) -> None:
    """A dispute is told from the day on which the other side was out, and by its source."""
    claim = faq.claims[DISPUTES[name].claim]
    for key in DISPUTES[name].by:
        assert key in claim.sources
        first = claim.first_day.isoformat()
        assert faq.sources[key].date <= first[: len(faq.sources[key].date)], key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_other_disputes_name_their_side_too(faq: Faq, locale: str) -> None:
    """Nothing is disputed by nobody."""
    names = {
        "private-messages-out": "Test Achats",
        "job-saved-in-disputed": {"fr": "médias néerlandais", "en": "Dutch media"}[locale],
        "ads-canada-hong-kong": "NordVPN",
    }
    disputed = {name for name, claim in faq.claims.items() if claim.disputed}
    assert disputed == set(names) | {dispute.claim for dispute in DISPUTES.values()}
    for claim, name in names.items():
        told = faq.say(locale, f"claim-{claim}", faq.claims[claim].first_day, "dispute")
        assert name in told, claim


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_of_data_is_whole(faq: Faq, locale: str) -> None:
    """Profile, content, groups, prompts and saved applications: all five are told at once."""
    words = {
        "fr": ("profil", "publications", "sondages", "groupes", "IA de LinkedIn", "CV"),
        "en": ("profile", "posts", "poll", "groups", "LinkedIn’s AI", "CV"),
    }[locale]
    for on in faq.days_of_interest():
        answer = faq.answer(locale, "data-used", on)
        assert all(word in answer for word in words)
