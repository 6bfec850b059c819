"""The baseline: written and read back, and compared question by question."""

from pathlib import Path

import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.evaluation import baseline
from bot.evaluation.errors import UnusableFile
from bot.evaluation.outcomes import Judged, Outcome
from bot.evaluation.questions import Question
from tests.understanding.conftest import match_of


def judged(text: str, outcome: Outcome, topic: str = "when") -> Judged:
    """Return a question that ended with *outcome*."""
    question = Question(text, (topic,), "plain", "en")
    return Judged(question, match_of(0.9, "when", "minors", "verify"), outcome)


BEFORE = (
    judged("a", Outcome.RIGHT),
    judged("b", Outcome.RIGHT),
    judged("c", Outcome.DECLINED),
    judged("d", Outcome.DECLINED, OUT_OF_SCOPE),
)


def test_it_is_read_back_as_written(tmp_path: Path) -> None:
    """And the same outcomes give the same bytes, whatever their order."""
    baseline.save(BEFORE, tmp_path / "one.json")
    baseline.save(BEFORE[::-1], tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    change = baseline.compare(BEFORE, baseline.load(tmp_path / "one.json"))
    assert change == baseline.Change(4, 0.0, 0.0, 0.0, ())


def test_a_change_is_counted_in_points(tmp_path: Path) -> None:
    """New questions are left out; served counts an offer; wrong counts all messages."""
    baseline.save(BEFORE, tmp_path / "baseline.json")
    now = (
        judged("a", Outcome.OFFERED),
        judged("b", Outcome.WRONG),
        judged("c", Outcome.RIGHT),
        judged("d", Outcome.WRONG, OUT_OF_SCOPE),
        judged("new", Outcome.WRONG),
    )
    change = baseline.compare(now, baseline.load(tmp_path / "baseline.json"))
    assert change.compared == 4
    assert change.right == pytest.approx(-100 / 3)
    assert change.served == pytest.approx(0)
    assert change.wrong == pytest.approx(50)
    assert [one.question.text for one in change.worse] == ["a", "b", "d"]


@pytest.mark.parametrize("content", ["{", "[]", '{"0123": "excellent"}'])
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    """By name."""
    path = tmp_path / "baseline.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UnusableFile, match=r"baseline\.json"):
        baseline.load(path)


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """Not with a traceback."""
    with pytest.raises(UnusableFile):
        baseline.save(BEFORE, tmp_path / "nowhere" / "baseline.json")
