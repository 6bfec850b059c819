"""How far the confidence can be trusted, and what other thresholds would give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.faq import Match
from bot.evaluation.outcomes import Judged, judge
from bot.evaluation.questions import Question
from bot.evaluation.shares import Share, share

BINS: Final = 10  # of equal width
STEPS: Final = 50  # thresholds that are tried; chosen so that as many questions lie between


@dataclass(frozen=True, slots=True)
class Bin:
    """Messages about as confidently understood as one another.

    Attributes:
        confidence: Their mean confidence, 0 to 1.
        right: Those whose likeliest topic was right.
    """

    confidence: float
    right: Share


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold gives.

    Attributes:
        answer_from: The confidence from which an answer is given; None marks the shipped ones.
        right: Of the questions in scope.
        wrong: Of all messages.
    """

    answer_from: float | None
    right: Share
    wrong: Share


def reliability(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """Return the bins that hold a message, the least confident first."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        bins[min(int(one.match.confidence * BINS), BINS - 1)].append(one)
    return tuple(
        Bin(
            sum(one.match.confidence for one in members) / len(members),
            share(one.is_first_right for one in members),
        )
        for members in bins
        if members
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error, 0 to 1: the mean distance of what was promised.

    Source: Naeini and others, "Obtaining well calibrated probabilities using Bayesian binning",
    AAAI 2015.
    """
    total = sum(one.right.total for one in bins)
    distances = (one.right.total * abs(one.confidence - one.right.value) for one in bins)
    return sum(distances) / total if total else 0.0


def point(judged: Iterable[Judged], answer_from: float | None) -> Point:
    """Return what *judged* add up to."""
    everything = list(judged)
    return Point(
        answer_from,
        share(one.outcome.is_right for one in everything if one.question.is_in_scope),
        share(one.outcome.is_wrong for one in everything),
    )


def risk_coverage(
    questions: Sequence[Question], ask: Callable[[str, str], Match]
) -> tuple[Point, ...]:
    """Return what becomes of *questions* as the threshold of answers falls from 1 to 0.

    Each threshold is tried through the whole of the bot's understanding, two questions in one
    message included.
    """
    confidences = sorted(ask(one.text, one.locale).confidence for one in questions)
    chosen = {confidences[len(confidences) * step // STEPS] for step in range(STEPS)}

    def try_threshold(level: float) -> Point:
        def ask_as_if(text: str, locale: str) -> Match:
            match = ask(text, locale)
            # Asking back and plain answers are no part of this: right and wrong stay the same.
            return replace(match, answer_from=level, ask_from=min(level, match.ask_from))

        return point(judge(questions, ask_as_if), level)

    return tuple(try_threshold(level) for level in sorted({0.0, *chosen, 1.0}, reverse=True))
