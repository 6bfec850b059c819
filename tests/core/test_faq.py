"""Answers composed from claims: what is said, who says so, and since when."""

from datetime import date, timedelta

import pytest

from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, Day, day_of
from bot.core.effects import Button, Show, Text
from bot.core.knowledge import Certainty, Source
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
    """On every day, what is confirmed was confirmed by then; else no date is given."""
    day = date(2025, 9, 1)
    while day < date(2027, 1, 1):
        for topic in KNOWLEDGE.topics:
            head = headline(topic, day_of(LINKEDIN_AI, day))
            if head.id == "who-says-unconfirmed":
                assert day < LINKEDIN_AI.announced_on, topic
                assert "as-of" not in head.args
                continue
            as_of = head.args["as-of"]
            assert isinstance(as_of, date)
            assert as_of <= day, topic
        day += timedelta(days=1)


def test_before_the_announcement_no_check_of_later_is_claimed() -> None:
    """LinkedIn had told nobody, so no answer about it rests on a confirmation."""
    day = day_of(LINKEDIN_AI, LINKEDIN_AI.announced_on - timedelta(days=1))
    show = faq.who_says(KNOWLEDGE.topics["when"], day, KNOWLEDGE, "en")
    ids = [text.id for paragraph in show.paragraphs for text in paragraph]
    assert "who-says-unconfirmed" in ids
    assert "who-says" not in ids
    topic = KNOWLEDGE.topics["profile-data"]  # rests on the notice alone, which was not out
    lines = faq.who_says(topic, day, KNOWLEDGE, "en").paragraphs[2]
    assert [text.id for text in lines] == ["source-none-yet"]


def first_day(line: Text) -> date:
    """Return the first day that the date of a source may mean."""
    published = line.args.get("published", date.min)
    assert isinstance(published, date)
    if year := line.args.get("year"):
        return date(int(str(year)), int(str(line.args.get("month", 1))), 1)
    return published


def test_sources_not_yet_published_are_not_named() -> None:
    """On a day of the countdown nobody can have read what came later."""
    day = day_of(LINKEDIN_AI, date(2025, 10, 1))
    shows: list[Show] = [faq.all_sources(page, day, KNOWLEDGE) for page in range(20)]
    shows += [faq.who_says(topic, day, KNOWLEDGE, "en") for topic in KNOWLEDGE.topics.values()]
    met = 0
    for show in shows:
        for paragraph in show.paragraphs:
            for line in paragraph:
                assert first_day(line) <= day.on
                met += line.id == "source-line"
    assert met


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


@pytest.mark.parametrize(
    ("published", "args"),
    [
        ("2025-11-01", {"precision": "day", "published": date(2025, 11, 1)}),
        ("2025-09", {"precision": "month", "month": 9, "year": "2025"}),
        ("2025", {"precision": "year", "year": "2025"}),
        ("", {"precision": "none", "year": ""}),
    ],
)
def test_the_date_of_a_source_is_as_exact_as_it_is_known(
    published: str, args: dict[str, object]
) -> None:
    """A month is not made a day of."""
    source = Source("x", "A page", "A paper", published, "https://example.org")
    line = faq.source_line(source)
    assert line == Text(
        "source-line",
        {"title": "A page", "publisher": "A paper", "url": "https://example.org", **args},  # type: ignore[dict-item]  # values of a Text
    )


def test_a_source_without_an_address_is_named_all_the_same() -> None:
    """The bot itself is no page, nor are many files at once."""
    assert faq.source_line(KNOWLEDGE.sources["this-bot"]).args == {"precision": "bot"}
    assert faq.source_line(KNOWLEDGE.sources["public-code"]).args["precision"] == "page"


def test_a_dispute_is_announced_as_one() -> None:
    """After the sources, and only where there is one."""
    disputed = faq.who_says(KNOWLEDGE.topics["past-data"], TODAY, KNOWLEDGE, "en")
    ids = [(text.id, text.attribute) for lines in disputed.paragraphs for text in lines]
    assert ids[-3][0] == "who-says-disputed"
    assert [attribute for _, attribute in ids[-2:]] == ["dispute", "dispute"]
    settled = faq.who_says(KNOWLEDGE.topics["verify"], TODAY, KNOWLEDGE, "en")
    assert all(text.id != "who-says-disputed" for lines in settled.paragraphs for text in lines)
