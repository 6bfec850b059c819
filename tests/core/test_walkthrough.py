"""The walkthrough, visited whole: every place, every answer, every device."""

from itertools import product

import pytest

from bot.core.actions import MAX_CALLBACK_DATA, decode
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.effects import Button
from bot.core.walkthrough import (
    CHECKS,
    PATHS,
    TRANSITIONS,
    Answer,
    Device,
    Place,
    Step,
    Walk,
    begin,
    choose,
    follow,
    offered,
    read,
    show,
)
from tests.core.worlds import KNOWLEDGE

PLACES = {walk for walk, _ in TRANSITIONS} | set(TRANSITIONS.values())


def test_every_place_is_reached_from_the_start_and_leads_to_the_end() -> None:
    """Nobody gets lost: wherever one stands, the end can be reached."""
    reached = set(map(begin, Device))
    while True:
        more = {there for (here, _), there in TRANSITIONS.items() if here in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == PLACES
    ends = {Walk(device, Place(Step.DONE)) for device in Device}
    arriving = set(ends)
    while True:
        more = {here for (here, _), there in TRANSITIONS.items() if there in arriving} - arriving
        if not more:
            break
        arriving |= more
    assert arriving == PLACES


@pytest.mark.parametrize(("walk", "answer"), list(product(sorted(PLACES), Answer)))
def test_each_answer_at_each_place(walk: Walk, answer: Answer) -> None:
    """An offered answer leads where the table says; one from an old keyboard stays."""
    expected = TRANSITIONS.get((walk, answer), walk)
    assert follow(walk, answer) == expected
    assert (answer in offered(walk)) == ((walk, answer) in TRANSITIONS)


def test_the_happy_path_meets_each_step_once() -> None:
    """Saying yes all along walks the whole way to the end."""
    for device, path in PATHS.items():
        walk, met = begin(device), []
        while walk.place.step is not Step.DONE:
            met.append(walk.place.step)
            walk = follow(walk, Answer.NEXT)
        assert tuple(met) == (*path, *CHECKS)


def test_a_no_leads_back_to_the_step_that_mends_it() -> None:
    """A failed check is followed by what can be done about it."""
    for device in Device:
        for check in CHECKS:
            back = follow(Walk(device, Place(check)), Answer.NO).place.step
            assert back == (PATHS[device][0] if check is Step.CHECK_PAGE else Step.TURN_OFF)


def test_who_cannot_see_it_gets_help_and_a_way_back() -> None:
    """Each step before the checks has its help, with other ways and the way back."""
    for device, path in PATHS.items():
        for step in path:
            help_ = follow(Walk(device, Place(step)), Answer.LOST)
            assert help_ == Walk(device, Place(step, lost=True))
            assert follow(help_, Answer.RETURN) == Walk(device, Place(step))
            ways = {follow(help_, answer) for answer in offered(help_)}
            others = {begin(other) for other in Device if other is not device}
            assert others < ways


@pytest.mark.parametrize("walk", sorted(PLACES))
def test_the_buttons_say_where_they_lead(walk: Walk) -> None:
    """The state travels in the buttons: each one, read back, leads where the table says."""
    day = day_of(LINKEDIN_AI, LINKEDIN_AI.starts_on)
    message = show(walk, day, KNOWLEDGE, "fr")
    buttons = [b for row in message.keyboard for b in row if isinstance(b, Button)]
    led = []
    for button in buttons:
        assert len(button.data.encode()) <= MAX_CALLBACK_DATA
        where = read(decode(button.data))
        if where is None:
            assert button.data == "by"
            continue
        led.append(where)
    expected = [TRANSITIONS[walk, answer] for answer in offered(walk)]
    assert sorted(led) == sorted(expected)


def test_the_choice_of_the_way_begins_each_way() -> None:
    """Three buttons, three ways; the direct link first."""
    buttons = [b for row in choose(None).keyboard for b in row if isinstance(b, Button)]
    assert [read(decode(button.data)) for button in buttons] == [begin(d) for d in Device]
    assert next(iter(Device)) is Device.LINK


@pytest.mark.parametrize(
    "data",
    [
        "walk",
        "walk:",
        "walk:phone",
        "walk:phone:turn-off",
        "walk:fridge:turn-off:next",
        "walk:phone:fly:next",
        "walk:phone:turn-off:jump",
        "walk:link:open-menu:next",
        "by",
        "by:fridge",
        "by:phone:x",
    ],
)
def test_a_foreign_button_is_not_followed(data: str) -> None:
    """Data that no button of ours carries leads nowhere."""
    assert read(decode(data)) is None
