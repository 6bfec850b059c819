"""Kept vectors: a slow encoder is asked once for each text, even in another run."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.matching.encoder import Encoder, Vectors
from bot.matching.vectors import BATCH, KeepingEncoder


class Interrupted:
    """Encodes one batch, then fails: as a training that someone stops."""

    name = "toy"

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.batches = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        self.batches += 1
        if self.batches > 1:
            raise KeyboardInterrupt
        return self._encoder.encode(texts)


class Forbidden:
    """Fails when it is asked."""

    name = "toy"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Fail."""
        raise AssertionError(texts)


def test_what_is_kept_is_not_encoded_again(toy_encoder: Encoder, tmp_path: Path) -> None:
    """The vectors come back as they were, in the order asked for, repeated where asked twice."""
    path = tmp_path / "vectors.sqlite"
    texts = ["one", "two words", "l'été"]
    first = KeepingEncoder(toy_encoder, path).encode(texts)
    again = KeepingEncoder(Forbidden(), path).encode(["l'été", "one", "one"])
    np.testing.assert_array_equal(first, toy_encoder.encode(texts))
    np.testing.assert_array_equal(again, first[[2, 0, 0]])


def test_an_interrupted_run_goes_on(toy_encoder: Encoder, tmp_path: Path) -> None:
    """What was encoded by then is not lost."""
    path = tmp_path / "vectors.sqlite"
    texts = [str(n) for n in range(BATCH + 1)]
    with pytest.raises(KeyboardInterrupt):
        KeepingEncoder(Interrupted(toy_encoder), path).encode(texts)
    KeepingEncoder(Forbidden(), path).encode(texts[:BATCH])
    assert len(KeepingEncoder(toy_encoder, path).encode(texts)) == BATCH + 1
