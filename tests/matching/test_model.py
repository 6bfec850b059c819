"""The artefact: committed, fresh, small, and refused when it is not what training would make."""

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge import phrasings
from bot.matching.encoder import E5, E5_DIMENSIONS, USE
from bot.matching.model import PATHS, Model, ModelError, StaleModel, fingerprint, load, save

MAX_BYTES = 1_600_000  # of each: they are kept in the repository


def test_the_committed_model_is_fresh(model: Model) -> None:
    """Whoever changes a phrasing or the recipe runs `make train`; the fixture loads by that key."""
    assert set(model.topics) == phrasings.known_topics()
    assert set(model.vocabularies) == set(phrasings.locales())


def test_the_model_for_the_heavier_encoder_is_fresh() -> None:
    """Whoever changes a phrasing or the recipe trains it, too; it differs in its head alone."""
    heavier = load(PATHS[E5])
    assert set(heavier.topics) == phrasings.known_topics()
    assert set(heavier.vocabularies) == set(phrasings.locales())
    assert heavier.head.encoder == E5
    assert heavier.head.weights.shape == (E5_DIMENSIONS, len(heavier.topics))


@pytest.mark.parametrize("path", PATHS.values(), ids=lambda path: path.name)
def test_a_committed_model_is_small(path: Path) -> None:
    """A repository keeps every version for ever."""
    assert path.stat().st_size < MAX_BYTES


def test_a_model_survives_its_file(model: Model, tmp_path: Path) -> None:
    """What is loaded scores as what was saved."""
    path = tmp_path / "model.npz"
    save(model, path, key="abc")
    again = load(path, key="abc")
    assert again.topics == model.topics
    assert again.vocabularies == model.vocabularies
    assert again.with_encoder == model.with_encoder
    assert again.without_encoder == model.without_encoder
    for language in model.vocabularies:
        np.testing.assert_array_equal(
            again.lexical.log_probabilities("comment refuser ?", language),
            model.lexical.log_probabilities("comment refuser ?", language),
        )
    np.testing.assert_array_equal(again.head.weights, model.head.weights)


def test_a_stale_model_is_refused(model: Model, tmp_path: Path) -> None:
    """The error says what to do; nothing is trained behind the back of an operator."""
    path = tmp_path / "model.npz"
    save(model, path, key="of other phrasings")
    with pytest.raises(StaleModel, match="make train"):
        load(path)


def test_a_missing_or_broken_model_is_refused(tmp_path: Path) -> None:
    """The error says what to do then, too."""
    path = tmp_path / "model.npz"
    with pytest.raises(ModelError, match="make train"):
        load(path)
    path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="make train"):
        load(path)


def test_the_remedy_names_the_encoder() -> None:
    """Plain `make train` would not mend the model for the heavier one."""
    assert "--encoder e5" in str(StaleModel(PATHS[E5]))
    assert "--encoder" not in str(StaleModel(PATHS[USE]))


def test_a_phrasing_more_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contents and names count, the ends of lines do not."""
    monkeypatch.setattr(phrasings, "DIRECTORY", tmp_path)
    file = tmp_path / "fr.toml"
    file.write_bytes(b"[when]\nplain = []\n")
    before = fingerprint()
    file.write_bytes(b"[when]\r\nplain = []\r\n")
    assert fingerprint() == before
    file.write_bytes(b'[when]\nplain = ["Quand ?"]\n')
    assert fingerprint() != before
    file.write_bytes(b"[when]\nplain = []\n")
    file.rename(tmp_path / "en.toml")
    assert fingerprint() != before
