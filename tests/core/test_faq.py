"""Answers composed from claims: what is said, who says so, and since when."""

from datetime import date, timedelta

from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, Day, day_of
from bot.core.effects import Button, Show, Text
from bot.core.knowledge import Certainty
from tests.core.worlds import KNOWLEDGE

TODAY = day_of(LINKEDIN_AI, date(2026, 11, 22))


def headline(topic: str, day: Day = TODAY) -> Text:
    """Return the line that says on whose word the answer rests, and since when."""
    show = faq.who_says(KNOWLEDGE.topics[topic], day, KNOWLEDGE, "en")
    return show.paragraphs[1][0]


def test_the_date_of_an_answer_is_that_of_its_oldest_part() -> None:
    """A fresh statement about the bot itself makes no older one fresher."""
    for topic in KNOWLEDGE.topics.values():
        said = [c for c in topic.answer if c.holds_on(TODAY.on)]
        dates = [c.as_of(TODAY.on) for c in said if c.certainty is not Certainty.BOT]
        if dates:
            assert headline(topic.id).args["as-of"] == min(dates)
    assert headline("data-excluded").args["as-of"] < date(2025, 12, 1)  # type: ignore[operator]


def test_no_confirmation_lies_ahead_of_the_day_of_the_answer() -> None:
    """On every day from the announcement on, what is confirmed was confirmed by then."""
    day = LINKEDIN_AI.announced_on
    while day < date(2027, 1, 1):
        for topic in KNOWLEDGE.topics:
            as_of = headline(topic, day_of(LINKEDIN_AI, day)).args["as-of"]
            assert isinstance(as_of, date)
            assert as_of <= day, topic
        day += timedelta(days=1)


def test_sources_not_yet_published_are_not_named() -> None:
    """On a day of the countdown nobody can have read what came later."""
    day = day_of(LINKEDIN_AI, date(2025, 10, 1))
    shows: list[Show] = [faq.all_sources(page, day, KNOWLEDGE) for page in range(20)]
    shows += [faq.who_says(topic, day, KNOWLEDGE, "en") for topic in KNOWLEDGE.topics.values()]
    for show in shows:
        for paragraph in show.paragraphs:
            for line in paragraph:
                assert str(line.args.get("published", "")) <= "2025-10-01"


def test_the_pages_of_the_sources_hold_each_once() -> None:
    """Turning the pages meets every source; beyond the last page lies the last page."""
    met: list[object] = []
    page = 0
    while True:
        show = faq.all_sources(page, TODAY, KNOWLEDGE)
        met += [line.args["url"] for line in show.paragraphs[1]]
        buttons = [b.data for row in show.keyboard for b in row if isinstance(b, Button)]
        if f"sources:{page + 1}" not in buttons:
            break
        page += 1
    assert sorted(map(str, met)) == sorted(s.url for s in KNOWLEDGE.sources.values() if s.url)
    assert faq.all_sources(999, TODAY, KNOWLEDGE) == show
    assert faq.all_sources(-1, TODAY, KNOWLEDGE) == faq.all_sources(0, TODAY, KNOWLEDGE)


def test_who_says_so_names_every_kind_of_source() -> None:
    """An answer that also rests on the press does not claim to be LinkedIn's own words."""
    for topic in KNOWLEDGE.topics.values():
        said = [c for c in topic.answer if c.holds_on(TODAY.on)]
        kinds = {claim.certainty for claim in said} - {Certainty.BOT} or {Certainty.BOT}
        assert set(str(headline(topic.id).args["certainty"]).split("-")) == kinds, topic.id
