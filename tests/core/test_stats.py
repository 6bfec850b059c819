"""What the owners see of the use: counts by day, topic and step; nobody else sees any."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.dialogue import take_turn
from bot.core.effects import Letter, SendFile, Show, TellStats
from bot.core.events import Commanded, Pressed
from bot.core.stats import DAYS, MOST, since, told
from bot.core.tally import Counted, Tally
from bot.core.turn import Turn
from bot.core.walkthrough import PATHS, Device, Step
from bot.emulator.texts import parse, settle_message
from bot.pictures import Drawer
from bot.rendering import render, symbols
from tests.core.worlds import AFTER, KNOWLEDGE, NEWCOMER, said, world
from tests.spoken import TEXTS

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
MAX_MESSAGE = 4096  # symbols. Source: Bot API, sendMessage
KNOWN = replace(NEWCOMER, seen_on=TODAY)
MANY = 99_999


def asks(*, is_owner: bool, is_group: bool = False, pressed: bool = False) -> Turn:
    """Return the turn of who asks for /stats."""
    event = Pressed("do:stats") if pressed else Commanded("stats")
    around = replace(world(AFTER, is_group=is_group), is_owner=is_owner)
    return take_turn(KNOWN, event, around)


def rows(show: Show, head: str) -> list[list[str]]:
    """Return the rows of the table below *head*, in words."""
    (table,) = (
        paragraph[1] for paragraph in show.paragraphs if paragraph and paragraph[0].id == head
    )
    return [line.split() for line in str(table.args["values"]).splitlines()]


@pytest.mark.parametrize("pressed", [False, True])
def test_owners_alone_may_ask(pressed: bool) -> None:  # noqa: FBT001  # a parameter of the test
    """To others the command is unknown; in a group it is passed over, whoever asks."""
    assert asks(is_owner=True, pressed=pressed).effects == (TellStats(),)
    assert said(asks(is_owner=False, pressed=pressed)) == ["unknown-command"]
    assert asks(is_owner=False, is_group=True, pressed=False).effects == ()


def test_questions_are_told_by_day_and_by_topic() -> None:
    """Today, in the week and in all; both languages together, the most frequent first."""
    tallies = (
        Tally(TODAY - 20 * DAY, Counted.ANSWERED, "minors", "fr", 9),
        Tally(TODAY - 6 * DAY, Counted.ANSWERED, "when", "fr", 4),
        Tally(TODAY, Counted.ANSWERED, "when", "en", 1),
        Tally(TODAY, Counted.ANSWERED, "when", "fr", 2),
        Tally(TODAY, Counted.ASKED_BACK, "when", "fr", 5),
        Tally(TODAY, Counted.MISSED, "minors", "fr", 7),
    )
    show, picture, _ = told(tallies, TODAY)
    assert isinstance(show, Show)
    assert isinstance(picture, Show)
    assert rows(show, "stats-answered") == [["minors", "0", "0", "9"], ["when", "3", "7", "7"]]
    assert rows(show, "stats-missed") == [["minors", "7", "7", "7"]]
    days = rows(show, "stats-days")
    assert (days[0], days[-1]) == (["2026-11-16", "4", "0", "0"], ["2026-11-22", "3", "5", "7"])
    assert len(days) == 7  # a week
    assert picture.picture is not None
    assert picture.picture.args["counts"] == "4 0 0 0 0 0 15"


def test_where_people_get_stuck_shows_in_the_order_of_the_steps() -> None:
    """Of a way that somebody began, each step, also those that nobody reached."""
    tallies = (
        Tally(TODAY, Counted.REACHED, "phone-open-menu", "fr", 8),
        Tally(TODAY, Counted.REACHED, "phone-find-entry", "fr", 3),
        Tally(TODAY, Counted.SENT, "recheck", "", 6),
        Tally(TODAY, Counted.LINK, "c_flyer", "fr", 2),
    )
    _, ways, *_ = told(tallies, TODAY)
    assert isinstance(ways, Show)
    steps = rows(ways, "stats-reached")
    assert [name for name, *_ in steps][: len(PATHS[Device.PHONE])] == [
        f"phone-{step}" for step in PATHS[Device.PHONE]
    ]
    assert steps[-1] == [f"phone-{Step.DONE}", "0", "0", "0"]
    assert steps[0] == ["phone-open-menu", "8", "8", "8"]
    assert ["phone-find-entry", "3", "3", "3"] in steps
    assert rows(ways, "stats-sent") == [["recheck", "6", "6", "6"]]
    assert rows(ways, "stats-links") == [["c_flyer", "2", "2", "2"]]


def test_the_file_tells_each_day_apart() -> None:
    """As it is counted, for a spreadsheet."""
    *_, file = told((Tally(TODAY, Counted.MISSED, "minors", "fr", 7),), TODAY)
    assert isinstance(file, SendFile)
    assert isinstance(file.file, Letter)
    ((line,),) = file.file.paragraphs
    assert line.args["values"] == "2026-11-22\tmissed\tminors\tfr\t7"


def test_nothing_counted_is_said() -> None:
    """A new installation has nothing to show."""
    (show,) = told((), TODAY)
    assert isinstance(show, Show)
    assert show.paragraphs[0][0].id == "stats-none"
    assert since(TODAY) == TODAY - (DAYS - 1) * DAY


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_busy_month_fits_into_messages_and_picture(locale: str) -> None:
    """As long as Telegram takes, as it parses it, and drawn."""
    steps = [f"{device}-{step}" for device in Device for step in Step]
    keys = {
        **dict.fromkeys((Counted.ANSWERED, Counted.MISSED, Counted.ASKED_BACK), KNOWLEDGE.topics),
        Counted.REACHED: steps,
        Counted.LINK: [f"c_{number:020}" for number in range(2 * MOST)],
        Counted.SENT: ["countdown", "nudge"],
    }
    tallies = [Tally(TODAY, what, key, "fr", MANY) for what, each in keys.items() for key in each]
    for show in told(tallies, TODAY):
        if isinstance(show, Show):
            message = render(show, TEXTS, locale)
            assert symbols(message.html) <= MAX_MESSAGE
            assert "<pre>" in message.html or message.picture is not None
            settle_message(parse(message.html, "HTML"))
            if message.picture is not None:
                drawer = Drawer(TEXTS, KNOWLEDGE.labels)
                png = drawer.draw(message.picture.picture, locale)
                assert png.startswith(b"\x89PNG")
                assert drawer.alternative(message.picture.picture, locale)
