"""Where things stand in a picture: nothing runs over, nothing is small, one thing stands out."""

from itertools import combinations

import pytest

from bot.core.effects import Picture
from bot.pictures.colours import INK, MARK, channels
from bot.pictures.layout import CANVAS, Layout, Outline, Plate
from bot.pictures.typeset import SMALLEST, line_width
from tests.pictures.drawings import EVERY, LABELS, LOCALES, STEPS, layout, title

# What is to be tapped or looked at, from the table of labels; None where the screen has no word.
WANTED: dict[str, str | None] = {
    "walkthrough-open-link": "entry",
    "walkthrough-phone-open-menu": None,
    "walkthrough-phone-open-settings": "settings-app",
    "walkthrough-phone-open-privacy": "data-privacy",
    "walkthrough-phone-find-entry": "entry",
    "walkthrough-computer-open-menu": "me",
    "walkthrough-computer-open-settings": "settings-web",
    "walkthrough-computer-open-privacy": "data-privacy",
    "walkthrough-computer-find-entry": "entry",
    "walkthrough-check-page": "entry",
    "walkthrough-objection": "form-option",
}
# The switch itself is marked, with the word that says how it stands.
STATES = {
    "walkthrough-turn-off": {"fr": "Activé", "en": "On"},
    "walkthrough-check-switch": {"fr": "Désactivé", "en": "Off"},
    "walkthrough-check-again": {"fr": "Désactivé", "en": "Off"},
}
STEPS_IN_LOCALES = [(Picture(name), locale) for locale in LOCALES for name in STEPS]


def check_apart(drawing: Layout) -> None:
    """Assert that no two lines cover each other."""
    boxes = [box for words in drawing.words for _, box in words.lines]
    for one, other in combinations(boxes, 2):
        assert not one.meets(other)


def check_place(drawing: Layout) -> None:
    """Assert that nothing leaves the place that is meant for it."""
    assert drawing.shapes
    for shape in drawing.shapes:
        assert CANVAS.holds(shape.box), shape
    for words in drawing.words:
        assert CANVAS.holds(words.room)
        assert " ".join(line for line, _ in words.lines) == words.text
        for line, box in words.lines:
            assert words.room.holds(box), line
            assert line_width(line, words.size, bold=words.bold) <= box.width, line


def luminance(colour: str) -> float:
    """Return the relative luminance. Source: WCAG 2.2."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21. Source: WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("picture", "locale"), EVERY, ids=title)
def test_nothing_leaves_its_place(picture: Picture, locale: str) -> None:
    """Every shape is on the canvas, every line in the room that was meant for it."""
    check_place(layout(picture, locale))


@pytest.mark.parametrize(("picture", "locale"), EVERY, ids=title)
def test_no_words_stand_on_others(picture: Picture, locale: str) -> None:
    """Two lines never cover each other."""
    check_apart(layout(picture, locale))


@pytest.mark.parametrize(("picture", "locale"), EVERY, ids=title)
def test_every_word_can_be_read(picture: Picture, locale: str) -> None:
    """Large enough on a phone 360 pixels wide, and with the contrast that WCAG AA asks for."""
    for words in layout(picture, locale).words:
        assert words.size >= SMALLEST == 30, words.text
        assert contrast(words.ink, words.ground) >= 4.5, words.text


@pytest.mark.parametrize(("picture", "locale"), STEPS_IN_LOCALES, ids=title)
def test_one_thing_stands_out_without_its_colour(picture: Picture, locale: str) -> None:
    """A thick dark outline and an arrow mark it, so that nobody needs to see the yellow."""
    drawing = layout(picture, locale)
    target, tip = drawing.target, drawing.tip
    assert target is not None
    assert tip is not None
    plates = [shape for shape in drawing.shapes if isinstance(shape, Plate)]
    marks = [plate for plate in plates if plate.fill == MARK and plate.outline]
    assert [shape.box for shape in marks] == [target]
    assert marks[0].outline == INK
    assert marks[0].thickness >= 8
    assert contrast(INK, MARK) >= 4.5
    x, y = tip
    assert target.left <= x <= target.right
    assert min(abs(y - target.top), abs(y - target.bottom)) <= 8
    arrows = [
        shape for shape in drawing.shapes if isinstance(shape, Outline) and tip in shape.points
    ]
    assert arrows[-1].fill == INK


@pytest.mark.parametrize(("picture", "locale"), STEPS_IN_LOCALES, ids=title)
def test_the_marked_words_are_those_of_linkedin(picture: Picture, locale: str) -> None:
    """What a member compares letter by letter comes from the table of labels, in whole."""
    drawing = layout(picture, locale)
    target = drawing.target
    assert target is not None
    inside = [words.text for words in drawing.words if target.holds(words.room)]
    if picture.name in STATES:
        assert inside == [STATES[picture.name][locale]]
        return
    id_ = WANTED[picture.name]
    if id_ is None:
        assert inside == []
        return
    known = LABELS[locale].get(id_) or LABELS["en"][id_]
    assert inside[0] == known.text
    # Where only English is known, the picture says so.
    assert len(inside) == (1 if id_ in LABELS[locale] else 2)


@pytest.mark.parametrize(("picture", "locale"), STEPS_IN_LOCALES, ids=title)
def test_every_step_says_that_it_is_a_drawing(picture: Picture, locale: str) -> None:
    """Nobody takes it for a screenshot."""
    notes = {"fr": "Schéma, pas une capture d’écran", "en": "Schematic drawing, not a screenshot"}
    assert notes[locale] in [words.text for words in layout(picture, locale).words]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_switch_ends_off(locale: str) -> None:
    """The drawing of the act ends with the word Off, below the word On; the checks never say On."""
    on, off = STATES["walkthrough-turn-off"][locale], STATES["walkthrough-check-switch"][locale]
    tops = {
        words.text: words.room.top
        for words in layout(Picture("walkthrough-turn-off"), locale).words
    }
    assert tops[on] < tops[off]
    for name in ("walkthrough-check-page", "walkthrough-check-switch", "walkthrough-check-again"):
        words = [words.text for words in layout(Picture(name), locale).words]
        assert off in words
        assert on not in words


@pytest.mark.parametrize("language", sorted(LABELS))
def test_labels_of_every_language_have_room(language: str) -> None:
    """A language that is added to the messages finds its labels drawn already."""
    for name in STEPS:
        drawing = layout(Picture(name), language)
        check_place(drawing)
        check_apart(drawing)
        id_ = WANTED.get(name) or "switch"
        if id_ in LABELS[language] and name != "walkthrough-phone-open-menu":
            assert LABELS[language][id_].text in [words.text for words in drawing.words]
