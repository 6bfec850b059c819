"""The oracle of the calendar finds what is false: a test that never fails would say nothing."""

from datetime import date
from typing import Final

import pytest

from tests.day_words import START, falsehood, is_ahead, phase_of, read

DAY_OF: Final = {
    "before": date(2025, 10, 20),
    "eve": date(2025, 11, 2),
    "day": START,
    "after": date(2026, 11, 22),
}
WRONG: Final = {
    "fr": {
        "before": (
            "C’est pour demain, 3 novembre 2025.",
            "L’entraînement a commencé.",
            "Il est trop tard.",
            "Il reste 13 jours.",
            "Il reste 14 jour.",
            "Votre profil est utilisé, selon LinkedIn.",
            "LinkedIn utilise votre CV.",
            "Depuis le 7 novembre 2025.",
        ),
        "eve": ("L’entraînement a déjà commencé.", "Cela commence aujourd’hui.", "Dans 1 jours."),
        "day": ("Il commencera le 3 novembre.", "Il reste 3 jours.", "Cela commence demain."),
        "after": (
            "LinkedIn utilisera vos données.",
            "Plus que 2 jours.",
            "Il est encore temps.",
            "Mieux vaut refuser avant le début.",
            "Votre profil sera utilisé, selon LinkedIn.",
            "Vu le dimanche 3 novembre 2025.",
            "Le 1er janvier 2027.",
        ),
    },
    "en": {
        "before": (
            "It starts tomorrow.",
            "Training has started.",
            "It is too late.",
            "13 days are left.",
            "It starts in 14 day.",
            "Your profile is used, says LinkedIn.",
            "LinkedIn uses your CV.",
            "Since 7 November 2025.",
        ),
        "eve": ("Training began.", "It begins today.", "In 1 days."),
        "day": ("LinkedIn will use your data.", "3 days left.", "It starts tomorrow."),
        "after": (
            "It begins on 3 November.",
            "It starts in 2 days.",
            "There is still time.",
            "It is better to refuse before the start.",
            "Your profile will be used, says LinkedIn.",
            "Seen on Sunday, 3 November 2025.",
            "On 1 January 2027.",
        ),
    },
}
RIGHT: Final = {
    "fr": {
        "before": "Il reste 14 jours : l’entraînement commence le 3 novembre 2025.",
        "eve": "Cela commence demain, 3 novembre 2025.",
        "day": "L’entraînement commence aujourd’hui, 3 novembre 2025.",
        "after": "L’entraînement a commencé le lundi 3 novembre 2025.",
    },
    "en": {
        "before": "14 days are left: training begins on 3 November 2025.",
        "eve": "It starts tomorrow, 3 November 2025.",
        "day": "Training begins today, 3 November 2025.",
        "after": "Training began on Monday, 3 November 2025.",
    },
}


@pytest.mark.parametrize("locale", WRONG)
@pytest.mark.parametrize("phase", DAY_OF)
def test_a_false_sentence_is_found(locale: str, phase: str) -> None:
    """In each part of the calendar, whatever is false about it."""
    for sentence in WRONG[locale][phase]:
        assert falsehood(sentence, locale, DAY_OF[phase]), sentence


@pytest.mark.parametrize("locale", RIGHT)
@pytest.mark.parametrize("phase", DAY_OF)
def test_a_true_sentence_is_let_be_where_it_is_true_alone(locale: str, phase: str) -> None:
    """What is true in one part of the calendar is false in each other one."""
    sentence = RIGHT[locale][phase]
    for other, on in DAY_OF.items():
        assert (falsehood(sentence, locale, on) is None) == (other == phase), (sentence, other)


def test_the_phases_meet_at_the_start() -> None:
    """The eve is one day, the start another."""
    days = [date(2025, 11, number) for number in (1, 2, 3, 4)]
    assert [phase_of(on) for on in days] == ["before", "eve", "day", "after"]


def test_the_reading_of_dates_and_counts() -> None:
    """Days, months and years are found however they are written."""
    read_dates = read("le 1er août 2026 et en juin 2026", "fr").dates
    assert read_dates == {date(2026, 8, 1), date(2026, 6, 1)}
    assert read("3 November 2025, 2024, 2026-08", "en").dates == {
        START,
        date(2024, 1, 1),
        date(2026, 8, 1),
    }
    assert read("Il reste 12 jours.", "fr").counts == ((12, "jours"),)
    counts = read("1 day is left; it starts in 3 days", "en").counts
    assert counts == ((1, "day"), (3, "days"))


@pytest.mark.parametrize(
    ("locale", "now", "coming"),
    [
        ("fr", "Votre profil est utilisé.", "Votre profil sera utilisé."),
        ("en", "Your profile is used.", "Your profile will be used."),
    ],
)
def test_what_is_to_come_shows_it(locale: str, now: str, coming: str) -> None:
    """The present tense is told from the future."""
    assert is_ahead(coming, locale, 14)
    assert not is_ahead(now, locale, 14)
    assert is_ahead(f"{now} 14", locale, 14)
