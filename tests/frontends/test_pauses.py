"""How long is waited before Telegram is asked again: the longer the more failed, within bounds."""

from bot.core.errors import MessengerUnavailable, TooManyRequests
from bot.frontends.pauses import LONGEST_SECONDS, pause_after


def test_the_longest_pause_is_bounded() -> None:
    """However long it takes until somebody has made room on the disk."""
    for failures in (0, 1, 10, 100_000):
        longest = min(2.0**failures, LONGEST_SECONDS) if failures < 10 else 30.0
        assert longest / 2 <= pause_after(failures) <= longest
        assert longest / 2 <= pause_after(failures, MessengerUnavailable()) <= longest


def test_telegram_may_ask_for_more() -> None:
    """It is never asked earlier than it said."""
    assert pause_after(0, TooManyRequests(3600)) == 3600
    assert pause_after(10, TooManyRequests(1)) >= 15
