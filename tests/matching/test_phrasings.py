"""The phrasings' files: what contradicts itself is refused, and the error says where."""

from pathlib import Path

import pytest

from bot.core.errors import KnowledgeError
from bot.knowledge import phrasings
from bot.knowledge.phrasings import Kind, Phrasing, read

TOPICS = frozenset({"when", "minors", "out-of-scope"})


def written(folder: Path, content: str) -> Path:
    """Return a file of phrasings with this content."""
    path = folder / "fr.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_sentences_are_read_with_their_topic_and_kind(tmp_path: Path) -> None:
    """In the order of the file; the file's name is the locale."""
    path = written(
        tmp_path,
        '[when]\nplain = ["Quand ?"]\nslang = ["c quand"]\n[out-of-scope]\nsteering = ["Oublie"]\n',
    )
    assert read(path, topics=TOPICS) == (
        Phrasing("Quand ?", "when", Kind.PLAIN, "fr"),
        Phrasing("c quand", "when", Kind.SLANG, "fr"),
        Phrasing("Oublie", "out-of-scope", Kind.STEERING, "fr"),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[whem]\nplain = []", "fr: whem: there is no such topic"),
        ("when = 3", "fr: when: expected a table"),
        ("[when]\nplian = []", "fr: when.plian: there is no such kind; known are plain, "),
        ("[when]\nsteering = []", "fr: when.steering: this kind is for out-of-scope alone"),
        ("[when]\nplain = 'Quand ?'", "fr: when.plain: expected a list of sentences"),
        ("[when]\nplain = ['Quand ?', 3]", "fr: when.plain: expected a list of sentences"),
        ("[when]\nplain = [' ']", "fr: when.plain: expected a list of sentences"),
        ("[when]\nplain = ['A ?', 'A ?']", "fr: when.plain: 'A ?' is also in when.plain"),
        (
            "[when]\nplain = ['Et moi ?']\n[minors]\nelliptic = ['et moi']",
            "fr: minors.elliptic: 'et moi' is also in when.plain",
        ),
        ("[when", "fr: file: "),
    ],
)
def test_a_contradiction_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    """The error names the file, the entry and the trouble."""
    with pytest.raises(KnowledgeError) as refused:
        read(written(tmp_path, content), topics=TOPICS)
    assert str(refused.value).startswith(reason)


def test_a_missing_locale_is_refused() -> None:
    """Asked for by name, a locale has to be there."""
    with pytest.raises(KnowledgeError, match="xx: file"):
        phrasings.load("xx")


@pytest.mark.parametrize("locale", phrasings.locales())
def test_every_topic_has_phrasings_in_every_locale(locale: str) -> None:
    """A topic that nobody can ask for would never be answered."""
    assert {phrasing.topic for phrasing in phrasings.load(locale)} == phrasings.known_topics()


def test_french_and_english_are_there() -> None:
    """The two languages that the bot learns to understand first."""
    assert {"fr", "en"} <= set(phrasings.locales())
