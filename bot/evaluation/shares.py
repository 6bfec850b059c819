"""A share of something counted, with how far chance may have moved it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959964  # of the normal distribution: 95 % lie within


@dataclass(frozen=True, slots=True)
class Share:
    """*hits* of *total*; a share of nothing is 0."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of its 95 % interval. Source: Wilson, JASA 22 (1927), 209-212."""
        if not self.total:
            return 0.0, 1.0
        share, spread = self.value, Z * Z / self.total
        middle = (share + spread / 2) / (1 + spread)
        reach = Z * sqrt(share * (1 - share) / self.total + spread / (4 * self.total))
        reach /= 1 + spread
        return max(0.0, middle - reach), min(1.0, middle + reach)


def share(hits: Iterable[bool]) -> Share:
    """Return the share of *hits* that are true."""
    all_hits = list(hits)
    return Share(sum(all_hits), len(all_hits))
