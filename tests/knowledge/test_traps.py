"""What the bot must never say, and what it must not forget to say, on six days of the story."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.knowledge.conftest import LOCALES, Faq

DAYS: Final = (
    date(2025, 9, 18),
    date(2025, 10, 20),
    date(2025, 11, 2),
    date(2025, 11, 3),
    date(2025, 11, 8),
    date(2026, 11, 22),
)


@dataclass(frozen=True)
class Trap:
    """One table of traps.toml."""

    name: str
    topics: tuple[str, ...] = ()
    require: dict[str, list[str]] | None = None
    forbid: dict[str, list[str]] | None = None
    wrong: dict[str, list[str]] | None = None
    from_: date = date.min
    until: date = date.max

    def days(self) -> list[date]:
        """Return the days on which the rule is read."""
        return [on for on in DAYS if self.from_ <= on <= self.until]


def _read() -> list[Trap]:
    with Path(__file__).with_name("traps.toml").open("rb") as file:
        tables = tomllib.load(file)["trap"]
    return [
        Trap(**{"from_" if key == "from" else key: table[key] for key in table}) for table in tables
    ]


TRAPS: Final = _read()


def _disputes(faq: Faq, locale: str, topic: str, on: date) -> list[str]:
    names = (*faq.topics[topic].answer, *faq.topics[topic].more)
    return [
        faq.say(locale, f"claim-{name}", on, "dispute")
        for name in names
        if faq.claims[name].disputed and faq.claims[name].sayable(on)
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap(faq: Faq, trap: Trap, locale: str) -> None:
    """Every required statement stands, no forbidden one does, on every day of the rule."""
    assert trap.days()
    for on in trap.days():
        for topic in trap.topics or faq.topics:
            text = faq.answer(locale, topic, on) + "\n\n" + faq.more(locale, topic, on)
            text = re.sub(r"[\u00a0\u202f]", " ", text)  # so that a pattern can be typed
            for pattern in (trap.require or {}).get(locale, []):
                assert re.search(pattern, text), (topic, on, pattern, text)
            for pattern in (trap.forbid or {}).get(locale, []):
                assert not re.search(pattern, text), (topic, on, pattern, text)


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


def test_nobody_is_sent_to_the_addresses_of_another_region(faq: Faq) -> None:
    """The addresses of LinkedIn's Californian text, and the unconfirmed ones, are not shown."""
    addresses = "\n".join([*faq.links.values(), *faq.texts.values()])
    assert not re.search(r"share-data-with|psettings|data-for-generative-ai|a1338610", addresses)
    setting = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement"
    assert faq.links["setting"] == setting
    assert faq.topics["opt-out-link"].links[0] == "setting"
    assert not any("linkedin.com" in text for text in faq.texts.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_a_disagreement_names_who_disagrees(faq: Faq, locale: str) -> None:
    """Where sources contradict each other, "Who says so?" tells both sides."""
    names = {
        "private-messages": "Test Achats",
        "recruiter-exchanges": "Journal du Net",
        "past-data": "LinkedIn",
        "ads-sharing": "NordVPN",
    }
    for topic, name in names.items():
        assert any(name in text for text in _disputes(faq, locale, topic, date(2025, 11, 8))), topic
    assert not _disputes(faq, locale, "recruiter-exchanges", date(2025, 9, 18))
    assert not _disputes(faq, locale, "past-data", date(2025, 11, 2))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_of_data_is_whole(faq: Faq, locale: str) -> None:
    """Profile, content, groups, prompts and saved applications: all five are told at once."""
    words = {
        "fr": ("profil", "publications", "sondages", "groupes", "IA de LinkedIn", "CV"),
        "en": ("profile", "posts", "poll", "groups", "LinkedIn’s AI", "CV"),
    }[locale]
    for on in DAYS:
        answer = faq.answer(locale, "data-used", on)
        assert all(word in answer for word in words)
