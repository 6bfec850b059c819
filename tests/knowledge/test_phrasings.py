"""The phrasings that the matcher learns from: enough of them, and of every kind."""

from collections import Counter

import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.knowledge import phrasings
from tests.knowledge.test_claims import TOPICS

IN_SCOPE_KINDS = {
    "plain",
    "indirect",
    "long",
    "slang",
    "typo",
    "no-accents",
    "keyword",
    "elliptic",
    "negation",
    "false-premise",
    "mixed",
    "regional",
}


@pytest.mark.parametrize("locale", phrasings.locales())
def test_every_topic_is_asked_in_many_ways(locale: str) -> None:
    """At least 120 phrasings of each topic, spread over every kind."""
    loaded = phrasings.load(locale)
    for topic in TOPICS - {OUT_OF_SCOPE}:
        kinds = Counter(phrasing.kind.value for phrasing in loaded if phrasing.topic == topic)
        assert kinds.total() >= 120, topic
        assert set(kinds) == IN_SCOPE_KINDS, topic


@pytest.mark.parametrize("locale", phrasings.locales())
def test_what_is_out_of_scope_is_mostly_a_near_miss(locale: str) -> None:
    """Questions about LinkedIn that are not about this are the ones that mislead."""
    loaded = phrasings.load(locale)
    kinds = Counter(phrasing.kind.value for phrasing in loaded if phrasing.topic == OUT_OF_SCOPE)
    assert kinds.total() >= 1200
    assert kinds["near-miss"] >= kinds.total() * 2 / 3
