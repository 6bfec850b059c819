"""The words of the pictures: in both languages, without a box for a letter, and in sentences."""

import unicodedata

import pytest

from bot.core.effects import Picture
from bot.core.knowledge import Label
from bot.core.signposts import picture_name
from bot.core.walkthrough import CHECKS, PATHS, Device, Place, Step, Walk
from bot.pictures import Drawer
from bot.pictures.typeset import NoRoom, fit, font
from tests.fluent import messages_of
from tests.pictures.drawings import (
    DRAWER,
    EVERY,
    LABELS,
    LOCALES,
    PICTURES,
    STEPS,
    layout,
    title,
)
from tests.spoken import TEXTS

LETTERS = (
    "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ"  # French
    "ÄÖÜẞäöüß".replace("ẞ", "")
    + "ÁÉÍÑÓÚÜáéíñóúü¿¡"  # German, Spanish
    "ÀÈÉÌÒÙàèéìòùÁÉËÍÏÓÖÚÜáéëíïóöúü"  # Italian, Dutch
    "ĄĆĘŁŃÓŚŹŻąćęłńóśźżÀÁÂÃÇÉÊÍÓÔÕÚàáâãçéêíóôõú"  # Polish, Portuguese
    "«»“”„‘’–—…•·€&%()/:;.,!?-→←↑↓✓\u00a0\u202f"
)


def written() -> set[str]:
    """Return every character that a picture shows, or that a label has in any language."""
    found = set(LETTERS)
    for picture, locale in EVERY:
        for words in layout(picture, locale).words:
            found |= set(words.text)
    for table in LABELS.values():
        for label in table.values():
            found |= set(label.text)
    return found


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_has_a_letter_in_the_font(*, bold: bool) -> None:
    """Nobody sees an empty box in the place of an accent."""
    face = font(40, bold=bold)

    def form(character: str) -> tuple[tuple[int, int], bytes]:
        mask = face.getmask(character)
        return mask.size, bytes(mask)

    box = form("\uffff")
    assert box[0][0] > 0
    for character in written():
        assert form(character) != box, f"{character} U+{ord(character):04X}"
        if unicodedata.category(character) == "Zs":
            assert face.getlength(character) > 0


def test_every_step_that_is_walked_has_a_drawing() -> None:
    """Each device, from the first step to the last check, then the form."""
    walked = {
        picture_name(Walk(device, Place(step)))
        for device in Device
        for step in (*PATHS[device], *CHECKS, Step.OBJECTION)
    }
    assert walked == set(STEPS)


def test_an_unknown_name_is_refused() -> None:
    """The end of the walkthrough has nothing to show; a caller asks names() first."""
    for name in ("walkthrough-done", "walkthrough-turn-off-lost", "", "drawing-on"):
        assert name not in DRAWER.names()
        for ask in (DRAWER.draw, DRAWER.alternative):
            with pytest.raises(KeyError):
                ask(Picture(name), "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_picture_has_a_text_alternative(locale: str) -> None:
    """One sentence of its own, in the member's language, quoting what the arrow shows."""
    said = {title(picture): DRAWER.alternative(picture, locale) for picture in PICTURES}
    for name, sentence in said.items():
        assert sentence.endswith("."), name
        assert sentence.count(". ") == 0
        assert "$" not in sentence
        assert 40 <= len(sentence) <= 220, sentence
    steps = [sentence for name, sentence in said.items() if not name.startswith("countdown")]
    assert len(set(steps)) == len(STEPS)
    for picture, id_ in (("turn-off", "switch"), ("check-page", "entry"), ("open-link", "entry")):
        assert LABELS[locale][id_].text in said[f"walkthrough-{picture}"]
    assert {f"picture-{name}" for name in DRAWER.names()} <= set(messages_of(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_of_the_pictures_is_left_over(locale: str) -> None:
    """What nobody is ever shown is not there to be translated."""
    ids = {id_ for id_ in messages_of(locale) if id_.startswith("picture-")}
    assert ids == {f"picture-{name}" for name in DRAWER.names()}
    drawn = {
        words.text
        for picture, tag in EVERY
        if tag == locale
        for words in layout(picture, tag).words
    }
    drawings = {id_ for id_ in messages_of(locale) if id_.startswith("drawing-")}
    unused = {id_ for id_ in drawings if _plain(locale, id_) not in drawn}
    # Said only below a label that is not known in the member's language.
    assert unused <= {"drawing-english-label"}


def _plain(locale: str, id_: str) -> str:
    value = messages_of(locale)[id_].value
    assert value is not None
    return "".join(getattr(element, "value", "") for element in value.elements)


def test_a_regional_variant_speaks_its_language() -> None:
    """fr-CA sees the French picture, and who speaks none of ours the English one."""
    for name in STEPS:
        picture = Picture(name)
        assert DRAWER.layout(picture, "fr-CA") == DRAWER.layout(picture, "fr")
        assert DRAWER.layout(picture, "zh") != DRAWER.layout(picture, "fr")


def test_a_label_that_is_known_in_english_only_is_said_to_be() -> None:
    """The member may see another name, and is told so below it."""
    only_english = Drawer(TEXTS, {"fr": {}, "en": LABELS["en"]})
    words = [
        words.text for words in only_english.layout(Picture("walkthrough-objection"), "fr").words
    ]
    assert LABELS["en"]["form-option"].text in words
    assert "Nom anglais, le vôtre peut différer" in words


def test_a_label_that_grew_too_long_is_refused_rather_than_cut() -> None:
    """Half a name would send people looking for something that is not there."""
    endless = {"en": {**LABELS["en"], "entry": Label("x" * 80, sure=True)}}
    with pytest.raises(NoRoom) as refused:
        Drawer(TEXTS, endless).draw(Picture("walkthrough-check-page"), "en")
    assert refused.value.text == "x" * 80


def test_lines_break_at_spaces_but_never_at_those_of_french() -> None:
    """A question mark does not begin a line."""
    block = fit("Est-ce le même nom\u202f?", 200, 400, size=32)
    assert len(block.lines) > 1
    assert block.lines[-1].endswith("nom\u202f?")
    assert block.width <= 200
    assert fit("Off", 200, 400, size=32).lines == ("Off",)


def test_a_text_is_set_smaller_before_it_is_refused() -> None:
    """Down to the smallest size that can be read, not below."""
    wide = fit("Utiliser", 1000, 100, size=60)
    assert wide.size == 60
    narrow = fit("Utiliser", wide.width - 1, 100, size=60)
    assert 30 <= narrow.size < 60
    with pytest.raises(NoRoom):
        fit("Utiliser", 20, 100, size=60)
