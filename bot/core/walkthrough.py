"""The way to the switch: one step at a time, on the person's device, until it reads Off.

The steps and where each answer leads are one table, so that a test can visit it whole. Where the
person stands travels in the buttons: an old message goes on working, after a restart too. What is
said at each place is in signposts.py.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise, product
from typing import Final, NamedTuple, TypeAlias

from bot.core.actions import Action, encode

WALK: Final = "walk"  # action: walk:<device>:<step>:<answer>, then the page or the notes, if any
BEGIN: Final = "by"  # action: by:<device>, or by alone for the choice


class Device(StrEnum):
    """How the person goes to the switch."""

    LINK = "link"  # the direct link, on whatever device; first, since it saves four steps
    PHONE = "phone"  # the app; iPhone and Android do not differ, as far as sources show
    COMPUTER = "computer"  # the menus of the website


class Step(StrEnum):
    """One thing to do or to look at."""

    OPEN_LINK = "open-link"
    OPEN_MENU = "open-menu"
    OPEN_SETTINGS = "open-settings"
    OPEN_PRIVACY = "open-privacy"
    FIND_ENTRY = "find-entry"
    TURN_OFF = "turn-off"
    CHECK_PAGE = "check-page"
    CHECK_SWITCH = "check-switch"
    CHECK_AGAIN = "check-again"
    DONE = "done"  # the switch was seen Off; what follows is optional
    OBJECTION = "objection"  # the form, for older content
    SIBLINGS = "siblings"  # other settings worth a look
    RECEIPT = "receipt"


class Answer(StrEnum):
    """What the person says about a step."""

    NEXT = "next"  # done, seen; on a check: yes
    NO = "no"  # on a check: it is not so; on the form: not sent
    BACK = "back"
    LOST = "lost"  # "I can't see it"
    WORDS = "words"  # help: LinkedIn speaks another language
    RETURN = "return"  # from the help back to its step
    LINK = "link"  # way out: try the direct link
    PHONE = "phone"  # way out: go by the app
    COMPUTER = "computer"  # way out: go by the website's menus
    RESEARCH = "research"  # tick or untick this sibling
    ADS = "ads"  # the same
    FINISH = "finish"  # straight to the receipt
    AGAIN = "again"  # after the end: check once more


class Page(StrEnum):
    """What is shown of a step."""

    STEP = "step"
    LOST = "lost"  # the ways out, for who cannot see what it speaks of
    WORDS = "words"  # what LinkedIn calls it in other languages


class Note(StrEnum):
    """Something optional that the person said to have done."""

    FORM = "form"
    RESEARCH = "research"
    ADS = "ads"


class Place(NamedTuple):
    """A step, and which page of it."""

    step: Step
    page: Page = Page.STEP


class Walk(NamedTuple):
    """Where a person stands, on which way, and what they did beyond it (in the order of Note)."""

    device: Device
    place: Place
    notes: tuple[Note, ...] = ()


_MENUS: Final = (
    Step.OPEN_MENU,
    Step.OPEN_SETTINGS,
    Step.OPEN_PRIVACY,
    Step.FIND_ENTRY,
    Step.TURN_OFF,
)
PATHS: Final[Mapping[Device, tuple[Step, ...]]] = {
    Device.LINK: (Step.OPEN_LINK, Step.TURN_OFF),
    Device.PHONE: _MENUS,
    Device.COMPUTER: _MENUS,
}
CHECKS: Final = (Step.CHECK_PAGE, Step.CHECK_SWITCH, Step.CHECK_AGAIN)
AFTERWARDS: Final = (Step.OBJECTION, Step.SIBLINGS, Step.RECEIPT)
# Steps that return below the answer to a question in between; the later ones carry notes, which
# only their buttons know.
LASTING: Final = frozenset((Step.OPEN_LINK, *_MENUS, *CHECKS, Step.OBJECTION))
SIBLINGS: Final[Mapping[Answer, Note]] = {
    Answer.RESEARCH: Note.RESEARCH,
    Answer.ADS: Note.ADS,
}
WAYS_OUT: Final[Mapping[Answer, Device]] = {
    Answer.LINK: Device.LINK,
    Answer.PHONE: Device.PHONE,
    Answer.COMPUTER: Device.COMPUTER,
}
# Steps that name something to look for, so that its name in other languages may help.
NAMING: Final[Mapping[Device, frozenset[Step]]] = {
    Device.LINK: frozenset({Step.OPEN_LINK, Step.TURN_OFF, Step.OBJECTION}),
    # The app shows a photo without words.
    Device.PHONE: frozenset((*_MENUS, Step.OBJECTION)) - {Step.OPEN_MENU},
    Device.COMPUTER: frozenset((*_MENUS, Step.OBJECTION)),
}


def begin(device: Device) -> Walk:
    """Return the first place on the way of *device*."""
    return Walk(device, Place(PATHS[device][0]))


_Edge: TypeAlias = tuple[Place, Answer, Place]


def _way(path: tuple[Step, ...]) -> Iterator[_Edge]:
    """Yield what leads along a way, and back."""
    for here, there in pairwise((*path, *CHECKS, Step.DONE, *AFTERWARDS)):
        yield Place(here), Answer.NEXT, Place(there)
        if there is not Step.DONE:
            yield Place(there), Answer.BACK, Place(here)
    # A check that fails leads to the step that mends it; what is not seen, to the help of its step.
    page = path[-2]
    yield Place(Step.CHECK_PAGE), Answer.NO, Place(path[0])
    yield Place(Step.CHECK_SWITCH), Answer.NO, Place(Step.TURN_OFF)
    yield Place(Step.CHECK_AGAIN), Answer.NO, Place(Step.TURN_OFF)
    yield Place(Step.CHECK_PAGE), Answer.LOST, Place(page, Page.LOST)
    yield Place(Step.CHECK_SWITCH), Answer.LOST, Place(Step.TURN_OFF, Page.LOST)
    yield Place(Step.CHECK_AGAIN), Answer.LOST, Place(page, Page.LOST)
    yield Place(Step.DONE), Answer.FINISH, Place(Step.RECEIPT)
    yield Place(Step.OBJECTION), Answer.NO, Place(Step.SIBLINGS)
    for tick in SIBLINGS:
        yield Place(Step.SIBLINGS), tick, Place(Step.SIBLINGS)


def _help(steps: Iterable[Step], naming: Container[Step]) -> Iterator[_Edge]:
    """Yield what leads to the help of each step, and back."""
    for step in steps:
        lost, words = Place(step, Page.LOST), Place(step, Page.WORDS)
        yield Place(step), Answer.LOST, lost
        yield lost, Answer.RETURN, Place(step)
        if step in naming:
            yield lost, Answer.WORDS, words
            yield words, Answer.RETURN, Place(step)


def _transitions() -> dict[tuple[Walk, Answer], Walk]:
    table: dict[tuple[Walk, Answer], Walk] = {}
    for device, path in PATHS.items():
        for here, answer, there in (*_way(path), *_help((*path, Step.OBJECTION), NAMING[device])):
            table[Walk(device, here), answer] = Walk(device, there)
        for step, (way_out, other) in product(path, WAYS_OUT.items()):
            if other is not device:
                table[Walk(device, Place(step, Page.LOST)), way_out] = begin(other)
        for end in (Step.DONE, Step.RECEIPT):
            table[Walk(device, Place(end)), Answer.AGAIN] = begin(Device.LINK)
    return table


# Standing here, given this answer, go there; the notes are kept apart.
TRANSITIONS: Final[Mapping[tuple[Walk, Answer], Walk]] = _transitions()


def offered(walk: Walk) -> tuple[Answer, ...]:
    """Return the answers offered at *walk*, in the order of the table."""
    here = walk._replace(notes=())
    return tuple(answer for place, answer in TRANSITIONS if place == here)


def follow(walk: Walk, answer: Answer) -> Walk:
    """Return where *answer* leads, with what it notes.

    An answer that is not offered there, as from an old keyboard, stays at the place.
    """
    there = TRANSITIONS.get((walk._replace(notes=()), answer))
    if there is None:
        return walk
    if there.place.step not in (Step.DONE, *AFTERWARDS):
        return there
    noted = set(walk.notes)
    if walk.place.step is Step.SIBLINGS and answer in SIBLINGS:
        noted ^= {SIBLINGS[answer]}
    elif walk.place.step is Step.OBJECTION and answer is Answer.NEXT:
        noted.add(Note.FORM)
    elif walk.place.step is Step.OBJECTION and answer is Answer.NO:
        noted.discard(Note.FORM)
    return there._replace(notes=tuple(note for note in Note if note in noted))


def data(walk: Walk, answer: Answer) -> str:
    """Return what the button of *answer* at *walk* carries."""
    rest = [walk.place.page.value] if walk.place.page is not Page.STEP else []
    rest += ["+".join(walk.notes)] if walk.notes else []
    return encode(WALK, walk.device, walk.place.step, answer, *rest)


def standing_data(walk: Walk) -> str:
    """Return what a button carries that shows *walk* itself."""
    return data(walk, Answer.RETURN)  # not offered on a step, so it stays there


def read(action: Action) -> tuple[Walk, Answer] | None:
    """Return where a button was pressed and what it says, or None where none looks like that.

    The inverse of data().
    """
    try:
        device, step, answer, *rest = action.arguments
        pages = [Page(part) for part in rest if part in tuple(Page)]
        (page,) = pages or [Page.STEP]
        notes = [part for part in rest if part not in tuple(Page)]
        (noted,) = notes or [""]
        named = tuple(Note(part) for part in noted.split("+")) if noted else ()
        walk = Walk(Device(device), Place(Step(step), page), named)
        said = Answer(answer)
    except ValueError:
        return None
    if not offered(walk) or named != tuple(note for note in Note if note in named):
        return None
    # The same data, so no button of ours could look otherwise.
    return (walk, said) if encode(WALK, *action.arguments) == data(walk, said) else None


def number(walk: Walk) -> tuple[int, int] | None:
    """Return which step of the way this is, from 1, and of how many; None outside of the way."""
    way = (*PATHS[walk.device], *CHECKS)
    if walk.place.page is not Page.STEP or walk.place.step not in way:
        return None
    return way.index(walk.place.step) + 1, len(way)
