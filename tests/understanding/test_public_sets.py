"""Public sets: read from where the person has them, refused when broken, tried with our method."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from bot.evaluation import measuring
from bot.evaluation.errors import EvaluationError, UnusableFile
from bot.evaluation.public_sets import Labelled, read_banking77, read_clinc150
from bot.evaluation.public_trials import try_banking77, try_clinc150
from tests.understanding.conftest import WordEncoder

WORDS = {
    "salary": ("salary", "wages", "payslip", "bonus"),
    "weather": ("rain", "snow", "sunshine", "wind"),
    "sport": ("football", "tennis", "rowing", "judo"),
}
ROWS = [
    [f"tell me about {first} and {second}", label]
    for label, words in WORDS.items()
    for first, second in permutations(words, 2)
]
OOS = [[f"sing {word} for my {word}", "oos"] for word in ("la", "do", "re", "mi")]
CLINC150 = {
    "train": ROWS,
    "val": ROWS[::2],
    "test": ROWS[1::2],
    "oos_train": OOS,
    "oos_val": OOS[:2],
    "oos_test": OOS[2:],
}


def clinc150(folder: Path, content: object = CLINC150) -> Path:
    """Return a file like CLINC150's."""
    path = folder / "data_full.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def banking77(folder: Path, head: str = "text,category") -> Path:
    """Return a folder like BANKING77's."""
    lines = [head, *(f'"{text}",{label}' for text, label in ROWS)]
    for name in ("train", "test"):
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_clinc150_is_read_with_what_is_out_of_scope(tmp_path: Path) -> None:
    """Each part has its own share of it."""
    parts = read_clinc150(clinc150(tmp_path))
    assert list(parts) == ["train", "val", "test"]
    assert parts["val"] == Labelled(
        tuple(text for text, _ in [*ROWS[::2], *OOS[:2]]),
        tuple(label for _, label in [*ROWS[::2], *OOS[:2]]),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "expected an object"),
        ({**CLINC150, "oos_val": []}, "oos_val: expected a list"),
        ({name: rows for name, rows in CLINC150.items() if name != "test"}, "test: expected"),
        ({**CLINC150, "val": [["a", "b"], ["a"]]}, "val 2: expected"),
        ({**CLINC150, "val": [["a", 3]]}, "val 1: expected"),
    ],
)
def test_what_is_not_clinc150_is_refused(tmp_path: Path, content: object, said: str) -> None:
    """The error says which part of the file is not as it should be."""
    with pytest.raises(UnusableFile) as refused:
        read_clinc150(clinc150(tmp_path, content))
    assert said in str(refused.value)


def test_missing_and_mangled_files_are_refused(tmp_path: Path) -> None:
    """By name."""
    with pytest.raises(UnusableFile, match=r"data_full\.json"):
        read_clinc150(tmp_path / "data_full.json")
    with pytest.raises(UnusableFile, match=r"train\.csv"):
        read_banking77(tmp_path)
    (tmp_path / "data_full.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnusableFile, match=r"data_full\.json"):
        read_clinc150(tmp_path / "data_full.json")
    with pytest.raises(UnusableFile, match="row 1: expected the columns"):
        read_banking77(banking77(tmp_path, head="utterance,intent"))
    (tmp_path / "train.csv").write_text("text,category\n", encoding="utf-8")
    with pytest.raises(UnusableFile, match="has no rows"):
        read_banking77(tmp_path)


def test_clinc150_is_tried_with_our_method(tmp_path: Path) -> None:
    """What a small set makes easy is learnt, and the progress told."""
    told: list[str] = []
    inside, outside = try_clinc150(clinc150(tmp_path), WordEncoder(), told.append)
    assert inside.value >= 0.9
    assert 0 <= outside.value <= 1
    assert (inside.bar, outside.bar) != (None, None)
    assert any("fitting" in line for line in told)


def test_banking77_is_tried_with_our_method(tmp_path: Path) -> None:
    """From ten of each, and from all."""
    told: list[str] = []
    few, full = try_banking77(banking77(tmp_path), WordEncoder(), told.append)
    assert few.value >= 0.9
    assert full.value == 1
    assert full.bar is None
    assert any("draw 3 of 3" in line for line in told)


def test_no_set_is_no_result_and_no_encoder_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is tried unless asked for; what is missing is named."""
    told: list[str] = []
    assert list(measuring.try_public_sets(None, None, told.append)) == []
    monkeypatch.setattr(measuring, "load_encoder", lambda: None)
    with pytest.raises(EvaluationError, match="sentence-encoder"):
        list(measuring.try_public_sets(clinc150(tmp_path), None, told.append))
