"""How long to wait before Telegram is asked again, after it failed."""

import random
from typing import Final

from bot.core.errors import TooManyRequests

LONGEST_SECONDS: Final = 30.0  # however many failed in a row, unless Telegram asks for more


def pause_after(failures: int, error: Exception | None = None) -> float:
    """Return how many seconds to wait.

    Args:
        failures: How many there were in a row before this one.
        error: What happened; Telegram may say how long to wait.
    """
    longest = min(2.0 ** min(failures, 10), LONGEST_SECONDS)
    seconds = longest * random.uniform(0.5, 1.0)  # noqa: S311  # jitter, no secret
    return (
        max(seconds, error.retry_after_seconds) if isinstance(error, TooManyRequests) else seconds
    )
