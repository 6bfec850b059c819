"""Everything that the dialogue can show or send: each command, and each button from there on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from bot.adapters.schema import stored_lines
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import (
    Agenda,
    Button,
    Disclose,
    Disclosed,
    Effect,
    Keyboard,
    Letter,
    PlannedReminder,
    SendFile,
    Show,
    TellReminders,
    Text,
)
from bot.core.events import Attached, Commanded, Event, Pressed, Said
from bot.core.interface import MENU
from bot.core.privacy import MAX_ROWS, told
from bot.core.reminders import Cadence, still_true
from bot.core.reminding import reminder, restored
from bot.core.walkthrough import Device, Step
from bot.core.world import World
from tests.core.worlds import KNOWLEDGE, QUESTIONS, world

UNANNOUNCED: Final = datetime(2025, 9, 10, 8, 0, tzinfo=UTC)
INSTANTS: Final = (
    datetime(2025, 10, 20, 8, 0, tzinfo=UTC),
    datetime(2025, 11, 2, 8, 0, tzinfo=UTC),
    datetime(2025, 11, 2, 21, 0, tzinfo=UTC),  # too late for any reminder before the start
    datetime(2025, 11, 3, 8, 0, tzinfo=UTC),
    datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
)
_KNOWN: Final = Conversation("fr", "Europe/Paris", seen_on=date(2025, 9, 20))
_REMINDED: Final = tuple(
    replace(
        _KNOWN,
        cadence=cadence,
        subscribed_on=date(2025, 10, 1),
        own_on=date(2025, 11, 2) if cadence is Cadence.OWN else None,
    )
    for cadence in Cadence
)
PERSONS: Final = (
    Conversation("fr", "Europe/Paris"),
    _KNOWN,
    replace(_KNOWN, refused_on=date(2025, 10, 1)),
    replace(_KNOWN, device=Device.PHONE, step=Step.OPEN_SETTINGS),
    replace(_KNOWN, wants_pictures=False, follows_changes=True),
    *_REMINDED,
)
# What /mydata tells, with more rows than a message shows.
KEPT: Final = tuple(
    Disclosed("kept_question", row, "topic", line, "when")
    for line in stored_lines()
    for row in range(1, MAX_ROWS + 2)
)
MILESTONES: Final = (
    "countdown-7",
    "own-2025-11-02",
    "nudge-2025-11-04",
    "recheck-2026-02-01",
    "change-notice-2026",
    "resume-2025-10-20",
)
WAITING: Final = PlannedReminder(
    datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
    "recheck-2026-11-23",
    datetime(2026, 11, 23, 20, 0, tzinfo=UTC),
)
_BEGINNINGS: Final[tuple[Event, ...]] = (
    *(Commanded(command) for command in MENU),
    *(Pressed(f"faq:{topic}") for topic in KNOWLEDGE.topics),
    *(Said(question) for question in QUESTIONS.known),
    *(Pressed(f"snooze:h:{milestone}") for milestone in MILESTONES),
    Said("nothing that anybody knows"),
    Pressed("question:keep:forgotten"),
    Said(" "),
    Attached(),
    Commanded("nonsense"),
    Pressed("nonsense"),
    Pressed("question:keep:000000000000"),  # of a question that is not known any more
)


def effects_at(now: datetime, person: Conversation, around: World) -> Iterator[Show | SendFile]:
    """Yield everything that *person* can be shown or sent at *now*, in the world *around*."""
    waiting = [(person, event) for event in _BEGINNINGS]
    met = {event.data for event in _BEGINNINGS if isinstance(event, Pressed)}

    def follow(keyboard: Keyboard, after: Conversation | None) -> None:
        spoken_of = None if after is None else after.context
        for button in (button for row in keyboard for button in row):
            if isinstance(button, Button) and button.data not in met:
                met.add(button.data)
                waiting.append((replace(person, context=spoken_of), Pressed(button.data)))

    for milestone in MILESTONES:
        for someone in (person, replace(person, device=Device.PHONE, step=Step.TURN_OFF)):
            if still_true(milestone, around.day(someone), someone):
                shown = reminder(milestone, around.day(someone), someone, now=now)
                yield shown
                follow(shown.keyboard, None)
    while waiting:
        conversation, event = waiting.pop()
        turn = take_turn(conversation, event, around)
        for effect in turn.effects:
            for said in _said(effect):
                yield said
                follow(said.keyboard, turn.conversation)


def _said(effect: Effect) -> tuple[Show | SendFile, ...]:
    """Return what the person gets of *effect*."""
    if isinstance(effect, Disclose):
        return (*told(()), *told(KEPT))
    if isinstance(effect, TellReminders):
        return tuple(
            restored(plan, effect.zone, now=WAITING.due_at) for plan in ((), (WAITING, WAITING))
        )
    return (effect,) if isinstance(effect, Show | SendFile) else ()


def _worlds_of(now: datetime, person: Conversation) -> Iterator[World]:
    private = replace(world(now), stored=stored_lines())
    yield private
    if person is PERSONS[0]:
        # Without an operator, /privacy says so.
        group = replace(private, is_group=True, operator="")
        yield group
        yield replace(group, is_admin=False)


@cache
def _all_effects() -> tuple[tuple[datetime, Show | SendFile], ...]:
    found: dict[str, tuple[datetime, Show | SendFile]] = {}
    for now in (UNANNOUNCED, *INSTANTS):
        for person in PERSONS[:1] if now is UNANNOUNCED else PERSONS:
            for around in _worlds_of(now, person):
                for effect in effects_at(now, person, around):
                    found.setdefault(f"{now} {effect}", (now, effect))
    return tuple(found.values())


@cache
def all_shows() -> tuple[tuple[datetime, Show], ...]:
    """Return everything that anybody can be shown on the days of the story, reminders too."""
    return tuple((now, effect) for now, effect in _all_effects() if isinstance(effect, Show))


@cache
def all_files() -> tuple[tuple[datetime, SendFile], ...]:
    """Return every file that anybody can be sent on these days."""
    return tuple((now, effect) for now, effect in _all_effects() if isinstance(effect, SendFile))


def lines() -> set[tuple[str, str | None]]:
    """Return the id and attribute of everything said in a message or a file."""
    return {(text.id, text.attribute) for text in _lines()}


def labels() -> set[tuple[str, str | None]]:
    """Return the id and attribute of everything said on a button."""
    return {
        (button.label.id, button.label.attribute)
        for _, effect in _all_effects()
        for row in effect.keyboard
        for button in row
    }


def _lines() -> Iterator[Text]:
    for _, show in all_shows():
        for paragraph in show.paragraphs:
            yield from paragraph
    for _, sent in all_files():
        yield sent.caption
        yield sent.file.name
        if isinstance(sent.file, Agenda):
            for appointment in sent.file.appointments:
                yield appointment.title
                yield appointment.body
        elif isinstance(sent.file, Letter):
            for paragraph in sent.file.paragraphs:
                yield from paragraph
