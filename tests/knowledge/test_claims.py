"""The knowledge files hold together, and every message reads well in every locale on every day."""

import re
from datetime import date
from typing import Final

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from tests.knowledge.conftest import (
    FIRST_DAY,
    LAST_DAY,
    LOCALES,
    START,
    Faq,
    every_day,
    sentences,
)

TOPICS: Final = {
    "what-changes",
    "when",
    "data-used",
    "data-excluded",
    "private-messages",
    "salary-data",
    "profile-data",
    "public-activity",
    "recruiter-exchanges",
    "ai-questions",
    "job-applications",
    "minors",
    "how-to-opt-out",
    "opt-out-link",
    "verify",
    "opt-out-effect",
    "past-data",
    "after-deadline",
    "default-on",
    "legal-basis",
    "regions",
    "purpose",
    "who-trains",
    "ads-sharing",
    "privacy-risks",
    "hiring-impact",
    "other-platforms",
    "protect-more",
    "private-browsing",
    "fake-recruiters",
    "stay-informed",
    "objection-erasure",
    "bot-reminders",
    "bot-privacy",
    "bot-identity",
    "greeting",
    "out-of-scope",
}
# Links that no topic shows: a topic shows two at most, and these serve a full list of the forms.
SPARE_LINKS: Final = {"deletion-form", "correction-form"}
MAX_ANSWER: Final = 400  # characters
MAX_MORE: Final = 1500  # characters
MAX_QUESTION: Final = 70  # characters
MAX_BUTTON: Final = 32  # characters
MAX_SENTENCE: Final = 140  # characters
MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
# Days that an answer may name before they come: the start, and duties announced for later.
FUTURE_DAYS: Final = {START, date(2027, 12, 2)}


class _Shape(Visitor):
    """Collects what two locales must share: the variables, and the messages referred to."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Visitor
        self.names.add(f"${node.id.name}")

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - Visitor
        self.names.add(node.id.name)


def _shapes(text: str) -> dict[str, set[str]]:
    shapes: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if not isinstance(entry, ast.Message):
            continue
        parts = {"": entry.value, **{f".{part.id.name}": part.value for part in entry.attributes}}
        for suffix, pattern in parts.items():
            key = entry.id.name + suffix
            assert key not in shapes, f"{key} stands twice"
            shape = _Shape()
            shape.visit(pattern)
            shapes[key] = shape.names
    return shapes


def _every_text(faq: Faq, locale: str, on: date) -> dict[str, str]:
    """Return each message, and each attribute, as it reads on a day it may be said."""
    texts = {}
    for key in _shapes(faq.texts[locale]):
        message, _, attribute = key.partition(".")
        claim = faq.claims.get(message.removeprefix("claim-"))
        if claim is None or claim.sayable(on):
            texts[key] = faq.say(locale, message, on, attribute or None)
    return texts


def _named_days(text: str, locale: str) -> list[date]:
    months = MONTHS[locale].split()
    names = "|".join(months)
    found = re.findall(rf"(\d\d?) ({names}) (\d{{4}})", text)
    return [date(int(year), months.index(month) + 1, int(day)) for day, month, year in found]


def test_the_topics_are_the_agreed_ones(faq: Faq) -> None:
    """The matcher, the tests and the tools name topics by these ids."""
    assert set(faq.topics) == TOPICS
    for topic in faq.topics.values():
        assert set(topic.related) <= TOPICS
        assert len(topic.related) <= 3
        assert topic.act in {None, "optout", "remind", "privacy", "delete", "settings"}


def test_every_claim_is_used_and_none_stands_twice_in_a_topic(faq: Faq) -> None:
    """A claim that no topic names would never be read again by its author."""
    used = [(*topic.answer, *topic.more) for topic in faq.topics.values()]
    assert {name for names in used for name in names} == set(faq.claims)
    assert all(len(set(names)) == len(names) for names in used)


def test_every_source_is_used_and_none_is_missing(faq: Faq) -> None:
    """Whoever asks "Who says so?" gets an answer for every claim."""
    assert all(claim.sources for claim in faq.claims.values())
    assert {name for claim in faq.claims.values() for name in claim.sources} == set(faq.sources)
    for name, source in faq.sources.items():
        assert source.kind in {"official", "regulator", "press", "blog", "bot"}
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", source.date), name
        assert source.url.startswith("http") or name in {"this-bot", "public-code"}


def test_certainty_follows_from_the_sources(faq: Faq) -> None:
    """Only LinkedIn's own text makes a claim official, only an authority's a regulator's."""
    for name, claim in faq.claims.items():
        kinds = {faq.sources[source].kind for source in claim.sources}
        if claim.sure == "press":
            assert kinds - {"bot"}, name
        else:
            assert claim.sure in kinds, name
        assert (kinds == {"bot"}) == (claim.sure == "bot"), name


def test_a_claim_is_confirmed_by_its_first_day(faq: Faq) -> None:
    """What became known later is not said earlier: a date and a source stand before the claim."""
    for name, claim in faq.claims.items():
        assert list(claim.as_of) == sorted(set(claim.as_of)), name
        assert claim.as_of[0] <= claim.first_day, name
        published = [faq.sources[source].date for source in claim.sources]
        first = claim.first_day.isoformat()
        # A year or a month compares by its beginning, "" (undated) comes before all.
        assert any(day <= first[: len(day)] for day in published), name
        assert claim.from_ is None or claim.until is None or claim.from_ <= claim.until, name


def test_every_link_is_used_or_spare(faq: Faq) -> None:
    """At most two links accompany an answer, each with an address on LinkedIn."""
    used = {link for topic in faq.topics.values() for link in topic.links}
    assert used | SPARE_LINKS == set(faq.links)
    assert not used & SPARE_LINKS
    assert all(len(topic.links) <= 2 for topic in faq.topics.values())
    assert all(url.startswith("https://www.linkedin.com/") for url in faq.links.values())


def test_the_locales_have_the_same_messages(faq: Faq) -> None:
    """Ids, attributes and variables agree; a label known in one language only may be missing."""
    lone = {
        f"$label-{name}" for name in set(faq.labels["fr"]).symmetric_difference(faq.labels["en"])
    }
    shapes = {locale: _shapes(faq.texts[locale]) for locale in LOCALES}
    assert set(shapes["fr"]) == set(shapes["en"])
    for key, names in shapes["fr"].items():
        assert names - lone == shapes["en"][key] - lone, key


def test_messages_and_tables_belong_together(faq: Faq) -> None:
    """No message without a table, no table without a message, no dispute without words."""
    expected = {f"topic-{name}" for name in faq.topics}
    expected |= {f"topic-{name}.button" for name in faq.topics}
    expected |= {f"claim-{name}" for name in faq.claims}
    expected |= {f"claim-{name}.dispute" for name, claim in faq.claims.items() if claim.disputed}
    expected |= {f"link-{name}" for name in faq.links}
    assert set(_shapes(faq.texts["fr"])) == expected


def test_labels_are_never_typed_out(faq: Faq) -> None:
    """A renamed entry of LinkedIn's interface is changed in one place."""
    for locale in LOCALES:
        for name in ("settings-web", "data-privacy", "usage-group", "entry", "switch"):
            label = faq.labels[locale][name].replace("'", "’")
            assert label not in faq.texts[locale], label


@pytest.mark.parametrize("locale", LOCALES)
def test_every_topic_has_an_answer_on_every_day(faq: Faq, locale: str) -> None:
    """Whoever asks, whenever, is told something."""
    for topic in faq.topics.values():
        for on in every_day(FIRST_DAY, LAST_DAY):
            assert any(faq.claims[name].sayable(on) for name in topic.answer)
    for on in every_day(FIRST_DAY, date(2025, 12, 31)):
        assert all(faq.answer(locale, name, on) for name in faq.topics)


@pytest.mark.parametrize("locale", LOCALES)
def test_lengths(faq: Faq, locale: str) -> None:
    """An answer fits a small screen; a question and a button fit theirs."""
    for on in faq.days_of_interest():
        for name in faq.topics:
            assert len(faq.answer(locale, name, on)) <= MAX_ANSWER, (name, on)
            assert len(faq.more(locale, name, on)) <= MAX_MORE, (name, on)
        for key, text in _every_text(faq, locale, on).items():
            if key.startswith("topic-"):
                assert len(text) <= (MAX_BUTTON if key.endswith(".button") else MAX_QUESTION), key
            elif key.startswith("link-"):
                assert len(text) <= MAX_BUTTON, key
            else:
                assert all(len(line) <= MAX_SENTENCE for line in sentences(text)), (key, on)


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
