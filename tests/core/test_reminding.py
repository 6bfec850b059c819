"""What a reminder says and offers: true on its day, in each language, with what can be done."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core.actions import MAX_CALLBACK_DATA
from bot.core.calendar import LINKEDIN_AI, Day, Phase, day_of
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Show
from bot.core.events import Pressed
from bot.core.reminders import Cadence, ReminderKind, at_local, still_true
from bot.core.reminding import reminder
from bot.core.walkthrough import PATHS
from bot.rendering import render
from tests.core.worlds import said, world
from tests.spoken import TEXTS

PARIS: Final = "Europe/Paris"
CHAT: Final = Conversation(
    "fr",
    PARIS,
    cadence=Cadence.STANDARD,
    subscribed_on=date(2025, 9, 20),
    seen_on=date(2025, 9, 20),
    follows_changes=True,
)
FIRST, LAST = date(2025, 9, 18), date(2030, 12, 31)
MILESTONES: Final = {
    ReminderKind.COUNTDOWN: "countdown-7",
    ReminderKind.OWN: "own-2025-10-24",
    ReminderKind.NUDGE: "nudge-2025-11-08",
    ReminderKind.RECHECK: "recheck-2026-02-03",
    ReminderKind.CHANGE: "change-regulator",
    ReminderKind.RESUME: "resume-2025-10-21",
}  # all but what an owner writes, see test_broadcasting.py
WALKING: Final = tuple(
    replace(CHAT, device=device, step=step) for device, path in PATHS.items() for step in path
)


def labels(show: Show) -> list[str]:
    """Return the labels' ids and attributes, row by row."""
    return [
        ".".join(filter(None, (button.label.id, button.label.attribute)))
        for row in show.keyboard
        for button in row
    ]


def days() -> Iterator[Day]:
    """Yield each day of the story, and years after."""
    on = FIRST
    while on <= LAST:
        yield day_of(LINKEDIN_AI, on)
        on += timedelta(days=1)


def plain(show: Show, locale: str) -> str:
    """Return what *show* says, without markup and with plain spaces."""
    html = render(show, TEXTS, locale).html
    return re.sub(r"[\u00a0\u202f]", " ", re.sub(r"<[^>]*>", "", html))


# What the words of a countdown are, phase by phase.
COUNTS: Final = {
    "fr": {
        Phase.BEFORE: r"Plus que {days} jours .*le 3 novembre 2025",
        Phase.EVE: r"demain, le 3 novembre 2025.*dernier jour entier",
        Phase.DAY: r"aujourd’hui, le 3 novembre 2025",
        Phase.AFTER: r"a commencé le 3 novembre 2025.*pouvez encore refuser",
    },
    "en": {
        Phase.BEFORE: r"{days} days left .*on 3 November 2025",
        Phase.EVE: r"tomorrow, 3 November 2025.*last full day",
        Phase.DAY: r"today, 3 November 2025",
        Phase.AFTER: r"began .* on 3 November 2025.*can still refuse",
    },
}


@pytest.mark.parametrize("locale", LOCALE_NAMES)
@pytest.mark.parametrize("kind", [ReminderKind.COUNTDOWN, ReminderKind.OWN])
def test_what_counts_days_is_right_on_every_day(kind: ReminderKind, locale: str) -> None:
    """However late or early it is sent, it says that day's truth; or it is not sent."""
    milestone = MILESTONES[kind]
    seen = set()
    for day in days():
        if not still_true(milestone, day, CHAT):
            assert kind is ReminderKind.COUNTDOWN
            assert day.phase is Phase.AFTER
            continue
        seen.add(day.phase)
        text = plain(reminder(milestone, day, CHAT), locale)
        pattern = COUNTS[locale][day.phase].format(days=day.days)
        assert re.search(pattern, text, re.DOTALL), (day.on, text)
    assert seen == set(Phase) - ({Phase.AFTER} if kind is ReminderKind.COUNTDOWN else set())


@pytest.mark.parametrize("locale", LOCALE_NAMES)
def test_what_counts_no_days_names_none(locale: str) -> None:
    """Nudges, re-checks, changes and the way back say nothing that a day could make false."""
    for kind in set(MILESTONES) - {ReminderKind.COUNTDOWN, ReminderKind.OWN}:
        said_on = {
            plain(reminder(MILESTONES[kind], day, WALKING[0]), locale)
            for day in days()
            if day.on < date(2026, 2, 1)
        }
        assert len(said_on) == 1, kind
        assert not re.search(r"\d|aujourd’hui|demain|today|tomorrow|yesterday|hier", said_on.pop())


def test_a_countdown_comes_with_its_picture() -> None:
    """While it counts, and for who wants pictures; all else is words."""
    without = replace(CHAT, wants_pictures=False)
    for day in days():
        for kind, milestone in MILESTONES.items():
            show = reminder(milestone, day, CHAT)
            counts = kind in (ReminderKind.COUNTDOWN, ReminderKind.OWN)
            if counts and day.phase is not Phase.AFTER:
                assert show.picture is not None
                assert show.picture.name == "countdown"
                args = {"days": day.days, "start": day.starts_on, "phase": day.phase.value}
                assert show.picture.args == args
            else:
                assert show.picture is None
            assert reminder(milestone, day, without).picture is None


@pytest.mark.parametrize(
    ("kind", "acts"),
    [
        (ReminderKind.COUNTDOWN, ["act-optout", "reminder-already"]),
        (ReminderKind.OWN, ["act-optout", "reminder-already"]),
        (ReminderKind.NUDGE, ["act-optout", "reminder-already"]),
        (ReminderKind.RECHECK, ["reminder-check"]),
        (ReminderKind.CHANGE, ["reminder-changes", "reminder-check"]),
        (ReminderKind.RESUME, ["reminder-go-on", "reminder-already"]),
    ],
)
def test_each_reminder_offers_what_helps_and_an_end(kind: ReminderKind, acts: list[str]) -> None:
    """What to do about it first, then putting it off, and stopping at the last."""
    now = at_local(date(2025, 10, 27), 9, PARIS)
    day = day_of(LINKEDIN_AI, date(2025, 10, 27))
    snoozes = [f"reminder-snooze.{name}" for name in ("hour", "evening", "tomorrow")]
    show = reminder(MILESTONES[kind], day, WALKING[0], now=now)
    assert labels(show) == [*acts, *snoozes, "reminders-stop"]
    # Without a subscription, as for the news of changes alone, there is nothing to put off.
    alone = replace(WALKING[0], cadence=None)
    assert labels(reminder(MILESTONES[kind], day, alone, now=now)) == [*acts, "reminders-stop"]


def test_an_evening_reminder_does_not_offer_the_evening() -> None:
    """With the instant, by the clock; without it, by the hour of the reminders."""
    day = day_of(LINKEDIN_AI, date(2025, 10, 27))
    late = at_local(day.on, 20, PARIS)
    assert "reminder-snooze.evening" not in labels(reminder("countdown-7", day, CHAT, now=late))
    assert "reminder-snooze.evening" in labels(reminder("countdown-7", day, CHAT))
    evening = replace(CHAT, hour=20)
    assert "reminder-snooze.evening" not in labels(reminder("countdown-7", day, evening))


@pytest.mark.parametrize("chat", WALKING, ids=lambda chat: f"{chat.device}-{chat.step}")
def test_who_stopped_in_the_middle_goes_on_at_the_very_step(chat: Conversation) -> None:
    """One press leads back to the step, on the same way."""
    now = datetime(2025, 10, 21, 8, 0, tzinfo=UTC)
    around = world(now)
    show = reminder("resume-2025-10-21", around.day(chat), chat, now=now)
    go_on = show.keyboard[0][0]
    assert isinstance(go_on, Button)
    turn = take_turn(chat, Pressed(go_on.data), around)
    assert turn.conversation is not None
    assert (turn.conversation.device, turn.conversation.step) == (chat.device, chat.step)
    assert any(id_.startswith("walkthrough-") for id_ in said(turn))
    (step,) = [effect for effect in turn.effects if isinstance(effect, Show)]
    assert not step.replace  # the reminder stays


def test_every_button_of_every_reminder_is_understood_and_fits() -> None:
    """On days of each phase, at each hour of the day."""
    for on in (date(2025, 10, 27), date(2025, 11, 2), date(2025, 11, 3), date(2026, 11, 22)):
        for hour in range(24):
            now = at_local(on, hour, PARIS)
            around = world(now)
            for milestone in MILESTONES.values():
                chat = WALKING[0]
                if not still_true(milestone, around.day(chat), chat):
                    continue
                show = reminder(milestone, around.day(chat), chat, now=now)
                for button in (button for row in show.keyboard for button in row):
                    assert isinstance(button, Button)
                    assert len(button.data.encode()) <= MAX_CALLBACK_DATA
                    turn = take_turn(chat, Pressed(button.data), around)
                    met = set(said(turn))
                    assert not met & {"old-button", "reminders-not-snoozed"}, button.data
