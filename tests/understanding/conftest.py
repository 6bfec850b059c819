"""What the tests of the evaluation share: known matches, and the questions judged."""

import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from bot.core.faq import Candidate, Match
from bot.evaluation.outcomes import Judged, judge
from bot.evaluation.questions import default_files, load
from bot.knowledge.phrasings import known_topics
from bot.matching.encoder import Vectors, load_encoder
from bot.matching.matcher import TopicMatcher
from bot.matching.model import load as load_model


def match_of(confidence: float, *topics: str, plain_from: float = 0.0) -> Match:
    """Return a match with *topics*, answered from 0.8 and asked back from 0.4."""
    candidates = tuple(Candidate(topic, confidence / (n + 1)) for n, topic in enumerate(topics))
    return Match(candidates, confidence, answer_from=0.8, ask_from=0.4, plain_from=plain_from)


class WordEncoder:
    """Encodes a text as its words: the same in every run, and good enough for small sets."""

    name = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.encode()) % 64] += 1
        vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
        return vectors


@pytest.fixture(scope="session")
def development() -> tuple[Judged, ...]:
    """What becomes of every development question with the matcher as it is deployed."""
    encoder = load_encoder()
    assert encoder is not None, "the encoder is a dependency of the tests"
    matcher = TopicMatcher(load_model(), encoder)
    return tuple(judge(load(default_files(), known_topics()), matcher.match))
