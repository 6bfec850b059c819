"""Inline mode: answers to insert into any chat, where "@bot some words" was typed.

The person who asks chooses by the question that each answer opens with, so nothing is guessed for
them. Whoever reads it there may never have met the bot: each answer carries its sources and a way
to ask the bot itself.
"""

from dataclasses import dataclass
from typing import Final

from bot.core import faq
from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.effects import LinkButton, Show, Text
from bot.core.knowledge import GREETING, OUT_OF_SCOPE, Topic
from bot.core.world import World

MAX_ARTICLES: Final = 5  # what a phone shows above the keyboard without scrolling
# How long Telegram may show the same person the same answers: someone who types asks at every
# letter, and a day that begins, or another language, shows soon enough.
CACHE_SECONDS: Final = 300
MAX_SOURCES: Final = 2  # under an answer; the bot has them all


@dataclass(frozen=True, slots=True)
class Article:
    """An answer to insert.

    Attributes:
        topic: What it is about.
        title: The question, in the list to choose from.
        show: What is inserted: the question, the answer, its sources.
        preview: The paragraph of *show* that the list gives a glimpse of, counted from 0.
    """

    topic: str
    title: Text
    show: Show
    preview: int


def articles(conversation: Conversation, world: World, text: str) -> tuple[Article, ...]:
    """Return the answers to *text*, best first, at most five; for no text, those most useful.

    What is not understood finds an honest "I don't know" and the most useful ones below it.
    """
    day = world.day(conversation)
    found = dict.fromkeys(_found(conversation, world, text))
    topics = [topic for topic in found if topic != GREETING] or list(_most_useful(world))
    return tuple(
        _unknown(world, day, conversation.locale)
        if topic == OUT_OF_SCOPE
        else _article(world.knowledge.topics[topic], world, day, conversation.locale)
        for topic in topics[:MAX_ARTICLES]
    )


def _found(conversation: Conversation, world: World, text: str) -> tuple[str, ...]:
    if not text.strip():
        return ()
    match faq.understand(text, conversation.locale, world.matcher.match):
        case faq.Answer(topic, others):
            return (topic, *others, *world.knowledge.topics[topic].related)
        case faq.AskBack(topics):
            return topics
        case faq.Decline():
            return (OUT_OF_SCOPE, *_most_useful(world))


def _most_useful(world: World) -> tuple[str, ...]:
    """Return the first topics of the FAQ, which its authors order by use."""
    topics = (id_ for id_ in world.knowledge.topics if id_ not in (GREETING, OUT_OF_SCOPE))
    return tuple(topics)[:MAX_ARTICLES]


def _article(topic: Topic, world: World, day: Day, locale: str) -> Article:
    title = Text(f"topic-{topic.id}")
    answer = faq.answer(topic, day, world.knowledge, locale).paragraphs
    head = faq.who_says(topic, day, world.knowledge, locale).paragraphs[1]
    claims = [claim for claim in topic.answer if claim.holds_on(day.on)]
    sources = faq.sources_of(claims, day)[:MAX_SOURCES]
    lines = tuple(map(faq.source_line, sources))
    ask = LinkButton(Text("inline-ask"), world.link(f"faq_{topic.id}"))
    return Article(
        topic.id, title, Show(((title,), *answer, (*head, *lines)), ((ask,),)), preview=1
    )


def _unknown(world: World, day: Day, locale: str) -> Article:
    answer = faq.answer(world.knowledge.topics[OUT_OF_SCOPE], day, world.knowledge, locale)
    ask = LinkButton(Text("inline-ask"), world.link("start"))
    show = Show(answer.paragraphs, ((ask,),))
    return Article(OUT_OF_SCOPE, Text("inline-unknown"), show, preview=0)
