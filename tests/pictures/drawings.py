"""Every picture in every language, for the tests: its name, its layout, its pixels."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image

from bot.adapters.texts import LOCALE_NAMES
from bot.core.effects import Picture, Value
from bot.knowledge import load
from bot.pictures import Drawer
from bot.pictures.layout import Layout
from tests.spoken import TEXTS

LABELS: Final = load().labels
DRAWER: Final = Drawer(TEXTS, LABELS)
LOCALES: Final = tuple(LOCALE_NAMES)
START: Final = date(2025, 11, 3)
FIRST: Final = date(2025, 10, 4)
STEPS: Final = tuple(sorted(DRAWER.names() - {"countdown", "stats"}))
DAYS: Final = tuple((START - FIRST).days - passed for passed in range((START - FIRST).days + 1))


def countdown(days: int, phase: str | None = None) -> Picture:
    """Return the countdown with so many days left, or passed when *phase* is "after"."""
    args: dict[str, Value] = {"days": days, "start": START}
    return Picture("countdown", args if phase is None else {**args, "phase": phase})


# Each step, each day from a month before the start, and days when it is over.
PICTURES: Final = (
    *(Picture(name) for name in STEPS),
    *(countdown(days) for days in (*DAYS, 46, 100)),
    *(countdown(days, "after") for days in (1, 384)),
)
EVERY: Final = tuple((picture, locale) for locale in LOCALES for picture in PICTURES)


def title(case: object) -> str:
    """Return the name of a picture in the report of the tests."""
    if not isinstance(case, Picture):
        return str(case)
    return "-".join([case.name, *(str(value) for value in case.args.values() if value != START)])


def day_left(days: int) -> date:
    """Return the day on which so many are left."""
    return START - timedelta(days=days)


def layout(picture: Picture, locale: str) -> Layout:
    """Return what the picture shows and where."""
    return DRAWER.layout(picture, locale)


@cache
def _drawn(index: int) -> bytes:
    picture, locale = EVERY[index]
    return DRAWER.draw(picture, locale)


def drawn(picture: Picture, locale: str) -> bytes:
    """Return the PNG, drawn once in a run of the tests."""
    return _drawn(EVERY.index((picture, locale)))


def pixels(png: bytes) -> Image.Image:
    """Return the picture with its colours."""
    return Image.open(BytesIO(png)).convert("RGB")
