"""Free text after something was said: short replies, two questions at once, doubts."""

from datetime import date

import pytest

from bot.core import faq
from bot.core.conversation import Conversation
from bot.core.effects import Button, CountMiss, Show, Unsubscribe
from bot.core.events import Commanded, Pressed, Said
from bot.core.reminders import Cadence
from bot.core.replies import Reply, plain
from bot.core.turn import Turn
from bot.core.walkthrough import Device, Step
from tests.core.worlds import KNOWLEDGE, Person, said

OPTIONS = KNOWLEDGE.topics["private-messages"], KNOWLEDGE.topics["public-activity"]


def claims_of(turn: Turn) -> set[str]:
    """Return the claims that a turn states."""
    return {id_.removeprefix("claim-") for id_ in said(turn) if id_.startswith("claim-")}


def claims_in(topic: str) -> set[str]:
    """Return the claims that answer a topic."""
    return {claim.id for claim in KNOWLEDGE.topics[topic].answer}


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("la deuxième", "public-activity"),
        ("The second one, please!", "public-activity"),
        ("2", "public-activity"),
        ("le premier svp", "private-messages"),
        ("THE LAST ONE", "data-excluded"),
    ],
)
def test_an_option_can_be_chosen_by_word(words: str, topic: str) -> None:
    """Words like "the second one" are understood after a list."""
    person = Person()
    person.does(Said("messages?"))
    assert claims_of(person.does(Said(words))) <= claims_in(topic)


def test_yes_to_a_list_asks_which() -> None:
    """Yes to what? The list comes back, and can still be chosen from."""
    person = Person()
    person.does(Said("messages?"))
    assert said(person.does(Said("oui"))) == ["did-you-mean"]
    assert claims_of(person.does(Said("la 1"))) <= claims_in("private-messages")


def test_no_to_a_list_is_an_honest_i_do_not_know() -> None:
    """None of them: no further guess."""
    person = Person()
    person.does(Said("messages?"))
    assert claims_of(person.does(Said("None of them"))) <= claims_in("out-of-scope")


@pytest.mark.parametrize("words", ["pourquoi ?", "Why?", "tell me more", "plus de détails svp"])
def test_why_tells_more_of_the_same(words: str) -> None:
    """Asking why is about what was just said."""
    person = Person()
    person.does(Said("private messages?"))
    more = {claim.id for claim in KNOWLEDGE.topics["private-messages"].more}
    assert claims_of(person.does(Said(words))) <= more


def test_are_you_sure_shows_the_sources() -> None:
    """Doubt is answered with who says so."""
    person = Person()
    person.does(Said("private messages?"))
    assert "who-says" in said(person.does(Said("t'es sûr ?")))


def test_the_language_can_be_asked_for_in_the_middle() -> None:
    """Asking for English repeats the answer in English, and stays English."""
    person = Person()
    first = person.does(Said("private messages?"))
    again = person.does(Said("in English please"))
    assert claims_of(again) == claims_of(first)
    assert person.conversation.locale == "en"
    assert said(Person().does(Said("en anglais")))[-1] == "language-set"


def test_a_reply_to_nothing_is_a_question() -> None:
    """Without a list or an answer before, "the second one" is not guessed at."""
    for words in ("la deuxième", "yes", "non", "why?"):
        assert claims_of(Person().does(Said(words))) <= claims_in("out-of-scope")


def test_what_was_spoken_of_is_over_after_another_turn() -> None:
    """Only the turn before counts."""
    person = Person()
    person.does(Said("messages?"))
    person.does(Commanded("help"))
    assert person.conversation.context is None
    assert claims_of(person.does(Said("la deuxième"))) <= claims_in("out-of-scope")


def test_a_pressed_answer_can_be_asked_about_too() -> None:
    """A button and a typed question are followed up alike."""
    person = Person()
    person.does(Pressed("faq:private-messages"))
    assert "who-says" in said(person.does(Said("says who?")))


def test_two_questions_in_one_message() -> None:
    """The first is answered, the second is offered."""
    turn = Person().does(Said("Is it private messages? And minors?"))
    assert claims_of(turn) <= claims_in("private-messages")
    *_, show = turn.effects
    assert isinstance(show, Show)
    last = show.keyboard[-1][0]
    assert isinstance(last, Button)
    assert last.data == "faq:minors"


def test_between_certain_and_unsure_the_answer_says_what_it_understood() -> None:
    """The question comes first, and the runners-up are offered."""
    person = Person()
    turn = person.does(Said("minors maybe?"))
    assert said(turn)[1] == "topic-minors"
    *_, show = turn.effects
    assert isinstance(show, Show)
    offered = [row[0].data for row in show.keyboard[-2:] if isinstance(row[0], Button)]
    assert offered == ["faq:when", "faq:regions"]
    assert "topic-minors" not in said(person.does(Said("minors?")))


@pytest.mark.parametrize("words", ["c'est fait", "I have turned it off", "Done!"])
def test_done_leads_to_the_checks(words: str) -> None:
    """Said to be off: the checks come before it is noted."""
    person = Person()
    ids = said(person.does(Said(words)))
    assert "walkthrough-check-page" in ids
    assert person.conversation.refused_on is None


def test_on_again_begins_anew() -> None:
    """It is on again: what was noted is no longer claimed."""
    person = Person(
        Conversation("en", "Europe/Paris", refused_on=date(2025, 10, 1), seen_on=date(2025, 10, 1))
    )
    assert "walkthrough-open-link" in said(person.does(Said("it's on again")))
    assert person.conversation.refused_on is None


def test_lost_and_back_move_in_the_walkthrough() -> None:
    """By word as by button, at any step."""
    person = Person()
    assert said(person.does(Said("je ne trouve pas")))[-1] == "walkthrough-choose"
    person.does(Pressed("walk:phone:open-menu:next"))
    assert person.conversation.step is Step.OPEN_SETTINGS
    assert said(person.does(Said("I can’t find it")))[0] == "walkthrough-phone-open-settings-lost"
    assert "walkthrough-phone-open-menu" in said(person.does(Said("retour")))
    assert said(person.does(Said("retour"))) == ["walkthrough-choose"]
    assert person.conversation.device is Device.PHONE


def test_stop_by_word_stops_the_reminders() -> None:
    """Whoever says stop is heard at any time."""
    person = Person()
    person.does(Pressed("keep:light:9"))
    assert person.conversation == Conversation(
        "fr",
        "Europe/Paris",
        cadence=Cadence.LIGHT,
        subscribed_on=person.now.date(),
        seen_on=person.now.date(),
    )
    assert Unsubscribe() in person.does(Said("STOP !!!")).effects


def test_every_reply_is_written_in_every_language() -> None:
    """A language without words for a reply could not be followed."""
    assert set(KNOWLEDGE.replies.values()) == set(Reply)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C’est fait !", "c est fait"),
        ("  La   DEUXIÈME… svp ", "la deuxieme"),
        ("merci", "merci"),
        ("ok merci", "ok merci"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_plain_words(text: str, expected: str) -> None:
    """Case, accents, punctuation and politeness do not matter."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Are DMs used? And photos?", ("Are DMs used?", "And photos?")),
        ("Hello. I wonder: is it on?", ("I wonder: is it on?",)),
        ("no question here", ()),
        ("???", ()),
        ("a? b? c? d?", ("a?", "b?", "c?")),
        ("Première ligne ?\nDeuxième ?", ("Première ligne ?", "Deuxième ?")),
    ],
)
def test_the_questions_of_a_message(text: str, expected: tuple[str, ...]) -> None:
    """A question ends with its mark; a few of them are enough."""
    assert faq.questions(text) == expected


def test_a_miss_is_counted_by_its_nearest_topic_without_the_text() -> None:
    """Declined, or offered in vain: what came nearest is counted, and nothing else."""
    person = Person()
    assert CountMiss("what-changes") in person.does(Said("Will it rain?")).effects
    person.does(Said("messages?"))
    assert CountMiss("private-messages") in person.does(Said("none of them")).effects
    person.does(Said("messages?"))
    assert CountMiss("private-messages") in person.press("did-you-mean-none").effects
    assert not [e for e in person.does(Said("minors?")).effects if isinstance(e, CountMiss)]
