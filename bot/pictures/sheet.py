"""A layout in the making: shapes and words are put down one after the other, then it is done."""

from typing import Final, NamedTuple

from bot.pictures.colours import INK, MARK, SHEET
from bot.pictures.layout import Box, Layout, Outline, Plate, Shape, Words
from bot.pictures.typeset import SMALLEST, Block, fit, line_width

_EDGE: Final = 8  # thickness of the outline of the target
_SHAFT, _HEAD, _HEAD_LENGTH = 20, 60, 36  # of the arrow
_ARROW: Final = 74  # from the words of the pointer to the target
_HALO: Final = 6  # sets the arrow off from what it crosses
_PADDING_X, _PADDING_Y = 26, 12  # around the words of the pointer


class Hand(NamedTuple):
    """How a text is written."""

    size: int = SMALLEST
    bold: bool = False
    ink: str = INK
    ground: str = SHEET
    centred: bool = False


PLAIN: Final = Hand()
BOLD: Final = Hand(bold=True)
ON_MARK: Final = Hand(size=32, bold=True, ground=MARK)
_POINTER: Final = Hand(size=34, bold=True, ink=SHEET, ground=INK, centred=True)


class Sheet:
    """What is drawn so far."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []
        self._words: list[Words] = []
        self._target: Box | None = None
        self._tip: tuple[int, int] | None = None

    @property
    def target(self) -> Box | None:
        """What is marked."""
        return self._target

    def put(self, *shapes: Shape) -> None:
        """Put *shapes* above what is there."""
        self._shapes.extend(shapes)

    def write(self, text: str, room: Box, hand: Hand = PLAIN) -> Box:
        """Write *text* into *room*, in the middle of its height; return what it covers.

        Raises:
            NoRoom: It does not fit.
        """
        block = measure(text, room.width, hand, height=room.height)
        top = room.top + (room.height - block.height) // 2
        lines: list[tuple[str, Box]] = []
        for number, line in enumerate(block.lines):
            width = line_width(line, block.size, bold=block.bold)
            left = room.left + ((room.width - width) // 2 if hand.centred else 0)
            y = top + number * block.line_height
            lines.append((line, Box(left, y, left + width, y + block.line_height)))
        self._words.append(
            Words(text, tuple(lines), room, block.size, block.bold, hand.ink, hand.ground)
        )
        return Box(
            min(box.left for _, box in lines),
            top,
            max(box.right for _, box in lines),
            top + block.height,
        )

    def mark(self, box: Box, *, radius: int = 18) -> None:
        """Make *box* the target: a thick outline around a light ground."""
        self.put(Plate(box, MARK, INK, _EDGE, radius))
        self._target = box

    def point(self, text: str, room: Box, *, from_below: bool, at: int | None = None) -> Box:
        """Point an arrow at the target, with *text* at its other end; return what both cover.

        Args:
            text: What to do there.
            room: Left and right limit the words.
            from_below: The words stand below the target, else above.
            at: Where the arrow meets the target, from the left; in its middle, unless told.

        Raises:
            ValueError: There is no target yet.
        """
        if self._target is None:
            raise ValueError("nothing is marked")
        x = self._target.middle[0] if at is None else at
        block = measure(text, room.width - 2 * _PADDING_X, _POINTER)
        width, height = block.width + 2 * _PADDING_X, block.height + 2 * _PADDING_Y
        left = min(max(x - width // 2, room.left), room.right - width)
        if from_below:
            tip, way = self._target.bottom + 4, 1
            top = tip + _ARROW
            covered = Box(left, tip, left + width, top + height)
        else:
            tip, way = self._target.top - 4, -1
            top = tip - _ARROW - height
            covered = Box(left, top, left + width, tip)
        # The shaft ends in the straight part of the plate.
        x = min(max(x, left + _HEAD // 2 + 4), left + width - _HEAD // 2 - 4)
        plate = Box(left, top, left + width, top + height)
        end = tip + way * (_ARROW + 10)
        self.put(
            Plate(plate.grown(_HALO), SHEET, radius=24 + _HALO),
            _arrow(x, tip, end, grown=_HALO, ink=SHEET),
            Plate(plate, INK, radius=24),
            _arrow(x, tip, end, grown=0, ink=INK),
        )
        self.write(text, plate.grown(-_PADDING_Y), _POINTER)
        self._tip = (x, tip)
        return covered

    def finish(self) -> Layout:
        """Return the layout."""
        return Layout(tuple(self._shapes), tuple(self._words), self._target, self._tip)


def measure(text: str, width: int, hand: Hand, *, height: int = 1000) -> Block:
    """Return *text* as *hand* writes it in *width*.

    Raises:
        NoRoom: It does not fit.
    """
    return fit(text, width, height, size=hand.size, bold=hand.bold)


def _arrow(x: int, tip: int, end: int, *, grown: int, ink: str) -> Outline:
    """Return an upright arrow whose tip is at (x, tip) and whose shaft ends at *end*."""
    way = 1 if end > tip else -1
    shaft, head = _SHAFT // 2 + grown, _HEAD // 2 + grown * 2
    neck = tip + way * (_HEAD_LENGTH + grown)
    return Outline(
        (
            (x, tip),
            (x + head, neck),
            (x + shaft, neck),
            (x + shaft, end),
            (x - shaft, end),
            (x - shaft, neck),
            (x - head, neck),
        ),
        ink,
    )
