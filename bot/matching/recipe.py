"""From phrasings to the parts of the matcher: what is varied, counted and fitted, in what order.

A change here that trains another model from the same phrasings raises model.RECIPE.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.knowledge.phrasings import Kind, Phrasing
from bot.matching.encoder import Encoder, Vectors
from bot.matching.fitting import fit_head, fit_lexical
from bot.matching.head import Head
from bot.matching.lexical import Floats, LexicalModel
from bot.matching.perturbation import without_accents, without_capitals
from bot.matching.spelling import Speller, Vocabulary, collect
from bot.matching.text import clean, fold

# Their words are not written as the vocabulary should write them.
_MISSPELT: Final = frozenset({Kind.TYPO, Kind.NO_ACCENTS, Kind.SLANG, Kind.MIXED})


@dataclass(frozen=True, slots=True)
class Parts:
    """The fitted parts, before calibration."""

    speller: Speller
    vocabularies: dict[str, Vocabulary]
    lexical: LexicalModel
    head: Head


class RememberingEncoder:
    """Encodes each text once: folds of a cross-validation share most of theirs."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def fit(phrasings: Sequence[Phrasing], topics: Sequence[str], encoder: Encoder) -> Parts:
    """Return the parts fitted to *phrasings*.

    Args:
        phrasings: What to learn from; every topic occurs.
        topics: What the columns stand for.
        encoder: Encodes the phrasings for the head.
    """
    vocabularies = {
        locale: collect(p.text for p in phrasings if p.locale == locale and p.kind not in _MISSPELT)
        for locale in sorted({p.locale for p in phrasings})
    }
    speller = Speller(vocabularies)
    column = {topic: number for number, topic in enumerate(topics)}
    # The lexical part knows neither capitals nor accents: for it the variants are one text.
    for_lexical: dict[tuple[str, str, int], float] = {}
    for_head: dict[tuple[str, int], float] = {}
    for phrasing in phrasings:
        variants = _variants(phrasing.text)
        for variant in variants:
            mended = speller.mend(clean(variant), phrasing.locale)
            topic = column[phrasing.topic]
            share = 1 / len(variants)
            lexical_key = (fold(without_capitals(mended)), phrasing.locale, topic)
            for_lexical[lexical_key] = for_lexical.get(lexical_key, 0.0) + share
            for_head[mended, topic] = for_head.get((mended, topic), 0.0) + share
    return Parts(
        speller,
        vocabularies,
        fit_lexical(
            [text for text, _, _ in for_lexical],
            [locale for _, locale, _ in for_lexical],
            np.array([topic for _, _, topic in for_lexical], dtype=np.intp),
            _weights(for_lexical.values()),
        ),
        fit_head(
            encoder.encode([text for text, _ in for_head]),
            np.array([topic for _, topic in for_head], dtype=np.intp),
            _weights(for_head.values()),
            encoder.name,
        ),
    )


def _weights(shares: Iterable[float]) -> Floats:
    return np.fromiter(shares, dtype=np.float32)


def _variants(text: str) -> list[str]:
    """Return *text* as it is, and as typed by someone in a hurry; each once."""
    return list(dict.fromkeys((text, without_capitals(text), without_accents(text.lower()))))
