"""A matcher that knows its answers by heart: for tests of what comes after the matching."""

from collections.abc import Mapping

from bot.core.faq import Candidate, Match

UNKNOWN = Match(
    candidates=(
        Candidate("what-changes", 0.0),
        Candidate("how-to-opt-out", 0.0),
        Candidate("when", 0.0),
    ),
    confidence=0.0,
    answer_from=0.8,
    ask_from=0.4,
)


class TableMatcher:
    """Fulfils the core's Matcher by looking messages up, exactly as written.

    Args:
        matches: What each message means; any other one means nothing (UNKNOWN).
    """

    def __init__(self, matches: Mapping[str, Match]) -> None:
        self._matches = matches

    def match(self, text: str, locale: str) -> Match:  # noqa: ARG002  # the port's signature
        """Return the match of *text*, whatever the locale."""
        return self._matches.get(text, UNKNOWN)
