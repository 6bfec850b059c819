"""Puts collisions of phrasings into tables for the terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.evaluation.collisions import Doubt, find_collisions

WIDTH: Final = 60  # characters of a text that are shown


def lines(doubts: Sequence[Doubt], total: int, most: int) -> Iterator[str]:
    """Yield two tables: the pairs of topics that collide, and the doubtful phrasings.

    Args:
        doubts: The most doubtful first.
        total: How many phrasings were looked at.
        most: How many rows a table may have.
    """
    if not doubts:
        yield f"None of {total} phrasings looks like another topic's."
        return
    yield f"{len(doubts)} of {total} phrasings look like another topic's."
    yield ""
    yield "Topics that collide, and how many phrasings lie between them:"
    for collision in find_collisions(doubts)[:most]:
        yield f"  {collision.count:4}  {' / '.join(collision.topics)}"
    yield ""
    yield "Phrasings to word anew, to move, or to balance with more of their own topic:"
    shown = doubts[:most]
    texts = [_cut(doubt.phrasing.text) for doubt in shown]
    likes = [_cut(doubt.nearest.text) for doubt in shown]
    widths = (
        max(map(len, ("phrasing", *texts))),
        max(len(name) for name in ("its topic", *(doubt.phrasing.topic for doubt in shown))),
        max(len(name) for name in ("looks like", *(doubt.nearest.topic for doubt in shown))),
    )
    yield _row(widths, "phrasing", "its topic", "looks like", "as near as the phrasing")
    for doubt, text, like in zip(shown, texts, likes, strict=True):
        nearness = f"{doubt.similarity:.2f}  {like}"
        yield _row(widths, text, doubt.phrasing.topic, doubt.nearest.topic, nearness)


def _row(widths: tuple[int, int, int], *cells: str) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return f"  {'  '.join((*padded, cells[-1]))}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
