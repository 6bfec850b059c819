"""The card: its figures are those of the questions, and the whole command writes it down."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.core.knowledge import OUT_OF_SCOPE
from bot.evaluation import bars, cost, curves
from bot.evaluation.baseline import load as load_baseline
from bot.evaluation.card import by_topic, tallies, tally
from bot.evaluation.errors import EvaluationError
from bot.evaluation.outcomes import judge
from bot.evaluation.questions import Question
from bot.evaluation.shares import Share
from bot.matching.twin import TableMatcher
from tests.understanding.conftest import match_of

QUESTIONS = (
    Question("right", ("when",), "plain", "en"),
    Question("offered", ("verify",), "plain", "en"),
    Question("wrong", ("minors",), "typo", "fr"),
    Question("unknown", ("minors",), "typo", "fr"),
    Question("weather", (OUT_OF_SCOPE,), "other", "fr"),
    Question("train", (OUT_OF_SCOPE,), "other", "fr"),
)
MATCHER = TableMatcher(
    {
        "right": match_of(0.95, "when", "minors", "verify"),
        "offered": match_of(0.55, "when", "minors", "verify"),
        "wrong": match_of(0.85, "when", "minors", "verify"),
        "train": match_of(0.9, "when", "minors", "verify"),
    }
)
JUDGED = tuple(judge(QUESTIONS, MATCHER.match))


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(10, 20), 0.2993, 0.7007), (Share(0, 10), 0.0, 0.2775), (Share(10, 10), 0.7225, 1.0)],
)
def test_an_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    """It stays within 0 and 1, and is not empty at the ends."""
    assert share.interval == pytest.approx((low, high), abs=1e-4)


def test_nothing_counted_says_nothing() -> None:
    """A share of nothing could be anything."""
    assert Share(0, 0).value == 0
    assert Share(0, 0).interval == (0, 1)


def test_the_tally_counts_what_it_says() -> None:
    """Right and served of those in scope, held back of those outside, wrong of all."""
    overall = tally("all", JUDGED)
    assert overall.right == Share(1, 4)
    assert overall.served == Share(2, 4)
    assert overall.held_back == Share(1, 2)
    assert overall.wrong == Share(2, 6)


def test_groups_come_largest_first_and_topics_worst_first() -> None:
    """So that what matters is read first."""
    assert [group.name for group in tallies(JUDGED, lambda one: one.question.locale)] == [
        "fr",
        "en",
    ]
    assert [(group.name, group.right.value) for group in by_topic(JUDGED)] == [
        ("minors", 0.0),
        ("verify", 0.0),
        ("when", 1.0),
    ]


def test_calibration_compares_confidence_with_what_was_right() -> None:
    """By hand: bins at 0, 0.5, 0.8 and 0.9, each with its distance."""
    bins = curves.reliability(JUDGED)
    assert [(one.right.hits, one.right.total) for one in bins] == [(0, 2), (0, 1), (0, 1), (1, 2)]
    by_hand = (2 * 0 + 0.55 + 0.85 + 2 * abs(0.925 - 0.5)) / 6
    assert curves.calibration_error(bins) == pytest.approx(by_hand)


def test_other_thresholds_trade_right_for_wrong() -> None:
    """From answering nothing to answering everything; the shipped ones lie between."""
    curve = curves.risk_coverage(QUESTIONS, MATCHER.match)
    assert (curve[0].right.hits, curve[0].wrong.hits) == (0, 0)
    assert (curve[-1].right.hits, curve[-1].wrong.hits) == (1, 5)
    shipped = curves.point(JUDGED, None)
    assert (shipped.right, shipped.wrong) in [(one.right, one.wrong) for one in curve]
    assert [one.wrong.hits for one in curve] == sorted(one.wrong.hits for one in curve)


def test_a_bar_knows_which_side_is_better() -> None:
    """Reached is reached exactly at the bar."""
    assert bars.RIGHT.verdict(0.75) == "must"
    assert bars.RIGHT.verdict(0.87) == "goal"
    assert bars.RIGHT.verdict(0.7499) == "missed"
    assert bars.WRONG.verdict(0.04) == "must"
    assert bars.WRONG.verdict(0.0401) == "missed"
    assert bars.HALF_MS.verdict(4.0) == "open"


@pytest.mark.parametrize("with_encoder", [True, False])
def test_cost_is_measured_in_a_fresh_process(with_encoder: bool) -> None:  # noqa: FBT001
    """Every figure is a measurement, and the process without the encoder is the smaller one."""
    taken = cost.measure(QUESTIONS, with_encoder=with_encoder)
    assert 0 < taken.half_ms <= taken.nearly_all_ms
    assert taken.startup_seconds > 0
    assert 0 < taken.core_share <= 1
    assert (taken.memory_mb > 110) is with_encoder


def test_a_cost_that_cannot_be_measured_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process said is told."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EvaluationError, match="measuring the cost failed"):
        cost.measure(QUESTIONS, with_encoder=False)


def test_the_command_writes_card_picture_and_baseline(tmp_path: Path) -> None:
    """From a question file to the README, as a maintainer runs it."""
    asked = tmp_path / "mine-en.toml"
    asked.write_text(
        '[[question]]\ntext = "When does LinkedIn start to train its AI on my data?"\n'
        'topics = ["when"]\nkind = "plain"\n'
        '[[question]]\ntext = "best pizza in Naples"\n'
        'topics = ["out-of-scope"]\nkind = "other"\n',
        encoding="utf-8",
    )
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- evaluation -->old<!-- /evaluation -->\nafter\n", "utf-8")
    written = tmp_path / "baseline.json"
    command = ["evaluate", "--questions", asked, "--write", readme, "--baseline", written]
    result = CliRunner().invoke(app, [str(part) for part in command])
    assert result.exit_code == 0, result.output
    text = readme.read_text("utf-8")
    assert text.startswith("before\n<!-- evaluation -->\n")
    assert text.endswith("<!-- /evaluation -->\nafter\n")
    assert "old" not in text
    assert "2 questions (2 en)" in text
    assert "](.github/evaluation.png)" in text
    picture = (tmp_path / ".github" / "evaluation.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(load_baseline(written)) == 2
