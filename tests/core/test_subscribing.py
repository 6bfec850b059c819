"""Reminders as a person asks for them: rhythms, own days, calendars, snoozes, ends and undoing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from bot.core import reminding, snoozes
from bot.core.actions import MAX_CALLBACK_DATA
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import (
    AddReminders,
    Agenda,
    Button,
    DropReminders,
    Effect,
    MoveReminders,
    ReminderPlan,
    Restore,
    SendFile,
    Show,
    Subscribe,
    TellReminders,
    Text,
    Unsubscribe,
)
from bot.core.events import Commanded, Event, Pressed
from bot.core.reminders import COUNTDOWN, HOURS, RECHECK_MONTHS, ZONES, Cadence, at_local
from bot.core.subscribing import PRESSES, end_by_done
from bot.core.turn import Turn
from tests.core.worlds import AFTER, BEFORE, NEWCOMER, Person, said, world

PARIS: Final = "Europe/Paris"
KNOWN: Final = replace(NEWCOMER, seen_on=date(2025, 9, 20))
MONDAY: Final = at_local(date(2025, 10, 20), 10, PARIS)


def person(now: datetime, chat: Conversation = KNOWN) -> Person:
    """Return somebody whom the bot has met before."""
    return Person(conversation=chat, now=now)


def subscribed(turn: Turn) -> Subscribe:
    """Return the one subscription that the turn makes."""
    (subscribe,) = [effect for effect in turn.effects if isinstance(effect, Subscribe)]
    return subscribe


def buttons(show: Show) -> dict[str, str]:
    """Return the data of each button by its label's id and attribute."""
    return {
        ".".join(filter(None, (button.label.id, button.label.attribute))): button.data
        for row in show.keyboard
        for button in row
        if isinstance(button, Button)
    }


def shown(turn: Turn) -> Show:
    """Return the last thing that the turn shows."""
    return [effect for effect in turn.effects if isinstance(effect, Show)][-1]


# Offering


def local(day: int, hour: int, month: int = 10) -> datetime:
    """Return an instant in Paris, in the autumn of 2025."""
    return at_local(date(2025, month, day), hour, PARIS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(20, 8), {"light": 7, "standard": 14, "daily": 14}),
        (local(20, 10), {"light": 7, "standard": 7, "daily": 13}),
        (local(28, 10), {"light": 1, "standard": 3, "daily": 5}),
        (local(31, 10), {"light": 1, "standard": 1, "daily": 2}),
        # The usual hour of the eve is over, a later one is not.
        (local(2, 10, 11), {"light": 1, "standard": 1}),
        (local(2, 22, 11), {"standard": 0}),
        (local(3, 8, 11), {}),
    ],
)
def test_a_rhythm_names_only_what_is_still_to_come(now: datetime, expected: dict[str, int]) -> None:
    """No "30 days before" when they are past, and no rhythm that comes to the same as another."""
    show = shown(person(now).does(Commanded("remind")))
    named = {
        button.label.attribute: button.label.args["next"]
        for row in show.keyboard
        for button in row
        if button.label.id == "reminders-cadence" and button.label.attribute in tuple(COUNTDOWN)
    }
    assert named == expected


def test_what_a_rhythm_names_is_what_its_plan_shows() -> None:
    """On each hour until the start, the button leads to a plan that begins as it says."""
    now = local(1, 0)
    while now < local(3, 0, 11):
        someone = person(now)
        show = shown(someone.does(Commanded("remind")))
        for row in show.keyboard:
            for button in row:
                if not isinstance(button, Button) or button.label.id != "reminders-cadence":
                    continue
                if button.label.attribute == Cadence.OWN:
                    continue
                lines = shown(someone.does(Pressed(button.data))).paragraphs[1]
                first = lines[0].args["at"]
                assert isinstance(first, datetime)
                days = (LINKEDIN_AI.starts_on - first.date()).days
                assert days == button.label.args["next"], (now, button)
        now += timedelta(hours=1)


def test_in_the_last_hours_no_reminder_is_promised_in_time() -> None:
    """On every hour from the eve's last one to the end of the start day: do it now, by button."""
    now = local(1, 8, 11)
    while now < local(5, 0, 11):
        show = shown(person(now).does(Commanded("remind")))
        is_told = (Text("reminders-not-in-time"),) in show.paragraphs
        too_late = local(2, 20, 11) < now < local(4, 0, 11)
        assert is_told == too_late, now
        assert (next(iter(buttons(show))) == "act-optout") == too_late, now
        now += timedelta(hours=1)


def test_a_plan_for_the_start_day_alone_says_so() -> None:
    """At 22:00 on the eve, a reminder still comes on the day itself, and not before."""
    someone = person(local(2, 22, 11))
    someone.does(Commanded("remind"))
    turn = someone.press("reminders-cadence.standard")
    assert said(turn)[-1] == "reminders-plan-on-the-day"
    assert [r.milestone for r in subscribed(someone.press("reminders-keep")).plan] == [
        "countdown-0"
    ]


# A day of one's own


def test_remind_me_on_friday_at_six() -> None:
    """Picked by buttons: the day, then the hour."""
    someone = person(MONDAY)
    someone.does(Commanded("remind"))
    days = shown(someone.press("reminders-cadence.own"))
    picked = [button for row in days.keyboard for button in row if button.label.id != "back"]
    assert [button.label.args["on"] for button in picked] == [
        date(2025, 10, 20) + timedelta(days=n) for n in range(8)
    ]
    friday = picked[4]
    assert isinstance(friday, Button)
    hours = shown(someone.does(Pressed(friday.data)))
    six = hours.keyboard[HOURS.index(18) // 3][HOURS.index(18) % 3]
    assert isinstance(six, Button)
    assert six.label.args["hour"] == 18
    someone.does(Pressed(six.data))
    (reminder,) = subscribed(someone.press("reminders-keep")).plan
    assert reminder.due_at == local(24, 18)
    assert reminder.milestone == "own-2025-10-24"
    assert someone.conversation.own_on == date(2025, 10, 24)
    assert said(someone.does(Commanded("remind")))[-1] == "reminders-current"


def test_today_only_the_hours_to_come_are_offered() -> None:
    """An hour that has passed is no choice."""
    turn = person(local(20, 13)).does(Pressed("hours:own:9:2025-10-20"))
    row = [button.label.args.get("hour") for row in shown(turn).keyboard for button in row]
    assert row == [14, 18, 20, None]


@pytest.mark.parametrize("data", ["keep:own:9:2025-10-19", "plan:own:9:2025-10-28"])
def test_a_day_out_of_reach_leads_back_to_the_choice(data: str) -> None:
    """Yesterday's button, and a forged one."""
    turn = person(MONDAY).does(Pressed(data))
    assert said(turn)[0] == "reminders-offer"
    assert turn.conversation == replace(KNOWN, seen_on=date(2025, 10, 20))


@pytest.mark.parametrize(
    "data",
    [
        "keep:own:9",
        "keep:own:9:20251024",
        "keep:own:9:2025-10-24:x",
        "keep:own:9:2025-13-24",
        "keep:light:9:2025-10-24",
        "days:9",
        "ics:light",
        "ics:light:9:9",
        "undo",
        "undo:stop",
        "undo:done",
        "undo:nothing:light:9:2025-10-20",
        "undo:stop:light:25:2025-10-20",
        "undo:stop:light:9",
        "undo:stop:light:9:2025-13-20",
        "undo:stop:light:9:2025-10-20:x",
        "undo:stop:own:9:2025-10-20",
        "undo:stop-all:2025-10-20",
        "snooze:h",
        "snooze:x:countdown-7",
        "snooze:h:countdown-x",
        "snooze:h:drop-table",
        "snooze:h:countdown-7:x",
    ],
)
def test_a_malformed_button_loses_nothing(data: str) -> None:
    """It is answered, and the chat stays as it was."""
    someone = person(MONDAY)
    turn = someone.does(Pressed(data))
    assert said(turn) == ["old-button"]
    assert someone.conversation == replace(KNOWN, seen_on=date(2025, 10, 20))


# Calendar files


def test_a_calendar_file_keeps_nothing() -> None:
    """For who wants nothing stored: the plan as a file, and no subscription."""
    someone = person(MONDAY)
    someone.does(Commanded("remind"))
    plan = someone.press("reminders-cadence.standard")
    (sent,) = someone.press("reminders-calendar.instead").effects
    assert isinstance(sent, SendFile)
    assert isinstance(sent.file, Agenda)
    lines = shown(plan).paragraphs[1]
    assert [entry.at for entry in sent.file.appointments] == [line.args["at"] for line in lines]
    assert sent.caption.args["reminders"] == "no"
    assert someone.conversation.cadence is None
    someone.press("reminders-keep")
    (again,) = someone.press("reminders-calendar.also").effects
    assert isinstance(again, SendFile)
    assert again.file == sent.file
    assert again.caption.args["reminders"] == "yes"


def test_the_entries_of_a_calendar_keep_their_names() -> None:
    """Sent again, they replace the earlier ones; each leads to the walkthrough."""
    first, second = (
        person(now).does(Pressed("ics:light:9")).effects[0]
        for now in (local(20, 10), local(21, 10))
    )
    assert isinstance(first, SendFile)
    assert isinstance(second, SendFile)
    assert isinstance(first.file, Agenda)
    assert first.file == second.file
    entry = first.file.appointments[0]
    assert entry.uid == "linkedin-ai-2025-countdown-7@optout_bot"
    assert entry.url == "https://t.me/optout_bot?start=optout"


def test_no_calendar_of_a_countdown_after_the_start() -> None:
    """An old button leads to what is true now."""
    assert said(person(AFTER).does(Pressed("ics:light:9"))) == ["reminders-offer"]


# Putting off


SNOOZED: Final = replace(KNOWN, cadence=Cadence.STANDARD, subscribed_on=date(2025, 10, 1), hour=9)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("h", local(27, 10)), ("e", local(27, 20)), ("t", local(28, 9))],
)
def test_a_reminder_can_be_put_off(choice: str, expected: datetime) -> None:
    """An hour, this evening, tomorrow: the same reminder moves, the rest of the plan stays."""
    turn = person(local(27, 9), SNOOZED).does(Pressed(f"snooze:{choice}:countdown-7"))
    (added,) = [effect for effect in turn.effects if isinstance(effect, AddReminders)]
    (reminder,) = added.plan
    assert (reminder.due_at, reminder.milestone) == (expected, "countdown-7")
    assert reminder.latest_at > reminder.due_at
    assert said(turn) == ["reminders-snoozed"]
    assert not [effect for effect in turn.effects if isinstance(effect, Subscribe)]


def test_this_evening_is_offered_before_the_evening() -> None:
    """On each hour of a day; pressed too late, it says what is left."""
    for hour in range(24):
        someone = person(local(27, hour), SNOOZED)
        turn = someone.does(Pressed("snooze:e:countdown-7"))
        if hour < 18:
            assert said(turn) == ["reminders-snoozed"], hour
            continue
        assert said(turn) == ["reminders-not-snoozed"], hour
        assert set(buttons(shown(turn))) == {"reminder-snooze.hour", "reminder-snooze.tomorrow"}


def test_no_countdown_is_put_off_beyond_the_start() -> None:
    """On each hour of the start day: not to tomorrow, nor over midnight."""
    for hour in range(24):
        now = local(3, hour, 11)
        someone = person(now, SNOOZED)
        day = world(now).day(someone.conversation)
        choices = snoozes.offered("countdown-0", day, someone.conversation, now=now)
        assert set(choices) == ({"h"} if hour < 23 else set()) | ({"e"} if hour < 18 else set())
        assert said(someone.does(Pressed("snooze:t:countdown-0"))) == ["reminders-not-snoozed"]
    last = person(local(3, 23, 11), SNOOZED).does(Pressed("snooze:h:countdown-0"))
    assert set(buttons(shown(last))) == {"act-optout"}


@pytest.mark.parametrize(
    ("milestone", "change"),
    [
        ("countdown-7", {"refused_on": date(2025, 10, 2)}),
        ("nudge-2025-11-08", {"refused_on": date(2025, 10, 2)}),
        ("resume-2025-10-21", {}),
        ("change-regulator", {}),
    ],
)
def test_what_is_over_is_not_put_off(milestone: str, change: dict[str, date]) -> None:
    """After the refusal, outside the walkthrough, without the wish to hear of changes."""
    someone = person(local(27, 9), replace(SNOOZED, **change))  # type: ignore[arg-type]  # dates
    turn = someone.does(Pressed(f"snooze:h:{milestone}"))
    assert said(turn) == ["reminders-not-snoozed"]
    assert not [e for e in turn.effects if isinstance(e, AddReminders | Subscribe)]


def test_the_last_reminder_can_be_put_off_too() -> None:
    """It ended the subscription; asked for again, it is one of its own, which /stop ends."""
    someone = person(AFTER)
    turn = someone.does(Pressed("snooze:t:recheck-2026-11-22"))
    (reminder,) = subscribed(turn).plan
    assert reminder.due_at == at_local(date(2026, 11, 23), 9, PARIS)
    assert someone.conversation.cadence is Cadence.OWN
    assert someone.conversation.own_on == date(2026, 11, 23)
    stopped = someone.does(Commanded("stop"))
    assert Unsubscribe() in stopped.effects
    assert said(stopped) == ["reminders-stopped"]


# Ending and undoing


def rhythms() -> Iterator[tuple[datetime, str]]:
    """Yield every wish that can be kept, with a moment to keep it at."""
    for cadence in COUNTDOWN:
        yield MONDAY, f"{cadence}:14"
    yield MONDAY, "own:14:2025-10-24"
    for cadence in (Cadence.NUDGE, *RECHECK_MONTHS):
        yield AFTER, f"{cadence}:14"


@pytest.mark.parametrize(("now", "wish"), list(rhythms()))
def test_what_stop_ended_comes_back(now: datetime, wish: str) -> None:
    """The subscription exactly as it was; its reminders, as the store has them."""
    someone = person(now)
    someone.does(Pressed(f"keep:{wish}"))
    before = someone.conversation
    stopped = someone.does(Commanded("stop"))
    assert stopped.effects[0] == Unsubscribe()
    assert said(stopped) == ["reminders-stopped"]
    assert someone.conversation == replace(before, cadence=None, subscribed_on=None, own_on=None)
    someone.now += timedelta(hours=20)
    assert someone.press("reminders-undo").effects == (Restore(), TellReminders(PARIS))
    assert someone.conversation == replace(before, seen_on=someone.conversation.seen_on)


@pytest.mark.parametrize(
    ("undo", "change", "comes_back"),
    [
        ("undo:stop:standard:9:2025-10-01", {}, False),  # the countdown is over
        ("undo:stop:nudge:9:2025-11-05", {}, True),
        ("undo:stop:nudge:9:2025-11-05", {"refused_on": date(2025, 11, 6)}, False),
        ("undo:stop:recheck-3:9:2025-11-05", {"refused_on": date(2025, 11, 5)}, True),
        # A look at the switch that was put off, and a day from before the refusal.
        ("undo:stop:own:9:2026-11-22:2026-11-22", {"refused_on": date(2025, 11, 5)}, True),
        ("undo:stop:own:9:2025-11-02:2025-11-01", {"refused_on": date(2025, 11, 5)}, False),
    ],
)
def test_only_what_is_still_true_comes_back(
    undo: str, change: dict[str, date], *, comes_back: bool
) -> None:
    """Not a countdown past its end, nor what called for the refusal after it."""
    someone = person(AFTER, replace(KNOWN, **change))  # type: ignore[arg-type]  # dates
    turn = someone.does(Pressed(undo))
    assert (Restore() in turn.effects) == comes_back
    assert (someone.conversation.cadence is not None) == comes_back
    assert said(turn) == ([] if comes_back else ["reminders-offer"])


def test_stop_ends_the_news_of_changes_and_undo_brings_them_back() -> None:
    """It stops everything, with and without a rhythm."""
    someone = person(AFTER, replace(KNOWN, follows_changes=True))
    follows = [someone.conversation.follows_changes]
    assert said(someone.does(Commanded("stop"))) == ["reminders-stopped"]
    follows.append(someone.conversation.follows_changes)
    assert said(someone.press("reminders-undo")) == ["reminders-follows-again"]
    follows.append(someone.conversation.follows_changes)
    someone.does(Pressed("keep:nudge:9"))
    someone.does(Commanded("stop"))
    follows.append(someone.conversation.follows_changes)
    assert Restore() in someone.press("reminders-undo").effects
    follows.append(someone.conversation.follows_changes)
    assert follows == [True, False, True, False, True]
    assert someone.conversation.cadence is Cadence.NUDGE


def test_done_can_be_undone() -> None:
    """Who pressed too soon gets the countdown back, and is no longer taken for done."""
    someone = person(MONDAY)
    someone.does(Pressed("keep:standard:9"))
    undo = reminding.undo_of(someone.conversation, done=True)
    chat = replace(KNOWN, refused_on=date(2025, 10, 20))
    turn = take_turn(chat, Pressed(undo), world(MONDAY))
    assert turn.effects == (Restore(), TellReminders(PARIS))
    assert turn.conversation == someone.conversation
    # The button of /stop takes nothing back of what was seen.
    turn = take_turn(chat, Pressed("undo:stop:standard:9:2025-10-20"), world(MONDAY))
    assert said(turn) == ["reminders-offer"]
    assert turn.conversation is not None
    assert turn.conversation.refused_on == date(2025, 10, 20)


@pytest.mark.parametrize("cadence", [None, *Cadence])
def test_done_ends_what_called_for_it(cadence: Cadence | None) -> None:
    """A look at the switch in some months goes on; all else ends, is told, and can be undone."""
    chat = replace(KNOWN, cadence=cadence, subscribed_on=date(2025, 10, 1) if cadence else None)
    ended, effects = end_by_done(chat)
    if cadence is None:
        assert (ended, effects) == (chat, ())
    elif cadence in RECHECK_MONTHS:
        assert (ended, effects) == (chat, (DropReminders("resume"),))
    else:
        assert ended.cadence is None
        assert effects[:2] == (DropReminders("resume"), Unsubscribe())
        assert said(Turn(ended, effects)) == ["reminders-stopped"]
        assert set(buttons(shown(Turn(ended, effects)))) == {"reminders-undo"}


def test_stop_without_anything_says_so() -> None:
    """And drops what might wait all the same."""
    turn = person(MONDAY).does(Commanded("stop"))
    assert said(turn) == ["reminders-nothing-to-stop"]
    assert Unsubscribe() in turn.effects


# Groups

GROUP_EVENTS: Final[tuple[Event, ...]] = (
    Commanded("remind"),
    Commanded("stop"),
    Pressed("do:remind"),
    Pressed("do:stop"),
    Pressed("rhythms"),
    Pressed("days"),
    Pressed("plan:light:9"),
    Pressed("hours:light:9"),
    Pressed("keep:light:9"),
    Pressed("keep:own:9:2025-10-24"),
    Pressed("ics:light:9"),
    Pressed("zones"),
    Pressed("zone:Asia/Hong_Kong"),
    Pressed("snooze:t:countdown-7"),
    Pressed("undo:stop-all:light:9:2025-10-20"),
)


@pytest.mark.parametrize("event", GROUP_EVENTS, ids=str)
def test_in_a_group_only_an_administrator_decides(event: Event) -> None:
    """Each command and each press is checked anew: a button carries no authority."""
    group = replace(SNOOZED, thread_id=7)
    refused = take_turn(group, event, replace(world(MONDAY, is_group=True), is_admin=False))
    assert [type(effect) for effect in refused.effects] == [Show]
    assert said(refused) == ["groups-admins-only"]
    assert refused.conversation is not None
    assert replace(refused.conversation, seen_on=group.seen_on) == group
    allowed = take_turn(group, event, replace(world(MONDAY, is_group=True), is_admin=True))
    assert said(allowed) != ["groups-admins-only"]
    names = {e.data.partition(":")[0] for e in GROUP_EVENTS if isinstance(e, Pressed)} - {"do"}
    assert names == set(PRESSES)


def test_a_group_is_reminded_in_the_topic_where_it_was_asked() -> None:
    """The administrator's topic is kept; a private chat has none."""
    around = replace(world(MONDAY, is_group=True), is_admin=True, thread_id=42)
    turn = take_turn(KNOWN, Pressed("keep:light:9"), around)
    assert turn.conversation is not None
    assert turn.conversation.thread_id == 42
    alone = take_turn(KNOWN, Pressed("keep:light:9"), world(MONDAY))
    assert alone.conversation is not None
    assert alone.conversation.thread_id is None


# The whole space


def reached(chat: Conversation, now: datetime) -> Iterator[tuple[str, tuple[Effect, ...]]]:
    """Yield every button about reminders that can be reached, with what it leads to."""
    around = world(now)
    waiting = ["do:remind", "do:stop", "zones"]
    met = set(waiting)
    while waiting:
        data = waiting.pop()
        effects = take_turn(chat, Pressed(data), around).effects
        yield data, effects
        for effect in effects:
            for row in effect.keyboard if isinstance(effect, Show) else ():
                for button in row:
                    if not isinstance(button, Button) or button.data in met:
                        continue
                    if button.data.partition(":")[0] in PRESSES:
                        met.add(button.data)
                        waiting.append(button.data)


@pytest.mark.parametrize("cadence", [None, *Cadence])
@pytest.mark.parametrize(
    "now", [BEFORE, local(2, 12, 11), local(2, 22, 11), local(3, 12, 11), AFTER]
)
def test_every_button_leads_somewhere_and_fits(now: datetime, cadence: Cadence | None) -> None:
    """From every rhythm, before the start, on its eve, on its day and after."""
    chat = KNOWN
    if cadence is not None:
        own_on = now.date() + timedelta(days=1) if cadence is Cadence.OWN else None
        chat = replace(chat, cadence=cadence, subscribed_on=now.date(), own_on=own_on)
    zone_names = set()
    for data, effects in reached(chat, now):
        assert len(data.encode()) <= MAX_CALLBACK_DATA
        turn = Turn(chat, effects)
        assert "old-button" not in said(turn), data
        for effect in effects:
            if isinstance(effect, Subscribe):
                assert effect.plan
                assert all(reminder.due_at >= now for reminder in effect.plan)
        if data.startswith("zone:"):
            zone_names.add(data.split(":")[1])
    assert zone_names == set(ZONES)


def test_no_instant_is_planned_without_a_zone() -> None:
    """Everything that goes to the store is in UTC."""
    for now in (BEFORE, AFTER):
        for _, effects in reached(SNOOZED, now):
            for effect in effects:
                plan: ReminderPlan = ()
                if isinstance(effect, Subscribe | AddReminders):
                    plan = effect.plan
                elif isinstance(effect, MoveReminders):
                    plan = tuple(after for _, after in effect.moves)
                for reminder in plan:
                    assert reminder.due_at.tzinfo is UTC
                    assert reminder.latest_at.tzinfo is UTC
