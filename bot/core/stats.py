"""What the owners of an installation see of its use: counts, and nothing about anybody (/stats).

The command is for owners alone, in their private chat; to everybody else it is unknown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias, TypeVar

from bot.core.conversation import Conversation
from bot.core.effects import Letter, Paragraphs, Picture, SendFile, Show, TellStats, Text
from bot.core.tally import Counted, Tally
from bot.core.turn import Turn
from bot.core.walkthrough import CHECKS, PATHS, Device, Step
from bot.core.world import World

_K = TypeVar("_K")
_Rows: TypeAlias = Iterable[tuple[str, Sequence[int]]]  # a name, and numbers

DAYS: Final = 30  # told, the present one included
WEEK: Final = 7  # of them, apart and in the picture
STATS: Final = "stats"  # the picture
MOST: Final = 12  # lines of a table; the file has them all
_QUESTIONS: Final = (Counted.ANSWERED, Counted.ASKED_BACK, Counted.MISSED)
_WIDE: Final = 24  # letters of the first column; the longest id of a topic has fewer


def stats(conversation: Conversation, world: World, _: str) -> Turn:
    """Ask for what was counted; told() says it."""
    del world
    return Turn(conversation, (TellStats(),))


def since(today: date) -> date:
    """Return the first day that is told on *today* (both in UTC)."""
    return today - timedelta(days=DAYS - 1)


def told(tallies: Sequence[Tally], today: date) -> tuple[Show | SendFile, ...]:
    """Return what answers TellStats: tables, a picture of the week, and a file with each day.

    Args:
        tallies: What was counted from since(*today*) on.
        today: The present day, in UTC.
    """
    if not tallies:
        return (Show(((Text("stats-none", {"count": DAYS}),),)),)
    week = [today - timedelta(days=days) for days in reversed(range(WEEK))]
    questions: Paragraphs = (
        (Text("stats-head", {"count": DAYS}),),
        _table("stats-days", _by_day(tallies, week)),
        _table("stats-answered", _by_key(tallies, Counted.ANSWERED, today)),
        _table("stats-missed", _by_key(tallies, Counted.MISSED, today)),
        _table("stats-asked-back", _by_key(tallies, Counted.ASKED_BACK, today)),
    )
    ways: Paragraphs = (
        _table("stats-reached", _by_step(tallies, today)),
        _table("stats-links", _by_key(tallies, Counted.LINK, today)),
        _table("stats-sent", _by_key(tallies, Counted.SENT, today)),
    )
    asked = Counter(dict.fromkeys(week, 0))
    asked.update(_sum(tallies, lambda one: one.day, *_QUESTIONS))
    counts = " ".join(str(asked[day]) for day in week)
    picture = Picture(STATS, {"last": today, "counts": counts})
    lines = tuple(Text("stats-line", {"values": _line(one)}) for one in tallies)
    return (
        Show(questions),
        *((Show(ways),) if any(ways) else ()),
        Show(((Text("stats-picture"),),), picture=picture),
        SendFile(Letter(Text("stats-file"), (lines,)), Text("stats-file-caption")),
    )


def _table(head: str, rows: _Rows) -> tuple[Text, ...]:
    """Return a table below its heading; nothing where it has no rows."""
    lines = [
        "".join((f"{name[:_WIDE]:{_WIDE}}", *(f"{number:6}" for number in numbers)))
        for name, numbers in rows
    ]
    if not lines:
        return ()
    return (Text(head), Text("stats-table", {"values": "\n".join(lines)}))


def _by_day(tallies: Sequence[Tally], week: Iterable[date]) -> _Rows:
    """Yield for each day: answered, asked back, missed."""
    sums = {what: _sum(tallies, lambda one: one.day, what) for what in _QUESTIONS}
    for day in week:
        yield day.isoformat(), [sums[what][day] for what in _QUESTIONS]


def _by_key(tallies: Sequence[Tally], what: Counted, today: date) -> _Rows:
    """Yield each key, the most frequent first: today, in the week, in all."""
    spans = _spans(tallies, what, today)
    for key, _ in sorted(spans[-1].items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield key, [span[key] for span in spans]


def _by_step(tallies: Sequence[Tally], today: date) -> _Rows:
    """Yield the steps of each way that was begun, in their order."""
    spans = _spans(tallies, Counted.REACHED, today)
    for device in Device:
        steps = [f"{device}-{step}" for step in (*PATHS[device], *CHECKS, Step.DONE)]
        if any(spans[-1][step] for step in steps):
            yield from ((step, [span[step] for span in spans]) for step in steps)


def _spans(tallies: Sequence[Tally], what: Counted, today: date) -> list[Counter[str]]:
    """Return the sums by key: of today, of the week, of all days."""
    return [
        _sum((one for one in tallies if one.day > today - timedelta(days=days)), _key, what)
        for days in (1, WEEK, DAYS)
    ]


def _key(one: Tally) -> str:
    return one.key


def _sum(tallies: Iterable[Tally], by: Callable[[Tally], _K], *whats: Counted) -> Counter[_K]:
    sums: Counter[_K] = Counter()
    for one in tallies:
        if one.what in whats:
            sums[by(one)] += one.count
    return sums


def _line(one: Tally) -> str:
    return "\t".join((one.day.isoformat(), one.what, one.key, one.locale or "-", str(one.count)))
