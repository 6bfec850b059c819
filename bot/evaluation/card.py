"""The evaluation card: what became of the questions, counted by language, kind and topic."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.cost import Cost
from bot.evaluation.curves import Bin, Point
from bot.evaluation.outcomes import Judged
from bot.evaluation.shares import Share, share


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of a group of questions.

    Attributes:
        name: What they have in common.
        right: Of those in scope.
        served: Of those in scope: right, or the right topic one press away.
        held_back: Of those out of scope: not answered.
        wrong: Of all.
    """

    name: str
    right: Share
    served: Share
    held_back: Share
    wrong: Share


@dataclass(frozen=True, slots=True)
class Model:
    """What was measured.

    Attributes:
        identity: The beginning of the trained model's key: a hash of its phrasings and recipe.
        with_encoder: Whether both parts answered, or the lexical one alone.
        phrasings: What it learnt from, by locale.
    """

    identity: str
    with_encoder: bool
    phrasings: dict[str, int]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that one run measured.

    Attributes:
        kinds: Kinds in scope, the most frequent first.
        outside: Kinds out of scope, likewise.
        topics: The worst first.
        bins: How far the confidence can be trusted.
        curve: What other thresholds would give.
    """

    model: Model
    overall: Tally
    locales: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    outside: tuple[Tally, ...]
    topics: tuple[Tally, ...]
    bins: tuple[Bin, ...]
    curve: tuple[Point, ...]
    cost: Cost


def tally(name: str, judged: Iterable[Judged]) -> Tally:
    """Return the outcomes of *judged*, counted under *name*."""
    everything = list(judged)
    inside = [one.outcome for one in everything if one.question.is_in_scope]
    outside = [one.outcome for one in everything if not one.question.is_in_scope]
    return Tally(
        name=name,
        right=share(outcome.is_right for outcome in inside),
        served=share(outcome.is_served for outcome in inside),
        held_back=share(not outcome.is_wrong for outcome in outside),
        wrong=share(one.outcome.is_wrong for one in everything),
    )


def tallies(judged: Sequence[Judged], name_of: Callable[[Judged], str]) -> tuple[Tally, ...]:
    """Return a tally per name that *name_of* gives, the largest group first."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(name_of(one), []).append(one)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(tally(name, members) for name, members in ranked)


def by_topic(judged: Sequence[Judged]) -> tuple[Tally, ...]:
    """Return a tally per topic in scope, the one least often right first."""
    inside = [one for one in judged if one.question.is_in_scope]
    found = tallies(inside, lambda one: one.question.topics[0])
    return tuple(sorted(found, key=lambda group: (group.right.value, group.name)))
