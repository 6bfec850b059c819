"""The countdown: every day of the last month says its own number, and nothing counts below none."""

import pytest

from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.effects import Picture
from bot.pictures.colours import INK, MARK
from bot.pictures.layout import Plate
from tests.pictures.drawings import (
    DAYS,
    DRAWER,
    FIRST,
    LOCALES,
    START,
    countdown,
    day_left,
    layout,
)

DATE = {"fr": "3 novembre 2025", "en": "3 November 2025"}
LEFT = {"fr": "jours restants", "en": "days left"}
EVE = {"fr": "dernier jour entier", "en": "last full day"}
TODAY = {"fr": "Aujourd’hui", "en": "Today"}
BEGUN = {"fr": "Commencé", "en": "Begun"}


def words_of(picture: Picture, locale: str) -> list[str]:
    """Return everything written in the picture."""
    return [words.text for words in layout(picture, locale).words]


def test_the_days_drawn_are_the_last_month() -> None:
    """From 4 October to 3 November, each once."""
    assert (FIRST.isoformat(), START) == ("2025-10-04", LINKEDIN_AI.starts_on)
    assert tuple(range(30, -1, -1)) == DAYS


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("days", DAYS)
def test_every_day_says_how_many_are_left(days: int, locale: str) -> None:
    """The number, the date, and a square a day, with the calendar's own words as reminders do."""
    day = day_of(LINKEDIN_AI, day_left(days))
    args = {"phase": day.phase.value, "days": day.days, "start": day.starts_on}
    picture = Picture("countdown", args)
    words = words_of(picture, locale)
    assert words == words_of(countdown(days), locale)  # the phase follows from the days
    assert sum(DATE[locale] in text for text in words) == 1
    assert (str(days) in words) == (days > 0)
    assert (LEFT[locale] in words) == (days > 1)
    assert (EVE[locale] in words) == (days == 1)
    assert (TODAY[locale] in words) == (days == 0)
    squares = [
        shape
        for shape in layout(picture, locale).shapes
        if isinstance(shape, Plate) and shape.box.width == shape.box.height
    ]
    assert [shape.fill for shape in squares] == [INK] * days + [MARK]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("days", [1, 2, 30, 384])
def test_after_the_start_nothing_is_counted(days: int, locale: str) -> None:
    """A reminder that comes late says since when, and that refusing goes on being possible."""
    words = words_of(countdown(days, "after"), locale)
    assert BEGUN[locale] in words
    assert sum(DATE[locale] in text for text in words) == 1
    assert str(days) not in words
    assert LEFT[locale] not in words


@pytest.mark.parametrize("locale", LOCALES)
def test_long_before_the_number_alone_speaks(locale: str) -> None:
    """There is no place for a hundred squares."""
    words = words_of(countdown(100), locale)
    assert "100" in words
    fills = [
        shape.fill for shape in layout(countdown(100), locale).shapes if isinstance(shape, Plate)
    ]
    assert MARK not in fills


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"days": -1, "start": START}, ValueError),
        ({"days": -1, "start": START, "phase": "after"}, ValueError),
        ({"days": "3", "start": START}, ValueError),
        ({"days": 3, "start": "2025-11-03"}, ValueError),
        ({"days": 3}, KeyError),
        ({"start": START}, KeyError),
    ],
)
def test_what_cannot_be_counted_is_refused(args: dict[str, object], error: type[Exception]) -> None:
    """A wrong number of days is never shown to anybody."""
    picture = Picture("countdown", args)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(error):
        DRAWER.draw(picture, "fr")
    with pytest.raises(error):
        DRAWER.alternative(picture, "fr")
