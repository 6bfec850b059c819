"""The lexical part: numpy at run time gives what scikit-learn was trained to give."""

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression

from bot.knowledge.phrasings import Phrasing
from bot.matching import fitting
from bot.matching.lexical import features

TOPICS = ("when", "minors", "salary-data", "verify", "out-of-scope")


def test_words_pairs_stems_and_runs_are_counted() -> None:
    """Runs see the edges of a word; stems carry a mark of their own."""
    by_word, runs = features("Refusez, refuser !", "fr")
    assert by_word["refusez"] == 1
    assert by_word["refusez refuser"] == 1
    assert by_word["~refus"] == 2
    assert runs["_refu"] == 2
    assert runs["er_"] == 1


def test_numpy_scores_equal_scikit_learns(toy_phrasings: tuple[Phrasing, ...]) -> None:
    """Sparse scoring in eight bits stays within a hundredth of the regression it came from."""
    texts = [phrasing.text for phrasing in toy_phrasings]
    labels = np.array([TOPICS.index(phrasing.topic) for phrasing in toy_phrasings])
    documents = [features(text, "en") for text in texts]
    by_word = fitting.block([words for words, _ in documents])
    runs = fitting.block([letters for _, letters in documents])
    rows = hstack(
        [
            fitting.matrix(by_word, [words for words, _ in documents]),
            fitting.matrix(runs, [letters for _, letters in documents]),
        ],
        format="csr",
    )
    regression = LogisticRegression(C=fitting.LEXICAL_C, max_iter=100).fit(rows, labels)
    quantised = fitting.quantise(by_word, runs, regression.coef_.T, regression.intercept_)
    ours = np.exp([quantised.log_probabilities(text, "en") for text in texts])
    assert np.abs(ours - regression.predict_proba(rows)).max() < 0.01


def test_a_head_scores_as_scikit_learn() -> None:
    """A head is the regression itself, in single precision."""
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(200, 16)).astype(np.float32)
    labels = np.array([n % 5 for n in range(200)])
    weights = np.ones(200, dtype=np.float32)
    head = fitting.fit_head(vectors, labels, weights, "toy")
    regression = LogisticRegression(C=fitting.HEAD_C, max_iter=200, tol=1e-3).fit(vectors, labels)
    expected = regression.predict_log_proba(vectors)
    assert np.abs(head.log_probabilities(vectors) - expected).max() < 1e-3


def test_a_text_without_known_n_grams_is_scored(toy_phrasings: tuple[Phrasing, ...]) -> None:
    """Only the intercepts speak then; nothing is divided by zero."""
    model = fitting.fit_lexical(
        [phrasing.text for phrasing in toy_phrasings],
        ["en"] * len(toy_phrasings),
        np.array([TOPICS.index(phrasing.topic) for phrasing in toy_phrasings]),
        np.ones(len(toy_phrasings), dtype=np.float32),
    )
    for text in ("", "漢字", "???"):
        logs = model.log_probabilities(text, None)
        assert np.exp(logs).sum() == pytest.approx(1, abs=1e-5)
