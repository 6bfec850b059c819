"""Links that leave the chat: they open what they promise, and tell nothing about anybody."""

import string
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.core import links, reminding
from bot.core.actions import encode
from bot.core.dialogue import take_turn
from bot.core.effects import Agenda, Count, LinkButton, SendFile, Show
from bot.core.events import Commanded, Pressed
from bot.core.tally import Counted
from bot.core.turn import Turn
from tests.core.worlds import BEFORE, KNOWLEDGE, NEWCOMER, Person, said, world

ALLOWED = set(string.ascii_letters + string.digits + "_-")


def links_of(turn: Turn) -> dict[str, str]:
    """Return the addresses behind the buttons of what is shown, by the ids of their words."""
    shows = [effect for effect in turn.effects if isinstance(effect, Show)]
    return {
        button.label.id: button.url
        for show in shows
        for row in show.keyboard
        for button in row
        if isinstance(button, LinkButton)
    }


@pytest.mark.parametrize("topic", KNOWLEDGE.topics)
def test_an_answer_can_be_shared_and_leads_whoever_follows_to_it(topic: str) -> None:
    """The address names bot and topic; two persons share the very same one."""
    if topic in {"greeting", "out-of-scope"}:
        return
    shared = set()
    for now in (BEFORE, BEFORE.replace(month=12)):
        person = Person(now=now)
        shared.add(links_of(person.does(Pressed(f"who:{topic}")))["share-answer"])
    (address,) = map(urlsplit, shared)
    assert (address.scheme, address.netloc, address.path) == ("https", "t.me", "/share/url")
    query = parse_qs(address.query, strict_parsing=True)
    assert query.keys() == {"url"}  # no words are put into anybody's mouth, nothing is tracked
    ((url,),) = query.values()
    inner = urlsplit(url)
    assert (inner.netloc, inner.path) == ("t.me", "/optout_bot")
    ((parameter,),) = parse_qs(inner.query, strict_parsing=True).values()
    assert set(parameter) <= ALLOWED
    assert len(parameter) <= links.MAX_PARAMETER
    followed = Person().does(Commanded("start", parameter))
    assert said(followed)[1:] == said(Person().does(Pressed(f"faq:{topic}")))[1:]


def test_help_tells_how_to_bring_the_bot_into_a_group() -> None:
    """Telegram lets the person choose which one, and the bot welcomes there."""
    url = links_of(Person().does(Commanded("help")))["add-to-group"]
    assert url == "https://t.me/optout_bot?startgroup=start"
    assert "welcome" in said(Person(is_group=True).does(Commanded("start", "start")))


def test_links_carry_the_prefix_of_another_bot() -> None:
    """To an answer, into a group, out of one, and from a calendar: the host takes all others."""
    around = replace(world(BEFORE), prefix="union_")
    who = links_of(take_turn(NEWCOMER, Pressed("who:minors"), around))["share-answer"]
    assert "start%3Dunion_faq_minors" in who
    into = links_of(take_turn(NEWCOMER, Commanded("help"), around))["add-to-group"]
    assert into == "https://t.me/optout_bot?startgroup=union_start"
    group = replace(around, is_group=True)
    private = links_of(take_turn(NEWCOMER, Commanded("optout"), group))["groups-in-private"]
    assert private == "https://t.me/optout_bot?start=union_optout"
    refused = take_turn(NEWCOMER, Commanded("remind"), replace(group, is_admin=False))
    assert links_of(refused)["groups-in-private"].endswith("?start=union_start")
    calendar = take_turn(NEWCOMER, Pressed(encode(reminding.CALENDAR, "light", 9)), around)
    (agenda,) = (e.file for e in calendar.effects if isinstance(e, SendFile))
    assert isinstance(agenda, Agenda)
    assert {entry.url for entry in agenda.appointments} == {
        "https://t.me/optout_bot?start=union_optout"
    }


@pytest.mark.parametrize("tag", ["c_flyer-2", "c_Flyer-2", "C_FLYER-2"])
def test_a_tag_of_a_campaign_is_counted_in_small_letters(tag: str) -> None:
    """However it was printed, it is one and the same."""
    counts = [e for e in Person().does(Commanded("start", tag)).effects if isinstance(e, Count)]
    assert counts == [Count(Counted.LINK, "c_flyer-2", "fr")]


@pytest.mark.parametrize("tag", ["c_", "c_été", f"c_{'x' * 21}", "c_a b", "d_flyer"])
def test_what_is_no_tag_is_not_counted(tag: str) -> None:
    """It could be anything that somebody typed."""
    assert not any(isinstance(e, Count) for e in Person().does(Commanded("start", tag)).effects)


def test_a_tag_of_a_campaign_welcomes() -> None:
    """Whoever comes by a flyer is welcomed as anybody else."""
    assert said(Person().does(Commanded("start", "c_flyer-2"))) == ["welcome", "disclosure"]
