"""Writing to everybody who follows the changes: for owners alone, looked at first, sent once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core.broadcasting import ALL, BROADCAST, FRAME, GLIMPSE, MAX_MESSAGE, letter, told
from bot.core.broadcasts import (
    PREFIX,
    Broadcast,
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    State,
    TellBroadcast,
    milestone_of,
)
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Effect, Show
from bot.core.events import Commanded, Event, Pressed
from bot.core.reminders import ReminderKind, kind_of
from bot.core.turn import Turn
from bot.rendering import render, symbols
from tests.core.worlds import AFTER, NEWCOMER, said, world
from tests.security.judging import judge_message
from tests.spoken import TEXTS

OPERATOR: Final = "A union"
TELL: Final = TellBroadcast(None, OPERATOR)
KNOWN: Final = replace(NEWCOMER, seen_on=date(2026, 11, 22))
DRAFT: Final = Broadcast(
    id=7,
    state=State.DRAFT,
    text="News\n\nof <today> & yesterday",
    locale=None,
    readers={"fr": 3, "en": 1},
    recipients=0,
    sent=0,
    waiting=0,
)
SENT: Final = replace(DRAFT, state=State.SENT, readers={}, recipients=9, sent=4, waiting=3)


def does(event: Event, *, is_owner: bool = True, is_group: bool = False) -> Turn:
    """Return the turn of somebody."""
    around = replace(world(AFTER, is_group=is_group), is_owner=is_owner and not is_group)
    return take_turn(KNOWN, event, around)


def buttons(show: Show) -> dict[str, str]:
    """Return what the buttons carry, by id and attribute of their labels."""
    return {
        ".".join(filter(None, (button.label.id, button.label.attribute))): button.data
        for row in show.keyboard
        for button in row
        if isinstance(button, Button)
    }


def counts(show: Show) -> dict[str, object]:
    """Return the numbers that are told."""
    (line,) = (t for p in show.paragraphs for t in p if t.id == "broadcast-progress")
    return dict(line.args)


# Who may


@pytest.mark.parametrize("text", ["", "News"])
def test_to_everybody_else_the_command_is_unknown(text: str) -> None:
    """As a button of the menu too; in a group it is passed over, whoever asks."""
    for event in (Commanded("broadcast", text), Pressed("do:broadcast")):
        assert said(does(event, is_owner=False)) == ["unknown-command"]
        assert does(event, is_group=True).effects == ()


@pytest.mark.parametrize("data", ["send:7:fr", "send:7:all", "discard:7", "see:7", "cancel:7"])
def test_a_button_carries_no_authority(data: str) -> None:
    """Who is an owner no longer, or never was, presses in vain; in a group everybody does."""
    event = Pressed(f"{BROADCAST}:{data}")
    assert len(does(event).effects) in {1, 2}
    for turn in (does(event, is_owner=False), does(event, is_group=True)):
        assert said(turn) == ["old-button"]
        assert len(turn.effects) == 1


@pytest.mark.parametrize(
    "data",
    [
        *("", "send", "send:7", "send:7:de", "send:0:fr", "sent:7", "see:-1", "see:x", "see:٣"),
        *("see:1:2", f"cancel:{'9' * 19}"),
    ],
)
def test_a_forged_button_says_nothing(data: str) -> None:
    """Not even one that an owner presses."""
    assert said(does(Pressed(f"{BROADCAST}:{data}"))) == ["old-button"]


# Writing it


def test_a_text_becomes_a_draft_and_is_shown() -> None:
    """With its line breaks; nothing is sent."""
    turn = does(Commanded("broadcast", "One\n\nTwo"))
    assert turn.effects == (DraftBroadcast("One\n\nTwo"), TELL)


def test_without_a_text_it_is_said_how_to_do_it() -> None:
    """In one message, then how the newest one stands."""
    turn = does(Commanded("broadcast"))
    assert said(turn) == ["broadcast-usage"]
    assert turn.effects[1:] == (TELL,)
    assert told(None, TELL) == ()


@pytest.mark.parametrize("locale", LOCALE_NAMES)
@pytest.mark.parametrize("sign", ["x", "&", "’", "🦄", "<", '"'])
def test_the_longest_text_fits_and_a_longer_one_is_refused_kindly(sign: str, locale: str) -> None:
    """Counted as Telegram counts; with our words in every language, and nothing is cut."""
    most = MAX_MESSAGE - FRAME - len(OPERATOR)
    text = sign * most
    assert does(Commanded("broadcast", text)).effects == (DraftBroadcast(text), TELL)
    message = render(letter(text, OPERATOR), TEXTS, locale)
    judge_message(message)
    assert symbols(message.html) > most
    (show,) = does(Commanded("broadcast", text + sign)).effects
    assert isinstance(show, Show)
    assert show.paragraphs[0][0].args == {"count": most + 1, "most": most}
    assert "{???}" not in render(show, TEXTS, locale).html


@pytest.mark.parametrize("locale", LOCALE_NAMES)
@pytest.mark.parametrize("operator", ["", OPERATOR])
def test_our_words_around_it_are_as_short_as_was_reckoned(operator: str, locale: str) -> None:
    """Whoever makes them longer makes FRAME longer."""
    frame = symbols(render(letter("", operator), TEXTS, locale).html)
    assert 0 < frame - len(operator) <= FRAME


def test_a_lone_surrogate_can_be_stored() -> None:
    """No app sends one; no turn fails over it."""
    assert does(Commanded("broadcast", "a\ud83d")).effects[0] == DraftBroadcast("a?")


# What everybody gets


@pytest.mark.parametrize("locale", LOCALE_NAMES)
@pytest.mark.parametrize("operator", ["", OPERATOR])
def test_it_says_who_writes_why_and_how_to_end_it(operator: str, locale: str) -> None:
    """The text stands between, as it was written; it is never markup."""
    message = render(letter("<b>bold</b>\n\n/stop & go", operator), TEXTS, locale)
    first, *middle, last = message.html.split("\n\n")
    assert (operator or {"fr": "la personne", "en": "the person"}[locale]) in first
    assert middle == ["&lt;b&gt;bold&lt;/b&gt;", "/stop &amp; go"]
    assert "/settings" in last
    assert {"fr": "parce que vous", "en": "because you"}[locale] in last
    assert message.keyboard == ()
    judge_message(message)


def test_its_milestone_is_a_reminder_s() -> None:
    """Counted as "broadcast", and sent by the same dispatcher."""
    assert milestone_of(7) == "broadcast-7"
    assert kind_of(milestone_of(7)) is ReminderKind.BROADCAST
    assert f"{ReminderKind.BROADCAST}-" == PREFIX


# Before it is sent


def test_a_draft_is_shown_as_it_will_go_out_with_whom_it_goes_to() -> None:
    """A button for each language that somebody reads, and for all."""
    preview, question = told(DRAFT, TELL)
    assert preview == letter(DRAFT.text, OPERATOR)
    assert buttons(question) == {
        "broadcast-send.en": "broadcast:send:7:en",
        "broadcast-send.fr": "broadcast:send:7:fr",
        "broadcast-send.all": "broadcast:send:7:all",
        "broadcast-discard": "broadcast:discard:7",
    }
    told_counts = {t.attribute: t.args["count"] for t in question.paragraphs[1]}
    assert told_counts == {"en": 1, "fr": 3, ALL: 4}
    _, french = told(replace(DRAFT, readers={"fr": 3}), TELL)
    assert "broadcast-send.en" not in buttons(french)


def test_where_nobody_follows_it_is_said() -> None:
    """There is nothing to press but the end of it."""
    _, question = told(replace(DRAFT, readers={}), TELL)
    assert question.paragraphs[0][0].id == "broadcast-nobody"
    assert [*buttons(question)] == ["broadcast-discard"]


# Sending


@pytest.mark.parametrize(("to", "locale"), [("fr", "fr"), ("en", "en"), (ALL, None)])
def test_a_press_plans_it_for_three_days(to: str, locale: str | None) -> None:
    """From now on; and says how far it is."""
    effects = does(Pressed(f"broadcast:send:7:{to}")).effects
    send = SendBroadcast(7, locale, "linkedin-ai-2025", AFTER, AFTER + timedelta(days=3))
    assert effects == (send, TellBroadcast(7, OPERATOR))


@pytest.mark.parametrize(
    ("data", "done"),
    [("discard:7", (DiscardBroadcast(7),)), ("cancel:7", (CancelBroadcast(7),)), ("see:7", ())],
)
def test_other_buttons_do_what_they_say(data: str, done: tuple[Effect, ...]) -> None:
    """And then tell how it stands, from the store: a press that came too late changes nothing."""
    assert does(Pressed(f"broadcast:{data}")).effects == (*done, TellBroadcast(7, OPERATOR))


def test_while_it_is_sent_it_can_be_looked_at_and_cancelled() -> None:
    """Planned is sent, waiting and dropped."""
    (show,) = told(SENT, TELL)
    assert counts(show) == {"count": 9, "sent": 4, "waiting": 3, "dropped": 2}
    assert [*buttons(show)] == ["broadcast-see", "broadcast-cancel"]
    assert show.replace


def test_a_finished_one_says_so_and_cannot_be_cancelled() -> None:
    """Nor one that is cancelled already."""
    (over,) = told(replace(SENT, waiting=0), TELL)
    assert buttons(over) == {}
    assert counts(over) == {"count": 9, "sent": 4, "waiting": 0, "dropped": 5}
    assert over.paragraphs[0][0].attribute == "over"
    (cancelled,) = told(replace(SENT, state=State.CANCELLED), TELL)
    assert [*buttons(cancelled)] == ["broadcast-see"]  # what was on its way may still arrive
    (ended,) = told(replace(SENT, state=State.CANCELLED, waiting=0), TELL)
    assert buttons(ended) == {}
    assert counts(cancelled) == {"count": 9, "sent": 4, "waiting": 0, "dropped": 5}
    assert cancelled.paragraphs[0][0].attribute == "cancelled"


def test_one_that_is_gone_is_not_said_to_be_sent() -> None:
    """Discarded, replaced or a month old."""
    (show,) = told(None, TellBroadcast(7, OPERATOR))
    assert show.paragraphs[0][0].id == "broadcast-gone"


@pytest.mark.parametrize("locale", LOCALE_NAMES)
def test_every_state_has_words_in_every_language(locale: str) -> None:
    """For each language that a chat may have; a long text is told by its beginning."""
    for to in LOCALE_NAMES:
        long = replace(SENT, locale=to, text="a b\n" * 900)
        states = (
            replace(DRAFT, readers={to: 1}),
            replace(DRAFT, readers={}),
            long,
            replace(long, waiting=0),
            replace(long, state=State.CANCELLED, locale=None),
            None,
        )
        for kept in states:
            for show in told(kept, TellBroadcast(7, OPERATOR)):
                message = render(show, TEXTS, locale)
                judge_message(message)
                assert "broadcast-" not in message.html + str(message.keyboard).replace(
                    "broadcast:", ""
                )
                glimpses = [t for p in show.paragraphs for t in p if t.id == "broadcast-glimpse"]
                assert all(len(str(t.args["text"])) <= GLIMPSE for t in glimpses)


@pytest.mark.parametrize("kept", [DRAFT, SENT])
def test_no_repr_holds_the_text(kept: Broadcast) -> None:
    """What a log might show by mistake."""
    assert "yesterday" not in repr(kept) + repr(DraftBroadcast(kept.text))
