"""The page of all answers: everything is on it, in order, and nothing breaks out of its place."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Final

import pytest

from bot import answers
from bot.adapters.texts import LOCALE_NAMES
from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.effects import Text
from tests.core.worlds import KNOWLEDGE
from tests.spoken import TEXTS

AFTER: Final = date(2026, 11, 22)
PHASES: Final = {
    "Before the start": date(2025, 10, 20),
    "The day before": date(2025, 11, 2),
    "The day of the start": date(2025, 11, 3),
    "After the start": AFTER,
}
VOID: Final = frozenset({"meta", "br"})


class Outline(HTMLParser):
    """Reads a page strictly: what opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            assert value is not None, (tag, name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.targets.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Fail when something else is open."""
        assert self.open, tag
        assert self.open.pop() == tag


@cache
def made() -> str:
    """Return the page, made once."""
    return answers.page(KNOWLEDGE, TEXTS, LOCALE_NAMES, after=AFTER)


@cache
def articles() -> Mapping[str, str]:
    """Return the markup of each topic, by its id."""
    found = re.findall(r'<article id="([^"]+)".*?</article>', made(), re.DOTALL)
    parts = re.findall(r"<article .*?</article>", made(), re.DOTALL)
    return dict(zip(found, parts, strict=True))


def read(page: str) -> Outline:
    """Return what a strict reader makes of *page*."""
    outline = Outline()
    outline.feed(page)
    outline.close()
    assert outline.open == []
    return outline


def test_the_page_is_whole() -> None:
    """What opens is closed, no id stands twice, no heading skips a level, every link leads on."""
    outline = read(made())
    assert made().startswith("<!doctype html>")
    assert len(outline.ids) == len(set(outline.ids))
    inner = {target[1:] for target in outline.targets if target.startswith("#")}
    assert inner == set(KNOWLEDGE.topics)
    assert inner <= set(outline.ids)
    assert all(t.startswith(("#", "http://", "https://")) for t in outline.targets)
    assert outline.headings[0] == 1
    for above, below in zip(outline.headings, outline.headings[1:], strict=False):
        assert below <= above + 1


def test_the_page_stands_alone() -> None:
    """It opens from a disk, on a train: no script, no picture, no style of elsewhere."""
    outline = read(made())
    assert not outline.tags & {"script", "link", "img", "iframe", "object"}
    assert "url(" not in made()
    assert "@import" not in made()
    assert "prefers-color-scheme: dark" in made()


def parts_of(article: str) -> dict[tuple[str, str], str]:
    """Return the markup of each part of an answer, by phase and part; a repeated one twice."""
    found: dict[tuple[str, str], str] = {}
    for section in re.split(r"<h3>", article.partition("<details>")[0])[1:]:
        phase = section.partition(" (")[0]
        for name in ("Answer", "Behind “More”"):
            if same := re.search(rf"{name}: same as ([^<]+)\.</p>", section):
                found[phase, name] = found[same.group(1).capitalize(), name]
            else:
                told = section.partition(f"<h4>{name}</h4>")[2]
                found[phase, name] = re.split(r"<h4>", told)[0]
    return found


@pytest.mark.parametrize("topic", KNOWLEDGE.topics)
def test_every_topic_tells_every_phase_in_both_languages(topic: str) -> None:
    """What is said on a day of each phase is there, or the phase that says the same is named."""
    article = articles()[topic]
    found = parts_of(article)
    assert {phase for phase, _ in found} == set(PHASES)
    told = KNOWLEDGE.topics[topic]
    for phase, on in PHASES.items():
        day = day_of(LINKEDIN_AI, on)
        for name, claims in (("Answer", told.answer), ("Behind “More”", told.more)):
            for locale in LOCALE_NAMES:
                texts = faq.say_claims(claims, day, KNOWLEDGE, locale)
                words = "\n\n".join(TEXTS.say(text, locale) for text in texts)
                assert words in found[phase, name], (phase, name, locale)
                assert bool(words) == (f'lang="{locale}">' in found[phase, name])
    for locale in LOCALE_NAMES:
        assert TEXTS.say(Text(f"topic-{topic}"), locale) in article


def test_what_is_the_same_is_written_once() -> None:
    """A timeless answer stands there once, and three times it is said that it is the same."""
    article = articles()["bot-identity"]
    assert article.count("<h4>Answer</h4>") == 1
    assert article.count("Answer: same as before the start.") == 3


@pytest.mark.parametrize("topic", KNOWLEDGE.topics)
def test_every_claim_stands_with_its_sources_and_disputes(topic: str) -> None:
    """An editor sees on whose word each sentence rests, and who says otherwise."""
    table = articles()[topic].partition("<table>")[2]
    told = KNOWLEDGE.topics[topic]
    for claim in (*told.answer, *told.more):
        row = table.partition(f"<code>{claim.id}</code>")[2].partition("</tr>")[0]
        for source in claim.sources:
            assert source.title in unescape(row)
            assert source.publisher in unescape(row)
            assert not source.url or source.url in unescape(row)
        assert row.count("Disputed:") == (len(LOCALE_NAMES) if claim.disputed else 0), claim.id


def test_lengths_are_those_of_plain_text() -> None:
    """Neither tags nor entities count."""
    told = re.findall(r', (\d+) of 400</h5>\n<p class="text"[^>]*>(.*?)</p>', made(), re.DOTALL)
    assert len(told) > len(KNOWLEDGE.topics)
    for length, markup in told:
        assert int(length) == len(unescape(re.sub(r"<[^>]*>", "", markup))) <= answers.MAX_ANSWER


def test_nothing_breaks_out_of_its_place() -> None:
    """A title with markup in it is shown letter by letter."""
    topic = KNOWLEDGE.topics["when"]
    source = replace(
        topic.answer[0].sources[0],
        title='</ul><script>"&',
        publisher="<b>",
        url='https://example.org/?a="><i>',
    )
    hostile = replace(topic, answer=(replace(topic.answer[0], sources=(source,)),))
    knowledge = replace(KNOWLEDGE, topics={"when": hostile})
    page = answers.page(knowledge, TEXTS, LOCALE_NAMES, after=AFTER)
    outline = read(page)
    assert "script" not in outline.tags
    assert 'https://example.org/?a="><i>' in outline.targets


def test_after_is_never_before_the_start() -> None:
    """Made on a day of the countdown, the page shows the first day after the start as "after"."""
    page = answers.page(KNOWLEDGE, TEXTS, LOCALE_NAMES, after=date(2025, 10, 1))
    assert "After the start (<time" in page
    assert "2025-11-04" in page
