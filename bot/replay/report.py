"""What a replay showed, as a table and as a plot of messages per hour against the limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.core.errors import BotError

# Told apart with any colour vision. Source: Okabe and Ito, "Color universal design", 2008.
BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a replay.

    Attributes:
        subscribers: How many people had asked for reminders.
        planned: How many reminders they had asked for.
        sent: How many messages Telegram took.
        states: How many reminders ended, by state; what still waits is lost.
        lost: How many reminders wait though their latest moment is past.
        late: How many were sent after their latest moment.
        twice: How many messages were the second of a day to the same person.
        false: How many named a wrong number of days.
        at_night: How many arrived in the quiet hours.
        refused: How many calls Telegram refused as too fast.
        lateness: Seconds from the planned moment to the sending: median, 99th of 100, longest.
        hours: Messages in each hour, from the first to the last.
        per_second: The pace that was asked for.
        peak_memory_mib: The most memory that the process held.
        real_seconds: How long the replay took.
    """

    subscribers: int
    planned: int
    sent: int
    states: Mapping[str, int]
    lost: int
    late: int
    twice: int
    false: int
    at_night: int
    refused: int
    lateness: tuple[float, float, float]
    hours: list[tuple[datetime, int]]
    per_second: float
    peak_memory_mib: float
    real_seconds: float

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was lost, false, doubled, refused or at night."""
        return not (self.lost or self.false or self.twice or self.refused or self.at_night)

    def lines(self) -> list[str]:
        """Return the table."""
        median, ninety_nine, longest = map(_span, self.lateness)
        busiest = max((count for _, count in self.hours), default=0)
        share = busiest / (3600 * self.per_second)
        rows = {
            "subscribers": f"{self.subscribers:,}",
            "reminders planned": f"{self.planned:,}",
            "messages sent": f"{self.sent:,}",
            "dropped as stale": f"{self.states.get('dropped', 0):,}",
            "sent late (after the latest moment)": f"{self.late:,}",
            "lost": f"{self.lost:,}",
            "twice on one day": f"{self.twice:,}",
            "with a wrong number of days": f"{self.false:,}",
            "in the quiet hours": f"{self.at_night:,}",
            "refused by Telegram as too fast": f"{self.refused:,}",
            "after the planned moment": f"median {median}, p99 {ninety_nine}, longest {longest}",
            "busiest hour": f"{busiest:,} messages, {share:.0%} of the limit",
            "peak memory": f"{self.peak_memory_mib:,.0f} MiB",
            "took": f"{self.real_seconds:,.0f} s",
        }
        width = max(map(len, rows))
        return [f"{name:{width}}  {value}" for name, value in rows.items()]


def _span(seconds: float) -> str:
    """Return *seconds* in the unit that suits: 0.4 s, 12 min, 3.5 h."""
    if seconds < 120:  # noqa: PLR2004  # two minutes
        return f"{seconds:.1f} s"
    if seconds < 7200:  # noqa: PLR2004  # two hours
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def draw(report: Report, path: Path) -> None:
    """Draw the messages of each hour into *path*, a PNG or SVG file.

    Raises:
        BotError: matplotlib is not installed, or the file cannot be written.
    """
    try:
        from matplotlib.dates import (  # noqa: PLC0415  # optional
            AutoDateLocator,
            ConciseDateFormatter,
        )
        from matplotlib.figure import Figure  # noqa: PLC0415  # optional
    except ImportError as error:
        raise BotError("the plot needs matplotlib: pip install 'optout-bot[plots]'") from error
    figure = Figure(figsize=(9.0, 3.6), layout="constrained")
    axes = figure.subplots()
    axes.bar(
        [hour for hour, _ in report.hours],  # type: ignore[arg-type]  # it takes datetimes too
        [count for _, count in report.hours],
        width=1 / 24,
        align="edge",
        color=BLUE,
        label="messages in the hour",
    )
    limit = 3600 * report.per_second
    axes.axhline(limit, color=VERMILION, linestyle="--", label=f"limit: {limit:,.0f}")
    axes.set_xlabel("hour, UTC")
    axes.set_ylabel("messages an hour")
    axes.set_title(f"{report.sent:,} reminders to {report.subscribers:,} people")
    figure.legend(loc="outside lower center", ncols=2)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # not typed there
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, dpi=150)
    except (OSError, ValueError) as error:
        raise BotError(f"{path}: {error}") from error
