"""Everything that the dialogue can show: every command, and every button reached from there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from bot.adapters.schema import stored_lines
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Show, Text
from bot.core.events import Attached, Commanded, Event, Pressed, Said
from bot.core.interface import MENU
from bot.core.reminders import Cadence, plan
from bot.core.reminding import reminder
from tests.core.worlds import KNOWLEDGE, QUESTIONS, world

INSTANTS: Final = (
    datetime(2025, 10, 20, 8, 0, tzinfo=UTC),
    datetime(2025, 11, 2, 8, 0, tzinfo=UTC),
    datetime(2025, 11, 3, 8, 0, tzinfo=UTC),
    datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
)
_KNOWN: Final = Conversation("fr", "Europe/Paris", seen_on=date(2025, 9, 20))
PERSONS: Final = (
    Conversation("fr", "Europe/Paris"),
    _KNOWN,
    replace(_KNOWN, refused_on=date(2025, 10, 1)),
    *(replace(_KNOWN, cadence=cadence, subscribed_on=date(2025, 10, 1)) for cadence in Cadence),
)
_BEGINNINGS: Final[tuple[Event, ...]] = (
    *(Commanded(command) for command in MENU),
    *(Pressed(f"faq:{topic}") for topic in KNOWLEDGE.topics),
    *(Said(question) for question in QUESTIONS.known),
    Said("nothing that anybody knows"),
    Said(" "),
    Attached(),
    Commanded("nonsense"),
    Pressed("nonsense"),
)


def shows_at(now: datetime, person: Conversation, *, is_group: bool = False) -> Iterator[Show]:
    """Yield everything that *person* can be shown at *now*."""
    # Without an operator, /privacy says so.
    around = replace(
        world(now, is_group=is_group, operator="" if is_group else "A union"),
        stored=stored_lines(),
    )
    waiting = list(_BEGINNINGS)
    met = {event.data for event in waiting if isinstance(event, Pressed)}
    while waiting:
        for effect in take_turn(person, waiting.pop(), around).effects:
            if not isinstance(effect, Show):
                continue
            yield effect
            for button in (button for row in effect.keyboard for button in row):
                if isinstance(button, Button) and button.data not in met:
                    met.add(button.data)
                    waiting.append(Pressed(button.data))


@cache
def all_shows() -> tuple[tuple[datetime, Show], ...]:
    """Return everything that anybody can be shown on four days of the story, reminders too."""
    found: dict[str, tuple[datetime, Show]] = {}
    for now in INSTANTS:
        campaign = world(now).campaign
        for person in PERSONS:
            for is_group in (False, True) if person is PERSONS[0] else (False,):
                for show in shows_at(now, person, is_group=is_group):
                    found.setdefault(f"{now} {show}", (now, show))
        for cadence in Cadence:
            planned = plan(
                cadence,
                since=now.date(),
                campaign=campaign,
                hour=9,
                zone="Europe/Paris",
                now=INSTANTS[0],
            )
            for one in planned:
                show = reminder(one.milestone, world(now).day(_KNOWN))
                found.setdefault(f"{now} {show}", (now, show))
    return tuple(found.values())


def lines() -> set[tuple[str, str | None]]:
    """Return the id and attribute of everything said in a message."""
    return {(text.id, text.attribute) for text in _lines()}


def labels() -> set[tuple[str, str | None]]:
    """Return the id and attribute of everything said on a button."""
    return {
        (button.label.id, button.label.attribute)
        for _, show in all_shows()
        for row in show.keyboard
        for button in row
    }


def _lines() -> Iterator[Text]:
    for _, show in all_shows():
        for paragraph in show.paragraphs:
            yield from paragraph
