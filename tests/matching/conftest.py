"""What the matcher's tests share: the real matcher, loaded once, and a toy that trains fast."""

import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.knowledge.phrasings import Kind, Phrasing
from bot.matching.encoder import E5, Vectors, load_encoder
from bot.matching.matcher import TopicMatcher
from bot.matching.model import Model, load

TOY_WORDS = {
    "when": ("date", "deadline", "november", "calendar"),
    "minors": ("child", "teenager", "school", "pupil"),
    "salary-data": ("salary", "wages", "payslip", "bonus"),
    "verify": ("check", "really", "worked", "confirm"),
    OUT_OF_SCOPE: ("weather", "football", "recipe", "train"),
}
TOY_FRAMES = ("what about the {} and the {}", "tell me about {} {}", "{} or {} ?", "{}, then {}")


class ToyEncoder:
    """Encodes a text as its words: the same in every run, and good enough for toy topics."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        self.asked.extend(texts)
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.encode()) % 512] += 1
        vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
        return vectors


@pytest.fixture(scope="session")
def toy_encoder() -> ToyEncoder:
    """Stands in for the encoder where a test trains."""
    return ToyEncoder("toy")


@pytest.fixture
def toy_e5() -> ToyEncoder:
    """Stands in for the heavier encoder, and counts what it is asked."""
    return ToyEncoder(E5)


@pytest.fixture(scope="session")
def toy_phrasings() -> tuple[Phrasing, ...]:
    """Forty-eight sentences for each of five toy topics."""
    return tuple(
        Phrasing(frame.format(first, second), topic, Kind.PLAIN, "en")
        for topic, nouns in TOY_WORDS.items()
        for first in nouns
        for second in nouns
        if first != second
        for frame in TOY_FRAMES
    )


@pytest.fixture(scope="session")
def model() -> Model:
    """The committed model; loading it proves that it is fresh."""
    return load()


@pytest.fixture(scope="session")
def matcher(model: Model) -> TopicMatcher:
    """The matcher as it is deployed."""
    encoder = load_encoder()
    assert encoder is not None, "the encoder is a dependency of the tests"
    return TopicMatcher(model, encoder)


@pytest.fixture(scope="session")
def lexical_matcher(model: Model) -> TopicMatcher:
    """The matcher where the encoder cannot be imported."""
    return TopicMatcher(model, None)
