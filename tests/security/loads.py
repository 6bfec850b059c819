"""What is loaded at start, made wrong on purpose: knowledge files and settings."""

import copy
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, Final
from unittest import mock

from bot import knowledge
from bot.core import changes, complaint, faq
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.conversation import Conversation
from bot.core.errors import KnowledgeError, SettingsError
from bot.core.knowledge import Knowledge
from bot.settings import Settings

_AFTER: Final = date(2026, 11, 22)
_parse: Final = tomllib.loads  # as it is before any change below
FILES: Final = tuple(sorted(path.stem for path in knowledge.FOLDER.glob("*.toml")))


@cache
def tree(name: str) -> Mapping[str, Any]:
    """Return the real file *name* of the knowledge, parsed."""
    return _parse((knowledge.FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def places(name: str) -> tuple[tuple[str | int, ...], ...]:
    """Return the way to everything in the file *name*, from its top."""

    def walk(node: object, way: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        yield way
        if isinstance(node, dict):
            for key, value in node.items():
                yield from walk(value, (*way, key))
        elif isinstance(node, list):
            for number, value in enumerate(node):
                yield from walk(value, (*way, number))

    return tuple(walk(tree(name), ()))


GONE: Final = object()  # in the place of a value: the entry is left out


def with_change(name: str, way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """Return the file *name* with *value* at the end of *way*; at its top, nothing else is left."""
    changed = copy.copy(dict(tree(name)))
    if not way:
        return dict(value) if isinstance(value, dict) else {}
    node: Any = changed
    for key in way[:-1]:
        node[key] = copy.copy(node[key])
        node = node[key]
    if value is GONE:
        del node[way[-1]]
    else:
        node[way[-1]] = value
    return changed


def load_with(name: str, way: tuple[str | int, ...], value: object) -> Knowledge | None:
    """Load the knowledge with one thing changed; return None where it is refused."""
    changed = with_change(name, way, value)

    def parse(text: str) -> Mapping[str, Any]:
        wanted = _names()[text]
        return changed if wanted == name else tree(wanted)

    # Nothing in the standard library writes TOML, so it is changed after it was parsed.
    with mock.patch("bot.knowledge.tomllib.loads", parse):
        try:
            loaded = knowledge.load()
        except KnowledgeError as error:
            refused = error
        else:
            _use(loaded)
            return loaded
    assert refused.file in FILES
    assert refused.entry
    return None


@cache
def _names() -> Mapping[str, str]:
    return {(knowledge.FOLDER / f"{name}.toml").read_text(encoding="utf-8"): name for name in FILES}


def _use(loaded: Knowledge) -> None:
    """Say all of *loaded* on one day; what was accepted at the start fails no turn later."""
    day = day_of(LINKEDIN_AI, _AFTER)
    for topic in loaded.topics.values():
        faq.answer(topic, day, loaded, "fr")
        faq.more(topic, day, loaded, "fr")
    for source in loaded.sources.values():
        faq.source_line(source)
    for page in range(3):
        faq.all_sources(page, day, loaded)
    for region in loaded.regions.values():
        for place in (region.id, *region.countries):
            complaint.page(place, region, day, loaded)
    changes.all_changes(Conversation("fr", "Europe/Paris"), day, loaded)


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Let these be the only settings of the environment."""
    others = {key: value for key, value in os.environ.items() if not key.startswith("OPTOUT_")}
    with mock.patch.dict(os.environ, {**others, **values}, clear=True):
        yield


def settings_of(values: Mapping[str, str]) -> Settings | None:
    """Load the settings from an environment; return None where they are refused, in one line."""
    with environment(values):
        try:
            settings = Settings.load()
        except SettingsError as error:
            said = str(error)
            assert said.splitlines() == [said]
            assert said.startswith(("OPTOUT_", ".env"))
            return None
    assert all(isinstance(id_, int) for id_ in settings.owner_ids)
    secrets = (settings.bot_token, settings.encryption_key, settings.webhook_secret)
    told = f"{settings!r} {settings}"
    for secret in secrets:
        words = secret.get_secret_value()
        assert len(words) < 6 or words not in told  # shorter ones stand there by chance
    return settings
