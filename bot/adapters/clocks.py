"""Tells the time: the machine's, or one that is set by hand for tests, the demo and replays."""

from datetime import UTC, datetime, timedelta

from bot.core.errors import NotUtc


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant: aware, in UTC."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock that stands still until it is set.

    Args:
        start_at: The first instant it tells; aware, UTC.

    Raises:
        NotUtc: *start_at* is naive, or in another zone.
    """

    def __init__(self, start_at: datetime) -> None:
        self._now = _utc(start_at)

    def now(self) -> datetime:
        """Return the instant last set: aware, in UTC."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Let it be *instant* from now on; aware, UTC. Going back is allowed.

        Raises:
            NotUtc: *instant* is naive, or in another zone.
        """
        self._now = _utc(instant)


def _utc(instant: datetime) -> datetime:
    if instant.utcoffset() != timedelta(0):
        raise NotUtc(instant)
    return instant.astimezone(UTC)
