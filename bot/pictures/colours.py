"""The colours: few, grey but for the mark, and none that a meaning rests on alone."""

from typing import Final

PAPER: Final = "#EFECE6"  # around the drawing
SHEET: Final = "#FFFFFF"  # the screen drawn
FAINT: Final = "#CFCCD2"  # what stands for things that do not matter
SHADE: Final = "#8B8790"  # the part of a screen that a panel covers
FRAME: Final = "#57535C"  # phone, window
INK: Final = "#1C1A1F"
MARK: Final = "#FFE27A"  # behind the one thing to tap; its thick outline is INK
COLOURS: Final = (PAPER, SHEET, FAINT, SHADE, FRAME, INK, MARK)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB``, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
