"""Reads how people ask about each topic: the sentences that the matcher learns from.

``phrasings/<locale>.toml`` has a table per topic, and in it a list of sentences per kind. Authors
edit these files; ``make train`` teaches the matcher what they changed.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.core.errors import KnowledgeError
from bot.core.knowledge import OUT_OF_SCOPE

DIRECTORY: Final = Path(__file__).with_name("phrasings")


class Kind(StrEnum):
    """In what manner something is asked."""

    PLAIN = "plain"
    INDIRECT = "indirect"
    LONG = "long"
    SLANG = "slang"
    TYPO = "typo"
    NO_ACCENTS = "no-accents"
    KEYWORD = "keyword"
    ELLIPTIC = "elliptic"
    NEGATION = "negation"
    FALSE_PREMISE = "false-premise"
    MIXED = "mixed"
    REGIONAL = "regional"
    NEAR_MISS = "near-miss"  # this and the following: of what is out of scope
    CHIT_CHAT = "chit-chat"
    STEERING = "steering"
    OTHER = "other"


_ONLY_OUT_OF_SCOPE: Final = frozenset({Kind.NEAR_MISS, Kind.CHIT_CHAT, Kind.STEERING, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One sentence that someone might type, and the topic that it is about."""

    text: str
    topic: str
    kind: Kind
    locale: str


def locales() -> tuple[str, ...]:
    """Return the locales that have phrasings, in alphabetical order."""
    return tuple(sorted(path.stem for path in DIRECTORY.glob("*.toml")))


def known_topics() -> frozenset[str]:
    """Return the ids of the topics that phrasings may be about, out-of-scope among them.

    Raises:
        KnowledgeError: topics.toml is missing or not TOML.
    """
    return frozenset(_parse(DIRECTORY.with_name("topics.toml"))) | {OUT_OF_SCOPE}


def load(locale: str) -> tuple[Phrasing, ...]:
    """Return the phrasings of *locale*, in the order of the file.

    Raises:
        KnowledgeError: The file is missing or not TOML, names a topic or a kind that there is not,
            has a sentence twice, or one under two topics (capitals and last marks aside).
    """
    return read(DIRECTORY / f"{locale}.toml", topics=known_topics())


def read(path: Path, *, topics: frozenset[str]) -> tuple[Phrasing, ...]:
    """Return the phrasings in the file *path*, whose name is their locale.

    Args:
        path: Where the file is.
        topics: The ids of the topics that there are.

    Raises:
        KnowledgeError: As for load.
    """
    phrasings: list[Phrasing] = []
    seen: dict[str, Phrasing] = {}
    for topic, kinds in _parse(path).items():
        if topic not in topics:
            raise KnowledgeError(path.stem, topic, "there is no such topic")
        if not isinstance(kinds, dict):
            raise KnowledgeError(path.stem, topic, "expected a table of kinds")
        for name, texts in kinds.items():
            for phrasing in _phrasings(topic, name, texts, path.stem):
                twin = seen.setdefault(_plain(phrasing.text), phrasing)
                if twin is not phrasing and (twin.topic != topic or twin.text == phrasing.text):
                    reason = f"{phrasing.text!r} is also in {twin.topic}.{twin.kind}"
                    raise KnowledgeError(path.stem, f"{topic}.{name}", reason)
                phrasings.append(phrasing)
    return tuple(phrasings)


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(path.stem, "file", str(error)) from error


def _phrasings(topic: str, name: str, texts: object, locale: str) -> tuple[Phrasing, ...]:
    entry = f"{topic}.{name}"
    try:
        kind = Kind(name)
    except ValueError:
        reason = f"there is no such kind; known are {', '.join(Kind)}"
        raise KnowledgeError(locale, entry, reason) from None
    if kind in _ONLY_OUT_OF_SCOPE and topic != OUT_OF_SCOPE:
        raise KnowledgeError(locale, entry, f"this kind is for {OUT_OF_SCOPE} alone")
    if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
        raise KnowledgeError(locale, entry, "expected a list of sentences, none of them empty")
    return tuple(Phrasing(text, topic, kind, locale) for text in texts)


def _plain(text: str) -> str:
    """Return what two sentences share that a reader would call the same."""
    return " ".join(text.casefold().split()).rstrip(" ?!.…") or text
