"""Finds, from a cross-validation, how to read the scores and from what confidence to act."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.core.knowledge import OUT_OF_SCOPE
from bot.matching.calibration import Calibration
from bot.matching.lexical import Floats, log_softmax
from bot.matching.sentences import asides, settle
from bot.matching.validation import Opinions

# The worst bug is a wrong answer: this share of all messages may get one. Cross-validation is a
# notch below what is promised to people (4 %), as real messages differ from any written here.
MAX_WRONG: Final = 0.03
# And this share one that does not even open with the question it understood.
MAX_WRONG_PLAIN: Final = 0.015

_WEIGHTS: Final = tuple(np.linspace(0.3, 0.8, 11))
_SHARPNESSES: Final = tuple(np.linspace(0.6, 2.4, 19))


class Ranking(NamedTuple):
    """The topics of each message, ranked by fused log probabilities.

    Attributes:
        features: Log probabilities of the best topic in scope, the second, and out of scope.
        order: Columns in scope, most likely first.
    """

    features: Floats
    order: NDArray[np.intp]


def calibrate(opinions: Opinions, topics: Sequence[str], *, with_encoder: bool) -> Calibration:
    """Return the calibration that fits *opinions*.

    Args:
        opinions: Of all folds.
        topics: What the columns stand for.
        with_encoder: Fuse both parts, or else read the lexical one alone.
    """
    weights = opinions.weights()
    lexical_weight, sharpness = _fusion(opinions, weights, with_encoder=with_encoder)
    start = Calibration(lexical_weight, sharpness, 0.0, (0.0, 0.0, 0.0), 1.0, 1.0, 1.0)
    ranking = rank(start, opinions, topics, with_encoder=with_encoder)
    right = ranking.order[:, 0] == opinions.truth
    regression = LogisticRegression(C=100.0)
    regression.fit(ranking.features, right, sample_weight=weights * len(weights))
    confidences = regression.predict_proba(ranking.features)[:, 1]
    first, second, third = (float(slope) for slope in regression.coef_[0])
    return Calibration(
        lexical_weight=lexical_weight,
        sharpness=sharpness,
        intercept=float(regression.intercept_[0]),
        slopes=(first, second, third),
        plain_from=_answer_from(confidences, ~right * weights, MAX_WRONG_PLAIN),
        answer_from=_answer_from(confidences, ~right * weights, MAX_WRONG),
        ask_from=_ask_from(confidences, opinions.in_scope),
    )


def rank(
    calibration: Calibration, opinions: Opinions, topics: Sequence[str], *, with_encoder: bool
) -> Ranking:
    """Return how *calibration* ranks the topics of each message."""
    read = calibration.fuse(opinions.lexical, opinions.encoded if with_encoder else None)
    aside = asides(topics)
    fused = np.stack([settle(logs, aside) for logs in np.split(read, opinions.starts()[1:])])
    out_of_scope = topics.index(OUT_OF_SCOPE)
    in_scope = fused.copy()
    in_scope[:, out_of_scope] = -np.inf
    order = np.argsort(-in_scope, axis=1, kind="stable")
    rows = np.arange(len(fused))
    features = [fused[rows, order[:, 0]], fused[rows, order[:, 1]], fused[:, out_of_scope]]
    return Ranking(np.stack(features, axis=1), order)


def _fusion(
    opinions: Opinions, weights: NDArray[np.float64], *, with_encoder: bool
) -> tuple[float, float]:
    """Return the lexical weight and the sharpness under which the truth is likeliest.

    Only the messages as wholes are looked at: their sentences need not be about the topic.
    """
    starts = opinions.starts()
    lexical, encoded = opinions.lexical[starts], opinions.encoded[starts]
    rows = np.arange(len(weights))

    def loss(lexical_weight: float, sharpness: float) -> float:
        mean = lexical_weight * lexical + (1 - lexical_weight) * encoded
        logs = log_softmax(np.float32(sharpness) * mean)
        return -float(weights @ logs[rows, opinions.truth])

    return min(
        (
            (float(weight), float(sharpness))
            for weight in (_WEIGHTS if with_encoder else (1.0,))
            for sharpness in _SHARPNESSES
        ),
        key=lambda pair: loss(*pair),
    )


def _answer_from(
    confidences: NDArray[np.float64], wrong: NDArray[np.float64], most: float
) -> float:
    """Return the lowest confidence above which at most *most* of all messages go wrong."""
    order = np.argsort(-confidences, kind="stable")
    allowed = int(np.searchsorted(np.cumsum(wrong[order]), most, side="right"))
    return float(confidences[order[min(allowed, len(order)) - 1]])


def _ask_from(confidences: NDArray[np.float64], in_scope: NDArray[np.bool_]) -> float:
    """Return the confidence that best parts what is in scope from what is not.

    That is where the share of questions declined and the share of other messages asked back
    have the smallest sum.
    """
    inside = np.sort(confidences[in_scope])
    outside = np.sort(confidences[~in_scope])
    levels = np.unique(confidences)
    declined = np.searchsorted(inside, levels) / len(inside)
    asked = 1 - np.searchsorted(outside, levels) / len(outside)
    return float(levels[np.argmin(declined + asked)])
