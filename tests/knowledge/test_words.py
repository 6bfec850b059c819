"""Every answer is short, typeset with care, and names no day that has not come."""

import re
from datetime import date
from typing import Final

import pytest

from tests.knowledge.conftest import (
    FIRST_DAY,
    LAST_DAY,
    LOCALES,
    START,
    Faq,
    every_day,
    sentences,
)
from tests.knowledge.test_claims import FRAME, shapes

MAX_ANSWER: Final = 400  # characters
MAX_MORE: Final = 1500  # characters
MAX_QUESTION: Final = 70  # characters
MAX_BUTTON: Final = 32  # characters
# Two lines of a chat on a phone, of 45 to 55 characters each. The names that LinkedIn gives its
# settings do not count: they are as long as they are.
MAX_SENTENCE: Final = 110  # characters
MAX_DISPUTE: Final = 150  # characters; one sentence has to tell both sides
MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
# Days that an answer may name before they come: the start, and duties announced for later.
FUTURE_DAYS: Final = {START, date(2027, 12, 2)}


def _every_text(faq: Faq, locale: str, on: date) -> dict[str, str]:
    """Return each message, and each attribute, as it reads on a day it may be said."""
    texts = {}
    for key in shapes(faq.texts[locale]):
        message, _, attribute = key.partition(".")
        claim = faq.claims.get(message.removeprefix("claim-"))
        if message not in FRAME and (claim is None or claim.sayable(on)):
            texts[key] = faq.say(locale, message, on, attribute or None)
    return texts


def _named_days(text: str, locale: str) -> list[date]:
    months = MONTHS[locale].split()
    names = "|".join(months)
    found = re.findall(rf"(\d\d?) ({names}) (\d{{4}})", text)
    return [date(int(year), months.index(month) + 1, int(day)) for day, month, year in found]


@pytest.mark.parametrize("locale", LOCALES)
def test_lengths(faq: Faq, locale: str) -> None:
    """An answer fits a small screen; a question and a button fit theirs."""
    days = {*faq.days_of_interest(), *every_day(FIRST_DAY, START)}  # the count of days has a width
    for on in sorted(days):
        for name in faq.topics:
            assert 0 < len(faq.answer(locale, name, on)) <= MAX_ANSWER, (name, on)
            assert len(faq.more(locale, name, on)) <= MAX_MORE, (name, on)
    for on in faq.days_of_interest():
        for key, text in _every_text(faq, locale, on).items():
            if key.startswith("topic-"):
                assert len(text) <= (MAX_BUTTON if key.endswith(".button") else MAX_QUESTION), key
            elif key.startswith("link-"):
                assert len(text) <= MAX_BUTTON, key


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_short(faq: Faq, locale: str) -> None:
    """A sentence takes two lines at most; a dispute is one sentence."""
    for on in faq.days_of_interest():
        for key, text in _every_text(faq, locale, on).items():
            words = text
            for label in faq.labels[locale].values():
                words = re.sub(rf"[“«]\u202f?{re.escape(label)}\u202f?[”»]", "x", words)
            parts = sentences(words)
            longest = MAX_DISPUTE if key.endswith(".dispute") else MAX_SENTENCE
            assert all(len(part) <= longest for part in parts), (key, on, parts)
            assert len(parts) == 1 or not key.endswith(".dispute"), (key, parts)


@pytest.mark.parametrize("locale", LOCALES)
def test_typography(faq: Faq, locale: str) -> None:
    """Typographic quotes, apostrophes and French spaces; no markup but bold and italics."""
    for on in (FIRST_DAY, START, LAST_DAY):
        for key, text in _every_text(faq, locale, on).items():
            words = text
            for label in faq.labels[locale].values():
                words = words.replace(label, "")
            assert not re.search(r"""["']""", words), key
            assert not re.search(r"[<>&]", re.sub(r"</?[bi]>", "", words)), key
            assert text == text.strip(), key
            if locale == "fr":
                assert not re.search(r"[^\u202f][;!?]|[^\u00a0]:(?!\w)", words), key
                assert not re.search(r"«[^\u202f]|[^\u202f]»", text), key
            else:
                assert not re.search(r"\s[;:!?]|«|»", words), key


@pytest.mark.parametrize("locale", LOCALES)
def test_no_answer_names_a_day_that_has_not_come(faq: Faq, locale: str) -> None:
    """An answer of October 2025 knows nothing of the statement of 7 November 2025."""
    named: set[date] = set()
    for on in faq.days_of_interest():
        for key, text in _every_text(faq, locale, on).items():
            days = set(_named_days(text, locale)) - FUTURE_DAYS
            named |= days
            assert all(day <= on or day < FIRST_DAY for day in days), (key, on)
    assert date(2025, 11, 7) in named
    assert date(2026, 8, 21) in named


@pytest.mark.parametrize("locale", LOCALES)
def test_no_answer_promises_days_after_the_start(faq: Faq, locale: str) -> None:
    """The count of days left reads right up to the last day, and is gone afterwards."""
    left = {"fr": "Il reste 2 jours", "en": "2 days are left"}[locale]
    assert left in faq.answer(locale, "when", date(2025, 11, 1))
    tomorrow = {"fr": "demain", "en": "tomorrow"}[locale]
    assert tomorrow in faq.answer(locale, "when", date(2025, 11, 2))
    coming = re.compile(r"doit commencer|pas encore commencé|Il reste|due to start|not started yet")
    for on in faq.days_of_interest():
        for name in faq.topics:
            text = faq.answer(locale, name, on) + faq.more(locale, name, on)
            assert on < START or not coming.search(text), (name, on)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_line_states_the_fact_whatever_was_asked(faq: Faq, locale: str) -> None:
    """A yes or a no would be wrong as often as the question was put the other way round."""
    premise = re.compile(r"\W*(oui|non|si|yes|no|exact|faux|right|wrong)\b", re.IGNORECASE)
    assert premise.match("Non, selon LinkedIn")
    for on in faq.days_of_interest():
        for topic in faq.topics:
            assert not premise.match(faq.answer(locale, topic, on)), (topic, on)
