"""What became of a question, told from the verdict that the bot itself would reach."""

import pytest

from bot.core.faq import Match
from bot.core.knowledge import OUT_OF_SCOPE
from bot.evaluation.outcomes import Outcome, Recording, judge
from bot.evaluation.questions import Question
from bot.matching.twin import TableMatcher
from tests.understanding.conftest import match_of

INSIDE = ("when", "after-deadline")


@pytest.mark.parametrize(
    ("topics", "match", "outcome"),
    [
        (INSIDE, match_of(0.9, "when", "minors", "verify"), Outcome.RIGHT),
        (INSIDE, match_of(0.9, "after-deadline", "minors", "verify"), Outcome.RIGHT),
        (INSIDE, match_of(0.5, "minors", "verify", "when"), Outcome.OFFERED),
        (INSIDE, match_of(0.5, "minors", "verify", "regions", "when"), Outcome.ASKED_BACK),
        (INSIDE, match_of(0.2, "when", "minors", "verify"), Outcome.DECLINED),
        (INSIDE, match_of(0.9, "minors", "when", "verify"), Outcome.WRONG),
        (
            INSIDE,
            match_of(0.9, "minors", "when", "verify", plain_from=0.95),
            Outcome.WRONG_BUT_OFFERED,
        ),
        ((OUT_OF_SCOPE,), match_of(0.2, "when", "minors", "verify"), Outcome.DECLINED),
        ((OUT_OF_SCOPE,), match_of(0.5, "when", "minors", "verify"), Outcome.ASKED_BACK),
        ((OUT_OF_SCOPE,), match_of(0.9, "when", "minors", "verify"), Outcome.WRONG),
    ],
)
def test_each_verdict_has_its_outcome(
    topics: tuple[str, ...], match: Match, outcome: Outcome
) -> None:
    """Any of the question's topics serves; out of scope, every answer is wrong."""
    matcher = TableMatcher({"q": match})
    (judged,) = judge([Question("q", topics, "plain", "en")], matcher.match)
    assert judged.outcome is outcome


def test_two_questions_in_one_message_are_understood_as_in_a_chat() -> None:
    """The second one is offered as a button: the person is served."""
    matcher = TableMatcher(
        {
            "Minors?": match_of(0.9, "minors", "when", "verify"),
            "Since when?": match_of(0.9, "when", "minors", "verify"),
        }
    )
    question = Question("Minors? Since when?", ("when",), "long", "en")
    (judged,) = judge([question], matcher.match)
    assert judged.outcome is Outcome.WRONG_BUT_OFFERED
    assert judged.outcome.is_served
    assert judged.outcome.is_wrong


def test_a_recording_asks_once() -> None:
    """Trying other thresholds does not match anew."""
    asked: list[str] = []

    def ask(text: str, locale: str) -> Match:
        asked.append(f"{locale}: {text}")
        return match_of(0.9, "when", "minors", "verify")

    recording = Recording(ask)
    assert recording.match("q", "en") is recording.match("q", "en")
    recording.match("q", "fr")
    assert asked == ["en: q", "fr: q"]
