"""The walkthrough as a person walks it: what is kept, what stops, what comes a day later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.core import receipt
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import (
    AddReminders,
    Agenda,
    Count,
    DropReminders,
    SendFile,
    Show,
    Unsubscribe,
)
from bot.core.events import Commanded, Pressed, Said
from bot.core.reminders import ZONES, Cadence, add_months, is_milestone, still_true
from bot.core.tally import Counted
from bot.core.walkthrough import (
    LASTING,
    TRANSITIONS,
    Answer,
    Device,
    Note,
    Place,
    Step,
    Walk,
    data,
    standing_data,
)
from tests.core.worlds import AFTER, BEFORE, KNOWLEDGE, NEWCOMER, Person, said, world

KNOWN: Final = replace(NEWCOMER, seen_on=date(2025, 9, 20))
SUBSCRIBED: Final = replace(KNOWN, cadence=Cadence.STANDARD, subscribed_on=date(2025, 10, 1))
REFUSED: Final = replace(KNOWN, refused_on=date(2025, 10, 1))
LAST_YES: Final = Pressed("walk:link:check-again:next")
PLACES: Final = sorted({walk for walk, _ in TRANSITIONS})
INSTANTS: Final = tuple(  # before, eve, day, after
    datetime(year, month, day, 8, 0, tzinfo=UTC)
    for year, month, day in ((2025, 10, 20), (2025, 11, 2), (2025, 11, 3), (2026, 11, 22))
)


def walked(turn_effects: tuple[object, ...]) -> Show:
    """Return the one place of the walkthrough that is shown."""
    (show,) = [
        effect
        for effect in turn_effects
        if isinstance(effect, Show)
        and effect.paragraphs[-1][0].id.startswith("walkthrough")
        and effect.paragraphs[0][0].id != "reminders-stopped"
    ]
    return show


# Noting that it is done


@pytest.mark.parametrize("now", INSTANTS)
@pytest.mark.parametrize("conversation", [KNOWN, SUBSCRIBED, REFUSED])
def test_only_the_third_yes_notes_the_refusal(now: datetime, conversation: Conversation) -> None:
    """Every button of every place: Off is noted by the last check, and taken back by a no."""
    around = world(now)
    for (walk, answer), there in TRANSITIONS.items():
        turn = take_turn(conversation, Pressed(data(walk, answer)), around)
        after = turn.conversation
        assert after is not None
        if walk.place.step is Step.CHECK_AGAIN and answer is Answer.NEXT:
            assert after.refused_on == around.day(conversation).on
            assert after.step is None
            continue
        check = walk.place.step in (Step.CHECK_PAGE, Step.CHECK_SWITCH, Step.CHECK_AGAIN)
        taken_back = check and answer is Answer.NO
        assert after.refused_on == (None if taken_back else conversation.refused_on)
        certifies = there.place.step in (Step.DONE, Step.RECEIPT)
        unseen = certifies and conversation.refused_on is None
        step = Step.CHECK_PAGE if unseen else there.place.step
        assert after.step == (step if step in LASTING else None)
        assert after.device == there.device


def test_a_receipt_is_never_made_out_for_what_was_not_seen() -> None:
    """An old or forged button leads to the checks instead."""
    for data_ in ("walk:link:siblings:next:form+research+ads", "walk:phone:done:finish"):
        ids = said(take_turn(KNOWN, Pressed(data_), world(BEFORE)))
        assert "walkthrough-check-page" in ids
        assert "walkthrough-receipt" not in ids
        assert "walkthrough-receipt" in said(take_turn(REFUSED, Pressed(data_), world(BEFORE)))


def test_done_and_the_receipt_name_the_day_of_the_checks() -> None:
    """Whoever asks for the receipt later gets the day on which the switch was seen."""
    person = Person(KNOWN)
    person.does(LAST_YES)
    person.now = AFTER
    turn = person.press("walkthrough-finish")
    (text,) = [
        text
        for effect in turn.effects
        if isinstance(effect, Show)
        for paragraph in effect.paragraphs
        for text in paragraph
        if text.id == "walkthrough-receipt"
    ]
    assert text.args["today"] == BEFORE.date()


def test_the_whole_way_to_a_full_receipt() -> None:
    """Off, the form, both siblings, the receipt; the record of Off and the receipt both stay."""
    person = Person(KNOWN)
    done = walked(person.does(LAST_YES).effects)
    assert done.replace
    assert not walked(person.press("walkthrough-done.next").effects).replace
    assert person.conversation.step is Step.OBJECTION
    assert walked(person.press("walkthrough-objection.next").effects).replace
    person.press("walkthrough-research.open")
    person.press("walkthrough-ads.open")
    person.press("walkthrough-ads.done")
    person.press("walkthrough-ads.open")
    kept = walked(person.press("walkthrough-siblings.next").effects)
    states = [
        text.attribute
        for paragraph in kept.paragraphs
        for text in paragraph
        if text.id == "walkthrough-receipt-note"
    ]
    assert states == [f"{note}-done" for note in Note]
    assert not walked(person.press("walkthrough-again").effects).replace


# Done stops the countdown, and can be undone


@pytest.mark.parametrize("cadence", [Cadence.LIGHT, Cadence.STANDARD, Cadence.DAILY])
def test_done_stops_everything_and_can_be_undone(cadence: Cadence) -> None:
    """As soon as the third check is passed; undone, Off is no longer claimed."""
    person = Person(replace(SUBSCRIBED, cadence=cadence))
    turn = person.does(LAST_YES)
    assert Unsubscribe() in turn.effects
    assert said(turn) == ["walkthrough-done", "reminders-stopped"]
    assert person.conversation.cadence is None
    person.press("reminders-undo")
    assert person.conversation.refused_on is None
    assert person.conversation.cadence is cadence


def test_without_reminders_nothing_is_said_to_stop() -> None:
    """Nobody is told that something ends which they never had."""
    turn = Person(KNOWN).does(LAST_YES)
    assert said(turn) == ["walkthrough-done"]
    assert Unsubscribe() not in turn.effects


# Stopped in the middle


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("device", Device)
def test_one_nudge_the_next_day_at_the_hour_of_the_reminders(zone: str, device: Device) -> None:
    """Planned where the walk begins, in the place of an earlier one, and true while in it."""
    chat = replace(SUBSCRIBED, zone=zone, hour=18)
    for now in (BEFORE, *(BEFORE + timedelta(days=days) for days in (5, 6, 12, 13))):
        turn = take_turn(chat, Pressed(f"by:{device}"), world(now))
        drop, add, *_ = turn.effects
        assert drop == DropReminders("resume")
        assert isinstance(add, AddReminders)
        assert add.campaign == LINKEDIN_AI.id
        ((due_at, milestone, latest_at),) = add.plan
        local = due_at.astimezone(ZoneInfo(zone))
        today = world(now).day(chat).on
        assert (local.date(), local.hour) == (today + timedelta(days=1), 18)
        assert latest_at.astimezone(ZoneInfo(zone)).hour == 21
        assert milestone == f"resume-{today}"
        assert is_milestone(milestone)
        assert turn.conversation is not None
        assert still_true(milestone, world(now).day(chat), turn.conversation)


def test_no_further_step_plans_another_nudge() -> None:
    """One for each walk: only its beginning plans."""
    person = Person(SUBSCRIBED)
    planned = 0
    for event in ("by:phone", *(f"walk:phone:{step}:next" for step in ("open-menu", "turn-off"))):
        turn = person.does(Pressed(event))
        planned += sum(isinstance(effect, AddReminders) for effect in turn.effects)
    assert planned == 1


@pytest.mark.parametrize(
    "chat", [KNOWN, REFUSED, replace(SUBSCRIBED, refused_on=date(2025, 10, 1))]
)
def test_no_nudge_without_consent_or_need(chat: Conversation) -> None:
    """Only for who agreed to reminders and has not seen the switch read Off."""
    turn = take_turn(chat, Pressed("by:phone"), world(BEFORE))
    assert not [e for e in turn.effects if isinstance(e, AddReminders | DropReminders)]


def test_a_group_is_not_nudged() -> None:
    """Where a group was in the walkthrough concerns nobody in particular."""
    turn = take_turn(SUBSCRIBED, Pressed("by:phone"), world(BEFORE, is_group=True))
    assert not [e for e in turn.effects if isinstance(e, AddReminders | DropReminders)]


def test_a_look_that_was_asked_for_stays_and_the_nudge_goes() -> None:
    """Done ends the nudge also where the subscription goes on."""
    turn = Person(replace(SUBSCRIBED, cadence=Cadence.RECHECK_6), now=AFTER).does(LAST_YES)
    assert DropReminders("resume") in turn.effects
    assert Unsubscribe() not in turn.effects


@pytest.mark.parametrize("step", sorted(LASTING))
@pytest.mark.parametrize("device", Device)
def test_who_comes_back_goes_on_at_the_very_step(device: Device, step: Step) -> None:
    """/optout in the middle offers to go on first; the button of a reminder does the same."""
    here = Walk(device, Place(step))
    if here not in PLACES:
        return
    person = Person(replace(KNOWN, device=device, step=step))
    expected = walked(
        take_turn(person.conversation, Pressed(standing_data(here)), world(BEFORE)).effects
    )
    turn = person.does(Commanded("optout"))
    assert person.shown is not None
    if step is Step.OBJECTION:  # it lies behind the end, and is offered there
        assert said(turn) == ["walkthrough-choose"]
        return
    assert person.shown.keyboard[0][0].label.id == "walkthrough-go-on"
    assert person.press("walkthrough-go-on").effects == (expected,)
    assert not expected.replace  # the choice and the reminder stay
    assert person.conversation.step is step


def test_the_choice_of_the_way_leaves_the_walk() -> None:
    """Back at the ways nobody stands on a step: a question is answered without one."""
    person = Person(KNOWN)
    person.does(Pressed("by:phone"))
    assert said(person.press("back")) == ["walkthrough-choose"]
    assert person.conversation.step is None
    assert not [id_ for id_ in said(person.does(Said("minors?"))) if id_.startswith("walk")]


# Pictures


def test_text_only_is_respected_along_the_way() -> None:
    """Whoever wants no pictures gets none at any place."""
    for walk in PLACES:
        if walk.place.step in (Step.DONE, Step.SIBLINGS, Step.RECEIPT):
            continue
        for wanted in (True, False):
            chat = replace(KNOWN, wants_pictures=wanted)
            turn = take_turn(chat, Pressed(data(walk, Answer.RETURN)), world(BEFORE))
            assert (walked(turn.effects).picture is not None) == wanted


def test_help_takes_the_place_of_its_step() -> None:
    """The same picture on both, so that one message is edited."""
    person = Person(KNOWN)
    step = walked(person.does(Pressed("by:computer")).effects)
    lost = walked(person.press("walkthrough-lost").effects)
    words = walked(person.press("walkthrough-words.button").effects)
    back = walked(person.press("walkthrough-return").effects)
    assert lost.replace
    assert words.replace
    assert step.picture == lost.picture == words.picture == back.picture


# The file for a calendar


@pytest.mark.parametrize("months", receipt.MONTHS)
@pytest.mark.parametrize("zone", ZONES)
def test_a_file_for_the_calendar_is_sent_and_nothing_is_kept(months: int, zone: str) -> None:
    """One entry, at the hour of the reminders, where the person is, with the direct link."""
    chat = replace(REFUSED, zone=zone, hour=18)
    turn = take_turn(chat, Pressed(f"look:{months}"), world(AFTER))
    (sent,) = [effect for effect in turn.effects if isinstance(effect, SendFile)]
    assert isinstance(sent.file, Agenda)
    (entry,) = sent.file.appointments
    today = world(AFTER).day(chat).on
    assert entry.at.date() == add_months(today, months)
    assert (entry.at.hour, entry.at.tzinfo) == (18, ZoneInfo(zone))
    assert entry.url == KNOWLEDGE.links["setting"]
    assert entry.uid == f"linkedin-ai-2025-look-again-{months}@optout_bot"
    assert turn.conversation == replace(chat, seen_on=today)


@pytest.mark.parametrize("data_", ["look", "look:", "look:4", "look:6:6", "look:six"])
def test_no_other_file_can_be_asked_for(data_: str) -> None:
    """What no button of ours says is answered as such."""
    assert "old-button" in said(take_turn(REFUSED, Pressed(data_), world(AFTER)))


def test_a_step_is_counted_when_it_is_reached_by_going_forward() -> None:
    """Help, the way back and an answer that leads nowhere count nothing."""
    person = Person()

    def reached(*presses: str) -> list[str]:
        effects = [effect for press in presses for effect in person.press(press).effects]
        counts = [effect for effect in effects if isinstance(effect, Count)]
        assert all(count.what is Counted.REACHED for count in counts)
        return [count.key for count in counts]

    person.does(Commanded("optout"))
    assert reached("walkthrough-way.link") == ["link-open-link"]
    assert reached("walkthrough-lost", "walkthrough-return") == []
    assert reached("walkthrough-open-link.next") == ["link-turn-off"]
    assert reached("back") == []
    assert reached("walkthrough-open-link.next") == ["link-turn-off"]
    assert reached("walkthrough-turn-off.next") == ["link-check-page"]
    assert reached("walkthrough-check-page.no") == []
