"""Free text after something was said: short replies, two questions at once, doubts."""

from datetime import date

import pytest

from bot.core import faq
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Count, Show, Unsubscribe
from bot.core.events import Commanded, Pressed, Said
from bot.core.reminders import Cadence
from bot.core.replies import Reply, plain
from bot.core.signposts import message_id
from bot.core.tally import Counted
from bot.core.turn import Turn
from bot.core.walkthrough import (
    CHECKS,
    LASTING,
    TRANSITIONS,
    Answer,
    Device,
    Page,
    Place,
    Step,
    Walk,
    begin,
    follow,
)
from tests.core.worlds import BEFORE, KNOWLEDGE, Person, said, world

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
    *_, show = (effect for effect in turn.effects if isinstance(effect, Show))
    last = show.keyboard[-1][0]
    assert isinstance(last, Button)
    assert last.data == "faq:minors"


def test_between_certain_and_unsure_the_answer_says_what_it_understood() -> None:
    """The question comes first, and the runners-up are offered."""
    person = Person()
    turn = person.does(Said("minors maybe?"))
    assert said(turn)[1] == "topic-minors"
    *_, show = (effect for effect in turn.effects if isinstance(effect, Show))
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


# In the walkthrough, at every step, each reply in every wording of both languages.

STANDING = sorted(
    {walk for walk, _ in TRANSITIONS if walk.place.step in LASTING and walk.place.page is Page.STEP}
)
WORDINGS: dict[Reply, list[str]] = {
    reply: [words for words, meant in KNOWLEDGE.replies.items() if meant is reply]
    for reply in Reply
}


def landing(here: Walk, reply: Reply) -> Walk | None:
    """Return where *reply* should lead from *here*: None to the choice of the way."""
    check, form = here.place.step in CHECKS, here.place.step is Step.OBJECTION
    if reply is Reply.ON_AGAIN:
        return begin(Device.LINK)
    if reply is Reply.BACK and here == begin(here.device):
        return None
    if check and reply in (Reply.NEXT, Reply.DONE):  # seeing is believing: yes or no?
        return here
    if not form and reply is Reply.DONE:
        return Walk(here.device, Place(Step.CHECK_PAGE))
    answers = {
        Reply.YES: Answer.NEXT,
        Reply.NEXT: Answer.NO if form else Answer.NEXT,  # not said to be sent
        Reply.NO: Answer.NO if check or form else Answer.LOST,
        Reply.DONE: Answer.NEXT,
        Reply.LOST: Answer.LOST,
        Reply.BACK: Answer.BACK,
    }
    return follow(here, answers[reply])


@pytest.mark.parametrize(
    "reply",
    [Reply.YES, Reply.NEXT, Reply.NO, Reply.DONE, Reply.ON_AGAIN, Reply.LOST, Reply.BACK],
)
@pytest.mark.parametrize("here", STANDING)
def test_each_reply_at_each_step(here: Walk, reply: Reply) -> None:
    """Whatever the wording, it means the button that it stands for."""
    if reply is Reply.YES and here.place.step is Step.OBJECTION:
        return  # yes to what? Asked as a question, below
    expected = landing(here, reply)
    chat = Conversation(
        "fr",
        "Europe/Paris",
        device=here.device,
        step=here.place.step,
        refused_on=date(2025, 10, 1) if here.place.step is Step.OBJECTION else None,
        seen_on=date(2025, 10, 1),
    )
    for words in WORDINGS[reply]:
        turn = take_turn(chat, Said(words), world(BEFORE))
        ids = said(turn)
        wanted = "walkthrough-choose" if expected is None else message_id(expected)
        assert wanted in ids, (words, ids)
        after = turn.conversation
        assert after is not None
        noted = here.place.step is Step.CHECK_AGAIN and reply is Reply.YES
        assert (after.refused_on == BEFORE.date()) == noted
        if here.place.step is Step.OBJECTION:
            assert (after.refused_on is None) == (reply is Reply.ON_AGAIN)


@pytest.mark.parametrize("here", STANDING)
def test_stop_leaves_the_walk_at_each_step(here: Walk) -> None:
    """Nothing that was begun comes back by itself, neither reminder nor step."""
    chat = Conversation(
        "en", "Europe/London", device=here.device, step=here.place.step, seen_on=date(2025, 10, 1)
    )
    for words in WORDINGS[Reply.STOP]:
        turn = take_turn(chat, Said(words), world(BEFORE))
        assert Unsubscribe() in turn.effects
        assert turn.conversation is not None
        assert turn.conversation.step is None


def test_yes_to_the_form_is_not_taken_for_sent() -> None:
    """The form asks for an act, not for a yes: the step comes back below."""
    chat = Conversation(
        "en", "Europe/London", device=Device.LINK, step=Step.OBJECTION, seen_on=date(2025, 10, 1)
    )
    turn = take_turn(chat, Said("yes"), world(BEFORE))
    assert said(turn)[-2:] == ["walkthrough-objection", "walkthrough-or-similar"]
    assert turn.conversation is not None
    assert turn.conversation.step is Step.OBJECTION


@pytest.mark.parametrize("reply", [Reply.YES, Reply.NEXT, Reply.NO, Reply.BACK])
def test_outside_of_the_walk_these_are_questions(reply: Reply) -> None:
    """Nothing is guessed where nothing was said before."""
    for words in WORDINGS[reply]:
        turn = Person().does(Said(words))
        assert claims_of(turn) <= claims_in("out-of-scope")


def test_options_come_before_the_step() -> None:
    """In the middle of the walk, yes, no and next after a list are about the list."""
    for words, expected in (("oui", "did-you-mean"), ("non", "claim-unknown")):
        person = Person()
        person.does(Pressed("by:phone"))
        person.does(Said("messages?"))
        assert said(person.does(Said(words)))[0] == expected
        assert person.conversation.step is Step.OPEN_MENU


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("C fait !!", Reply.DONE),
        ("ça y est c'est fait", Reply.DONE),
        ("jai désactivé", Reply.DONE),
        ("ive done it", Reply.DONE),
        ("The switch is off.", Reply.DONE),
        ("Il s'est rallumé", Reply.ON_AGAIN),
        ("toujours activé", Reply.ON_AGAIN),
        ("linkedin turned it back on!", Reply.ON_AGAIN),
        ("its still on", Reply.ON_AGAIN),
        ("jvois pas", Reply.LOST),
        ("C'est où ???", Reply.LOST),
        ("y a pas", Reply.LOST),
        ("cant find it", Reply.LOST),
        ("I dont see it", Reply.LOST),
        ("stopp", Reply.STOP),
        ("laissez-moi tranquille", Reply.STOP),
        ("unsuscribe", Reply.STOP),
        ("Please stop!", Reply.STOP),
        ("je me suis trompé", Reply.BACK),
        ("étape d'avant", Reply.BACK),
        ("oops", Reply.BACK),
        ("Suivant svp", Reply.NEXT),
        ("ok", Reply.NEXT),
        ("Got it", Reply.NEXT),
    ],
)
def test_what_people_type_is_understood(text: str, reply: Reply) -> None:
    """Slips, shortcuts and politeness included."""
    assert KNOWLEDGE.replies[plain(text)] is reply


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
    assert counted(person.does(Said("Will it rain?"))) == [(Counted.MISSED, "what-changes")]
    miss = [(Counted.MISSED, "private-messages")]
    assert counted(person.does(Said("messages?"))) == [(Counted.ASKED_BACK, "private-messages")]
    assert counted(person.does(Said("none of them"))) == miss
    person.does(Said("messages?"))
    assert counted(person.press("did-you-mean-none")) == miss


def test_an_answer_is_counted_by_its_topic_each_time_it_is_asked_for() -> None:
    """Typed, chosen among options, or pressed; who says so and back again asks nothing new."""
    person = Person()
    assert counted(person.does(Said("minors?"))) == [(Counted.ANSWERED, "minors")]
    assert counted(person.press("answer-who")) == []
    assert counted(person.press("answer-again")) == []
    person.does(Said("messages?"))
    assert counted(person.does(Said("the second one"))) == [(Counted.ANSWERED, "public-activity")]
    assert counted(person.does(Pressed("faq:when"))) == [(Counted.ANSWERED, "when")]


@pytest.mark.parametrize(
    ("argument", "link"),
    [
        ("optout", "optout"),
        ("faq_when", "faq_when"),
        ("lang_en", "lang_en"),
        ("c_flyer-2", "c_flyer-2"),
        ("", None),
        ("Jean-Dupont", None),
        ("faq_jean", None),
        ("lang_jean", None),
        ("c_jean.dupont@example.org", None),
    ],
)
def test_a_link_is_counted_if_it_is_ours(argument: str, link: str | None) -> None:
    """What somebody types after /start is not written down."""
    links = [
        key
        for what, key in counted(Person().does(Commanded("start", argument)))
        if what is Counted.LINK
    ]
    assert links == ([] if link is None else [link])


def counted(turn: Turn) -> list[tuple[Counted, str]]:
    """Return what *turn* counts."""
    counts = [effect for effect in turn.effects if isinstance(effect, Count)]
    assert all(count.locale in {"fr", "en"} for count in counts)
    return [(count.what, count.key) for count in counts]
