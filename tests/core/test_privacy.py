"""What a person can know, see, take and erase, and what leaves no trace at all."""

import json
import re
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import product
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from bot.adapters import retention
from bot.adapters.record import record_file
from bot.adapters.schema import OF_NOBODY, stored_lines
from bot.adapters.texts import LOCALE_NAMES
from bot.core import kept_questions, reminding
from bot.core.actions import encode
from bot.core.conversation import Context, Conversation, Unanswered
from bot.core.dialogue import take_turn
from bot.core.effects import (
    Button,
    Disclose,
    Disclosed,
    DropQuestions,
    Effect,
    Forget,
    KeepQuestion,
    LinkButton,
    Record,
    SendFile,
    Show,
    Text,
    Unsubscribe,
)
from bot.core.events import Attached, Commanded, Event, Pressed, Said
from bot.core.knowledge import OUT_OF_SCOPE
from bot.core.privacy import MAX_ROWS, must_last, told
from bot.core.reminders import Cadence
from bot.core.turn import Turn
from bot.core.walkthrough import Device, Step
from bot.recollection import KEEP, KEEP_UNANSWERED
from bot.rendering import render, symbols
from bot.resources import folder
from tests.core.worlds import AFTER, BEFORE, KNOWLEDGE, NEWCOMER, Person, said, world
from tests.spoken import TEXTS
from tests.walks import all_shows

LOCALES: Final = tuple(LOCALE_NAMES)
MAX_MESSAGE: Final = 4096  # symbols. Source: Bot API, sendMessage
KNOWN: Final = replace(NEWCOMER, seen_on=BEFORE.date())
UNKNOWN: Final = "Will it rain?"
# What newsletters and networks add to a link in order to know who followed it.
TRACKING: Final = re.compile(r"utm_|mc_|oly_|vero_|hs[ac_]|trk|ref|(?:fb|gc|dc|ms|tw|yc|li_)l?id")
# A deep link into this bot, or Telegram's own page to hand one on.
BACK: Final = re.compile(
    r"(https://t\.me/share/url\?url=)?https://t\.me/optout_bot\?start(group)?=[a-z_-]+"
)
AROUND: Final = replace(world(BEFORE), stored=stored_lines(), of_nobody=OF_NOBODY)


def shown(turn: Turn) -> Show:
    """Return the one message of *turn*."""
    (show,) = (effect for effect in turn.effects if isinstance(effect, Show))
    return show


def words(show: Show, locale: str = "en") -> str:
    """Return *show* as it is read."""
    return render(show, TEXTS, locale).html


def page(data: str, locale: str = "en") -> str:
    """Return the page of /privacy that a button opens, as it is read."""
    return words(shown(take_turn(replace(KNOWN, locale=locale), Pressed(data), AROUND)), locale)


def buttons(show: Show) -> dict[str, str]:
    """Return what each button of *show* carries, by the id of its label."""
    every = (button for row in show.keyboard for button in row)
    return {button.label.id: button.data for button in every if isinstance(button, Button)}


# First contact


@pytest.mark.parametrize(
    ("locale", "needed"),
    [
        ("fr", ("un bot", "automatiques", "indépendant de LinkedIn", "mot de passe", "/privacy")),
        ("en", ("a bot", "automatic", "independent of LinkedIn", "password", "/privacy")),
    ],
)
@pytest.mark.parametrize(
    "event", [Commanded("start"), Commanded("optout"), Said("minors?"), Attached(), Pressed("x")]
)
def test_the_first_contact_discloses(event: Event, locale: str, needed: tuple[str, ...]) -> None:
    """Whatever it is: a bot, automatic answers, not LinkedIn, no password, what is stored."""
    turn = take_turn(replace(NEWCOMER, locale=locale), event, world(BEFORE))
    first = turn.effects[0]
    assert isinstance(first, Show)
    assert all(word in words(first, locale) for word in needed)
    again = take_turn(replace(KNOWN, locale=locale), event, world(BEFORE))
    assert event == Commanded("start") or "disclosure" not in said(again)


# Leaving no trace


WITHOUT_TRACE: Final = (
    Said("private messages?"),
    Said("messages?"),
    Said(UNKNOWN),
    Attached(),
    *(Commanded(name) for name in ("start", "help", "optout", "remind", "stop", "sources")),
    *(Commanded(name) for name in ("settings", "language", "changes", "complaint", "privacy")),
    *(Commanded(name) for name in ("mydata", "delete", "nonsense")),
    Commanded("start", "optout"),
    Commanded("start", "faq_minors"),
    Commanded("start", "lang_fr"),  # spoken anyway
    Pressed("by:phone"),
    Pressed("walk:link:check-again:next"),
    Pressed("look:6"),
    Pressed("letter-file:fr"),
    Pressed("question:drop"),
    Pressed("erase:yes"),
    Pressed("erase:no"),
)


@pytest.mark.parametrize("event", WITHOUT_TRACE, ids=str)
@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_who_asks_and_walks_leaves_no_trace(event: Event, now: datetime) -> None:
    """Nothing needs to last of questions, steps, pages and files."""
    around = world(now)
    for before in (NEWCOMER, KNOWN, replace(KNOWN, device=Device.PHONE, step=Step.TURN_OFF)):
        assert not must_last(before, take_turn(before, event, around))


def test_the_whole_way_to_the_switch_leaves_no_trace() -> None:
    """From the first step to the receipt and the calendar file."""
    person = Person()
    steps = [Pressed("by:link")]
    steps += [
        Pressed(f"walk:link:{step}:next")
        for step in ("open-link", "turn-off", "check-page", "check-switch", "check-again")
    ]
    steps += [Pressed("walk:link:done:finish"), Pressed("look:12")]
    for step in steps:
        before = person.conversation
        turn = person.does(step)
        assert not must_last(before, turn)
    assert person.conversation.refused_on == BEFORE.date()


def test_a_calendar_file_instead_of_reminders_leaves_no_trace() -> None:
    """Who wants no messages takes the plan along."""
    turn = take_turn(KNOWN, Pressed(encode(reminding.CALENDAR, "light", 9)), world(BEFORE))
    assert any(isinstance(effect, SendFile) for effect in turn.effects)
    assert not must_last(KNOWN, turn)


@pytest.mark.parametrize(
    "event",
    [
        Pressed("lang:en"),
        Commanded("language", "English"),
        Commanded("start", "lang_en"),
        Pressed("zone:Europe/London"),
        Pressed("pictures:off"),
        Pressed("follow:yes"),
        Pressed("keep:light:9"),
    ],
    ids=str,
)
def test_a_choice_lasts(event: Event) -> None:
    """What somebody chose would be lost with the memory of a process."""
    assert must_last(KNOWN, take_turn(KNOWN, event, world(BEFORE)))


def test_whatever_is_new_of_a_chat_lasts() -> None:
    """Only what is named here passes; a field that is added is stored until somebody decides."""
    passing: dict[str, object] = {
        "device": Device.PHONE,
        "step": Step.TURN_OFF,
        "refused_on": date(2025, 10, 20),
        "seen_on": date(2025, 10, 20),
        "context": Context("minors"),
    }
    lasting: dict[str, object] = {
        "locale": "en",
        "zone": "Europe/London",
        "cadence": Cadence.LIGHT,
        "subscribed_on": date(2025, 10, 20),
        "hour": 18,
        "own_on": date(2025, 10, 25),
        "follows_changes": True,
        "wants_pictures": False,
        "thread_id": 5,
    }
    assert passing.keys() | lasting.keys() == {field.name for field in fields(Conversation)}
    for name, value in (passing | lasting).items():
        after = replace(NEWCOMER, **{name: value})  # type: ignore[arg-type]  # each its own
        assert must_last(NEWCOMER, Turn(after, ())) == (name in lasting), name


def test_what_is_dropped_need_not_last() -> None:
    """Who has nothing stored can stop and take back without being stored for it."""
    for effect in (Unsubscribe(), DropQuestions(), Forget()):
        assert not must_last(KNOWN, Turn(KNOWN, (effect,)))
    assert must_last(KNOWN, Turn(KNOWN, (KeepQuestion(UNKNOWN, "when"),)))
    assert not must_last(KNOWN, Turn(None, (Forget(),)))


# /privacy


@pytest.mark.parametrize("locale", LOCALES)
def test_privacy_is_short_and_leads_to_the_rest(locale: str) -> None:
    """Who runs it and what is kept at first sight; every page leads back and fits."""
    show = shown(take_turn(replace(KNOWN, locale=locale), Commanded("privacy"), AROUND))
    overview = words(show, locale)
    assert {"fr": "Rien sur vous", "en": "Nothing about you"}[locale] in overview
    assert "A union" in overview
    assert "dpo@example.org" in overview
    assert symbols(overview) < 1200
    assert {"privacy:stored", "privacy:rights", "do:mydata", "do:delete"} == set(
        buttons(show).values()
    )
    for data in ("privacy:stored", "privacy:rights"):
        turn = take_turn(replace(KNOWN, locale=locale), Pressed(data), AROUND)
        assert shown(turn).replace
        assert symbols(words(shown(turn), locale)) <= MAX_MESSAGE
        assert buttons(shown(turn))["back"] == "privacy"
    assert page("privacy", locale) == overview


@pytest.mark.parametrize(("locale", "line"), list(product(LOCALES, stored_lines())))
def test_each_thing_that_is_stored_is_told_with_its_reason(locale: str, line: str) -> None:
    """Generated from the tables: what it is, and below it what for."""
    what, why = (TEXTS.say(Text(f"stored-{line}", {}, a), locale) for a in (None, "why"))
    assert f"{what}\n{why}" in page("privacy:stored", locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_of_nobody_is_told_apart(locale: str) -> None:
    """Counts and numbers that say nothing of a chat come last, under their own head."""
    mine, apart = page("privacy:stored", locale).split(TEXTS.say(Text("privacy-apart"), locale))
    for line in stored_lines():
        said_of = TEXTS.say(Text(f"stored-{line}"), locale)
        assert (said_of in apart) == (line in OF_NOBODY)
        assert (said_of in mine) == (line not in OF_NOBODY)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_limits_that_are_told_are_those_that_are_kept(locale: str) -> None:
    """The numbers in the words are the constants of the code."""
    stored, overview = page("privacy:stored", locale), page("privacy", locale)
    assert stored.count(f"{retention.KEEP_REMINDERS.days} ") >= 1
    assert retention.KEEP_QUESTIONS == retention.KEEP_REMINDERS
    hours = round(retention.KEEP_UPDATES.total_seconds() / 3600)
    assert f"{hours} {'heures' if locale == 'fr' else 'hours'}" in stored
    assert round(retention.KEEP_CHATS.days / 30.44) == 13
    assert f"13 {'mois' if locale == 'fr' else 'months'}" in stored
    assert (KEEP.days, KEEP_UNANSWERED.total_seconds()) == (1, 15 * 60)
    assert {"fr": "un jour", "en": "a day"}[locale] in overview
    assert {"fr": "un quart d’heure", "en": "a quarter of an hour"}[locale] in overview


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_about_this_bot_and_mydata_agree_with_it(locale: str) -> None:
    """Nothing of who only asks; a question handed over, for 30 days; what memory holds."""
    stored, texts = (TEXTS.say(Text(f"claim-{id_}"), locale) for id_ in ("stored", "not-stored"))
    nothing = {"fr": "rien sur vous", "en": "nothing about you"}[locale]
    for said_of in (stored, page("privacy", locale)):
        assert nothing in said_of.lower()
    assert f"{retention.KEEP_QUESTIONS.days} {'jours' if locale == 'fr' else 'days'}" in texts
    assert {"fr": "sauf une question", "en": "except a question"}[locale] in texts
    (show,) = told(())
    assert isinstance(show, Show)
    in_memory = words(show, locale)
    assert {"fr": "un jour", "en": "a day"}[locale] in in_memory
    assert {"fr": "un quart d’heure", "en": "a quarter of an hour"}[locale] in in_memory


@pytest.mark.parametrize("locale", LOCALES)
def test_the_rights_are_told_with_the_way_to_use_them(locale: str) -> None:
    """Access, correction, erasure, objection, complaint; and what an erasure does not reach."""
    rights = page("privacy:rights", locale)
    commands = ("/mydata", "/settings", "/delete", "/stop", "/complaint")
    assert all(command in rights for command in commands)
    assert {"fr": "sauvegarde", "en": "backup"}[locale] in rights
    assert "dpo@example.org" in rights


def test_an_installation_without_an_operator_says_so() -> None:
    """Nobody's name is made up."""
    turn = take_turn(KNOWN, Commanded("privacy"), world(BEFORE, operator=""))
    assert "privacy-operator-unnamed" in said(turn)


@pytest.mark.parametrize("data", ["privacy:", "privacy:all", "privacy:stored:2", "privacy:🦄"])
def test_an_unknown_page_is_an_old_button(data: str) -> None:
    """It is answered as such."""
    assert said(take_turn(KNOWN, Pressed(data), AROUND)) == ["old-button"]


# /mydata


def entries(rows: int = 1, value: object = "x") -> tuple[Disclosed, ...]:
    """Return as many rows of every line."""
    return tuple(
        Disclosed("table", row, column, line, str(value))
        for line in stored_lines()
        if line not in OF_NOBODY
        for row in range(1, rows + 1)
        for column in ("first", "second")
    )


def test_mydata_asks_for_everything() -> None:
    """The command and the buttons alike."""
    for event in (Commanded("mydata"), Pressed("do:mydata")):
        assert take_turn(KNOWN, event, AROUND).effects == (Disclose(),)


@pytest.mark.parametrize("locale", LOCALES)
def test_where_nothing_is_kept_that_is_said(locale: str) -> None:
    """With what is known in memory, and without a file."""
    (show,) = told(())
    assert isinstance(show, Show)
    assert {"fr": "Rien n’est conservé", "en": "Nothing is stored"}[locale] in words(show, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_is_told_with_its_names(locale: str) -> None:
    """Each value below the line of /privacy that covers it; what is empty is left out."""
    kept = (
        Disclosed("chat", 1, "locale", "language", "fr"),
        Disclosed("chat", 1, "refused_on", "refusal", None),
        Disclosed("kept_question", 1, "sealed_text", "questions", "a < b & <b>c</b>"),
    )
    show, sent = told(kept)
    assert isinstance(show, Show)
    html = words(show, locale)
    assert f"{TEXTS.say(Text('stored-language'), locale)}\n<code>locale: fr</code>" in html
    assert "refused_on" not in html
    assert "sealed_text: a &lt; b &amp; &lt;b&gt;c" in html
    assert set(buttons(show)) == {"question-drop", "act-delete"}
    assert isinstance(sent, SendFile)
    assert isinstance(sent.file, Record)
    assert sent.file.entries == kept


def test_who_gave_no_question_has_none_to_take_back() -> None:
    """The button comes with the questions."""
    show, _ = told((Disclosed("chat", 1, "locale", "language", "fr"),))
    assert isinstance(show, Show)
    assert set(buttons(show)) == {"act-delete"}


@pytest.mark.parametrize("locale", LOCALES)
def test_however_much_is_kept_the_message_fits(locale: str) -> None:
    """The first rows, each cut; the file has them all."""
    show, sent = told(entries(rows=300, value="é" * 500))
    assert isinstance(show, Show)
    assert isinstance(sent, SendFile)
    html = words(show, locale)
    assert html.count("<code>") == MAX_ROWS * len(set(stored_lines()) - OF_NOBODY)
    realistic = [
        entry for entry in entries(rows=300, value="é" * 500) if entry.line == "questions"
    ] + list(entries(rows=1, value="2025-10-27T08:00:00+00:00"))
    show, _ = told(tuple(realistic))
    assert isinstance(show, Show)
    assert symbols(words(show, locale)) <= MAX_MESSAGE


@pytest.mark.parametrize("locale", LOCALES)
def test_the_file_holds_every_value_and_its_meaning(locale: str) -> None:
    """In JSON, with the types that the values have."""
    kept = (
        Disclosed("chat", 1, "locale", "language", "fr"),
        Disclosed("chat", 1, "wants_pictures", "choices", value=True),
        Disclosed("chat", 1, "device", "walkthrough", None),
        Disclosed("reminder", 1, "id", "reminders", 7),
        Disclosed("reminder", 2, "id", "reminders", 8),
    )
    content = json.loads(record_file(Record(Text("mydata-file"), kept), TEXTS, locale))
    assert content["stored"] == {
        "chat": [{"locale": "fr", "wants_pictures": True, "device": None}],
        "reminder": [{"id": 7}, {"id": 8}],
    }
    assert content["meaning"]["chat"]["locale"] == {"fr": "la langue", "en": "the language"}[locale]
    assert content["meaning"].keys() == content["stored"].keys()


@pytest.mark.parametrize(
    "event",
    [Commanded("mydata"), Pressed("do:mydata"), Commanded("delete"), Pressed("erase:yes")],
    ids=str,
)
def test_in_a_group_its_administrators_alone_see_and_erase(event: Event) -> None:
    """What is kept of a group is of the group."""
    group = replace(AROUND, is_group=True, is_admin=False)
    assert said(take_turn(KNOWN, event, group)) == ["groups-admins-only"]
    assert "groups-admins-only" not in said(take_turn(KNOWN, event, replace(group, is_admin=True)))


# Questions that are given to us


def keeping(turn: Turn) -> list[Effect]:
    """Return what *turn* does about kept questions."""
    return [e for e in turn.effects if isinstance(e, KeepQuestion | DropQuestions)]


def test_a_declined_question_is_kept_when_the_person_says_so() -> None:
    """Exactly this text, said back to them; a second press keeps nothing more."""
    person = Person(KNOWN)
    asked = person.does(Said(f"  {UNKNOWN} "))
    assert keeping(asked) == []
    button = buttons(shown(asked))["question-keep"]
    kept = person.does(Pressed(button))
    assert keeping(kept) == [KeepQuestion(UNKNOWN, "what-changes")]
    assert UNKNOWN in words(shown(kept))
    assert set(buttons(shown(kept))) == {"question-drop", "act-mydata"}
    again = person.does(Pressed(button))
    assert (keeping(again), said(again)) == ([], ["question-gone"])


def test_an_older_button_keeps_no_newer_question() -> None:
    """Each button is for its own text."""
    person = Person(KNOWN)
    first = buttons(shown(person.does(Said(UNKNOWN))))["question-keep"]
    person.does(Said("And will it snow?"))
    assert said(person.does(Pressed(first))) == ["question-gone"]


@pytest.mark.parametrize("reply", ["none of them", "press"])
def test_a_question_is_offered_to_be_kept_after_options_in_vain(reply: str) -> None:
    """We asked back, none was meant: the question itself is what can be learnt from."""
    person = Person(KNOWN)
    person.does(Said("messages?"))
    in_vain = person.press("did-you-mean-none") if reply == "press" else person.does(Said("aucune"))
    kept = person.does(Pressed(buttons(shown(in_vain))["question-keep"]))
    assert keeping(kept) == [KeepQuestion("messages?", "private-messages")]


def test_what_is_answered_or_too_long_is_not_asked_for() -> None:
    """Only what we can learn from, and no whole letters."""
    long = "Will it rain? " + "x" * kept_questions.LONGEST
    for text in ("minors?", long):
        turn = take_turn(KNOWN, Said(text), AROUND)
        assert "question-keep" not in buttons(shown(turn))
        assert turn.conversation is not None
        assert turn.conversation.context is None or turn.conversation.context.unanswered is None


def test_in_a_group_no_question_is_asked_for() -> None:
    """Another member could press the button; a forged press keeps nothing either."""
    group = replace(AROUND, is_group=True)
    assert "question-keep" not in buttons(shown(take_turn(KNOWN, Said(UNKNOWN), group)))
    asked = Unanswered(UNKNOWN, "when")
    spoken = replace(KNOWN, context=Context(unanswered=asked))
    forged = Pressed(encode("question", "keep", kept_questions.mark(asked)))
    assert keeping(take_turn(spoken, forged, group)) == []
    assert keeping(take_turn(spoken, forged, AROUND)) != []


def test_questions_can_be_taken_back() -> None:
    """All of them, with one press."""
    turn = take_turn(KNOWN, Pressed("question:drop"), AROUND)
    assert turn.effects[0] == DropQuestions()
    assert said(turn) == ["question-dropped"]


@pytest.mark.parametrize(
    "data", ["question", "question:keep", "question:keep:", "question:keep:0:1", "question:🦄"]
)
def test_a_malformed_button_keeps_nothing(data: str) -> None:
    """Whoever forged it."""
    spoken = replace(KNOWN, context=Context(unanswered=Unanswered(UNKNOWN, "when")))
    assert keeping(take_turn(spoken, Pressed(data), AROUND)) == []


def test_a_text_is_in_no_representation() -> None:
    """What is logged by mistake names no text."""
    values = (Unanswered(UNKNOWN, "when"), KeepQuestion(UNKNOWN, "when"))
    for value in (*values, replace(KNOWN, context=Context(unanswered=values[0]))):
        assert UNKNOWN not in repr(value)


def test_the_answer_to_what_is_unknown_stays_the_same() -> None:
    """The offer comes below it."""
    declined = shown(take_turn(KNOWN, Said(UNKNOWN), AROUND))
    plain = shown(take_turn(KNOWN, Pressed(f"faq:{OUT_OF_SCOPE}"), AROUND))
    assert declined.paragraphs == plain.paragraphs
    assert declined.keyboard[:-1] == plain.keyboard


# No tracking


def test_no_address_that_can_be_sent_tells_who_followed_it() -> None:
    """Each is written down in the tables, the same for everybody, or leads back to this bot."""
    written = {source.url for source in KNOWLEDGE.sources.values() if source.url}
    written |= set(KNOWLEDGE.links.values())
    written |= {a.url for a in KNOWLEDGE.authorities if a.url}
    for path in folder("locales").rglob("*.ftl"):
        written |= set(re.findall(r"https?://[^\s\"<)]+", path.read_text(encoding="utf-8")))
    for address in written:
        names = {name for name, _ in parse_qsl(urlsplit(address).query)}
        assert not {name for name in names if TRACKING.match(name)}, address
    sent = set()
    for _, show in all_shows():
        sent |= {b.url for row in show.keyboard for b in row if isinstance(b, LinkButton)}
        texts = (text for paragraph in show.paragraphs for text in paragraph)
        sent |= {str(text.args["url"]) for text in texts if text.args.get("url")}
    assert len(sent) > 20
    assert {address for address in sent - written if not BACK.fullmatch(unquote(address))} == set()
