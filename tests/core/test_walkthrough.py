"""The walkthrough, visited whole: every place, every answer, every device, every note."""

import re
from datetime import timedelta
from itertools import chain, combinations
from typing import Final

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core.actions import MAX_CALLBACK_DATA, decode
from bot.core.calendar import LINKEDIN_AI, Day, day_of
from bot.core.conversation import Conversation
from bot.core.effects import Button, LinkButton, Show, Text
from bot.core.signposts import HINTS, Hint, choose, message_id, picture_name, show
from bot.core.walkthrough import (
    AFTERWARDS,
    CHECKS,
    NAMING,
    PATHS,
    SIBLINGS,
    TRANSITIONS,
    Answer,
    Device,
    Note,
    Page,
    Place,
    Step,
    Walk,
    begin,
    data,
    follow,
    number,
    offered,
    read,
    standing_data,
)
from bot.rendering import MAX_CAPTION, render, symbols
from tests.core.worlds import KNOWLEDGE
from tests.spoken import TEXTS

PLACES: Final = sorted({walk for walk, _ in TRANSITIONS} | set(TRANSITIONS.values()))
STEPS: Final = [walk for walk in PLACES if walk.place.page is Page.STEP]
HELPS: Final = [walk for walk in PLACES if walk.place.page is Page.LOST]
NOTES: Final = tuple(
    chain.from_iterable(combinations(Note, count) for count in range(len(Note) + 1))
)
DAYS: Final[tuple[Day, ...]] = tuple(  # before, eve, day, after
    day_of(LINKEDIN_AI, LINKEDIN_AI.starts_on + timedelta(days=days)) for days in (-14, -1, 0, 384)
)
LOCALES: Final = tuple(LOCALE_NAMES)
MAX_MESSAGE: Final = 400  # symbols: what is read on a phone without scrolling
MAX_WORDS: Final = 800  # symbols of the list of labels, which is searched, not read
MAX_SENTENCE: Final = 110  # symbols: two lines on a phone; LinkedIn's own names do not count
MAX_HINTS: Final = 4
PICTURES: Final = {
    "walkthrough-open-link",
    *(
        f"walkthrough-{device}-{step}"
        for device in ("phone", "computer")
        for step in ("open-menu", "open-settings", "open-privacy", "find-entry")
    ),
    "walkthrough-turn-off",
    "walkthrough-check-page",
    "walkthrough-check-switch",
    "walkthrough-check-again",
    "walkthrough-objection",
}


def person(locale: str = "fr", *, wants_pictures: bool = True) -> Conversation:
    """Return somebody who has just seen the switch read Off, or will."""
    return Conversation(locale, "Europe/Paris", wants_pictures=wants_pictures)


def shown(walk: Walk, locale: str = "fr", day: Day = DAYS[0]) -> Show:
    """Return the message at *walk*."""
    return show(walk, person(locale), day, KNOWLEDGE)


def buttons(message: Show) -> list[Button]:
    """Return the buttons that come back to us."""
    return [b for row in message.keyboard for b in row if isinstance(b, Button)]


def reached(start: set[Walk], *, backwards: bool = False) -> set[Walk]:
    """Return every place that *start* leads to, or that leads to it."""
    found = set(start)
    edges = [(here, there) for (here, _), there in TRANSITIONS.items()]
    if backwards:
        edges = [(there, here) for here, there in edges]
    while more := {there for here, there in edges if here in found} - found:
        found |= more
    return found


# Where each answer leads


def test_every_place_is_reached_from_the_start_and_leads_to_the_end() -> None:
    """Nobody gets lost: wherever one stands, Off and the receipt can be reached."""
    everything = set(PLACES)
    assert reached(set(map(begin, Device))) == everything
    for end in (Step.DONE, Step.RECEIPT):
        ends = {Walk(device, Place(end)) for device in Device}
        assert reached(ends, backwards=True) == everything


def test_every_place_has_a_way_back() -> None:
    """Back, the step itself from its help, or once more from the start; the first has the ways."""
    for walk in PLACES:
        back = {Answer.BACK, Answer.RETURN, Answer.AGAIN} & set(offered(walk))
        first = "by" in {button.data for button in buttons(shown(walk))}
        assert back or first, walk
        assert first == (walk == begin(walk.device))


@pytest.mark.parametrize("answer", Answer)
def test_each_answer_at_each_place(answer: Answer) -> None:
    """An offered answer leads where the table says; one from an old keyboard stays."""
    for walk in PLACES:
        assert follow(walk, answer) == TRANSITIONS.get((walk, answer), walk) or (
            walk.place.step is Step.OBJECTION or answer in SIBLINGS
        )
        assert follow(walk, answer)._replace(notes=()) == TRANSITIONS.get((walk, answer), walk)
        assert (answer in offered(walk)) == ((walk, answer) in TRANSITIONS)


def test_the_happy_path_meets_each_step_once() -> None:
    """Saying yes all along walks the whole way to the end, and to what follows."""
    for device, path in PATHS.items():
        walk, met = begin(device), []
        while walk.place.step is not Step.RECEIPT:
            met.append(walk.place.step)
            assert number(walk) == (
                (len(met), len(path) + len(CHECKS)) if walk.place.step in (*path, *CHECKS) else None
            )
            walk = follow(walk, Answer.NEXT)
        assert tuple(met) == (*path, *CHECKS, Step.DONE, Step.OBJECTION, Step.SIBLINGS)
        assert walk.notes == (Note.FORM,)


def test_back_undoes_next() -> None:
    """Each step leads back to the one before it, but for the end, which is not taken back so."""
    for walk in STEPS:
        there = follow(walk, Answer.NEXT)
        if there != walk and there.place.step is not Step.DONE:
            assert follow(there, Answer.BACK)._replace(notes=()) == walk


def test_a_no_leads_back_to_the_step_that_mends_it() -> None:
    """A failed check is followed by what can be done about it; what is not seen, by its help."""
    for device, path in PATHS.items():
        mending = {
            Step.CHECK_PAGE: (path[0], path[-2]),
            Step.CHECK_SWITCH: (Step.TURN_OFF, Step.TURN_OFF),
            Step.CHECK_AGAIN: (Step.TURN_OFF, path[-2]),
        }
        for check, (after_no, after_lost) in mending.items():
            here = Walk(device, Place(check))
            assert follow(here, Answer.NO) == Walk(device, Place(after_no))
            assert follow(here, Answer.LOST) == Walk(device, Place(after_lost, Page.LOST))


def test_who_cannot_see_it_gets_help_and_a_way_back() -> None:
    """Each step has its help, with the way back; those before the checks have the other ways."""
    for device, path in PATHS.items():
        for step in (*path, Step.OBJECTION):
            help_ = follow(Walk(device, Place(step)), Answer.LOST)
            assert help_ == Walk(device, Place(step, Page.LOST))
            assert follow(help_, Answer.RETURN) == Walk(device, Place(step))
            ways = {follow(help_, answer) for answer in offered(help_)}
            others = {begin(other) for other in Device if other is not device}
            assert (others < ways) == (step is not Step.OBJECTION)
            words = follow(help_, Answer.WORDS)
            assert (words != help_) == (step in NAMING[device])
            assert follow(words, Answer.RETURN) == Walk(device, Place(step))


@pytest.mark.parametrize("device", Device)
@pytest.mark.parametrize("notes", NOTES)
def test_the_checklist_keeps_what_was_ticked(device: Device, notes: tuple[Note, ...]) -> None:
    """Every mix of form, research and advertising, every press: one tick, and nothing else."""
    siblings = Walk(device, Place(Step.SIBLINGS), notes)
    for answer, note in SIBLINGS.items():
        ticked = follow(siblings, answer)
        assert ticked.place == siblings.place
        assert set(ticked.notes) ^ set(notes) == {note}
        assert follow(ticked, answer) == siblings
    for answer in (Answer.NEXT, Answer.BACK):
        assert follow(siblings, answer).notes == notes
    objection = siblings._replace(place=Place(Step.OBJECTION))
    assert set(follow(objection, Answer.NEXT).notes) == {*notes, Note.FORM}
    assert set(follow(objection, Answer.NO).notes) == set(notes) - {Note.FORM}
    receipt = siblings._replace(place=Place(Step.RECEIPT))
    assert follow(receipt, Answer.AGAIN) == begin(Device.LINK)  # a new walk, a new receipt
    said = [text for paragraph in shown(receipt).paragraphs for text in paragraph]
    attributes = [text.attribute for text in said if text.id == "walkthrough-receipt-note"]
    assert attributes == [f"{note}-{'done' if note in notes else 'open'}" for note in Note]
    (head,) = (text for text in said_at(siblings) if text.id == "walkthrough-siblings")
    assert head.args["count"] == len(set(notes) - {Note.FORM})


# What the buttons carry


@pytest.mark.parametrize("walk", PLACES)
def test_the_buttons_say_where_they_lead(walk: Walk) -> None:
    """The state travels in the buttons: each one, read back, is what it was, notes included."""
    for notes in NOTES if walk.place.step in AFTERWARDS else [()]:
        here = walk._replace(notes=notes)
        led = []
        for button in buttons(shown(here)):
            assert len(button.data.encode()) <= MAX_CALLBACK_DATA
            pressed = read(decode(button.data))
            if pressed is None:
                assert button.data == "by" or button.data.startswith("look:")
                continue
            assert pressed[0] == here
            led.append(pressed[1])
        assert sorted(led) == sorted(offered(walk))
        assert read(decode(standing_data(here))) == (here, Answer.RETURN)


@pytest.mark.parametrize(
    ("old", "place"),
    [
        ("walk:phone:open-menu:next", Place(Step.OPEN_MENU)),
        ("walk:computer:find-entry:lost", Place(Step.FIND_ENTRY)),
        ("walk:link:open-link:return:lost", Place(Step.OPEN_LINK, Page.LOST)),
        ("walk:phone:turn-off:link:lost", Place(Step.TURN_OFF, Page.LOST)),
        ("walk:link:check-again:next", Place(Step.CHECK_AGAIN)),
        ("walk:link:done:again", Place(Step.DONE)),
    ],
)
def test_buttons_of_old_messages_go_on_working(old: str, place: Place) -> None:
    """What earlier versions wrote into buttons is still understood."""
    pressed = read(decode(old))
    assert pressed is not None
    here, answer = pressed
    assert here.place == place
    assert answer in offered(here)


@pytest.mark.parametrize(
    "foreign",
    [
        "walk",
        "walk:",
        "walk:phone",
        "walk:phone:turn-off",
        "walk:fridge:turn-off:next",
        "walk:phone:fly:next",
        "walk:phone:turn-off:jump",
        "walk:link:open-menu:next",
        "walk:phone:turn-off:next:",
        "walk:phone:turn-off:next:step",
        "walk:phone:turn-off:next:lost:lost",
        "walk:phone:open-menu:return:words",
        "walk:link:siblings:next:ads+form",
        "walk:link:siblings:next:form+form",
        "walk:link:siblings:next:yacht",
        "walk:link:siblings:next:form:ads",
    ],
)
def test_a_foreign_button_is_not_followed(foreign: str) -> None:
    """Data that no button of ours carries leads nowhere."""
    assert read(decode(foreign)) is None


def test_the_choice_of_the_way_begins_each_way() -> None:
    """Three buttons, three ways, the direct link first; who stands on a step goes on there."""
    ways = [f"by:{device}" for device in Device]
    assert [button.data for button in buttons(choose(person()))] == ways
    assert next(iter(Device)) is Device.LINK
    for walk in STEPS:
        offers = [button.data for button in buttons(choose(person(), walk))]
        assert offers == ([] if number(walk) is None else [standing_data(walk)]) + ways


# What is said


def said_at(walk: Walk, locale: str = "fr", day: Day = DAYS[0]) -> list[Text]:
    """Return everything said at *walk*."""
    return [text for paragraph in shown(walk, locale, day).paragraphs for text in paragraph]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("day", DAYS)
def test_every_message_is_short(locale: str, day: Day) -> None:
    """Each place, with every note, fits a phone and, with its picture, a caption."""
    for walk in PLACES:
        for notes in NOTES if walk.place.step in AFTERWARDS else [()]:
            message = shown(walk._replace(notes=notes), locale, day)
            words = render(message, TEXTS, locale).html
            limit = MAX_WORDS if walk.place.page is Page.WORDS else MAX_MESSAGE
            assert 0 < symbols(words) <= limit, (walk, symbols(words), words)
            if message.picture is not None:
                assert symbols(words) <= MAX_CAPTION


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("day", DAYS)
def test_every_sentence_is_short(locale: str, day: Day) -> None:
    """A sentence takes two lines at most."""
    for walk in PLACES:
        words = render(shown(walk, locale, day), TEXTS, locale).html
        plain = re.sub(r"<[^>]*>", "", words)
        plain = re.sub(r"[«“][^»”]*[»”]", "x", plain)
        for sentence in re.split(r"(?<=[.!?…:])\s+|\n", plain):
            assert len(sentence) <= MAX_SENTENCE, (walk, sentence)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("walk", [walk for walk in STEPS if walk.place.step in PATHS[walk.device]])
def test_each_step_says_what_to_tap_and_what_comes_next(walk: Walk, locale: str) -> None:
    """First what to do, in bold and by its exact name; then, apart, what should be seen."""
    message = TEXTS.say(next(t for t in said_at(walk, locale) if t.id == message_id(walk)), locale)
    todo, _, seen = message.partition("\n\n")
    assert todo.startswith("<b>")
    assert seen.endswith(".")
    quoted = KNOWLEDGE.labels[locale].values()
    names = [label.text for label in quoted if label.text.replace("&", "&amp;") in message]
    assert names or message_id(walk) == "walkthrough-phone-open-menu"  # a photo, without words


@pytest.mark.parametrize("locale", LOCALES)
def test_a_label_on_weak_evidence_may_be_similar(locale: str) -> None:
    """Wherever a step quotes a label that one source shows, it says that the name may differ."""
    labels = KNOWLEDGE.labels[locale].values()
    for walk in STEPS:
        if walk.place.step in (Step.CHECK_PAGE, Step.CHECK_SWITCH, Step.RECEIPT):
            continue  # what was found already
        texts = said_at(walk, locale)
        words = "\n".join(TEXTS.label(text, locale) for text in texts)
        doubtful = [
            label.text
            for label in labels
            if not label.sure and re.search(rf"[«“]\u202f?{re.escape(label.text)}\b", words)
        ]
        assert bool(doubtful) == ("walkthrough-or-similar" in {t.id for t in texts}), (
            walk,
            doubtful,
        )


def test_each_hint_stands_where_it_applies() -> None:
    """Signing in where a session begins, an update in the app, no account where one is needed."""
    for (device, step), hints in HINTS.items():
        begins = step is begin(device).place.step
        assert (Hint.SIGN_IN in hints) == begins
        assert (Hint.NO_ACCOUNT in hints) == begins
        assert (Hint.WRONG_PAGE in hints) == (step is Step.OPEN_LINK)
        assert Hint.OLD_APP not in hints or device is Device.PHONE
        assert (Hint.ACCOUNT in hints) == (step in (Step.OPEN_LINK, Step.FIND_ENTRY, Step.TURN_OFF))
        assert len(set(hints)) == len(hints)
    assert {(walk.device, walk.place.step) for walk in HELPS} == set(HINTS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("walk", HELPS)
def test_help_is_a_short_list_with_the_form(walk: Walk, locale: str) -> None:
    """A heading and four points at most; the objection form is always one press away."""
    message = shown(walk, locale)
    _, *points = render(message, TEXTS, locale).html.splitlines()
    listed = [point for point in points if point]
    assert 1 <= len(listed) <= MAX_HINTS
    assert all(point.startswith("• ") for point in listed)
    urls = [b.url for row in message.keyboard for b in row if isinstance(b, LinkButton)]
    assert KNOWLEDGE.links["objection-form"] in urls


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_of_the_other_languages_are_listed(locale: str) -> None:
    """Each language whose label is known, but for the one that is spoken already."""
    tried = 0
    for walk in (walk for walk in PLACES if walk.place.page is Page.WORDS):
        rows = [t.args for t in said_at(walk, locale) if t.id == "walkthrough-words-line"]
        assert rows
        for row in rows:
            tag, name = str(row["language"]), row["name"]
            assert tag != locale
            assert name in {label.text for label in KNOWLEDGE.labels[tag].values()}
            line = TEXTS.say(Text("walkthrough-words-line", row), locale)
            assert tag not in line.split()  # a language has a name, not a tag
        tried += len(rows)
    assert tried > len(LOCALES)


def test_pictures_are_for_who_wants_them() -> None:
    """Each step has one, its help keeps it, and the end and the text-only mode have none."""
    names = set()
    for walk in PLACES:
        with_picture = shown(walk)
        without = show(walk, person(wants_pictures=False), DAYS[0], KNOWLEDGE)
        assert without.picture is None
        assert without.paragraphs == with_picture.paragraphs
        assert without.keyboard == with_picture.keyboard
        if with_picture.picture is None:
            assert walk.place.step in (Step.DONE, Step.SIBLINGS, Step.RECEIPT)
            continue
        names.add(with_picture.picture.name)
        assert with_picture.picture.name == picture_name(walk)
        step = walk._replace(place=Place(walk.place.step))
        assert with_picture.picture.name == message_id(step)
    assert names == PICTURES


def test_every_button_of_the_longest_state_fits() -> None:
    """The longest device, with every note."""
    for answer in SIBLINGS:
        walk = Walk(Device.COMPUTER, Place(Step.SIBLINGS), tuple(Note))
        assert len(data(walk, answer).encode()) <= MAX_CALLBACK_DATA
