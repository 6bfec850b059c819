"""The profile picture: a shield with a switch that is off, in our colours and nobody else's."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from bot.pictures.colours import FRAME, INK, MARK, PAPER, SHEET

SIDE: Final = 640  # pixels; Telegram cuts a circle out of it
_SCALE: Final = 2
_QUALITY: Final = 92
# The right half of the shield, from the middle of its top down to its tip, in pixels.
_RIGHT: Final = (
    (320, 112),
    (392, 150),
    (484, 164),
    (484, 322),
    (462, 404),
    (410, 470),
    (320, 532),
)
_LINE: Final = 20
_SWITCH: Final = (216, 248, 424, 352)
_KNOB: Final = (232, 264, 304, 336)  # on the left: off


def draw_emblem() -> bytes:
    """Return the picture as JPEG, 640 x 640 pixels: the one format for a profile.

    Source: Bot API, InputProfilePhotoStatic.
    """
    image = Image.new("RGB", (SIDE * _SCALE, SIDE * _SCALE), MARK)
    pen = ImageDraw.Draw(image)
    left = [(SIDE - x, y) for x, y in reversed(_RIGHT)]
    shield = [(x * _SCALE, y * _SCALE) for x, y in (*_RIGHT, *left)]
    pen.polygon(shield, fill=SHEET)
    pen.line([*shield, shield[0], shield[1]], fill=INK, width=_LINE * _SCALE, joint="curve")
    _pill(pen, _SWITCH, fill=PAPER, outline=FRAME)
    _pill(pen, _KNOB, fill=FRAME, outline=FRAME)
    file = BytesIO()
    image.reduce(_SCALE).save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _pill(
    pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], *, fill: str, outline: str
) -> None:
    left, top, right, bottom = (side * _SCALE for side in box)
    pen.rounded_rectangle(
        (left, top, right, bottom),
        radius=(bottom - top) // 2,
        fill=fill,
        outline=outline,
        width=12 * _SCALE,
    )
