"""The outcomes of the last release, so that a change that understands less does not pass unseen.

The file is written by ``optout-bot evaluate --baseline FILE``. It names each question by a hash, so
that a question that was changed since is not compared.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.errors import UnusableFile
from bot.evaluation.outcomes import Judged, Outcome

Baseline = Mapping[str, Outcome]  # by the key of the question


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the questions of the baseline that are still asked as they were.

    Attributes:
        compared: How many they are.
        right: By how many points (hundredths of those in scope) more are answered right.
        served: By how many points more are right or one press away.
        wrong: By how many points (hundredths of all) more are answered wrong.
        worse: Those that ended better then.
    """

    compared: int
    right: float
    served: float
    wrong: float
    worse: tuple[Judged, ...]


def save(judged: Sequence[Judged], path: Path) -> None:
    """Write the outcomes of *judged* to *path*, a line for each question.

    Raises:
        UnusableFile: It cannot be written.
    """
    outcomes = {one.question.key: one.outcome for one in judged}
    try:
        path.write_text(json.dumps(outcomes, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnusableFile(path, "file", str(error)) from error


def load(path: Path) -> Baseline:
    """Return the baseline in *path*.

    Raises:
        UnusableFile: It is missing, or no baseline.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableFile(path, "file", str(error)) from error
    if not isinstance(content, dict):
        raise UnusableFile(path, "file", "expected an object of outcomes")
    try:
        return {key: Outcome(name) for key, name in content.items()}
    except ValueError as error:
        raise UnusableFile(path, "file", str(error)) from error


def compare(judged: Sequence[Judged], baseline: Baseline) -> Change:
    """Return how *judged* differ from *baseline*."""
    order = list(Outcome)
    pairs = [(one, baseline[one.question.key]) for one in judged if one.question.key in baseline]
    inside = [(one.outcome, before) for one, before in pairs if one.question.is_in_scope]
    everything = [(one.outcome, before) for one, before in pairs]
    return Change(
        compared=len(pairs),
        right=_points([now.is_right - before.is_right for now, before in inside]),
        served=_points([now.is_served - before.is_served for now, before in inside]),
        wrong=_points([now.is_wrong - before.is_wrong for now, before in everything]),
        worse=tuple(one for one, before in pairs if order.index(one.outcome) > order.index(before)),
    )


def _points(differences: Sequence[int]) -> float:
    return 100 * sum(differences) / len(differences) if differences else 0.0
