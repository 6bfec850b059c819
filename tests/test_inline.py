"""Answers for inline queries in words: within Telegram's limits, and no more than can be typed."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.adapters.memory import MemoryStore
from bot.core.faq import Match
from bot.core.inline import articles
from bot.core.world import World
from bot.emulator.tags import parse_html
from bot.flood import OF_A_CHAT
from bot.inline import MAX_PREVIEW, Inline, render_articles
from tests.core.worlds import AFTER, KNOWLEDGE, NEWCOMER, Matches, world
from tests.spoken import TEXTS

MAX_TEXT = 4096  # symbols without markup. Source: Bot API, InputTextMessageContent


class Anything(Matches):
    """A matcher that is sure of the topic that the text names."""

    def match(self, text: str, locale: str) -> Match:
        """Return the topic *text*."""
        return Matches({text: ((text, "when", "minors"), 0.9)}).match(text, locale)


def surroundings(now: datetime) -> World:
    """Return the world at *now*, where questions are names of topics."""
    there = world(now)
    return World(
        now=there.now,
        campaign=there.campaign,
        knowledge=there.knowledge,
        matcher=Anything(),
        locales=there.locales,
        operator=there.operator,
        contact=there.contact,
        bot_username=there.bot_username,
        stored=there.stored,
        of_nobody=there.of_nobody,
    )


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_answer_fits_on_every_day(locale: str) -> None:
    """Well-formed, within the limits, with a title, a glimpse and no command to press."""
    for days in range(0, 460, 5):
        now = datetime.combine(date(2025, 9, 20) + timedelta(days=days), time(12), tzinfo=UTC)
        there = surroundings(now)
        for topic in KNOWLEDGE.topics:
            rendered = render_articles(articles(NEWCOMER, there, topic)[:1], TEXTS, locale)
            for article in rendered:
                text, entities = parse_html(article.html)
                assert 0 < len(text) <= MAX_TEXT
                assert {entity.type for entity in entities} <= {
                    "bold",
                    "italic",
                    "code",
                    "text_link",
                }
                assert article.title
                assert 0 < len(article.description) <= MAX_PREVIEW
                assert "<" not in article.description


async def test_more_queries_than_anybody_types_are_left_without_answer() -> None:
    """Of one person at a time; the others are answered."""
    inline = Inline(MemoryStore(), TEXTS, lambda: world(AFTER))
    found = await asyncio.gather(*(inline.find(1, "fr", "x") for _ in range(OF_A_CHAT + 3)))
    assert sum(each is None for each in found) == 3
    assert await inline.find(1, "fr", "x")
