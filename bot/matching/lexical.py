"""Scores a message by its words, word pairs, stems and runs of letters: a linear model in numpy.

Only the n-grams that a message has are looked up, so that a match costs what the message is long,
not what the model is large.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from threading import Lock
from typing import Final

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from bot.matching.text import fold, words

Floats = NDArray[np.float32]

RUNS: Final = (2, 3, 4, 5)  # letters in a run; a word's edges count as letters
_STEMMING: Final = Lock()  # a stemmer keeps its word in itself: one thread at a time
MAX_WORD: Final = 30  # letters of a word that are read: bounds the runs of a single endless word
STEMMERS: Final = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
}


@dataclass(frozen=True, slots=True)
class Block:
    """The n-grams of one sort that the model knows.

    Attributes:
        index: The number of each n-gram, from 0.
        rarity: What each is worth: its inverse document frequency.
    """

    index: Mapping[str, int]
    rarity: Floats

    def weigh(self, counts: Counter[str]) -> tuple[NDArray[np.intp], Floats]:
        """Return the numbers of the known n-grams in *counts*, and their values (of length 1)."""
        known = [(self.index[gram], count) for gram, count in counts.items() if gram in self.index]
        numbers = np.array([number for number, _ in known], dtype=np.intp)
        damped = np.array([1 + log(count) for _, count in known], dtype=np.float32)
        values = damped * self.rarity[numbers]
        length = float(np.linalg.norm(values))
        return numbers, values / length if length > 0 else values


@dataclass(frozen=True, slots=True)
class LexicalModel:
    """A multinomial logistic regression over two blocks of n-grams, in eight bits.

    Attributes:
        by_word: Words, pairs and stems.
        runs: Runs of letters.
        weights: A row per n-gram, those of *by_word* first; a column per topic.
        scales: What one unit of each row's weights is worth.
        intercepts: One per topic.
    """

    by_word: Block
    runs: Block
    weights: NDArray[np.int8]
    scales: Floats
    intercepts: Floats

    def log_probabilities(self, text: str, language: str | None) -> Floats:
        """Return the natural logarithm of each topic's probability for the clean, mended *text*."""
        by_word, runs = features(text, language)
        word_numbers, word_values = self.by_word.weigh(by_word)
        run_numbers, run_values = self.runs.weigh(runs)
        rows = np.concatenate([word_numbers, run_numbers + len(self.by_word.index)])
        values = np.concatenate([word_values, run_values]) * self.scales[rows]
        return log_softmax(values @ self.weights[rows].astype(np.float32) + self.intercepts)


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the probabilities that *scores* stand for, along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def features(text: str, language: str | None) -> tuple[Counter[str], Counter[str]]:
    """Return what *text* is made of, counted: words, pairs and stems; and runs of letters.

    Args:
        text: A clean text, mended.
        language: The language it is written in, for the stems; None leaves them out.
    """
    folded = words(fold(text))
    by_word = Counter(folded)
    by_word.update(f"{first} {second}" for first, second in pairwise(folded))
    if language in STEMMERS:
        by_word.update(_stem(word, language) for word in folded)
    runs: Counter[str] = Counter()
    for word in folded:
        runs.update(_runs(word))
    return by_word, runs


@lru_cache(maxsize=8192)
def _stem(word: str, language: str) -> str:
    with _STEMMING:
        stem: str = _stemmer(language).stemWord(word)
    return f"~{stem}"  # no word begins so: a stem is never taken for a word


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(STEMMERS[language])


@lru_cache(maxsize=2048)
def _runs(word: str) -> tuple[str, ...]:
    edged = (
        f"_{word[:MAX_WORD]}_"  # no word holds an underscore: an edge is never taken for a letter
    )
    return tuple(
        edged[start : start + length] for length in RUNS for start in range(len(edged) - length + 1)
    )
