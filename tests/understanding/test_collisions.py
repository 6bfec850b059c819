"""Suggestions for content authors: phrasings that stand nearer to another topic."""

from typer.testing import CliRunner

from bot.cli import app
from bot.evaluation.collisions import Collision, find_collisions, find_doubts
from bot.evaluation.suggestions import WIDTH, lines
from bot.knowledge.phrasings import Kind, Phrasing
from tests.understanding.conftest import WordEncoder


def plain(text: str, topic: str) -> Phrasing:
    """Return an English phrasing."""
    return Phrasing(text, topic, Kind.PLAIN, "en")


PHRASINGS = (
    plain("when does this start", "when"),
    plain("when does this really start", "when"),
    plain("can my child use it", "minors"),
    plain("can my young child use it", "minors"),
    plain("when does this start now", "minors"),  # misplaced
    plain("completely unlike anything here", "verify"),
)


def test_a_misplaced_phrasing_is_found_with_what_it_looks_like() -> None:
    """The others are left in peace, and so is one that resembles nothing."""
    doubts = find_doubts(PHRASINGS, WordEncoder())
    assert [doubt.phrasing for doubt in doubts] == [PHRASINGS[4], PHRASINGS[0]]
    assert doubts[0].nearest == PHRASINGS[0]
    assert doubts[0].similarity > doubts[0].own_similarity
    assert find_collisions(doubts) == (Collision(("minors", "when"), 2),)


def test_no_phrasing_and_no_doubt_are_said() -> None:
    """Nothing to do is an answer too."""
    assert find_doubts((), WordEncoder()) == ()
    assert list(lines((), 7, 20)) == ["None of 7 phrasings looks like another topic's."]


def test_the_table_has_as_many_rows_as_asked_for() -> None:
    """Long texts are cut; text, topic and the topic it looks like stand in a row."""
    long = tuple(
        plain(f"{'very ' * n}long question about it", "when" if n % 2 else "minors")
        for n in range(40, 50)
    )
    doubts = find_doubts(long, WordEncoder())
    shown = list(lines(doubts, len(long), 2))
    assert len(shown) == 9  # two heads of two lines, one pair, two gaps, and two rows
    assert shown[3].split() == [str(len(doubts)), "minors", "/", "when"]
    assert "…  " in shown[-1]
    assert shown[-1].index("…") <= WIDTH + 2


def test_the_command_lists_what_is_doubtful_in_the_real_phrasings() -> None:
    """A language that has no phrasings is refused."""
    result = CliRunner().invoke(app, ["phrasings", "suggest", "--locale", "en", "--most", "3"])
    assert result.exit_code == 0, result.output
    assert "phrasings look like another topic's." in result.output
    head = next(line for line in result.output.splitlines() if "its topic" in line)
    rows = result.output.splitlines()[result.output.splitlines().index(head) + 1 :]
    assert len(rows) == 3
    assert CliRunner().invoke(app, ["phrasings", "suggest", "--locale", "xx"]).exit_code == 1
