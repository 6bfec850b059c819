"""What is said at each place of the walkthrough, and with which buttons, links and picture."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.core.actions import encode
from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, LinkButton, Picture, Show, Text, Value
from bot.core.faq import claim_args, link_button
from bot.core.knowledge import Knowledge, Label
from bot.core.receipt import calendar_buttons, receipt_lines
from bot.core.walkthrough import (
    BEGIN,
    PATHS,
    SIBLINGS,
    WAYS_OUT,
    Answer,
    Device,
    Page,
    Step,
    Walk,
    begin,
    data,
    number,
    offered,
    standing_data,
)


class Hint(StrEnum):
    """A reason why something is not there, and what to do: an attribute of walkthrough-hint."""

    TIP = "tip"  # what only this step knows: an attribute of its own message
    SIGN_IN = "sign-in"
    WRONG_PAGE = "wrong-page"
    OLD_APP = "old-app"
    ACCOUNT = "account"
    NO_ACCOUNT = "no-account"


# Each hint where it applies, likeliest first; four lines are read, more are not.
HINTS: Final[Mapping[tuple[Device, Step], tuple[Hint, ...]]] = {
    (Device.LINK, Step.OPEN_LINK): (
        Hint.SIGN_IN,
        Hint.WRONG_PAGE,
        Hint.ACCOUNT,
        Hint.NO_ACCOUNT,
    ),
    (Device.PHONE, Step.OPEN_MENU): (Hint.SIGN_IN, Hint.OLD_APP, Hint.NO_ACCOUNT),
    (Device.PHONE, Step.OPEN_SETTINGS): (Hint.TIP, Hint.OLD_APP),
    (Device.PHONE, Step.OPEN_PRIVACY): (Hint.TIP, Hint.OLD_APP),
    (Device.PHONE, Step.FIND_ENTRY): (Hint.TIP, Hint.OLD_APP, Hint.ACCOUNT),
    (Device.COMPUTER, Step.OPEN_MENU): (Hint.SIGN_IN, Hint.TIP, Hint.NO_ACCOUNT),
    (Device.COMPUTER, Step.OPEN_SETTINGS): (Hint.TIP,),
    (Device.COMPUTER, Step.OPEN_PRIVACY): (Hint.TIP,),
    (Device.COMPUTER, Step.FIND_ENTRY): (Hint.TIP, Hint.ACCOUNT),
    **{(device, Step.TURN_OFF): (Hint.TIP, Hint.ACCOUNT) for device in Device},
    **{(device, Step.OBJECTION): (Hint.TIP,) for device in Device},
}

_ROW_ORDER: Final = (  # buttons of one message, row by row
    (Answer.RESEARCH,),
    (Answer.ADS,),
    (Answer.NEXT, Answer.NO),
    (Answer.FINISH,),
    (Answer.LOST,),
    (Answer.WORDS,),
    (Answer.LINK,),
    (Answer.PHONE,),
    (Answer.COMPUTER,),
    (Answer.RETURN,),
    (Answer.AGAIN,),
    (Answer.BACK,),
)
# What is to be tapped differs between app and website.
_BY_DEVICE: Final = frozenset(PATHS[Device.PHONE]) - {Step.TURN_OFF}
_WITHOUT_PICTURE: Final = frozenset({Step.DONE, Step.SIBLINGS, Step.RECEIPT})


def choose(conversation: Conversation, here: Walk | None = None) -> Show:
    """Return the opening: which way.

    Who has seen the switch read Off before is told when; who stands *here*, in the middle of the
    way, may go on there.
    """
    refused_on = conversation.refused_on
    opening = (
        Text("walkthrough-choose")
        if refused_on is None
        else Text("walkthrough-choose-again", {"refused": refused_on})
    )
    ways: Keyboard = tuple(
        (Button(Text("walkthrough-way", attribute=device.value), encode(BEGIN, device)),)
        for device in Device
    )
    if here is not None and (counted := number(here)) is not None:
        step, steps = counted
        on = Button(Text("walkthrough-go-on", {"step": step, "steps": steps}), standing_data(here))
        ways = ((on,), *ways)
    return Show(((opening,),), ways)


def show(walk: Walk, conversation: Conversation, day: Day, knowledge: Knowledge) -> Show:
    """Return the message for where a person stands, with a button for each answer offered.

    The places after the checks name the day on which the switch was seen Off, and today where
    none is noted.
    """
    locale = conversation.locale
    args = {
        **claim_args(day, knowledge, locale),
        "today": conversation.refused_on or day.on,
        "count": sum(note in walk.notes for note in SIBLINGS.values()),
    }
    paragraphs = [
        *_progress(walk),
        (Text(message_id(walk), args),),
        *_details(walk, args, knowledge, locale),
    ]
    keyboard = (*_beside(walk), *_answers(walk, knowledge), *_back_to_the_choice(walk))
    picture = Picture(picture_name(walk)) if conversation.wants_pictures else None
    if walk.place.step in _WITHOUT_PICTURE:
        picture = None
    return Show(tuple(paragraphs), keyboard, replace=True, picture=picture)


def message_id(walk: Walk) -> str:
    """Return the id of the message for *walk*."""
    page = walk.place.page
    if page is Page.WORDS:
        return "walkthrough-words"
    return _step_id(walk) if page is Page.STEP else f"{_step_id(walk)}-{page.value}"


def picture_name(walk: Walk) -> str:
    """Return the name of the picture of a step; its help keeps it, so that it stays in place."""
    return _step_id(walk)


def _step_id(walk: Walk) -> str:
    step = walk.place.step
    parts = ["walkthrough", *([walk.device.value] if step in _BY_DEVICE else []), step.value]
    return "-".join(parts)


def _progress(walk: Walk) -> tuple[tuple[Text, ...], ...]:
    counted = number(walk)
    if counted is None:
        return ()
    step, steps = counted
    return ((Text("walkthrough-progress", {"step": step, "steps": steps}),),)


def _details(
    walk: Walk, args: Mapping[str, Value], knowledge: Knowledge, locale: str
) -> tuple[tuple[Text, ...], ...]:
    """Return the paragraphs below the message of a place."""
    step, page = walk.place
    if page is Page.LOST:
        return (_hints(walk, args),)
    if page is Page.WORDS:
        lines = tuple(
            Text("walkthrough-words-line", {"language": tag, "name": label.text})
            for tag, label in _words(walk, knowledge, locale).items()
        )
        return (lines, (Text("walkthrough-or-similar"),))
    if step is Step.RECEIPT:
        return receipt_lines(walk.notes, args)
    labels = knowledge.labels.get(locale, {})
    looked_for = [labels[id_] for id_ in _label_ids(walk) if id_ in labels]
    unsure = any(not label.sure for label in looked_for)
    return ((Text("walkthrough-or-similar"),),) if unsure else ()


def _hints(walk: Walk, args: Mapping[str, Value]) -> tuple[Text, ...]:
    return tuple(
        Text(message_id(walk) if hint is Hint.TIP else "walkthrough-hint", args, hint.value)
        for hint in HINTS[walk.device, walk.place.step]
    )


def _words(walk: Walk, knowledge: Knowledge, locale: str) -> Mapping[str, Label]:
    """Return what LinkedIn calls what the step looks for, in each other language known."""
    id_, *_ = _label_ids(walk)
    return {
        tag: labels[id_]
        for tag, labels in knowledge.labels.items()
        if tag != locale and id_ in labels
    }


def _label_ids(walk: Walk) -> tuple[str, ...]:
    """Return the ids of the labels that the step asks to look for, the main one first."""
    on_phone = walk.device is Device.PHONE
    on_computer = walk.device is Device.COMPUTER
    return {
        Step.OPEN_LINK: ("entry",),
        Step.OPEN_MENU: () if on_phone else ("me",),  # the app shows a photo, without words
        Step.OPEN_SETTINGS: ("settings-app" if on_phone else "settings-web",),
        Step.OPEN_PRIVACY: ("data-privacy", *(("usage-group",) if on_computer else ("entry",))),
        Step.FIND_ENTRY: ("entry", *(("usage-group",) if on_computer else ())),
        Step.TURN_OFF: ("switch",),
        Step.OBJECTION: ("form-option",),
        Step.SIBLINGS: ("research", "ads"),
    }.get(walk.place.step, ())


def _answers(walk: Walk, knowledge: Knowledge) -> Keyboard:
    """Return the buttons of the answers and the links: on a help page, the links come last."""
    answers = offered(walk)
    rows = tuple(
        tuple(
            Button(_label(walk, answer), data(walk, answer)) for answer in row if answer in answers
        )
        for row in _ROW_ORDER
    )
    answered = tuple(row for row in rows if row)
    links: tuple[tuple[LinkButton, ...], ...] = tuple(
        (link_button(key, knowledge),) for key in _links(walk)
    )
    return (*answered, *links) if walk.place.page is Page.LOST else (*links, *answered)


def _beside(walk: Walk) -> Keyboard:
    return calendar_buttons() if walk.place.step is Step.RECEIPT else ()


def _back_to_the_choice(walk: Walk) -> Keyboard:
    if walk != begin(walk.device):
        return ()
    return ((Button(Text("back"), encode(BEGIN)),),)


def _links(walk: Walk) -> tuple[str, ...]:
    step, page = walk.place
    if page is Page.WORDS:
        return ()
    if page is Page.LOST:
        return {
            Step.OPEN_LINK: ("data-privacy-section", "objection-form"),
            Step.OBJECTION: ("objection-form", "dpo-form"),
        }.get(step, ("objection-form",))
    return {
        Step.OPEN_LINK: ("setting",),
        Step.CHECK_AGAIN: ("setting",),
        Step.OBJECTION: ("objection-form",),
        Step.SIBLINGS: ("data-privacy-section", "ads-settings"),
        Step.RECEIPT: ("setting",),
    }.get(step, ())


def _label(walk: Walk, answer: Answer) -> Text:
    """Return the words of a button: those of the step, or those that every step shares."""
    if answer in (Answer.NEXT, Answer.NO):
        return Text(message_id(walk), attribute=answer.value)
    if answer in SIBLINGS:
        state = "done" if SIBLINGS[answer] in walk.notes else "open"
        return Text(f"walkthrough-{answer.value}", attribute=state)
    if answer in WAYS_OUT:
        return Text("walkthrough-way", attribute=answer.value)
    if answer is Answer.WORDS:
        return Text("walkthrough-words", attribute="button")
    return Text("back") if answer is Answer.BACK else Text(f"walkthrough-{answer.value}")
