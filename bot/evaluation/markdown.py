"""Writes the card as Markdown, short enough for the README, and puts it there."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot import sections
from bot.evaluation import bars
from bot.evaluation.bars import Bar
from bot.evaluation.card import Card
from bot.evaluation.curves import calibration_error
from bot.evaluation.errors import UnusableFile
from bot.evaluation.public_sets import Result
from bot.evaluation.shares import Share

SECTION: Final = "evaluation"
BEGIN, END = sections.markers(SECTION)
WORST_TOPICS: Final = 5
BUSY: Final = 0.9  # of a core: with less, times are not the matcher's own
_MARKS: Final = {
    "goal": "goal reached",
    "must": "reached",
    "open": "below goal",
    "missed": "**missed**",
}


def lines(card: Card, results: Sequence[Result] = (), picture: str | None = None) -> Iterator[str]:
    """Yield the lines of the card.

    Args:
        card: What was measured.
        results: On public sets.
        picture: Where the picture is, as the Markdown should name it; None leaves it out.
    """
    yield from _about(card)
    yield ""
    yield from _headline(card)
    yield ""
    if picture is not None:
        yield f"![Reliability, risk against coverage, and outcomes per kind]({picture})"
        yield ""
    yield from _kinds(card)
    yield ""
    worst = (
        f"`{topic.name}` {_percent(topic.right)} of {topic.right.total}"
        for topic in card.topics[:WORST_TOPICS]
    )
    yield f"Topics least often answered right: {', '.join(worst)}."
    if results:
        yield ""
        yield from _public(results)
    yield ""
    yield from _cost(card)


def replace(path: Path, content: Sequence[str]) -> None:
    """Put *content* between the two markers in the file *path*; nothing else changes.

    Raises:
        UnusableFile: It is missing, or has not each marker once, in order.
    """
    try:
        sections.replace(path, SECTION, content)
    except sections.UnusableSection as error:
        raise UnusableFile(path, error.entry, error.reason) from error


def _about(card: Card) -> Iterator[str]:
    counts = ", ".join(f"{one.wrong.total} {one.name}" for one in card.locales)
    learnt = ", ".join(f"{count} {locale}" for locale, count in card.model.phrasings.items())
    parts = "both parts" if card.model.with_encoder else "the lexical part alone"
    yield (
        f"{card.overall.wrong.total} questions ({counts}), written apart from the phrasings "
        f"({learnt}) that the matcher learnt from; model `{card.model.identity}`, {parts}. "
        "Ranges are 95 % intervals."
    )


def _headline(card: Card) -> Iterator[str]:
    columns = (card.overall, *card.locales)
    names = ("all", *(f"`{one.name}`" for one in card.locales))
    yield f"| | {' | '.join(names)} | must, goal | |"
    yield "|---|" + "---|" * (len(columns) + 2)
    rows = zip(*(bars.shares(column) for column in columns), strict=True)
    for row in rows:
        name, overall, bar = row[0]
        low, high = overall.interval
        cells = [f"**{_percent(overall)}** ({100 * low:.1f} to {100 * high:.1f})"]
        cells += [_percent(share) for _, share, _ in row[1:]]
        yield f"| {name} | {' | '.join(cells)} | {_bar(bar, '%')} | {_mark(bar, overall.value)} |"


def _kinds(card: Card) -> Iterator[str]:
    yield "| kind | questions | right | or one press away | wrong | must, goal | |"
    yield "|---|---|---|---|---|---|---|"
    for kind in card.kinds:
        bar = bars.KINDS.get(kind.name)
        held = ("", "") if bar is None else (_bar(bar, "%"), _mark(bar, kind.right.value))
        figures = (kind.right, kind.served, kind.wrong)
        yield _row(kind.name, str(kind.wrong.total), *map(_percent, figures), *held)
    for kind in card.outside:
        total = str(kind.wrong.total)
        yield _row(f"out of scope: {kind.name}", total, "", "", _percent(kind.wrong), "", "")


def _public(results: Sequence[Result]) -> Iterator[str]:
    yield "The same method, trained and tested on public sets, beside published figures:"
    yield ""
    yield "| set | figure | this method | must | | published |"
    yield "|---|---|---|---|---|---|"
    for result in results:
        bar = ("", "")
        if result.bar is not None:
            bar = (_bar(result.bar, "%"), _mark(result.bar, result.value))
        yield _row(
            result.set_name, result.figure, f"{100 * result.value:.1f} %", *bar, result.published
        )


def _cost(card: Card) -> Iterator[str]:
    yield "| cost, on one thread | | must, goal | |"
    yield "|---|---|---|---|"
    for name, value, unit, bar in bars.costs(card.cost):
        figure = f"{value:.0f}" if unit == "MB" else f"{value:.1f}"
        yield _row(name, f"{figure} {unit}", _bar(bar, unit), _mark(bar, value))
    if card.cost.core_share < BUSY:
        yield ""
        yield (
            f"The machine was busy: it had {card.cost.core_share:.0%} of a core, and its times "
            "are longer for it."
        )
    yield ""
    yield (
        f"Expected calibration error of the confidence: {calibration_error(card.bins):.3f} "
        f"({len(card.bins)} bins)."
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _percent(share: Share) -> str:
    return f"{100 * share.value:.1f} %" if share.total else "–"


def _bar(bar: Bar, unit: str) -> str:
    sign = "≤" if bar.is_ceiling else "≥"
    factor = 100 if unit == "%" else 1
    known = [f"{factor * value:g}" for value in (bar.must, bar.goal) if value is not None]
    return f"{sign} {', '.join(known)} {unit}"


def _mark(bar: Bar, value: float) -> str:
    return _MARKS[bar.verdict(value)]
