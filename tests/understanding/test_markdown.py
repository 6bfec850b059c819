"""The card as Markdown: every figure with its bar, and nothing changed outside the markers."""

from pathlib import Path

import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.evaluation import bars, curves, markdown
from bot.evaluation.card import Card, Model, by_topic, tallies, tally
from bot.evaluation.cost import Cost
from bot.evaluation.errors import UnusableFile
from bot.evaluation.outcomes import judge
from bot.evaluation.public_sets import Result
from bot.evaluation.questions import Question
from bot.matching.twin import TableMatcher
from tests.understanding.conftest import match_of


def card(core_share: float = 1.0) -> Card:
    """Return the card of two questions, one right and one out of scope."""
    matcher = TableMatcher({"a": match_of(0.9, "when", "minors", "verify")})
    asked = (
        Question("a", ("when",), "typo", "fr"),
        Question("b", (OUT_OF_SCOPE,), "other", "en"),
    )
    judged = tuple(judge(asked, matcher.match))
    return Card(
        model=Model("0123456789ab", with_encoder=True, phrasings={"en": 5, "fr": 7}),
        overall=tally("all", judged),
        locales=tallies(judged, lambda one: one.question.locale),
        kinds=tallies(judged[:1], lambda one: one.question.kind),
        outside=tallies(judged[1:], lambda one: one.question.kind),
        topics=by_topic(judged),
        bins=curves.reliability(judged),
        curve=(curves.point(judged, None),),
        cost=Cost(2.71, 30.0, 0.9, 170.4, core_share),
    )


def test_the_card_says_what_was_measured_against_which_bar() -> None:
    """Headline, kinds, topics, public sets and cost, each in its table."""
    result = Result("CLINC150, full", "accuracy in scope", 0.912, bars.CLINC150_IN_SCOPE, "BERT")
    text = "\n".join(markdown.lines(card(), [result], "picture.png"))
    assert "2 questions (1 en, 1 fr)" in text
    assert "5 en, 7 fr" in text
    assert "`0123456789ab`" in text
    assert "| right answer | **100.0 %** (20.7 to 100.0) | – | 100.0 % | ≥ 75, 87 % |" in text
    assert "| typo | 1 | 100.0 % | 100.0 % | 0.0 % | ≥ 80, 90 % | goal reached |" in text
    assert "`when` 100.0 % of 1" in text
    assert "| CLINC150, full | accuracy in scope | 91.2 % | ≥ 95 % | **missed** | BERT |" in text
    assert "| one question, p50 | 2.7 ms | ≤ 3 ms | goal reached |" in text
    assert "| one question, p99 | 30.0 ms | ≤ 20, 10 ms | **missed** |" in text
    assert "](picture.png)" in text
    assert "busy" not in text


def test_a_busy_machine_is_told() -> None:
    """Times that other work made longer are not passed off as ours."""
    assert "had 42% of a core" in "\n".join(markdown.lines(card(core_share=0.42)))


def test_the_tables_are_whole() -> None:
    """Each row has as many cells as the head of its table."""
    width = None
    for line in markdown.lines(card()):
        if not line.startswith("|"):
            width = None
            continue
        width = width or line.count("|")
        assert line.count("|") == width, line


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_what_is_between_the_markers_changes(tmp_path: Path, newline: str) -> None:
    """Byte for byte, ends of lines included; a second time changes nothing more."""
    path = tmp_path / "README.md"
    head, tail = f"# é{newline}text <b>", f"{newline}more{newline}"
    path.write_bytes(f"{head}{markdown.BEGIN}old{newline}{markdown.END}{tail}".encode())
    markdown.replace(path, ["one", "two"])
    body = newline.join((markdown.BEGIN, "", "one", "two", "", markdown.END))
    assert path.read_bytes() == f"{head}{body}{tail}".encode()
    markdown.replace(path, ["one", "two"])
    assert path.read_bytes() == f"{head}{body}{tail}".encode()


@pytest.mark.parametrize(
    "content",
    [
        "nothing",
        markdown.BEGIN,
        markdown.END + markdown.BEGIN,
        markdown.BEGIN + markdown.BEGIN + markdown.END,
    ],
)
def test_a_file_without_a_pair_of_markers_is_refused(tmp_path: Path, content: str) -> None:
    """It stays as it is."""
    path = tmp_path / "README.md"
    path.write_text(content, "utf-8")
    with pytest.raises(UnusableFile, match="expected"):
        markdown.replace(path, ["one"])
    assert path.read_text("utf-8") == content


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(UnusableFile, match=r"README\.md"):
        markdown.replace(tmp_path / "README.md", ["one"])
