"""Makes of two models' opinions one probability that can be trusted, and says from where to act."""

from dataclasses import dataclass
from math import exp

import numpy as np

from bot.matching.lexical import Floats, log_softmax


@dataclass(frozen=True, slots=True)
class Calibration:
    """How to read the scores; found by cross-validation, one for each make-up of the matcher.

    Attributes:
        lexical_weight: The lexical part's share in the fusion (0 to 1); 1 without an encoder.
        sharpness: Multiplies the fused logarithms: below 1 the parts were too sure of themselves.
        intercept: Of the confidence, as are the slopes.
        slopes: For the log probabilities of the best topic in scope, of the second best, and of
            being out of scope.
        plain_from: The confidence from which an answer need not say what it understood.
        answer_from: The confidence from which an answer is given.
        ask_from: The confidence from which we ask back.
    """

    lexical_weight: float
    sharpness: float
    intercept: float
    slopes: tuple[float, float, float]
    plain_from: float
    answer_from: float
    ask_from: float

    def fuse(self, lexical: Floats, encoded: Floats | None) -> Floats:
        """Return the log probabilities of the two parts made one; *encoded* may be missing."""
        mean = lexical
        if encoded is not None:
            mean = self.lexical_weight * lexical + (1 - self.lexical_weight) * encoded
        return log_softmax(np.float32(self.sharpness) * mean)

    def confidence(self, best: float, second: float, out_of_scope: float) -> float:
        """Return the probability that the best topic is right, given three log probabilities."""
        features = (best, second, out_of_scope)
        logit = self.intercept + sum(
            slope * feature for slope, feature in zip(self.slopes, features, strict=True)
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
