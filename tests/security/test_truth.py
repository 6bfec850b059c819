"""Attacks on what is true, in both languages, against the trained matcher.

Nothing that a member types can become an answer: an answer is a topic's own claims, or the honest
"I do not know". What is left to an attacker is to be answered beside the point; the table says
which topics are to the point.
"""

import tomllib
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from bot.core import faq
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Effect, SendFile, Show
from bot.core.events import Said
from bot.core.faq import Answer, AskBack, Decline, Verdict
from bot.core.knowledge import OUT_OF_SCOPE
from bot.matching.matcher import TopicMatcher, load_matcher
from tests.core.worlds import world
from tests.security.judging import judge, texts_of

LONGEST: Final = 4096  # symbols. Source: Bot API, text of a message
NOW: Final = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
with Path(__file__).with_name("truth.toml").open("rb") as _file:
    ATTACKS: Final[tuple[dict[str, Any], ...]] = tuple(tomllib.load(_file)["attack"])


@cache
def matcher() -> TopicMatcher:
    """Return the matcher of the running bot."""
    return load_matcher()


def text_of(attack: dict[str, Any]) -> str:
    """Return what is typed."""
    return str(attack["text"] * attack.get("repeat", 1))[:LONGEST]


def verdict(text: str, locale: str) -> Verdict:
    """Return what the bot makes of *text*."""
    return faq.understand(text, locale, matcher().match)


def test_the_table_is_large_and_in_both_languages() -> None:
    """Each kind of attack stands in it in French and in English."""
    kinds = Counter((attack["kind"], attack["locale"]) for attack in ATTACKS)
    assert len(ATTACKS) >= 60
    assert {kind for kind, _ in kinds} == {kind for kind, locale in kinds if locale == "fr"}
    assert {kind for kind, _ in kinds} == {kind for kind, locale in kinds if locale == "en"}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a['kind']}: {a['text'][:40]!r}")
def test_no_attack_is_answered_beside_the_point(attack: dict[str, Any]) -> None:
    """The answer is to the point, or we ask back, or we do not know."""
    found = verdict(text_of(attack), attack["locale"])
    if isinstance(found, Answer):
        assert found.topic in attack["topics"]
    else:
        assert isinstance(found, AskBack | Decline)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a['kind']}: {a['text'][:40]!r}")
def test_what_is_answered_are_our_own_words(attack: dict[str, Any]) -> None:
    """Claims, questions and labels of ours; not one word of the attacker's is given back."""
    person = Conversation(attack["locale"], "Europe/Paris", seen_on=NOW.date())
    here = world(NOW)
    around = type(here)(**{**_fields(here), "matcher": matcher()})
    said = text_of(attack)
    turn = take_turn(person, Said(said), around)
    judge(turn.effects, attack["locale"], now=NOW, said=said)
    ids = {text.id for effect in turn.effects for text in _texts(effect)}
    assert ids
    for id_ in ids:
        assert id_.startswith(_OURS), id_


_OURS: Final = (
    "claim-",
    "topic-",
    "answer-",
    "link-",
    "act-",
    "did-you-mean",
    "question-keep",
)


def _fields(here: Any) -> dict[str, Any]:  # noqa: ANN401  # a World
    return {name: getattr(here, name) for name in type(here).__dataclass_fields__}


def _texts(effect: Effect) -> list[Any]:
    return list(texts_of(effect)) if isinstance(effect, Show | SendFile) else []


def test_some_attacks_are_declined_and_some_answered() -> None:
    """A matcher that always gives up would pass everything above."""
    made = Counter(type(verdict(text_of(a), a["locale"])) for a in ATTACKS)
    assert made[Answer] >= 20
    assert made[Decline] >= 10


def test_words_in_disguise_are_understood_or_declined_never_another_topic() -> None:
    """A sign that nobody sees changes nothing; a foreign letter may, to "I do not know"."""
    plain = verdict("does LinkedIn read my private messages?", "en")
    assert plain == Answer("private-messages")
    for disguised in (
        "does LinkedIn read my pri\u200bvate mes\u200bsages?",
        "does LinkedIn \u2067read\u2069 my private messages?",
        "does\u00a0LinkedIn\u2003read my private messages?",
    ):
        assert verdict(disguised, "en") == plain
    assert OUT_OF_SCOPE not in {a for attack in ATTACKS for a in attack["topics"]}
