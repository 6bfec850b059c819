"""Answers, walkthrough and reminders read easily: for a pupil of lower secondary school.

French is measured by Kandel and Moles's form of the Flesch score, English by the automated
readability index: the first counts syllables, which for English would need a dictionary from the
network; the second counts letters. Both are textstat's.
"""

import re
from datetime import date
from functools import cache
from statistics import median
from typing import Final

import pytest
import textstat  # type: ignore[import-untyped]  # it ships no types

from bot.adapters.texts import LOCALE_NAMES
from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.effects import Text
from tests.core.worlds import KNOWLEDGE
from tests.day_words import plain
from tests.fluent import forms, patterns_of
from tests.spoken import TEXTS

LOCALES: Final = tuple(LOCALE_NAMES)
# One of each part of the calendar; the words of an answer change on few days more.
DAYS: Final = (date(2025, 10, 20), date(2025, 11, 2), date(2025, 11, 3), date(2026, 11, 22))
GUIDES: Final = ("walkthrough-", "reminder-", "reminders-")
LONG: Final = 150  # characters; a score of fewer says more of one long word than of the text

# French: 100 is the easiest; 60 to 70 is read at 13 to 15 years, 70 to 80 at 12. English: a year
# of American school; lower secondary school is 6 to 9. The names of institutions weigh on both.
EASIEST_MEDIAN: Final = {"fr": 75.0, "en": 7.0}
HARDEST: Final = {"fr": 60.0, "en": 10.0}

# Capitals that everybody reads, and those that must stand beside their meaning.
KNOWN: Final = frozenset({"IA", "AI", "CV", "CVS", "OK"})
EXPLAINED: Final = {
    "RGPD": "loi européenne|règlement européen",
    "GDPR": "European data protection law",
    "IP": "adresse internet|internet (?:IP )?address|internet \\(IP\\)",
    "VPN": "cache l’adresse|hides your connection",
    "ICO": "autorité britannique|British authority|Royaume-Uni|United Kingdom",
    "CNIL": "autorité|authority",
    "DPC": "autorité irlandaise|Irish authority",
    "SRF": "radiotélévision suisse|Swiss broadcaster",
    "NL": "Security",
}
BLAME: Final = {
    "fr": r"vous auriez dû|vous avez oublié|votre faute|par négligence|vous avez (?:mal|tort)"
    r"|comme (?:déjà )?(?:dit|expliqué)|il suffit|il suffisait",
    "en": r"you should have|you forgot|your fault|careless|you failed|simply have to|obviously"
    r"|as (?:already )?(?:said|explained)",
}


@cache
def said(locale: str) -> dict[str, str]:
    """Return every text to be read at once, by where it stands: answers, guides, reminders."""
    found = {}
    for on in DAYS:
        day = day_of(LINKEDIN_AI, on)
        for topic in KNOWLEDGE.topics.values():
            for part, claims in (("answer", topic.answer), ("more", topic.more)):
                texts = faq.say_claims(claims, day, KNOWLEDGE, locale)
                words = "\n\n".join(plain(TEXTS.say(text, locale)) for text in texts)
                if words:
                    found[words] = f"{part} {topic.id} {on}"
    for (id_, attribute), pattern in patterns_of(locale).items():
        if id_.startswith(GUIDES) and attribute is None:
            for values in forms(locale, pattern):
                words = plain(TEXTS.say(Text(id_, values), locale))
                found[words] = f"{id_} {values.get('phase', '')}"
    return {place: words for words, place in found.items()}


def prose(words: str) -> str:
    """Return *words* as the formulas expect them: sentences, without the names of buttons."""
    words = re.sub(r"«[^»]*»|“[^”]*”", "cela", words)  # LinkedIn's words, not ours
    words = re.sub(r"\s*[;:]?\n+\s*•?\s*", ". ", words)  # a point of a list is a sentence
    words = re.sub(r"[^\w\s.,;:!?’()%/-]", " ", words)
    return re.sub(r"([.!?…])\s*\.", r"\1", words).strip()


@cache
def score(words: str, locale: str) -> float:
    """Return the score of *words* by the formula of the language."""
    textstat.set_lang(locale)
    if locale == "fr":
        return float(textstat.flesch_reading_ease(prose(words)))
    return float(textstat.automated_readability_index(prose(words)))


def is_easier(value: float, bound: float, locale: str) -> bool:
    """Tell whether a score is at least as easy as *bound*: high in French, low in English."""
    return value >= bound if locale == "fr" else value <= bound


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["answer", "more", "walkthrough", "reminder"])
def test_half_of_the_texts_are_easy(kind: str, locale: str) -> None:
    """The middle text of each kind is read by a child of twelve or thirteen."""
    scores = [
        score(words, locale) for place, words in said(locale).items() if place.startswith(kind)
    ]
    assert len(scores) > 10
    assert is_easier(median(scores), EASIEST_MEDIAN[locale], locale), median(scores)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_long_text_is_hard(locale: str) -> None:
    """Whatever is longer than a sentence or two is within reach of everybody."""
    hard = {
        place: round(score(words, locale), 1)
        for place, words in said(locale).items()
        if len(words) >= LONG and not is_easier(score(words, locale), HARDEST[locale], locale)
    }
    assert hard == {}


def test_the_scores_tell_easy_from_hard() -> None:
    """A legal sentence fails, whatever it is about."""
    hard = {
        "fr": "Le responsable du traitement procède à l’exploitation systématique des informations"
        " communiquées volontairement par les utilisateurs, conformément aux dispositions"
        " réglementaires applicables en matière d’intérêt légitime.",
        "en": "The controller undertakes systematic exploitation of information voluntarily"
        " communicated by participants, notwithstanding subsequent objections, in accordance with"
        " applicable regulatory provisions concerning legitimate interests.",
    }
    easy = {
        "fr": "Ouvrez le lien. Touchez le bouton. C’est tout. Vous pouvez le faire ce soir.",
        "en": "Open the link. Tap the switch. That is all. You can do it this evening.",
    }
    for locale in LOCALES:
        assert not is_easier(score(hard[locale], locale), HARDEST[locale], locale)
        assert is_easier(score(easy[locale], locale), EASIEST_MEDIAN[locale], locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_acronym_is_explained_where_it_stands(locale: str) -> None:
    """A reader meets no capitals that the same text does not put into words."""
    met = set()
    for place, words in said(locale).items():
        for acronym in re.findall(r"\b[A-Z]{2,}\b", re.sub(r"«[^»]*»|“[^”]*”", "", words)):
            if acronym not in KNOWN:
                met.add(acronym)
                assert acronym in EXPLAINED, (acronym, place)
                assert re.search(EXPLAINED[acronym], words), (acronym, place, words)
    assert {"RGPD", "GDPR"} & met


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_is_blamed(locale: str) -> None:
    """Who refuses late, or got lost, did nothing wrong."""
    for place, words in said(locale).items():
        assert not re.search(BLAME[locale], words, re.IGNORECASE), (place, words)
    assert re.search(BLAME["fr"], "Vous auriez dû refuser.", re.IGNORECASE)
    assert re.search(BLAME["en"], "You should have refused.", re.IGNORECASE)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_shows_its_gist_first(locale: str) -> None:
    """The first line is a sentence that states something, or that a list follows."""
    for on in DAYS:
        for topic in KNOWLEDGE.topics.values():
            first, *_ = faq.say_claims(topic.answer, day_of(LINKEDIN_AI, on), KNOWLEDGE, locale)
            line = plain(TEXTS.say(first, locale)).splitlines()[0]
            assert re.search(r"[.!?:]$", line), (topic.id, line)
            assert not re.match(r"(?:Attention|Be careful|Cela dépend|It depends)", line), topic.id
