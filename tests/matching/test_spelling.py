"""Spelling: slips are mended with the content's own words, and nothing else is touched."""

import pytest

from bot.matching.spelling import Speller, collect

FRENCH = [
    "Mes données personnelles",
    "mes données privées",
    "refuser l'entraînement",
    "refuser",
] * 2
ENGLISH = ["my personal data", "refuse the training", "private messages"] * 2


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Knows a little of two languages."""
    return Speller({"fr": collect(FRENCH), "en": collect(ENGLISH)})


@pytest.mark.parametrize(
    ("typed", "language", "mended"),
    [
        ("mes donnés personneles", "fr", "mes données personnelles"),
        ("MES DONNEES PRIVEES", "fr", "MES données privées"),
        ("my privte mesages", "en", "my private messages"),
        ("refuser training", "fr", "refuser training"),
        ("xylophone 12345 ok", "fr", "xylophone 12345 ok"),
        ("mes donnés", None, "mes donnés"),
    ],
)
def test_slips_are_mended(speller: Speller, typed: str, language: str | None, mended: str) -> None:
    """Unknown words become their neighbour; words of any known language and far ones stay."""
    assert speller.mend(typed, language) == mended


@pytest.mark.parametrize(
    ("typed", "locale", "language"),
    [
        ("refuser", "fr", "fr"),
        ("my personal data", "fr-CA", "en"),
        ("mes données", "en", "fr"),
        ("données bonjour xyz abc def", "en", "en"),
        ("ile mam czasu", "pl", None),
        ("my private messages", "pl", "en"),
        ("", "fr", "fr"),
    ],
)
def test_the_language_is_recognised(
    speller: Speller, typed: str, locale: str, language: str | None
) -> None:
    """The chat's language is believed, unless another one knows most of the words."""
    assert speller.language(typed, locale) == language


def test_the_time_is_bounded(speller: Speller) -> None:
    """After a dozen unknown words no more are looked up: a flood costs no more than a message."""
    flood = " ".join(f"donn{letter}es" for letter in "abcdfghijklmnopqrstuvwxyz")
    mended = speller.mend(flood, "fr").split()
    assert mended[0] == "données"
    assert mended[-1] == "donnzes"
