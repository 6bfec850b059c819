"""Fits the two linear models to phrasings. Needs scikit-learn: never imported at run time."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.matching.encoder import Vectors
from bot.matching.head import Head
from bot.matching.lexical import Block, Floats, LexicalModel, features

# Inverse of the regularisation; 3 to 100 make no difference that cross-validation could tell.
LEXICAL_C: Final = 10.0
HEAD_C: Final = 10.0
MIN_DOCUMENTS: Final = 3  # rarer n-grams double the time and the artefact, and find no more
LEVELS: Final = 127  # of an eight-bit weight, either side of 0

Labels = NDArray[np.intp]


def block(documents: Sequence[Counter[str]]) -> Block:
    """Return the n-grams worth knowing of *documents*, with their rarity."""
    in_documents: Counter[str] = Counter()
    for document in documents:
        in_documents.update(document.keys())
    kept = sorted(gram for gram, count in in_documents.items() if count >= MIN_DOCUMENTS)
    total = len(documents)
    # As scikit-learn's smooth idf, so that the figures compare.
    rarity = [log((1 + total) / (1 + in_documents[gram])) + 1 for gram in kept]
    return Block(
        {gram: number for number, gram in enumerate(kept)}, np.array(rarity, dtype=np.float32)
    )


def matrix(known: Block, documents: Sequence[Counter[str]]) -> csr_matrix:
    """Return *documents* as sparse rows of the values of *known* n-grams."""
    weighed = [known.weigh(document) for document in documents]
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in weighed)])
    return csr_matrix(
        (
            np.concatenate([values for _, values in weighed]),
            np.concatenate([numbers for numbers, _ in weighed]),
            ends,
        ),
        shape=(len(documents), len(known.index)),
        dtype=np.float32,
    )


def fit_lexical(
    texts: Sequence[str], languages: Sequence[str | None], labels: Labels, weights: Floats
) -> LexicalModel:
    """Return a lexical model of the clean, mended *texts*."""
    documents = [features(t, language) for t, language in zip(texts, languages, strict=True)]
    by_word = block([words for words, _ in documents])
    runs = block([letters for _, letters in documents])
    rows = hstack(
        [
            matrix(by_word, [words for words, _ in documents]),
            matrix(runs, [letters for _, letters in documents]),
        ],
        format="csr",
    )
    regression = LogisticRegression(C=LEXICAL_C, max_iter=60, tol=1e-3)
    regression.fit(rows, labels, sample_weight=weights)
    return quantise(by_word, runs, regression.coef_.T, regression.intercept_)


def quantise(by_word: Block, runs: Block, weights: Floats, intercepts: Floats) -> LexicalModel:
    """Return a lexical model with these weights in eight bits, each row at its own scale."""
    scales = np.abs(weights).max(axis=1) / LEVELS
    units = np.divide(weights, scales[:, None], where=scales[:, None] > 0, out=weights * 0)
    return LexicalModel(
        by_word,
        runs,
        np.rint(units).astype(np.int8),
        scales.astype(np.float32),
        intercepts.astype(np.float32),
    )


def fit_head(
    vectors: Vectors,
    labels: Labels,
    weights: Floats,
    encoder: str,
    *,
    c: float = HEAD_C,
    centre: Floats | None = None,
) -> Head:
    """Return a head of the encoder *encoder*, fitted to its *vectors*.

    Args:
        vectors: As rows.
        labels: The column of each one's topic.
        weights: How much each one counts.
        encoder: Its name.
        c: Inverse of the regularisation.
        centre: Fitted to what the vectors differ from; vectors that all point much the same way
            are hard to fit to as they are.
    """
    if centre is not None:
        head = fit_head(vectors - centre, labels, weights, encoder, c=c)
        return Head(encoder, head.weights, head.intercepts - centre @ head.weights)
    regression = LogisticRegression(C=c, max_iter=200, tol=1e-3)
    regression.fit(vectors, labels, sample_weight=weights)
    return Head(
        encoder, regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32)
    )
