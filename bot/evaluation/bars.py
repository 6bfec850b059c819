"""The bars that the figures are held against: what must hold, and what is aimed at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.evaluation.card import Card, Tally
from bot.evaluation.cost import Cost
from bot.evaluation.shares import Share


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure's two bars.

    Attributes:
        must: What a release must reach; None where nothing must.
        goal: What is aimed at; None where nothing more is.
        is_ceiling: Whether smaller is better.
    """

    must: float | None
    goal: float | None = None
    is_ceiling: bool = False

    def verdict(self, value: float) -> str:
        """Return how *value* stands: "goal", "must", "open" (short of a goal) or "missed"."""

        def holds(bar: float) -> bool:
            return value <= bar if self.is_ceiling else value >= bar

        if self.goal is not None and holds(self.goal):
            return "goal"
        if self.must is None:
            return "open"
        return "must" if holds(self.must) else "missed"


RIGHT: Final = Bar(0.75, 0.87)
SERVED: Final = Bar(0.93, 0.97)
HELD_BACK: Final = Bar(0.93, 0.97)
WRONG: Final = Bar(0.04, 0.02, is_ceiling=True)
KINDS: Final[Mapping[str, Bar]] = {  # right answers, by kind
    "typo": Bar(0.80, 0.90),
    "slang": Bar(0.80, 0.90),
    "keyword": Bar(0.80, 0.90),
    "indirect": Bar(0.50, 0.75),
    "long": Bar(0.50, 0.75),
    "adversarial": Bar(0.50, 0.75),
}
HALF_MS: Final = Bar(None, 3.0, is_ceiling=True)
NEARLY_ALL_MS: Final = Bar(20.0, 10.0, is_ceiling=True)
STARTUP_SECONDS: Final = Bar(3.0, 1.5, is_ceiling=True)
MEMORY_MB: Final = Bar(250.0, 200.0, is_ceiling=True)
CLINC150_IN_SCOPE: Final = Bar(0.95)
CLINC150_RECALL: Final = Bar(0.60)
BANKING77_TEN_SHOT: Final = Bar(0.82)


def shares(tally: Tally) -> Iterator[tuple[str, Share, Bar]]:
    """Yield the headline figures of *tally*, each with its bar."""
    yield "right answer", tally.right, RIGHT
    yield "right answer, or one press away", tally.served, SERVED
    yield "out of scope: declined or asked back", tally.held_back, HELD_BACK
    yield "wrong answer, of all messages", tally.wrong, WRONG


def costs(cost: Cost) -> Iterator[tuple[str, float, str, Bar]]:
    """Yield what it costs, each figure with its unit and bar."""
    yield "one question, p50", cost.half_ms, "ms", HALF_MS
    yield "one question, p99", cost.nearly_all_ms, "ms", NEARLY_ALL_MS
    yield "start-up", cost.startup_seconds, "s", STARTUP_SECONDS
    yield "memory", cost.memory_mb, "MB", MEMORY_MB


def missed(card: Card) -> tuple[str, ...]:
    """Return the names of the figures about understanding that a release must reach and do not."""
    named = [(name, share.value, bar) for name, share, bar in shares(card.overall)]
    named += [
        (kind.name, kind.right.value, KINDS[kind.name]) for kind in card.kinds if kind.name in KINDS
    ]
    return tuple(name for name, value, bar in named if bar.verdict(value) == "missed")
