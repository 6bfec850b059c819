"""What became of each question: the bot's verdict on it, held against what it was about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.core import faq
from bot.core.faq import Match, Verdict
from bot.evaluation.questions import Question


class Outcome(StrEnum):
    """How a question ended, from the best to the worst."""

    RIGHT = "right"  # answered with one of its topics
    OFFERED = "offered"  # asked back, with one of its topics among the options
    ASKED_BACK = "asked-back"  # asked back, with none of them
    DECLINED = "declined"
    WRONG_BUT_OFFERED = "wrong-but-offered"  # another topic, with one of its own as a button below
    WRONG = "wrong"  # answered with another topic; out of scope, answered at all

    @property
    def is_right(self) -> bool:
        """Whether the person read the answer at once."""
        return self is Outcome.RIGHT

    @property
    def is_served(self) -> bool:
        """Whether the answer was at most one press away."""
        return self in {Outcome.RIGHT, Outcome.OFFERED, Outcome.WRONG_BUT_OFFERED}

    @property
    def is_wrong(self) -> bool:
        """Whether the person read an answer to something else."""
        return self in {Outcome.WRONG, Outcome.WRONG_BUT_OFFERED}


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and what became of it.

    Attributes:
        question: What was asked.
        match: What the matcher made of the whole message.
        outcome: How it ended.
    """

    question: Question
    match: Match
    outcome: Outcome

    @property
    def is_first_right(self) -> bool:
        """Whether the likeliest topic is one of the question's, whatever was done with it."""
        return self.match.candidates[0].topic in self.question.topics


class Recording:
    """Matches each text once and remembers, so that other thresholds can be tried on it.

    Args:
        ask: Matches one text.
    """

    def __init__(self, ask: Callable[[str, str], Match]) -> None:
        self._ask = ask
        self._matches: dict[tuple[str, str], Match] = {}

    def match(self, text: str, locale: str) -> Match:
        """Return the match of *text* in *locale*."""
        key = text, locale
        if key not in self._matches:
            self._matches[key] = self._ask(text, locale)
        return self._matches[key]


def outcome_of(question: Question, verdict: Verdict) -> Outcome:
    """Return how *question* ended with *verdict*."""
    wanted = frozenset(question.topics)
    match verdict:
        case faq.Answer(topic, others):
            if topic in wanted:
                return Outcome.RIGHT
            return Outcome.WRONG if wanted.isdisjoint(others) else Outcome.WRONG_BUT_OFFERED
        case faq.AskBack(topics):
            return Outcome.ASKED_BACK if wanted.isdisjoint(topics) else Outcome.OFFERED
        case faq.Decline():
            return Outcome.DECLINED


def judge(questions: Iterable[Question], ask: Callable[[str, str], Match]) -> Iterator[Judged]:
    """Yield what becomes of each of *questions*, as the bot itself would understand it."""
    for question in questions:
        verdict = faq.understand(question.text, question.locale, ask)
        match = ask(question.text, question.locale)
        yield Judged(question, match, outcome_of(question, verdict))
