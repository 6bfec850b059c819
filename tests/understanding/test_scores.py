"""The guard: the shipped model reaches its bars, and understands no less than the last release.

A release that moves the outcomes on purpose writes a new baseline:
``optout-bot evaluate --baseline tests/understanding/baseline.json``.
"""

from pathlib import Path

from bot.evaluation import bars, baseline
from bot.evaluation.card import tally
from bot.evaluation.outcomes import Judged

BASELINE = Path(__file__).with_name("baseline.json")


def test_the_shipped_model_reaches_its_bars(development: tuple[Judged, ...]) -> None:
    """Right, one press away, held back and wrong, over both languages together."""
    missed = [
        f"{name}: {share.value:.1%}, must {bar.must}"
        for name, share, bar in bars.shares(tally("all", development))
        if bar.verdict(share.value) == "missed"
    ]
    assert not missed


def test_no_less_is_understood_than_at_the_last_release(development: tuple[Judged, ...]) -> None:
    """Right and served fall by at most 1 point, wrong answers rise by at most 0.5."""
    change = baseline.compare(development, baseline.load(BASELINE))
    worse = "\n".join(f"{one.outcome}: {one.question.text}" for one in change.worse[:30])
    points = f"{change.right:+.1f} right, {change.served:+.1f} served, {change.wrong:+.1f} wrong"
    told = f"{points}\n{worse}"
    assert change.right >= -1, told
    assert change.served >= -1, told
    assert change.wrong <= 0.5, told


def test_the_baseline_knows_most_questions(development: tuple[Judged, ...]) -> None:
    """One that has drifted away from the questions would guard nothing."""
    compared = baseline.compare(development, baseline.load(BASELINE)).compared
    assert compared >= 0.8 * len(development), "write a new baseline"
