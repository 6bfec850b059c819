"""The way to the switch: one step at a time, on the person's device, until it reads Off.

The steps and where each answer leads are tables, so that a test can visit them all. Where the
person stands travels in the buttons: an old message goes on working, after a restart too.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from bot.core.actions import Action, encode
from bot.core.calendar import Day
from bot.core.effects import Button, LinkButton, Show, Text
from bot.core.faq import claim_args, link_button
from bot.core.knowledge import Knowledge

WALK: Final = "walk"  # action: walk:<device>:<step>:<answer>, with ":lost" added on a help page
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
    DONE = "done"


class Answer(StrEnum):
    """What the person says about a step."""

    NEXT = "next"  # done, seen; on a check: yes
    NO = "no"  # on a check: it is not so
    BACK = "back"
    LOST = "lost"  # "I can't see it"
    RETURN = "return"  # from the help back to its step
    LINK = "link"  # way out: try the direct link
    PHONE = "phone"  # way out: go by the app
    COMPUTER = "computer"  # way out: go by the website's menus
    AGAIN = "again"  # after the end: check once more


class Place(NamedTuple):
    """A step, or the help for who cannot see what it speaks of."""

    step: Step
    lost: bool = False


class Walk(NamedTuple):
    """Where a person stands, and on which way."""

    device: Device
    place: Place


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
WAYS_OUT: Final[Mapping[Answer, Device]] = {
    Answer.LINK: Device.LINK,
    Answer.PHONE: Device.PHONE,
    Answer.COMPUTER: Device.COMPUTER,
}


def begin(device: Device) -> Walk:
    """Return the first place on the way of *device*."""
    return Walk(device, Place(PATHS[device][0]))


def _transitions() -> dict[tuple[Walk, Answer], Walk]:
    table: dict[tuple[Walk, Answer], Walk] = {}

    def lead(device: Device, here: Step, answer: Answer, there: Step) -> None:
        table[Walk(device, Place(here)), answer] = Walk(device, Place(there))

    for device, path in PATHS.items():
        way = (*path, *CHECKS, Step.DONE)
        for here, there in pairwise(way):
            lead(device, here, Answer.NEXT, there)
            if there is not Step.DONE:
                lead(device, there, Answer.BACK, here)
        # A check that fails leads to the step that mends it.
        lead(device, Step.CHECK_PAGE, Answer.NO, path[0])
        lead(device, Step.CHECK_SWITCH, Answer.NO, Step.TURN_OFF)
        lead(device, Step.CHECK_AGAIN, Answer.NO, Step.TURN_OFF)
        table[Walk(device, Place(Step.DONE)), Answer.AGAIN] = begin(Device.LINK)
        for step in path:
            shown, help_ = Walk(device, Place(step)), Walk(device, Place(step, lost=True))
            table[shown, Answer.LOST] = help_
            table[help_, Answer.RETURN] = shown
            for way_out, other in WAYS_OUT.items():
                if other is not device:
                    table[help_, way_out] = begin(other)
    return table


# Standing here, given this answer, go there.
TRANSITIONS: Final[Mapping[tuple[Walk, Answer], Walk]] = _transitions()

_ROW_ORDER: Final = (  # buttons of one message, row by row
    (Answer.NEXT, Answer.NO),
    (Answer.LOST,),
    (Answer.LINK,),
    (Answer.PHONE,),
    (Answer.COMPUTER,),
    (Answer.RETURN,),
    (Answer.AGAIN,),
    (Answer.BACK,),
)
_BY_DEVICE: Final = frozenset(_MENUS[:-1])  # what is to be tapped differs between app and website


def offered(walk: Walk) -> tuple[Answer, ...]:
    """Return the answers offered at *walk*, in the order of the table."""
    return tuple(answer for here, answer in TRANSITIONS if here == walk)


def follow(walk: Walk, answer: Answer) -> Walk:
    """Return where *answer* leads.

    An answer that is not offered there, as from an old keyboard, stays at the place.
    """
    return TRANSITIONS.get((walk, answer), walk)


def read(action: Action) -> Walk | None:
    """Return where a pressed button leads, or None when no button of ours looks like that."""
    try:
        if action.name == BEGIN:
            (device,) = action.arguments
            return begin(Device(device))
        device, step, answer, *rest = action.arguments
        here = Walk(Device(device), Place(Step(step), lost=rest == ["lost"]))
        return follow(here, Answer(answer)) if offered(here) else None
    except ValueError:
        return None


def choose(refused_on: date | None) -> Show:
    """Return the opening: which way; who has seen the switch read Off before is told when."""
    opening = (
        Text("walkthrough-choose")
        if refused_on is None
        else Text("walkthrough-choose-again", {"refused": refused_on})
    )
    buttons = tuple(
        (Button(Text("walkthrough-way", attribute=device.value), encode(BEGIN, device)),)
        for device in Device
    )
    return Show(((opening,),), buttons)


def show(walk: Walk, day: Day, knowledge: Knowledge, locale: str) -> Show:
    """Return the message for where a person stands, with a button for each answer offered."""
    message = message_id(walk)
    args = claim_args(day, knowledge, locale)
    paragraphs = [(Text(message, args),)]
    if (number := _number(walk)) is not None:
        total = len(PATHS[walk.device]) + len(CHECKS)
        paragraphs.insert(0, (Text("walkthrough-progress", {"step": number, "steps": total}),))
    if _is_unsure(walk, knowledge, locale):
        paragraphs.append((Text("walkthrough-or-similar"),))
    links: tuple[tuple[Button | LinkButton, ...], ...] = tuple(
        (link_button(key, knowledge),) for key in _links(walk)
    )
    answers = offered(walk)
    rows = tuple(
        tuple(
            Button(_label(message, answer), _data(walk, answer))
            for answer in row
            if answer in answers
        )
        for row in _ROW_ORDER
    )
    answered = [row for row in rows if row]
    keyboard = [*answered, *links] if walk.place.lost else [*links, *answered]
    if walk == begin(walk.device):
        keyboard.append((Button(Text("back"), encode(BEGIN)),))
    return Show(tuple(paragraphs), tuple(keyboard), replace=True)


def message_id(walk: Walk) -> str:
    """Return the id of the message for *walk*."""
    step = walk.place.step
    parts = ["walkthrough", *([walk.device.value] if step in _BY_DEVICE else []), step.value]
    return "-".join([*parts, *(["lost"] if walk.place.lost else [])])


def _number(walk: Walk) -> int | None:
    """Return which step of the way this is, from 1; None at the end and on a help page."""
    way = (*PATHS[walk.device], *CHECKS)
    if walk.place.lost or walk.place.step not in way:
        return None
    return way.index(walk.place.step) + 1


def _label_of(walk: Walk) -> str | None:
    """Return the id of the label that the step asks to look for, if it asks for one."""
    on_phone = walk.device is Device.PHONE
    return {
        Step.OPEN_MENU: None if on_phone else "me",  # the app shows a photo, without words
        Step.OPEN_SETTINGS: "settings-app" if on_phone else "settings-web",
        Step.OPEN_PRIVACY: "data-privacy",
        Step.FIND_ENTRY: "entry",
        Step.TURN_OFF: "switch",
    }.get(walk.place.step)


def _is_unsure(walk: Walk, knowledge: Knowledge, locale: str) -> bool:
    """Tell whether the label looked for rests on a single or weak source, so may differ."""
    labels = knowledge.labels.get(locale) or knowledge.labels["en"]
    label = labels.get(_label_of(walk) or "")
    return label is not None and not label.sure and not walk.place.lost


def _links(walk: Walk) -> tuple[str, ...]:
    step, lost = walk.place
    if lost:
        return ("objection-form",)
    if step in (Step.OPEN_LINK, Step.CHECK_AGAIN):
        return ("setting",)
    return ("objection-form",) if step is Step.DONE else ()


def _label(message: str, answer: Answer) -> Text:
    """Return the words of a button: those of the step, or those that every step shares."""
    if answer in (Answer.NEXT, Answer.NO):
        return Text(message, attribute=answer.value)
    if answer in WAYS_OUT:
        return Text("walkthrough-way", attribute=answer.value)
    return Text("back") if answer is Answer.BACK else Text(f"walkthrough-{answer.value}")


def _data(walk: Walk, answer: Answer) -> str:
    lost = ("lost",) if walk.place.lost else ()
    return encode(WALK, walk.device, walk.place.step, answer, *lost)
