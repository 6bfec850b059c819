"""Inline mode: what can be inserted into any chat, for which words, on which day."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest

from bot.core import inline, links
from bot.core.conversation import Conversation
from bot.core.effects import LinkButton, Text
from bot.core.inline import Article, articles
from bot.core.knowledge import GREETING, OUT_OF_SCOPE
from tests.core.worlds import AFTER, KNOWLEDGE, NEWCOMER, world

MOST_USEFUL = tuple(KNOWLEDGE.topics)[:5]


def topics(text: str, conversation: Conversation = NEWCOMER) -> list[str]:
    """Return what can be chosen for *text*."""
    return [article.topic for article in articles(conversation, world(AFTER), text)]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_words_find_the_first_topics_of_the_faq(text: str) -> None:
    """In the order of its authors, without the greeting and the refusal."""
    assert topics(text) == list(MOST_USEFUL)
    assert not {GREETING, OUT_OF_SCOPE} & set(MOST_USEFUL)


def test_a_question_finds_its_answer_first_and_what_is_near_below() -> None:
    """Each once, and never more than fit."""
    found = topics("private messages?")
    assert found[0] == "private-messages"
    assert found[1:] == list(KNOWLEDGE.topics["private-messages"].related)[: len(found) - 1]
    unsure = topics("minors maybe?")
    assert unsure[:3] == ["minors", "when", "regions"]
    assert len(set(unsure)) == len(unsure) <= inline.MAX_ARTICLES


def test_a_half_understood_question_offers_what_it_may_mean() -> None:
    """Under their questions, so that the person chooses."""
    assert topics("messages?") == ["private-messages", "public-activity", "data-excluded"]


def test_an_unknown_question_is_never_guessed() -> None:
    """An honest "I don't know" comes first, and then what most people ask, under its own name."""
    first, *others = articles(NEWCOMER, world(AFTER), "will it rain?")
    assert first.topic == OUT_OF_SCOPE
    assert first.title == Text("inline-unknown")
    assert first.show.paragraphs[0][0].id == "claim-unknown"
    assert [article.topic for article in others] == list(MOST_USEFUL[:4])


def every_article(day: date) -> list[Article]:
    """Return the article of each topic on *day*."""
    there = world(datetime.combine(day, time(12), tzinfo=UTC))
    today = there.day(NEWCOMER)
    return [
        inline._article(topic, there, today, "fr")  # noqa: SLF001  # the space is small: all of it
        for topic in KNOWLEDGE.topics.values()
        if topic.id not in (GREETING, OUT_OF_SCOPE)
    ]


def test_every_answer_says_the_question_its_source_and_the_day_it_was_checked() -> None:
    """On every day since the announcement."""
    for days in range(0, 500, 7):
        day = date(2025, 9, 18) + timedelta(days=days)
        for article in every_article(day):
            question, *_, sources = article.show.paragraphs
            assert question == (article.title,)
            head, *lines = sources
            assert head.id in {"who-says", "who-says-unconfirmed"}
            assert len(lines) <= inline.MAX_SOURCES
            if head.id == "who-says" and head.args["certainty"] != "bot":
                assert lines, (article.topic, day)
                assert all(line.id == "source-line" for line in lines)


def test_below_an_answer_stands_the_way_to_ask_the_bot_the_same() -> None:
    """A deep link that Telegram accepts, with the topic and nothing about anybody."""
    for article in every_article(date(2026, 11, 22)):
        ((button,),) = article.show.keyboard
        assert isinstance(button, LinkButton)
        address = urlsplit(button.url)
        assert (address.netloc, address.path) == ("t.me", "/optout_bot")
        assert address.query == f"start=faq_{article.topic}"
        assert len(address.query.removeprefix("start=")) <= links.MAX_PARAMETER
