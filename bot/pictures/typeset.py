"""Sets text in the fonts that travel with the package: how wide it is, where its lines break.

Nothing is set smaller than SMALLEST: on a phone 360 pixels wide that is 15 of its pixels.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from PIL import ImageFont

from bot.core.errors import BotError

SMALLEST: Final = 30  # pixels of the canvas, which is 720 wide
_STEP: Final = 2
_LEADING: Final = 1.24  # from line to line, in sizes
_FONTS: Final = Path(__file__).parent / "fonts"


class NoRoom(BotError):
    """A text is too long for its place, even in the smallest size.

    Attributes:
        text: What was to be written.
    """

    def __init__(self, text: str, width: int, height: int) -> None:
        super().__init__(f"no room of {width} x {height} pixels is enough for {text!r}")
        self.text = text


class Block(NamedTuple):
    """A text broken into lines, not placed yet."""

    lines: tuple[str, ...]
    size: int  # pixels
    bold: bool

    @property
    def width(self) -> int:
        """How wide the longest line is, in pixels."""
        return max(line_width(line, self.size, bold=self.bold) for line in self.lines)

    @property
    def line_height(self) -> int:
        """From one line to the next, in pixels."""
        return round(self.size * _LEADING)

    @property
    def height(self) -> int:
        """How high all lines are, in pixels."""
        return self.line_height * len(self.lines)


@cache
def font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return our font in *size* pixels."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    # The basic layout is the same on every machine; the other needs a library that may be absent.
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def line_width(line: str, size: int, *, bold: bool) -> int:
    """Return how wide *line* is, in whole pixels, rounded up."""
    return -int(-font(size, bold=bold).getlength(line) // 1)


def fit(text: str, width: int, height: int, *, size: int, bold: bool = False) -> Block:
    """Return *text* broken to *width*, in *size* or what smaller size it takes to fit.

    Lines break at spaces, never at the no-break spaces of French.

    Raises:
        NoRoom: It does not fit in SMALLEST either.
    """
    for smaller in range(size, SMALLEST - 1, -_STEP):
        block = Block(_broken(text, width, smaller, bold=bold), smaller, bold)
        if block.width <= width and block.height <= height:
            return block
    raise NoRoom(text, width, height)


def _broken(text: str, width: int, size: int, *, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and line_width(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)
