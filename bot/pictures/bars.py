"""The picture of /stats: a bar for each day, with its number above and its date below."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.core.effects import Value
from bot.pictures.colours import FAINT, INK, PAPER, SHEET
from bot.pictures.layout import Box, Layout, Plate
from bot.pictures.parts import FOOTER
from bot.pictures.sheet import Hand, Sheet
from bot.pictures.wording import Wording

_PLACE: Final = Box(24, 140, 696, 800)  # of the bars with their words
_LINE: Final = 60  # height of the words above and below a bar
_GAP: Final = 12  # on each side of a bar
_MANY: Final = 10_000  # from here on, thousands are written, and then millions


def bars(wording: Wording, args: Mapping[str, Value]) -> Layout:
    """Return the picture for *args*.

    Args:
        wording: Says the words.
        args: ``counts`` (numbers, a space between them, one a day) and ``last`` (the last day).

    Raises:
        KeyError: One of them is missing.
        ValueError: They are no numbers and no date.
    """
    last = args["last"]
    if not isinstance(last, date):
        raise ValueError(f"last is {last!r}")  # noqa: TRY004  # one error for wrong values
    counts = [int(count) for count in str(args["counts"]).split()]
    sheet = Sheet()
    centred = Hand(bold=True, ground=PAPER, centred=True)
    title = wording.say("picture-stats", "title")
    sheet.write(title, Box(20, 14, 700, 116), centred._replace(size=40))
    sheet.put(Plate(_PLACE, SHEET, INK, 6, 24))
    inside = _PLACE.grown(-16)
    ground = inside.bottom - _LINE
    height = ground - inside.top - _LINE
    width = inside.width // len(counts)
    most = max(*counts, 1)
    for place, count in enumerate(counts):
        left = inside.left + place * width
        column = Box(left, inside.top, left + width, inside.bottom)
        top = ground - round(height * count / most)
        if top < ground:
            sheet.put(Plate(Box(left + _GAP, top, column.right - _GAP, ground), INK))
        hand = Hand(bold=True, centred=True)
        sheet.write(_short(count), column._replace(top=top - _LINE, bottom=top), hand)
        day = last - timedelta(days=len(counts) - 1 - place)
        sheet.write(f"{day.day}.{day.month}", column._replace(top=ground), Hand(centred=True))
    sheet.put(Plate(Box(inside.left, ground, inside.right, ground + 4), FAINT))
    sheet.write(wording.say("drawing-independent"), FOOTER, Hand(ground=PAPER, centred=True))
    return sheet.finish()


def _short(count: int) -> str:
    """Return *count* in five letters at most."""
    for unit in ("", "k"):
        if count < _MANY:
            return f"{count}{unit}"
        count //= 1000
    return f"{count}M"
