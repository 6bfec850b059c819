"""What the bot knows, as values: topics, the claims that answer them, and who says so.

The words are Fluent messages; the data files are in bot/knowledge, which loads and checks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.core.replies import Reply

OUT_OF_SCOPE: Final = "out-of-scope"
GREETING: Final = "greeting"


class Certainty(StrEnum):
    """Whose word a claim rests on."""

    OFFICIAL = "official"  # LinkedIn's own text
    REGULATOR = "regulator"  # an authority's own page
    PRESS = "press"
    BOT = "bot"  # about this bot itself


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim can be read.

    Attributes:
        key: Its key in sources.toml.
        published: "YYYY", "YYYY-MM" or "YYYY-MM-DD"; empty where undated.
        url: Empty where there is none.
    """

    key: str
    title: str
    publisher: str
    published: str
    url: str

    def known_on(self, day: date) -> bool:
        """Tell whether it was out on *day*; an undated one counts as out."""
        return self.published <= day.isoformat()[: len(self.published)]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement; its words are the message ``claim-<id>``.

    Attributes:
        sources: Strongest first.
        confirmed_on: The days on which it was found to hold, earliest first; never empty.
        since: The first day on which it may be said; None for any day.
        until: The last day on which it may be said; None for any day.
        disputed: The message has an attribute ``dispute`` that says by whom.
    """

    id: str
    certainty: Certainty
    sources: tuple[Source, ...]
    confirmed_on: tuple[date, ...]
    since: date | None
    until: date | None
    disputed: bool

    def holds_on(self, day: date) -> bool:
        """Tell whether it may be said on *day*."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def as_of(self, day: date) -> date:
        """Return the newest confirmation that is not after *day*, or the first of all."""
        known = [confirmed for confirmed in self.confirmed_on if confirmed <= day]
        return known[-1] if known else self.confirmed_on[0]


@dataclass(frozen=True, slots=True)
class Topic:
    """One question that the FAQ answers; its words are the message ``topic-<id>``.

    Attributes:
        answer: Claims; the first line of the first one answers.
        more: Claims for who wants to read on.
        links: Keys of the links offered below.
        act: The next useful act ("optout", "remind", ...), or None.
        related: Other topics worth offering.
    """

    id: str
    answer: tuple[Claim, ...]
    more: tuple[Claim, ...]
    links: tuple[str, ...]
    act: str | None
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of LinkedIn's interface, exactly as sources give it.

    Attributes:
        sure: Several sources, or an authority, give it so.
    """

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on LinkedIn's side; its words are the message ``change-<id>``.

    Attributes:
        on: The day of the change.
        noted_on: The first day on which it may be told; never before *on*.
        sources: Strongest first; never empty.
    """

    id: str
    on: date
    noted_on: date
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world that has one way to complain; its words are ``complaint-steps-<id>``.

    Attributes:
        countries: To be asked for next; empty where the region itself says enough.
        links: Keys of the links offered.
        sources: Who says how a complaint goes there; maybe nobody.
        has_letter: The ready text of an objection fits.
    """

    id: str
    countries: tuple[str, ...]
    links: tuple[str, ...]
    sources: tuple[Source, ...]
    has_letter: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """A data protection authority; its name stands in the message ``authority``.

    Attributes:
        place: The region or country that it is for.
        url: Its own site or page; None where it is not known.
        as_of: The day on which that page came out; None for a site that was always there.
        sources: What reports that it spoke of LinkedIn; empty where nothing was found.
    """

    id: str
    place: str
    url: str | None
    as_of: date | None
    sources: tuple[Source, ...]

    def url_on(self, day: date) -> str | None:
        """Return its address as known on *day*, if it was."""
        return self.url if self.as_of is None or self.as_of <= day else None

    def has_spoken_by(self, day: date) -> bool:
        """Tell whether something it said of LinkedIn was known on *day*."""
        has_page = self.as_of is not None and self.as_of <= day
        return has_page or any(source.known_on(day) for source in self.sources)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that content authors edit, checked and joined.

    Attributes:
        topics: By id, in the order of topics.toml.
        sources: By key.
        links: Address by key.
        labels: By locale, then by label id.
        replies: What a short reply, as replies.plain() writes it, asks for.
        changes: Newest first.
        regions: By id, in the order of authorities.toml.
        authorities: In the order of authorities.toml.
    """

    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    links: Mapping[str, str]
    labels: Mapping[str, Mapping[str, Label]]
    replies: Mapping[str, Reply]
    changes: tuple[Change, ...]
    regions: Mapping[str, Region]
    authorities: tuple[Authority, ...]
