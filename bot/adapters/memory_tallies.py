"""What the store in memory counts of nobody in particular."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date

from bot.adapters.memory_rows import Reminder
from bot.adapters.tallies import bounded, in_order, kind_of_milestone
from bot.core.effects import Count, Effect
from bot.core.tally import Counted, Tally


class MemoryTallies:
    """The counts of the store in memory, kept until the process ends."""

    def __init__(self) -> None:
        self._counts: Counter[Tally] = Counter()  # of tallies of one

    def count(self, effects: Iterable[Effect], on: date) -> None:
        """Count those of *effects* that want it, for the day *on*."""
        for effect in effects:
            if isinstance(effect, Count):
                key = effect.key
                if effect.what is Counted.LINK:
                    key = bounded(key, self._links(on))
                self._counts[Tally(on, effect.what, key, effect.locale, 1)] += 1

    def since(self, day: date, reminders: Iterable[Reminder]) -> tuple[Tally, ...]:
        """Return what was counted from *day* on, with those of *reminders* that were sent."""
        counted = [replace(one, count=n) for one, n in self._counts.items() if one.day >= day]
        sent = Counter(
            (row.ended_at.astimezone(UTC).date(), kind_of_milestone(row.planned.milestone))
            for row in reminders
            if row.ended_at is not None and row.is_sent
        )
        told = (Tally(on, Counted.SENT, key, "", n) for (on, key), n in sent.items() if on >= day)
        return in_order((*counted, *told))

    def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        missed = (t for t in self.since(date.min, ()) if t.what == Counted.MISSED)
        return tuple(sorted((t.day, t.locale, t.key, t.count) for t in missed))

    def purge(self, last: date) -> None:
        """Erase the counts of the days until *last*."""
        self._counts = Counter({one: n for one, n in self._counts.items() if one.day > last})

    def _links(self, on: date) -> set[str]:
        return {one.key for one in self._counts if (one.day, one.what) == (on, Counted.LINK)}
