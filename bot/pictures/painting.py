"""Turns a layout into PNG.

Shapes are painted twice as large and halved, which rounds their edges off; letters are painted
above in their own size, where they stay sharp. A small palette keeps the file small.
"""

from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Final

from PIL import Image, ImageDraw

from bot.pictures.colours import COLOURS, PAPER, channels
from bot.pictures.layout import HEIGHT, WIDTH, Box, Layout, Outline, Plate, Shape
from bot.pictures.typeset import font

_SCALE: Final = 2
_SHADES: Final = 8  # steps between two colours, for the soft edges
_APART: Final = 8  # between two entries of the palette, in the channel that differs most


def paint(layout: Layout) -> bytes:
    """Return *layout* as PNG, 720 x 900 pixels; the same bytes every time."""
    large = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), PAPER)
    pen = ImageDraw.Draw(large)
    for shape in layout.shapes:
        _paint_shape(pen, shape)
    image = large.reduce(_SCALE)
    pen = ImageDraw.Draw(image)
    for words in layout.words:
        face = font(words.size, bold=words.bold)
        ascent, descent = face.getmetrics()
        for line, box in words.lines:
            # The line stands in the middle of its box, whatever the leading.
            baseline = box.top + (box.height - ascent - descent) // 2 + ascent
            pen.text((box.left, baseline), line, fill=words.ink, font=face, anchor="ls")
    file = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG", bits=8)
    return file.getvalue()


def _paint_shape(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    if isinstance(shape, Plate):
        pen.rounded_rectangle(
            _scaled(shape.box),
            radius=shape.radius * _SCALE,
            fill=shape.fill,
            outline=shape.outline,
            width=shape.thickness * _SCALE,
        )
        return
    points = [(x * _SCALE, y * _SCALE) for x, y in shape.points]
    if isinstance(shape, Outline):
        pen.polygon(points, fill=shape.fill)
        return
    pen.line(points, fill=shape.ink, width=shape.thickness * _SCALE, joint="curve")
    half = shape.thickness * _SCALE // 2
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=shape.ink)


def _scaled(box: Box) -> tuple[int, int, int, int]:
    """Return *box* on the large canvas, as Pillow counts: its last pixels are inside."""
    left, top, right, bottom = (side * _SCALE for side in box)
    return left, top, right - 1, bottom - 1


@cache
def _palette() -> Image.Image:
    """Return an image that carries the palette: our colours, and the steps between any two."""
    pure = [channels(colour) for colour in COLOURS]
    palette = list(pure)
    for one, other in combinations(pure, 2):
        for step in range(1, _SHADES):
            mixed = (
                _between(one[0], other[0], step),
                _between(one[1], other[1], step),
                _between(one[2], other[2], step),
            )
            # Pillow rounds before it looks for the nearest: what is close to a colour would win.
            if all(_distance(mixed, colour) >= _APART for colour in palette):
                palette.append(mixed)
    image = Image.new("P", (1, 1))
    image.putpalette([channel for colour in palette for channel in colour])
    return image


def _between(one: int, other: int, step: int) -> int:
    return (one * (_SHADES - step) + other * step) // _SHADES


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(this - that) for this, that in zip(one, other, strict=True))
