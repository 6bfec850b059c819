"""The knowledge files hold together, and every message reads well in every locale on every day."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.knowledge import ACTS
from tests.knowledge.conftest import (
    FIRST_DAY,
    KNOWLEDGE,
    LAST_DAY,
    LOCALES,
    ROOT,
    Faq,
    every_day,
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
# Words around an answer: who says it.
FRAME: Final = {"source-line", "source-none-yet", "who-says-disputed", "who-says-unconfirmed"}
# Links that no topic shows: a topic shows two at most, and these serve a full list of the forms.
SPARE_LINKS: Final = {"deletion-form", "correction-form"}


class _Shape(Visitor):
    """Collects what two locales must share: the variables, and the messages referred to."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Visitor
        self.names.add(f"${node.id.name}")

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - Visitor
        self.names.add(node.id.name)


def shapes(text: str) -> dict[str, set[str]]:
    """Return what every message, and every attribute, refers to."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if not isinstance(entry, ast.Message):
            continue
        parts = {"": entry.value, **{f".{part.id.name}": part.value for part in entry.attributes}}
        for suffix, pattern in parts.items():
            key = entry.id.name + suffix
            assert key not in found, f"{key} stands twice"
            shape = _Shape()
            shape.visit(pattern)
            found[key] = shape.names
    return found


def test_the_topics_are_the_agreed_ones(faq: Faq) -> None:
    """The matcher, the tests and the tools name topics by these ids."""
    assert set(faq.topics) == TOPICS
    for topic in faq.topics.values():
        assert set(topic.related) <= TOPICS
        assert len(topic.related) <= 3
        assert topic.act is None or topic.act in ACTS


def test_every_claim_is_used_and_none_stands_twice_in_a_topic(faq: Faq) -> None:
    """A claim that no topic names would never be read again by its author."""
    used = [(*topic.answer, *topic.more) for topic in faq.topics.values()]
    assert {name for names in used for name in names} == set(faq.claims)
    assert all(len(set(names)) == len(names) for names in used)


def _values(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a parsed TOML file, with the key of its table that it stands under."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from _values(value, name)
    elif isinstance(table, list):
        for value in table:
            yield from _values(value, key)
    elif isinstance(table, str):
        yield key, table


def _knowledge_files() -> dict[str, list[tuple[str, str]]]:
    """Return the texts of every data file about LinkedIn, by the name of the file."""
    return {
        path.stem: list(_values(tomllib.loads(path.read_text("utf-8"))))
        for path in sorted(KNOWLEDGE.glob("*.toml"))
    }


def test_every_source_is_used_and_none_is_missing(faq: Faq) -> None:
    """Whoever asks "Who says so?" gets an answer for every claim, change and authority."""
    assert all(claim.sources for claim in faq.claims.values())
    named = {
        text for texts in _knowledge_files().values() for key, text in texts if key == "sources"
    }
    assert named == set(faq.sources)
    for name, source in faq.sources.items():
        assert source.kind in {"official", "regulator", "press", "blog", "bot"}
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", source.date), name
        assert source.url.startswith("http") or name in {"this-bot", "public-code"}


def _allowed() -> dict[str, str]:
    """Return why each address may be shown, by address."""
    with Path(__file__).with_name("addresses.toml").open("rb") as file:
        tables = tomllib.load(file)["address"]
    return {table["url"]: table["why"] for table in tables}


def test_every_address_is_one_that_was_found(faq: Faq) -> None:
    """LinkedIn's pages are those of a checked list; anybody else's is a source or an authority."""
    allowed = _allowed()
    assert all(allowed.values())
    sources = {source.url for source in faq.sources.values()}
    for name, texts in _knowledge_files().items():
        for _, text in texts:
            for url in re.findall(r"https?://[^\s\"<>]+", text):
                if name == "sources":
                    continue
                if "linkedin.com" in url:
                    assert url in allowed, (name, url)
                else:
                    assert url in sources | set(allowed), (name, url)
    for path in sorted((ROOT / "locales").glob("*/*.ftl")):
        for url in re.findall(r"https?://[^\s\"<>{]+", path.read_text("utf-8")):
            assert url in allowed, (path.name, url)
    shown = {url for texts in _knowledge_files().values() for _, url in texts}
    assert set(allowed) <= shown, "an address that nobody is sent to"


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
    found = {locale: shapes(faq.texts[locale]) for locale in LOCALES}
    assert set(found["fr"]) == set(found["en"])
    for key, names in found["fr"].items():
        assert names - lone == found["en"][key] - lone, key


def test_messages_and_tables_belong_together(faq: Faq) -> None:
    """No message without a table, no table without a message, no dispute without words."""
    expected = {f"topic-{name}" for name in faq.topics}
    expected |= {f"topic-{name}.button" for name in faq.topics}
    expected |= {f"claim-{name}" for name in faq.claims}
    expected |= {f"claim-{name}.dispute" for name, claim in faq.claims.items() if claim.disputed}
    expected |= {f"link-{name}" for name in faq.links}
    assert set(shapes(faq.texts["fr"])) == expected | FRAME


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
