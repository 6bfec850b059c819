"""Whole conversations with the core: no network, no database, no event loop."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Forget, MoveReminders, Show, Subscribe, Unsubscribe
from bot.core.events import Attached, Blocked, Commanded, Pressed, Said
from bot.core.interface import MENU
from bot.core.presses import PRESSES
from bot.core.reminders import COUNTDOWN, Cadence
from bot.core.walkthrough import Device, Step
from tests.core.worlds import AFTER, BEFORE, KNOWLEDGE, NEWCOMER, Person, said, world
from tests.walks import all_shows


def test_the_first_contact_says_what_this_is() -> None:
    """A bot, independent of LinkedIn, no login: told once, whatever one begins with."""
    for event in (Commanded("start"), Said("private messages?"), Commanded("optout"), Attached()):
        person = Person()
        assert said(person.does(event)).count("disclosure") == 1
        assert "disclosure" not in said(person.does(Said("private messages?")))


def test_a_sure_match_is_answered_and_sourced() -> None:
    """The answer comes with "Who says so?", which names publishers and leads back."""
    person = Person()
    turn = person.does(Said("private messages?"))
    assert [id_ for id_ in said(turn) if id_.startswith("claim-")]
    sources = said(person.press("answer-who"))
    assert sources[0] == "topic-private-messages"
    assert any(id_.startswith("source-") for id_ in sources)
    (again,) = person.press("answer-again").effects
    assert isinstance(again, Show)
    assert again.replace
    assert replace(again, replace=False) == turn.effects[1]


def test_an_unsure_match_asks_back() -> None:
    """Up to three questions to choose from, and a way to say that none is meant."""
    person = Person()
    assert said(person.does(Said("messages?")))[-1] == "did-you-mean"
    answered = said(person.press("topic-public-activity.button"))
    claims = KNOWLEDGE.topics["public-activity"].answer
    assert set(answered) <= {f"claim-{claim.id}" for claim in claims}
    person.does(Said("messages?"))
    assert "claim-" in said(person.press("did-you-mean-none"))[0]


def test_what_is_not_recognised_is_declined() -> None:
    """An honest "I don't know", never a guess."""
    declined = said(Person().does(Said("Will it rain tomorrow?")))
    claims = KNOWLEDGE.topics["out-of-scope"].answer
    assert declined[1:] == [
        f"claim-{claim.id}" for claim in claims if claim.holds_on(BEFORE.date())
    ]


def test_the_walkthrough_ends_the_countdown() -> None:
    """Subscribed, walked to Off: the day is kept, the reminders are dropped, and it is said."""
    person = Person()
    person.does(Commanded("remind"))
    person.press("reminders-cadence.standard")
    kept = person.press("reminders-keep")
    (subscribe,) = [effect for effect in kept.effects if isinstance(effect, Subscribe)]
    assert [reminder.milestone for reminder in subscribe.plan] == [
        "countdown-7",
        "countdown-3",
        "countdown-1",
        "countdown-0",
    ]
    assert kept.conversation is not None
    assert kept.conversation.cadence is Cadence.STANDARD

    person.does(Commanded("optout"))
    person.press("walkthrough-way.phone")
    for step in ("phone-open-menu", "phone-open-settings", "phone-open-privacy"):
        person.press(f"walkthrough-{step}.next")
    for step in ("phone-find-entry", "turn-off", "check-page", "check-switch"):
        person.press(f"walkthrough-{step}.next")
    done = person.press("walkthrough-check-again.next")
    assert Unsubscribe() in done.effects
    assert said(done) == ["walkthrough-done", "reminders-stopped"]
    assert person.conversation.refused_on == BEFORE.date()
    assert person.conversation.cadence is None
    assert person.conversation.step is None


def test_a_question_in_the_middle_is_answered_and_the_step_returns() -> None:
    """Whoever hesitates asks, reads, and goes on where they stood."""
    person = Person()
    person.does(Commanded("optout"))
    step = person.press("walkthrough-way.computer")
    turn = person.does(Said("private messages?"))
    *_, answer, again = (effect for effect in turn.effects if isinstance(effect, Show))
    assert answer.paragraphs[0][0].id.startswith("claim-")
    (shown,) = [effect for effect in step.effects if isinstance(effect, Show)]
    assert again == replace(shown, replace=False)
    person.press("walkthrough-computer-open-menu.next")
    assert person.conversation.step is Step.OPEN_SETTINGS


def test_the_receipt_stays_when_it_is_checked_again() -> None:
    """What is to be kept is not overwritten by its own button."""
    person = Person()
    done = person.does(Pressed("walk:link:check-again:next"))
    assert said(done)[-1] == "walkthrough-done"
    turn = person.press("walkthrough-again")
    (again,) = (effect for effect in turn.effects if isinstance(effect, Show))
    assert not again.replace


def test_the_welcome_stays_when_reminders_are_asked_for() -> None:
    """Only what belongs to the same act takes the place of what was pressed."""
    person = Person()
    person.does(Commanded("start"))
    (offer,) = person.press("act-remind").effects
    assert isinstance(offer, Show)
    assert not offer.replace
    person.press("reminders-cadence.light")
    (again,) = person.press("reminders-other-cadence").effects
    assert isinstance(again, Show)
    assert again == replace(offer, replace=True)


def test_there_is_a_way_back_from_every_choice() -> None:
    """From the hours and the zones to the plan, from the first step to the ways."""
    person = Person()
    plan = person.does(Pressed("plan:light:12")).effects[-1]
    person.press("reminders-other-hour")
    assert person.press("back").effects == (plan,)
    person.press("reminders-other-zone")
    assert person.press("back").effects == (plan,)
    person.does(Commanded("settings"))
    person.press("settings-zone")
    assert said(person.press("back")) == ["settings"]
    person.does(Pressed("by:phone"))
    assert said(person.press("back")) == ["walkthrough-choose"]


def test_a_switch_that_reads_on_again_is_no_longer_refused() -> None:
    """What was once seen is not claimed for ever."""
    person = Person(
        Conversation("fr", "Europe/Paris", refused_on=date(2025, 10, 1), seen_on=date(2025, 10, 1))
    )
    assert said(person.does(Commanded("optout"))) == ["walkthrough-choose-again"]
    person.press("walkthrough-way.link")
    person.press("walkthrough-open-link.next")
    person.press("walkthrough-turn-off.next")
    person.press("walkthrough-check-page.next")
    assert said(person.press("walkthrough-check-switch.no"))[-1].startswith("walkthrough-turn-off")
    assert person.conversation.refused_on is None


def test_nothing_is_kept_before_it_is_confirmed() -> None:
    """Reminders are opt-in: looking at a plan, at hours and zones, subscribes to nothing."""
    person = Person()
    person.does(Commanded("remind"))
    person.press("reminders-cadence.light")
    person.press("reminders-other-hour")
    assert person.shown is not None
    person.does(Pressed("plan:light:18"))
    person.press("reminders-other-zone")
    moved = person.does(Pressed("zone:America/Toronto:light:18"))
    assert not [effect for effect in moved.effects if isinstance(effect, Subscribe)]
    assert person.conversation.cadence is None
    kept = person.press("reminders-keep")
    (subscribe,) = [effect for effect in kept.effects if isinstance(effect, Subscribe)]
    assert [r.due_at.isoformat() for r in subscribe.plan] == [
        "2025-10-27T22:00:00+00:00",  # 18:00 in Toronto, still on summer time
        "2025-11-02T23:00:00+00:00",  # 18:00 in Toronto, the clocks went back that morning
    ]


def test_a_new_zone_moves_the_reminders() -> None:
    """Who travels is reminded at their own hour."""
    person = Person()
    person.does(Pressed("keep:light:9"))
    turn = person.does(Pressed("zone:Asia/Hong_Kong"))
    (moved,) = [effect for effect in turn.effects if isinstance(effect, MoveReminders)]
    assert [[one.due_at.isoformat() for one in move] for move in moved.moves] == [
        ["2025-10-27T08:00:00+00:00", "2025-10-27T01:00:00+00:00"],
        ["2025-11-02T08:00:00+00:00", "2025-11-02T01:00:00+00:00"],
    ]


def test_stop_stops_everything_and_says_so() -> None:
    """/stop ends the reminders; without any, it says that there are none."""
    person = Person()
    assert said(person.does(Commanded("stop")))[-1] == "reminders-nothing-to-stop"
    person.does(Pressed("keep:light:9"))
    turn = person.does(Commanded("stop"))
    assert Unsubscribe() in turn.effects
    assert said(turn) == ["reminders-stopped"]
    assert person.conversation.cadence is None


def test_no_countdown_can_be_kept_once_the_day_has_come() -> None:
    """On every day from the start on, an old button leads to what is true now."""
    day = datetime(2025, 11, 3, 8, 0, tzinfo=BEFORE.tzinfo)
    while day < datetime(2026, 12, 31, tzinfo=BEFORE.tzinfo):
        person = Person(now=day)
        for cadence in COUNTDOWN:
            turn = person.does(Pressed(f"keep:{cadence}:9"))
            assert "reminders-offer" in said(turn)
            assert not [effect for effect in turn.effects if isinstance(effect, Subscribe)]
        day += timedelta(days=1)


def test_after_the_start_a_nudge_or_a_recheck_is_offered() -> None:
    """What helps now: until it is done, or a look at the switch later."""
    person = Person(now=AFTER)
    person.does(Commanded("remind"))
    assert person.shown is not None
    labels = [row[0].label.attribute for row in person.shown.keyboard]
    assert labels == ["nudge", "recheck-3", "recheck-6", "recheck-12"]
    person.press("reminders-cadence.recheck-6")
    turn = person.press("reminders-keep")
    (subscribe,) = [effect for effect in turn.effects if isinstance(effect, Subscribe)]
    assert [r.milestone for r in subscribe.plan] == ["recheck-2027-05-22"]


def test_a_recheck_outlives_the_refusal() -> None:
    """Done stops the nudges, but not the look at the switch that was asked for."""
    person = Person(now=AFTER)
    person.does(Pressed("keep:recheck-3:9"))
    done = person.does(Pressed("walk:link:check-again:next"))
    assert said(done) == ["walkthrough-done"]
    assert person.conversation.cadence is Cadence.RECHECK_3


def test_everything_is_erased_only_after_a_yes() -> None:
    """/delete asks first; then every row goes, and nothing is kept."""
    person = Person()
    person.does(Commanded("start"))
    asked = person.does(Commanded("delete"))
    assert Forget() not in asked.effects
    assert Forget() not in person.press("delete-no").effects
    person.does(Commanded("delete"))
    turn = person.press("delete-yes")
    assert turn.effects[0] == Forget()
    assert turn.conversation is None


def test_a_block_erases_in_silence() -> None:
    """Who blocks the bot is forgotten, and hears nothing more."""
    turn = take_turn(NEWCOMER, Blocked(), world(BEFORE))
    assert turn.conversation is None
    assert turn.effects == (Forget(),)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("optout", "walkthrough-choose"),
        ("remind", "reminders-offer"),
        ("faq_minors", "claim-"),
        ("lang_en", "welcome"),
        ("lang_xx", "welcome"),
        ("faq_nothing", "welcome"),
        ("whatever", "welcome"),
        ("", "welcome"),
    ],
)
def test_deep_links(argument: str, expected: str) -> None:
    """A link may open a topic, the walkthrough, the reminders or a language."""
    person = Person()
    ids = said(person.does(Commanded("start", argument)))
    assert any(id_.startswith(expected) for id_ in ids)
    assert "disclosure" in ids
    assert person.conversation.locale == ("en" if argument == "lang_en" else "fr")


def test_the_language_can_be_changed() -> None:
    """By button, and confirmed in the new language."""
    person = Person()
    person.does(Commanded("language"))
    assert person.shown is not None
    person.does(Pressed("lang:en"))
    assert person.conversation.locale == "en"


def test_the_menu_names_commands_that_exist() -> None:
    """What Telegram's menu offers is answered; what is for owners alone is not offered."""
    assert set(MENU) == set(COMMANDS) - {"stats", "broadcast"}


@pytest.mark.parametrize("command", ["foo", "stats", "broadcast", "étoile", "x" * 4000])
def test_an_unknown_command_is_answered_in_private_only(command: str) -> None:
    """In a group it may be meant for another bot."""
    assert said(Person().does(Commanded(command)))[-1] == "unknown-command"
    assert take_turn(NEWCOMER, Commanded(command), world(BEFORE, is_group=True)).effects == ()


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0"])
def test_empty_words_are_answered_kindly(text: str) -> None:
    """Nothing to read: say what can be read."""
    assert said(Person().does(Said(text)))[-1] == "words-please"
    assert said(Person().does(Attached()))[-1] == "words-please"


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "::::",
        "nonsense",
        "do",
        "do:nothing",
        "do:optout:x",
        "faq:nothing",
        "faq",
        "more:",
        "who:x:y",
        "sources:-1",
        "sources:²",
        "sources:" + "9" * 50,
        "sources:x",
        "plan:light",
        "plan:light:25",
        "plan:weekly:9",
        "keep:light:9:9",
        "hours:light:x",
        "zones:light",
        "zone",
        "zone:Mars/Base",
        "zone:Europe/Paris:light",
        "lang:xx",
        "lang",
        "erase",
        "erase:maybe",
        "by:phone:x",
        "walk:phone:done:next:lost",
        "\udcff",
        "🦄" * 16,
        "sources:" + "9" * 5000,
    ],
)
def test_a_malformed_or_foreign_button_loses_nothing(data: str) -> None:
    """It is answered, and the chat stays as it was."""
    person = Person()
    person.does(Commanded("start"))
    before = person.conversation
    turn = person.does(Pressed(data))
    assert said(turn)
    assert not {type(effect) for effect in turn.effects} - {Show}
    assert person.conversation == before


def test_every_button_that_is_ever_shown_is_understood() -> None:
    """Pressing everything that can be reached, from every message, never meets a dead end."""
    for now in (BEFORE, AFTER):
        waiting = [Pressed(f"do:{command}") for command in COMMANDS]
        waiting += [Pressed(f"faq:{topic}") for topic in KNOWLEDGE.topics]
        seen = {event.data for event in waiting}
        while waiting:
            event = waiting.pop()
            conversation = replace(NEWCOMER, seen_on=now.date())
            turn = take_turn(conversation, event, world(now))
            assert "old-button" not in said(turn), event.data
            for effect in turn.effects:
                if isinstance(effect, Show):
                    for row in effect.keyboard:
                        for button in row:
                            if isinstance(button, Button) and button.data not in seen:
                                seen.add(button.data)
                                waiting.append(Pressed(button.data))


def test_no_button_is_understood_that_is_never_shown() -> None:
    """What the table of presses holds is of use to somebody; owners have one of their own."""
    shown = {
        button.data.partition(":")[0]
        for _, show in all_shows()
        for row in show.keyboard
        for button in row
        if isinstance(button, Button)
    }
    assert shown == set(PRESSES) - {"broadcast"}


def test_in_a_group_only_its_administrators_subscribe() -> None:
    """Others are shown the way to a private chat; asked again at each press."""
    group = replace(world(BEFORE, is_group=True), is_admin=False)
    for event in (Commanded("remind"), Pressed("keep:light:9")):
        turn = take_turn(NEWCOMER, event, group)
        assert said(turn)[-1] == "groups-admins-only"
        assert not [effect for effect in turn.effects if isinstance(effect, Subscribe)]


@pytest.mark.parametrize(
    "event", [Commanded("optout"), Pressed("do:optout"), Pressed("by:phone"), Pressed("by")]
)
def test_nobody_walks_before_a_group(event: Commanded | Pressed) -> None:
    """The account is a person's, and so is the way: a group keeps nothing of it."""
    group = Person(is_group=True)
    assert said(group.does(event)) == ["groups-alone"]
    assert group.conversation.step is None


@pytest.mark.parametrize("word", ["stop", "c'est fait", "english please"])
def test_a_word_in_passing_decides_nothing_for_a_group(word: str) -> None:
    """Reminders and language of a group change by command and button, for who may."""
    group = Person(is_group=True)
    turn = group.does(Said(word))
    assert not [effect for effect in turn.effects if isinstance(effect, Unsubscribe)]
    assert (group.conversation.locale, group.conversation.step) == ("fr", None)


def test_the_device_is_remembered() -> None:
    """Where one stands is kept too, for questions in between."""
    person = Person()
    person.does(Pressed("by:phone"))
    assert person.conversation.device is Device.PHONE
    assert person.conversation.step is Step.OPEN_MENU


def test_a_zone_in_which_nothing_is_left_is_said() -> None:
    """In Hong Kong the start day is over when the reminder comes: it would be false."""
    person = Person(now=datetime(2025, 11, 3, 4, 0, tzinfo=BEFORE.tzinfo))
    person.does(Pressed("zone:America/Toronto"))
    person.does(Pressed("keep:standard:20"))
    person.now += timedelta(hours=16)
    turn = person.does(Pressed("zone:Asia/Hong_Kong"))
    assert said(turn) == ["zone-set", "reminders-none-left"]


def test_a_moment_that_is_past_in_a_new_zone_is_kept() -> None:
    """At 14:00 in Toronto it is 20:00 in Paris; what was promised for then comes then."""
    person = Person(now=datetime(2025, 11, 2, 17, 0, tzinfo=BEFORE.tzinfo))
    person.does(Pressed("zone:America/Toronto"))
    person.does(Pressed("keep:light:14"))
    turn = person.does(Pressed("zone:Europe/Paris"))
    assert said(turn) == ["zone-set"]
    assert len(turn.effects) == 1
    assert person.conversation.cadence is Cadence.LIGHT
