"""Shows a content author where phrasings of two topics collide: whose nearest neighbour is whose.

Each phrasing is left out and compared, by the encoder, with all the others of its language. One
whose nearest neighbour is about something else will be mistaken for that, and so will what people
type in its manner.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.phrasings import Phrasing
from bot.matching.encoder import Encoder, Vectors
from bot.matching.text import clean

MIN_SIMILARITY: Final = 0.6  # cosine; below it two sentences merely share a subject
_ROWS: Final = 512  # compared at a time: bounds the memory


@dataclass(frozen=True, slots=True)
class Doubt:
    """A phrasing that looks like another topic's.

    Attributes:
        phrasing: The phrasing.
        nearest: The phrasing of another topic that is nearest to it.
        similarity: How near that is: a cosine.
        own_similarity: How near the nearest phrasing of its own topic is; less than that.
    """

    phrasing: Phrasing
    nearest: Phrasing
    similarity: float
    own_similarity: float


@dataclass(frozen=True, slots=True)
class Collision:
    """Two topics that are taken for one another.

    Attributes:
        topics: In alphabetical order.
        count: How many phrasings of the one are nearest to one of the other.
    """

    topics: tuple[str, str]
    count: int


def find_doubts(phrasings: Sequence[Phrasing], encoder: Encoder) -> tuple[Doubt, ...]:
    """Return the doubtful ones of *phrasings* of one language, the most doubtful first."""
    if not phrasings:
        return ()
    vectors = encoder.encode([clean(phrasing.text) for phrasing in phrasings])
    topics = np.array([phrasing.topic for phrasing in phrasings])
    found: list[Doubt] = []
    for start in range(0, len(phrasings), _ROWS):
        found.extend(_doubts_from(start, phrasings, vectors, topics))
    return tuple(
        sorted(
            found, key=lambda doubt: (doubt.own_similarity - doubt.similarity, doubt.phrasing.text)
        )
    )


def find_collisions(doubts: Sequence[Doubt]) -> tuple[Collision, ...]:
    """Return the pairs of topics that *doubts* fall between, the most frequent first."""
    pairs = Counter(tuple(sorted((one.phrasing.topic, one.nearest.topic))) for one in doubts)
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Collision((pair[0], pair[1]), count) for pair, count in ranked)


def _doubts_from(
    start: int, phrasings: Sequence[Phrasing], vectors: Vectors, topics: NDArray[np.str_]
) -> list[Doubt]:
    rows = np.arange(start, min(start + _ROWS, len(phrasings)))
    similarities = vectors[rows] @ vectors.T
    similarities[np.arange(len(rows)), rows] = -1  # itself is left out
    is_own = topics[rows][:, None] == topics[None, :]
    own = np.where(is_own, similarities, -1).max(axis=1)
    foreign = np.where(is_own, -1, similarities)
    nearest = foreign.argmax(axis=1)
    highest = foreign.max(axis=1)
    return [
        Doubt(
            phrasings[int(rows[n])],
            phrasings[int(nearest[n])],
            float(highest[n]),
            float(own[n]),
        )
        for n in np.flatnonzero((highest >= MIN_SIMILARITY) & (highest > own))
    ]
