"""The picture of the countdown: how many days are left, until which date, one square a day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.core.calendar import Phase
from bot.core.effects import Value
from bot.pictures.colours import INK, MARK, PAPER, SHEET
from bot.pictures.layout import Box, Layout, Plate
from bot.pictures.parts import FOOTER
from bot.pictures.sheet import Hand, Sheet
from bot.pictures.wording import Wording

_LEAF: Final = Box(120, 152, 600, 590)  # a leaf of a calendar
_BAND: Final = 70  # its top, dark
_SQUARE, _STEP = 44, 56  # of one day, and from one to the next
_PER_ROW: Final = 11
_ROWS: Final = 3


def countdown_args(args: Mapping[str, Value]) -> dict[str, Value]:
    """Return the variables of the messages: ``phase``, ``days`` and ``start``.

    Args:
        args: ``days`` (whole days until the start; 0 on the day itself), ``start`` (the date),
            and maybe ``phase``: only "after" is heeded, since ``days`` tells the others; it counts
            the days since the start.

    Raises:
        KeyError: ``days`` or ``start`` is missing.
        ValueError: They are no number of days and no date, or ``days`` is below zero.
    """
    days, start = args["days"], args["start"]
    if not isinstance(days, int) or not isinstance(start, date):
        raise ValueError(f"days and start are {days!r} and {start!r}")  # noqa: TRY004  # one error for wrong values
    if days < 0:
        raise ValueError(f"{days} days: what is over has the phase 'after'")
    phase = {0: Phase.DAY, 1: Phase.EVE}.get(days, Phase.BEFORE)
    if args.get("phase") == Phase.AFTER:
        phase = Phase.AFTER
    return {"phase": phase.value, "days": days, "start": start}


def count_down(wording: Wording, args: Mapping[str, Value]) -> Layout:
    """Return the picture for *args*; countdown_args() says what they are and the errors.

    After the start nothing is counted: it says since when.
    """
    said = countdown_args(args)
    sheet = Sheet()

    def write(attribute: str, room: Box, hand: Hand) -> Box:
        return sheet.write(wording.say("picture-countdown", attribute, **said), room, hand)

    centred = Hand(size=36, bold=True, ground=PAPER, centred=True)
    write("title", Box(20, 14, 700, 116), centred._replace(size=34))
    band = Box(_LEAF.left, _LEAF.top, _LEAF.right, _LEAF.top + _BAND)
    sheet.put(
        Plate(_LEAF, SHEET, INK, 8, 34),
        Plate(band, INK, radius=34),
        Plate(Box(band.left, band.top + 36, band.right, band.bottom), INK),
    )
    for x in (_LEAF.left + 110, _LEAF.right - 110):
        sheet.put(Plate(Box(x - 13, _LEAF.top - 26, x + 13, _LEAF.top + 40), SHEET, INK, 7, 13))
    inside = Box(_LEAF.left + 24, band.bottom + 10, _LEAF.right - 24, _LEAF.bottom - 16)
    number = Box(inside.left, inside.top, inside.right, inside.top + 224)
    write("number", number, Hand(size=210, bold=True, centred=True))
    unit = Box(inside.left, number.bottom - 6, inside.right, inside.bottom)
    write("unit", unit, Hand(size=42, bold=True, centred=True))
    write("date", Box(30, 604, 690, 660), centred._replace(size=40))
    if said["phase"] != Phase.AFTER:
        _squares(sheet, int(str(said["days"])))
    sheet.write(wording.say("drawing-independent"), FOOTER, Hand(ground=PAPER, centred=True))
    return sheet.finish()


def _squares(sheet: Sheet, days: int) -> None:
    """Draw a square for each day left, and a marked one for the day of the start.

    Where there are more days than places, the number alone speaks.
    """
    if days >= _PER_ROW * _ROWS:
        return
    top = 674
    for place in range(days + 1):
        row, column = divmod(place, _PER_ROW)
        in_row = min(days + 1 - row * _PER_ROW, _PER_ROW)
        left = (720 - in_row * _STEP + _STEP - _SQUARE) // 2 + column * _STEP
        box = Box(left, top + row * _STEP, left + _SQUARE, top + row * _STEP + _SQUARE)
        if place < days:
            sheet.put(Plate(box, INK, radius=10))
        else:
            sheet.put(Plate(box, MARK, INK, 7, 10))
