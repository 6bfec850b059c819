"""Loads what content authors edit, and refuses what contradicts itself.

claims.toml says what is stated and by whom, topics.toml which claims answer which question,
labels.toml how LinkedIn's interface calls things, changes.toml what changed when, authorities.toml
where to complain. The words are in locales/<tag>/faq.ftl and guidance.ftl.
"""

import re
import tomllib
from collections.abc import Container, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.core.errors import KnowledgeError
from bot.core.knowledge import (
    GREETING,
    OUT_OF_SCOPE,
    Authority,
    Certainty,
    Change,
    Claim,
    Knowledge,
    Label,
    Region,
    Source,
    Topic,
)
from bot.core.replies import Reply, plain

FOLDER: Final = Path(__file__).parent
ACTS: Final = frozenset(
    {"optout", "remind", "privacy", "delete", "settings", "changes", "complaint"}
)
# What the dialogue names by itself.
NEEDED_TOPICS: Final = frozenset({OUT_OF_SCOPE, GREETING, "what-changes"})
NEEDED_LINKS: Final = frozenset({"setting"})
NEEDED_LABELS: Final = frozenset({"en"})
_ADDRESS: Final = re.compile(r"https?://\S+")

_Table = Mapping[str, Any]  # a parsed TOML table; checked entry by entry below


def load(folder: Path = FOLDER) -> Knowledge:
    """Return the knowledge in *folder*.

    Raises:
        KnowledgeError: A file does not parse, an entry lacks something, or names what is not there.
    """
    listed = _tables("sources", "sources", _read(folder, "sources").get("sources"))
    sources = {key: _source(key, entry) for key, entry in listed.items()}
    links = {key: _url("links", key, entry) for key, entry in _read(folder, "links").items()}
    claims = {id_: _claim(id_, entry, sources) for id_, entry in _read(folder, "claims").items()}
    entries = _read(folder, "topics")
    topics = {id_: _topic(id_, entry, claims, links) for id_, entry in entries.items()}
    for topic in topics.values():
        for related in topic.related:
            if related not in topics:
                raise KnowledgeError("topics", topic.id, f"no topic {related!r}")
    labels = {
        tag: {id_: _label(tag, id_, label) for id_, label in _tables("labels", tag, table).items()}
        for tag, table in _read(folder, "labels").items()
    }
    for file, defined, needed in (
        ("topics", topics, NEEDED_TOPICS),
        ("links", links, NEEDED_LINKS),
        ("labels", labels, NEEDED_LABELS),
    ):
        if missing := needed - defined.keys():
            raise KnowledgeError(file, "file", f"lacks {sorted(missing)}")
    places = _read(folder, "authorities")
    listed = _tables("authorities", "regions", places.get("regions"))
    regions = {id_: _region(id_, entry, sources, links) for id_, entry in listed.items()}
    known = {*regions, *(country for region in regions.values() for country in region.countries)}
    changes = (_change(id_, entry, sources) for id_, entry in _read(folder, "changes").items())
    return Knowledge(
        topics=topics,
        sources=sources,
        links=links,
        labels=labels,
        replies=_replies(_read(folder, "replies")),
        changes=tuple(sorted(changes, key=lambda change: change.on, reverse=True)),
        regions=regions,
        authorities=tuple(
            _authority(id_, entry, sources, known)
            for id_, entry in _tables(
                "authorities", "authorities", places.get("authorities")
            ).items()
        ),
    )


def _read(folder: Path, name: str) -> _Table:
    try:
        parsed = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise KnowledgeError(name, "file", str(error)) from error
    return _tables(name, "file", parsed)


def _tables(file: str, entry: str, value: object) -> Mapping[str, _Table]:
    """Return *value* as a table of tables."""
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise KnowledgeError(file, entry, "must be a table that holds tables")
    return value


def _text(file: str, entry: str, table: _Table, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise KnowledgeError(file, entry, f"{key} must be a text")
    return value


def _url(file: str, entry: str, table: _Table) -> str:
    url = _text(file, entry, table, "url")
    if not _ADDRESS.fullmatch(url):
        raise KnowledgeError(file, entry, "url must be a web address")
    return url


def _texts(file: str, entry: str, table: _Table, key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise KnowledgeError(file, entry, f"{key} must be a list of texts")
    return tuple(values)


def _source(key: str, entry: _Table) -> Source:
    published = _text("sources", key, entry, "date")
    try:  # a year, a month or a day; or nothing
        date.fromisoformat(published + "0001-01-01"[len(published) :])
    except ValueError as error:
        raise KnowledgeError("sources", key, "date must be YYYY, YYYY-MM or YYYY-MM-DD") from error
    return Source(
        key=key,
        title=_text("sources", key, entry, "title"),
        publisher=_text("sources", key, entry, "publisher"),
        published=published,
        url=_url("sources", key, entry) if entry.get("url") else "",
    )


def _named_sources(
    file: str, id_: str, entry: _Table, sources: Mapping[str, Source]
) -> tuple[Source, ...]:
    try:
        return tuple(sources[key] for key in _texts(file, id_, entry, "sources"))
    except KeyError as error:
        raise KnowledgeError(file, id_, f"no source {error}") from error


def _offered_links(file: str, id_: str, entry: _Table, links: Mapping[str, str]) -> tuple[str, ...]:
    offered = _texts(file, id_, entry, "links")
    if unknown := set(offered) - set(links):
        raise KnowledgeError(file, id_, f"no link {sorted(unknown)}")
    return offered


def _claim(id_: str, entry: _Table, sources: Mapping[str, Source]) -> Claim:
    named = _named_sources("claims", id_, entry, sources)
    if not named:
        raise KnowledgeError("claims", id_, "a claim needs a source")
    confirmed = entry.get("as_of")
    if (
        not isinstance(confirmed, list)
        or not confirmed
        or any(type(day) is not date for day in confirmed)
        or confirmed != sorted(confirmed)
    ):
        raise KnowledgeError("claims", id_, "as_of must list days, earliest first")
    try:
        certainty = Certainty(_text("claims", id_, entry, "sure"))
    except ValueError as error:
        raise KnowledgeError("claims", id_, f"{error}") from error
    return Claim(
        id=id_,
        certainty=certainty,
        sources=named,
        confirmed_on=tuple(confirmed),
        since=_day("claims", id_, entry, "from"),
        until=_day("claims", id_, entry, "until"),
        disputed=entry.get("disputed") is True,
    )


def _day(file: str, id_: str, entry: _Table, key: str) -> date | None:
    value = entry.get(key)
    if value is not None and type(value) is not date:  # a datetime is a date too
        raise KnowledgeError(file, id_, f"{key} must be a day")
    return value


def _change(id_: str, entry: _Table, sources: Mapping[str, Source]) -> Change:
    on = _day("changes", id_, entry, "on")
    noted_on = _day("changes", id_, entry, "noted_on")
    if on is None or noted_on is None or noted_on < on:
        raise KnowledgeError("changes", id_, "needs a day, noted on that day or later")
    named = _named_sources("changes", id_, entry, sources)
    if not named:
        raise KnowledgeError("changes", id_, "a change needs a source")
    return Change(id_, on, noted_on, named)


def _region(
    id_: str, entry: _Table, sources: Mapping[str, Source], links: Mapping[str, str]
) -> Region:
    return Region(
        id=id_,
        countries=_texts("authorities", id_, entry, "countries"),
        links=_offered_links("authorities", id_, entry, links),
        sources=_named_sources("authorities", id_, entry, sources),
        has_letter=entry.get("letter") is True,
    )


def _authority(
    id_: str, entry: _Table, sources: Mapping[str, Source], places: Container[str]
) -> Authority:
    place = _text("authorities", id_, entry, "place")
    if place not in places:
        raise KnowledgeError("authorities", id_, f"no place {place!r}")
    return Authority(
        id=id_,
        place=place,
        url=_url("authorities", id_, entry) if "url" in entry else None,
        as_of=_day("authorities", id_, entry, "as_of"),
        sources=_named_sources("authorities", id_, entry, sources),
    )


def _topic(id_: str, entry: _Table, claims: Mapping[str, Claim], links: Mapping[str, str]) -> Topic:
    def claimed(key: str) -> tuple[Claim, ...]:
        try:
            return tuple(claims[name] for name in _texts("topics", id_, entry, key))
        except KeyError as error:
            raise KnowledgeError("topics", id_, f"no claim {error}") from error

    act = entry.get("act")
    if act is not None and (not isinstance(act, str) or act not in ACTS):
        raise KnowledgeError("topics", id_, f"act must be one of {sorted(ACTS)}")
    return Topic(
        id=id_,
        answer=claimed("answer"),
        more=claimed("more"),
        links=_offered_links("topics", id_, entry, links),
        act=act,
        related=_texts("topics", id_, entry, "related"),
    )


def _replies(tables: _Table) -> dict[str, Reply]:
    """Return what each reply asks for, in whatever language: people mix them."""
    found: dict[str, Reply] = {}
    for tag, table in tables.items():
        for name in table:
            try:
                reply = Reply(name)
            except ValueError as error:
                raise KnowledgeError("replies", f"{tag}.{name}", "no such reply") from error
            for text in _texts("replies", tag, table, name):
                if found.setdefault(plain(text), reply) is not reply:
                    raise KnowledgeError("replies", f"{tag}.{name}", f"{text!r} stands elsewhere")
    return found


def _label(tag: str, id_: str, entry: _Table) -> Label:
    name = f"{tag}.{id_}"
    return Label(
        text=_text("labels", name, entry, "text"),
        sure=_text("labels", name, entry, "evidence") == "good",
    )
