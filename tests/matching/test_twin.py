"""The twin: tests of what follows the matching say by heart what a message means."""

from bot.core.faq import Candidate, Decline, Match, judge
from bot.matching.twin import TableMatcher


def test_it_knows_what_it_was_told_and_nothing_else() -> None:
    """A message that it was not told is declined."""
    candidates = (Candidate("when", 0.9), Candidate("verify", 0.05), Candidate("minors", 0.01))
    told = Match(candidates, confidence=0.9, answer_from=0.8, ask_from=0.4)
    matcher = TableMatcher({"Quand ?": told})
    assert matcher.match("Quand ?", "fr") is told
    assert isinstance(judge(matcher.match("Qui ?", "fr")), Decline)
