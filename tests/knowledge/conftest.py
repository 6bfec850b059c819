"""Reads the knowledge files and renders answers with Fluent alone, without the code of the bot."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from fluent.runtime import FluentBundle, FluentResource

ROOT: Final = Path(__file__).parents[2]
KNOWLEDGE: Final = ROOT / "bot" / "knowledge"
LOCALES: Final = ("fr", "en")
START: Final = date(2025, 11, 3)
ANNOUNCED: Final = date(2025, 9, 18)
FIRST_DAY: Final = date(2025, 9, 1)
LAST_DAY: Final = date(2030, 12, 31)
# Between two parts of an answer.
GAP: Final = "\n\n"


@dataclass(frozen=True)
class Claim:
    """One table of claims.toml."""

    sources: tuple[str, ...]
    sure: str
    as_of: tuple[date, ...]
    from_: date | None
    until: date | None
    disputed: bool

    def sayable(self, on: date) -> bool:
        """Return whether the claim may be said on this day."""
        return (self.from_ or date.min) <= on <= (self.until or date.max)

    @property
    def first_day(self) -> date:
        """The first day on which it may be said, the announcement at the earliest."""
        return max(self.from_ or ANNOUNCED, ANNOUNCED)


@dataclass(frozen=True)
class Topic:
    """One table of topics.toml."""

    answer: tuple[str, ...]
    more: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    act: str | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One table of sources.toml."""

    title: str
    publisher: str
    date: str
    url: str
    kind: str


def phase_of(on: date) -> str:
    """Return the word that messages select by."""
    if on < START - timedelta(days=1):
        return "before"
    if on < START:
        return "eve"
    return "day" if on == START else "after"


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is read can be cached
class Faq:
    """Everything that a content author edits, parsed."""

    claims: dict[str, Claim]
    topics: dict[str, Topic]
    sources: dict[str, Source]
    links: dict[str, str]
    labels: dict[str, dict[str, str]]
    texts: dict[str, str]
    bundles: dict[str, FluentBundle] = field(repr=False)

    def say(self, locale: str, message: str, on: date, attribute: str | None = None) -> str:
        """Return the words of a message on a day; Fluent's errors fail the test."""
        found = self.bundles[locale].get_message(message)
        pattern = found.attributes[attribute] if attribute else found.value
        assert pattern is not None, f"{locale}: {message} has no text"
        arguments: dict[str, object] = {
            "phase": phase_of(on),
            "days": abs((START - on).days),
            "start": START,
            "today": on,
            **{f"label-{name}": text for name, text in self.labels[locale].items()},
        }
        text, errors = self.bundles[locale].format_pattern(pattern, arguments)
        assert errors == [], f"{locale}: {message} on {on}: {errors}"
        assert isinstance(text, str)
        return text

    def part(self, locale: str, claims: tuple[str, ...], on: date) -> str:
        """Return those of *claims* that may be said on a day, joined."""
        sayable = (name for name in claims if self.claims[name].sayable(on))
        return GAP.join(self.say(locale, f"claim-{name}", on) for name in sayable)

    def answer(self, locale: str, topic: str, on: date) -> str:
        """Return what the bot says first."""
        return self.part(locale, self.topics[topic].answer, on)

    def more(self, locale: str, topic: str, on: date) -> str:
        """Return what the bot says behind the button "More"."""
        return self.part(locale, self.topics[topic].more, on)

    def days_of_interest(self) -> list[date]:
        """Return both sides of each turn of what may be said, and days in between."""
        turns = {START - timedelta(days=before) for before in (-1, 0, 1, 2, 3, 30, 63)}
        turns |= {FIRST_DAY, ANNOUNCED, LAST_DAY, date(2025, 10, 20), date(2026, 11, 22)}
        for claim in self.claims.values():
            if claim.from_:
                turns |= {claim.from_ - timedelta(days=1), claim.from_}
            if claim.until:
                turns |= {claim.until, claim.until + timedelta(days=1)}
        return sorted(turns)


def every_day(first: date, last: date) -> Iterator[date]:
    """Yield each day from *first* to *last*, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _tables(name: str) -> dict[str, dict[str, object]]:
    with (KNOWLEDGE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _words(value: object) -> tuple[str, ...]:
    assert isinstance(value, list)
    assert all(isinstance(word, str) for word in value)
    return tuple(value)


def _day(value: object) -> date | None:
    assert value is None or isinstance(value, date)
    return value


def _claim(table: dict[str, object]) -> Claim:
    assert set(table) <= {"sources", "sure", "as_of", "from", "until", "disputed"}
    as_of = table["as_of"]
    assert isinstance(as_of, list)
    return Claim(
        sources=_words(table["sources"]),
        sure=str(table["sure"]),
        as_of=tuple(day for value in as_of if (day := _day(value))),
        from_=_day(table.get("from")),
        until=_day(table.get("until")),
        disputed=table.get("disputed", False) is True,
    )


def _topic(table: dict[str, object]) -> Topic:
    assert set(table) <= {"answer", "more", "links", "act", "related"}
    return Topic(
        answer=_words(table["answer"]),
        more=_words(table.get("more", [])),
        links=_words(table.get("links", [])),
        act=str(table["act"]) if "act" in table else None,
        related=_words(table.get("related", [])),
    )


def _sources() -> dict[str, Source]:
    tables = _tables("sources")["sources"]
    found: dict[str, Source] = {}
    for name, table in tables.items():
        assert isinstance(table, dict)
        found[name] = Source(**{str(key): str(value) for key, value in table.items()})
    return found


def _labels() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for locale, tables in _tables("labels").items():
        labels[locale] = {}
        for name, table in tables.items():
            assert isinstance(table, dict)
            assert table["evidence"] in {"good", "one", "weak"}
            labels[locale][name] = str(table["text"])
    return labels


@pytest.fixture(scope="session")
def faq() -> Faq:
    """The knowledge and the messages of every locale."""
    texts = {
        locale: (ROOT / "locales" / locale / "faq.ftl").read_text("utf-8") for locale in LOCALES
    }
    bundles = {}
    for locale, text in texts.items():
        bundles[locale] = FluentBundle(["en-GB" if locale == "en" else locale], use_isolating=False)
        bundles[locale].add_resource(FluentResource(text))
    return Faq(
        claims={name: _claim(table) for name, table in _tables("claims").items()},
        topics={name: _topic(table) for name, table in _tables("topics").items()},
        sources=_sources(),
        links={name: str(table["url"]) for name, table in _tables("links").items()},
        labels=_labels(),
        texts=texts,
        bundles=bundles,
    )


def sentences(text: str) -> list[str]:
    """Return the sentences and the points of a list in *text*."""
    return [part for part in re.split(r"(?<=[.!?…:])\s+(?=[A-ZÀ-Ü•“«/])|\n", text) if part.strip()]
