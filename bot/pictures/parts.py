"""The parts that the screens share: frames, rows, a switch, signs. All schematic, and our own."""

from math import cos, pi, sin
from typing import Final

from bot.pictures.colours import FAINT, FRAME, INK, MARK, PAPER, SHEET
from bot.pictures.layout import Box, Outline, Plate, Shape, Stroke
from bot.pictures.sheet import BOLD, ON_MARK, PLAIN, Hand, Sheet, measure

CAPTION: Final = Box(30, 18, 690, 68)
BODY: Final = Box(24, 78, 696, 840)
FOOTER: Final = Box(20, 848, 700, 890)
BAR: Final = 76  # height of the top of a window
GAP: Final = 16
ROW: Final = 76
_THIN: Final = 5


def around(sheet: Sheet, caption: str, note: str) -> None:
    """Write where we are above the drawing, and what the drawing is below it."""
    sheet.write(caption, CAPTION, Hand(size=36, bold=True, ground=PAPER, centred=True))
    sheet.write(note, FOOTER, Hand(ground=PAPER, centred=True))


def phone(sheet: Sheet) -> Box:
    """Draw a phone; return its screen."""
    body = Box(70, BODY.top, 650, BODY.bottom)
    screen = Box(body.left + 14, body.top + 40, body.right - 14, body.bottom - 22)
    x, _ = body.middle
    sheet.put(
        Plate(body, FRAME, radius=52),
        Plate(Box(x - 50, body.top + 15, x + 50, body.top + 25), SHEET, radius=5),
        Plate(screen, SHEET, radius=26),
    )
    return screen


def browser(sheet: Sheet, address: str) -> Box:
    """Draw the window of a browser that shows *address*; return its page."""
    page = Box(BODY.left + 6, BODY.top + BAR, BODY.right - 6, BODY.bottom - 6)
    field = Box(BODY.left + 128, BODY.top + 14, BODY.right - 24, BODY.top + BAR - 12)
    sheet.put(
        Plate(BODY, FRAME, radius=26),
        Plate(page, SHEET, radius=20),
        Plate(Box(page.left, page.top, page.right, page.top + 30), SHEET),
        Plate(field, SHEET, radius=25),
    )
    for number in range(3):
        left = BODY.left + 24 + number * 32
        sheet.put(Plate(Box(left, BODY.top + 28, left + 20, BODY.top + 48), FAINT, radius=10))
    sheet.write(address, Box(field.left + 26, field.top, field.right - 20, field.bottom))
    return page


def page(sheet: Sheet) -> Box:
    """Draw a page as app and browser both show it, with a sign to go back; return it."""
    sheet.put(Plate(BODY, SHEET, FRAME, 6, 30))
    inside = BODY.grown(-6)
    x, y = inside.left + 36, inside.top + 48
    sheet.put(back(x, y))
    return Box(inside.left, inside.top + 96, inside.right, inside.bottom)


def bar(left: int, middle: int, width: int, *, ink: str = FAINT, height: int = 18) -> Plate:
    """Return a line that stands for words of no matter."""
    top = middle - height // 2
    return Plate(Box(left, top, left + width, top + height), ink, radius=height // 2)


def rows(sheet: Sheet, room: Box) -> None:
    """Fill *room* with as many entries of no matter as it has place for."""
    count = max(room.height // ROW, 0)
    for number in range(count):
        y = room.top + ROW * number + ROW // 2
        sheet.put(
            Plate(Box(room.left, y - 18, room.left + 36, y + 18), FAINT, radius=10),
            bar(room.left + 56, y, (room.width - 120) * (8 - number * 3 % 4) // 10),
            *chevron(room.right - 24, y, ink=FAINT),
        )


def lines(sheet: Sheet, room: Box) -> None:
    """Fill *room* with lines of no matter."""
    for number in range(max(room.height // 44, 0)):
        share = (10, 9, 6)[number % 3]
        sheet.put(bar(room.left, room.top + 22 + number * 44, room.width * share // 10))


def chevron(x: int, y: int, *, ink: str = INK) -> tuple[Shape, ...]:
    """Return the sign of an entry that opens something."""
    return (Stroke(((x - 7, y - 14), (x + 7, y), (x - 7, y + 14)), ink, _THIN),)


def back(x: int, y: int) -> Shape:
    """Return the sign to go back."""
    return Stroke(((x + 10, y - 20), (x - 10, y), (x + 10, y + 20)), FRAME, 7)


def unfold(x: int, y: int) -> Shape:
    """Return the sign of something that opens below."""
    return Stroke(((x - 10, y - 5), (x, y + 6), (x + 10, y - 5)), INK, _THIN)


def entry(sheet: Sheet, text: str, room: Box, *, note: str | None = None, sign: bool = True) -> Box:
    """Write the marked entry *text* at the top of *room*, as high as it needs; return its box.

    Args:
        sheet: Where to.
        text: The label to look for.
        room: Only its height may be left unused.
        note: Said below the label, when the member may see another.
        sign: It opens something.
    """
    side = 22
    width = room.width - 2 * side - (36 if sign else 0)
    height = measure(text, width, ON_MARK).height
    hint = measure(note, width, PLAIN).height + 8 if note else 0
    box = Box(room.left, room.top, room.right, room.top + height + hint + 2 * side)
    sheet.mark(box)
    left, top = box.left + side, box.top + side
    sheet.write(text, Box(left, top, left + width, top + height), ON_MARK)
    if note:
        below = Box(left, top + height + 8, left + width, box.bottom - side)
        sheet.write(note, below, PLAIN._replace(ground=MARK))
    if sign:
        sheet.put(*chevron(box.right - 30, box.middle[1]))
    return box


def heading(sheet: Sheet, text: str, room: Box, *, bold: bool = True) -> Box:
    """Write a title at the top of *room*; return what it covers."""
    hand = BOLD._replace(size=34) if bold else PLAIN
    height = measure(text, room.width, hand).height
    return sheet.write(text, Box(room.left, room.top, room.right, room.top + height), hand)


def switch(left: int, top: int, *, is_on: bool) -> tuple[Shape, ...]:
    """Return a switch, 116 x 64; the word beside it says the same."""
    box = Box(left, top, left + 116, top + 64)
    knob = Box(box.right - 56, top + 8, box.right - 8, top + 56)
    if is_on:
        return Plate(box, INK, radius=32), Plate(knob, SHEET, radius=24)
    knob = Box(left + 8, top + 8, left + 56, top + 56)
    return Plate(box, SHEET, INK, 6, 32), Plate(knob, SHEET, INK, 6, 24)


def person(box: Box) -> tuple[Shape, ...]:
    """Return a photo of nobody, round; *box* is square."""
    x, _ = box.middle
    size = box.width
    head = size * 17 // 100
    neck = box.top + size * 36 // 100
    reach = size * 30 // 100
    bottom = box.top + size * 86 // 100
    shoulders = tuple(
        (
            round(x - reach * cos(pi * step / 16)),
            round(bottom - size * 0.32 * sin(pi * step / 16)),
        )
        for step in range(17)
    )
    return (
        Plate(box, FRAME, radius=size // 2),
        Plate(Box(x - head, neck - head, x + head, neck + head), SHEET, radius=head),
        Outline(shoulders, SHEET),
    )


def gear(x: int, y: int, *, hole: str) -> tuple[Shape, ...]:
    """Return a gear wheel, 48 across; *hole* is the colour of the ground."""
    teeth = 8
    points = []
    for tooth in range(teeth):
        for turn, radius in ((-0.30, 17), (-0.17, 24), (0.17, 24), (0.30, 17)):
            angle = 2 * pi * (tooth + turn) / teeth
            points.append((round(x + radius * cos(angle)), round(y + radius * sin(angle))))
    return Outline(tuple(points), INK), Plate(Box(x - 8, y - 8, x + 8, y + 8), hole, radius=8)


def tick(x: int, y: int, *, ink: str = INK) -> Shape:
    """Return a check mark, about 52 wide."""
    return Stroke(((x - 24, y), (x - 7, y + 18), (x + 26, y - 20)), ink, 10)


def cross(x: int, y: int) -> tuple[Shape, ...]:
    """Return the sign to close, 32 wide."""
    return (
        Stroke(((x - 16, y - 16), (x + 16, y + 16)), INK, 8),
        Stroke(((x - 16, y + 16), (x + 16, y - 16)), INK, 8),
    )


def again(x: int, y: int) -> tuple[Shape, ...]:
    """Return the sign to do something once more: an arrow that runs round, 48 across."""
    turn = [pi * (0.1 + 1.6 * step / 20) for step in range(21)]
    points = tuple((round(x + 18 * cos(angle)), round(y + 18 * sin(angle))) for angle in turn)
    end = turn[-1]
    # From the middle of the line outwards, inwards, and ahead.
    head = (
        (round(x + 34 * cos(end)), round(y + 34 * sin(end))),
        (round(x + 2 * cos(end)), round(y + 2 * sin(end))),
        (round(x + 18 * cos(end) - 22 * sin(end)), round(y + 18 * sin(end) + 22 * cos(end))),
    )
    return Stroke(points, INK, 7), Outline(head, INK)
