"""From phrasings to the parts of the matcher: what is varied, counted and fitted, in what order.

A change here that trains another model from the same phrasings raises model.RECIPE.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.knowledge.phrasings import Kind, Phrasing
from bot.matching.encoder import E5, Encoder, Vectors
from bot.matching.fitting import HEAD_C, fit_head, fit_lexical
from bot.matching.head import Head
from bot.matching.lexical import Floats, LexicalModel
from bot.matching.perturbation import without_accents, without_capitals
from bot.matching.spelling import Speller, Vocabulary, collect
from bot.matching.text import clean, fold

# Their words are not written as the vocabulary should write them.
_MISSPELT: Final = frozenset({Kind.TYPO, Kind.NO_ACCENTS, Kind.SLANG, Kind.MIXED})


@dataclass(frozen=True, slots=True)
class Handling:
    """How training handles an encoder: a slow one is fed less.

    Attributes:
        near_duplicate: The cosine above which two phrasings of one topic are near-duplicates.
        hurried_share: Of the phrasings, how many the head also learns as typed in a hurry (0 to
            1); 1 stands for all of them, in each manner, less for one manner each.
        asked_share: Of the phrasings, how many cross-validation asks.
        head_c: Inverse of the head's regularisation.
        is_narrow: Its vectors all point much the same way, and are fitted from their mean.
    """

    near_duplicate: float
    hurried_share: float
    asked_share: float
    head_c: float
    is_narrow: bool


_USUAL: Final = Handling(
    near_duplicate=0.85, hurried_share=1.0, asked_share=1.0, head_c=HEAD_C, is_narrow=False
)
# Ten times slower than USE, E5 would be at it for half an hour with everything. Its mean vector has
# a length of 0.9 (USE's: 0.3): as many phrasings are near-duplicates above 0.96 as are above 0.85
# for USE, and to tell them apart a head needs larger weights.
_OWN: Final = {
    E5: Handling(
        near_duplicate=0.96, hurried_share=0.5, asked_share=0.35, head_c=100.0, is_narrow=True
    )
}


def handling(encoder: str) -> Handling:
    """Return how to handle the encoder named *encoder*."""
    return _OWN.get(encoder, _USUAL)


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
    way = handling(encoder.name)
    for phrasing in phrasings:
        variants = _variants(phrasing.text)
        fed = _some(variants, way.hurried_share)
        for variant in variants:
            mended = speller.mend(clean(variant), phrasing.locale)
            topic = column[phrasing.topic]
            share = 1 / len(variants)
            lexical_key = (fold(without_capitals(mended)), phrasing.locale, topic)
            for_lexical[lexical_key] = for_lexical.get(lexical_key, 0.0) + share
            if variant in fed:
                for_head[mended, topic] = for_head.get((mended, topic), 0.0) + 1 / len(fed)
    vectors = encoder.encode([text for text, _ in for_head])
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
            vectors,
            np.array([topic for _, topic in for_head], dtype=np.intp),
            _weights(for_head.values()),
            encoder.name,
            c=way.head_c,
            centre=vectors.mean(axis=0) if way.is_narrow else None,
        ),
    )


def _weights(shares: Iterable[float]) -> Floats:
    return np.fromiter(shares, dtype=np.float32)


def _variants(text: str) -> list[str]:
    """Return *text* as it is, and as typed by someone in a hurry; each once."""
    return list(dict.fromkeys((text, without_capitals(text), without_accents(text.lower()))))


def _some(variants: Sequence[str], hurried_share: float) -> Sequence[str]:
    """Return *variants*, or the first one with another for *hurried_share* of the phrasings."""
    if hurried_share == 1:
        return variants
    chance = random.Random(f"variants {variants[0]}")  # noqa: S311  # the same in every run
    if len(variants) == 1 or chance.random() >= hurried_share:
        return variants[:1]
    return [variants[0], chance.choice(variants[1:])]
