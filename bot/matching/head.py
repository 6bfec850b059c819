"""Scores a message by its meaning: a linear model over the encoder's vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.lexical import Floats, log_softmax


@dataclass(frozen=True, slots=True)
class Head:
    """A multinomial logistic regression over the vectors of one encoder.

    Attributes:
        encoder: The name of the encoder whose vectors it was trained on.
        weights: A row per dimension, a column per topic.
        intercepts: One per topic.
    """

    encoder: str
    weights: NDArray[np.float32]
    intercepts: Floats

    def log_probabilities(self, vectors: Floats) -> Floats:
        """Return the natural logarithms of the topics' probabilities, for one vector or rows."""
        return log_softmax(vectors @ self.weights + self.intercepts)
