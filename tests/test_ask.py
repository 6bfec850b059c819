"""One question outside Telegram: the same answers, as words or as JSON of one fixed shape."""

import json
from datetime import date

import pytest

from bot.ask import Asker
from bot.core.faq import Candidate, Match
from bot.matching.twin import TableMatcher
from tests.core.worlds import KNOWLEDGE
from tests.spoken import TEXTS

BEFORE, AFTER = date(2025, 10, 20), date(2026, 11, 22)
SHAPE = ["id", "verdict", "topic", "options", "confidence", "text"]


def match(confidence: float, *topics: str) -> Match:
    """Return a match that is answered from 0.8 on, and asked back from 0.4 on."""
    candidates = tuple(Candidate(topic, confidence) for topic in topics)
    return Match(candidates, confidence, answer_from=0.8, ask_from=0.4)


MATCHER = TableMatcher(
    {
        "sure?": match(0.91234567, "private-messages", "when", "minors", "verify"),
        "when?": match(0.9, "when", "minors", "verify"),
        "unsure?": match(0.5, "private-messages", "when", "minors", "verify"),
        "sure? when?": match(0.5, "minors", "when", "verify"),
    }
)


def asker(on: date = BEFORE) -> Asker:
    """Return somebody who answers as the bot does on that day."""
    return Asker(MATCHER, KNOWLEDGE, TEXTS, on)


def test_a_question_that_is_understood_is_answered() -> None:
    """The words are those of the chat, without markup."""
    reply = asker().ask("sure?", "en")
    assert (reply.verdict, reply.topic, reply.options) == ("answer", "private-messages", ())
    assert "private messages are not used" in reply.text
    assert "<" not in reply.text


def test_a_question_that_is_not_clear_is_asked_back() -> None:
    """At most three topics to choose from."""
    reply = asker().ask("unsure?", "fr")
    assert (reply.verdict, reply.topic) == ("ask-back", None)
    assert reply.options == ("private-messages", "when", "minors")
    assert reply.confidence == 0.5
    assert "Vouliez-vous dire" in reply.text


def test_a_question_that_is_not_understood_is_declined() -> None:
    """An honest "I do not know"."""
    reply = asker().ask("something else", "fr")
    assert (reply.verdict, reply.topic, reply.options) == ("decline", None, ())
    assert "Je ne sais pas" in reply.text


def test_of_two_questions_the_first_is_answered() -> None:
    """As in the chat; the confidence is that of the topic answered."""
    reply = asker().ask("sure? when?", "en")
    assert (reply.verdict, reply.topic) == ("answer", "private-messages")
    assert reply.confidence == pytest.approx(0.91234567)


@pytest.mark.parametrize("locale", ["en", "en-GB", "de", ""])
def test_a_locale_that_is_not_spoken_becomes_the_nearest(locale: str) -> None:
    """As in the chat."""
    assert asker().ask("when?", locale) == asker().ask("when?", "en")


def test_the_answer_is_that_of_the_day() -> None:
    """The same question, before and after the start."""
    assert "commencer" in asker(BEFORE).ask("when?", "fr").text
    assert "a commencé" in asker(AFTER).ask("when?", "fr").text


@pytest.mark.parametrize("text", ["sure?", "unsure?", "else", ""])
@pytest.mark.parametrize("id_", [1, "a", None, [1]])
def test_a_line_has_one_shape(text: str, id_: object) -> None:
    """Whatever the verdict, the keys are the same, in one order, and the id comes back."""
    reply = asker().ask_line(json.dumps({"id": id_, "locale": "fr", "text": text}), "en")
    assert list(reply) == SHAPE
    assert reply["id"] == id_
    assert reply["verdict"] in {"answer", "ask-back", "decline"}
    assert (reply["topic"] is not None) == (reply["verdict"] == "answer")
    assert bool(reply["options"]) == (reply["verdict"] == "ask-back")
    assert isinstance(reply["options"], list)
    assert reply["confidence"] == round(reply["confidence"], 4)
    assert json.loads(json.dumps(reply)) == reply


def test_a_line_may_leave_out_id_and_locale() -> None:
    """The locale of the command serves then."""
    reply = asker().ask_line('{"text": "unsure?"}', "en")
    assert reply["id"] is None
    assert "Did you mean" in reply["text"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "{",
        "[]",
        '"text"',
        "null",
        "{}",
        '{"id": 1}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": null}',
        '{"id": 1, "text": "x", "locale": 5}',
        '{"id": 1, "text": "\\ud800"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_question_is_told_so(line: str) -> None:
    """One bad line does not end the run of many."""
    reply = asker().ask_line(line, "fr")
    assert list(reply) == ["id", "error"]
    assert reply["id"] in {1, None}
    assert "\n" not in reply["error"]
    assert json.dumps(reply, ensure_ascii=False).encode()
