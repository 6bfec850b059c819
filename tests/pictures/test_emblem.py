"""The profile picture: what Telegram takes, whole within the circle it cuts, and nobody else's."""

from io import BytesIO

from PIL import Image

from bot.pictures.colours import FRAME, INK, MARK, PAPER, SHEET, channels
from bot.pictures.emblem import SIDE, draw_emblem


def picture() -> Image.Image:
    """Return the picture as Telegram reads it."""
    return Image.open(BytesIO(draw_emblem()))


def test_it_is_a_jpeg_of_a_fair_size() -> None:
    """The same bytes every time."""
    assert (picture().format, picture().size) == ("JPEG", (SIDE, SIDE))
    assert draw_emblem() == draw_emblem()
    assert len(draw_emblem()) < 100_000


def test_nothing_of_it_is_cut_off() -> None:
    """Outside the circle there is the background alone."""
    image = picture().convert("RGB")
    radius = SIDE / 2 - 10
    for x in range(0, SIDE, 4):
        for y in range(0, SIDE, 4):
            if (x - SIDE / 2) ** 2 + (y - SIDE / 2) ** 2 > radius**2:
                assert near(image, x, y, MARK)


def near(image: Image.Image, x: int, y: int, colour: str) -> bool:
    """Tell whether the pixel has *colour*, but for what JPEG changes."""
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return max(abs(a - b) for a, b in zip(pixel, channels(colour), strict=True)) <= 12


def test_it_shows_a_switch_that_is_off_on_a_shield() -> None:
    """The knob on the left, the way to the right empty, all within an outline."""
    image = picture().convert("RGB")
    assert near(image, 268, 300, FRAME)
    assert near(image, 380, 300, PAPER)
    assert near(image, 320, 200, SHEET)
    assert near(image, 484, 240, INK)


def test_it_does_not_look_like_linkedin() -> None:
    """No blue at all: that is the colour of their mark."""
    image = picture().convert("RGB").resize((64, 64))
    for x in range(64):
        for y in range(64):
            pixel = image.getpixel((x, y))
            assert isinstance(pixel, tuple)
            red, _, blue = pixel
            assert blue <= red + 16
