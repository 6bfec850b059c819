"""An event loop whose time jumps: months are replayed in minutes, by the code of production.

When nothing is to be done, time moves on to the next timer. While something outside is awaited, as
a database or a socket, it stands still: what is outside takes no simulated time.
"""

import asyncio
import selectors
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, TypeVar, cast

Port = TypeVar("Port")

_LONGEST_WAIT: Final = 60.0  # real seconds for something outside; more is a fault


class _Selector(selectors.DefaultSelector):
    """Passes the time instead of waiting for it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0  # simulated seconds
        self.outside = 0  # how many things outside are awaited

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if ready := super().select(0):
            return ready
        if timeout is not None and timeout <= 0:
            return []
        if self.outside or timeout is None:  # without a timer, only the outside can wake us
            if not (ready := super().select(_LONGEST_WAIT)):
                raise TimeoutError(f"nothing came from outside for {_LONGEST_WAIT:g} s")
            return ready
        self.now += timeout
        return []


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop that jumps to its next timer when nothing else is to be done."""

    def __init__(self) -> None:
        self._simulated = _Selector()
        super().__init__(self._simulated)

    def time(self) -> float:
        """Return the simulated seconds since the loop was made."""
        return self._simulated.now

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Let time stand still while something outside is awaited."""
        self._simulated.outside += 1
        try:
            yield
        finally:
            self._simulated.outside -= 1

    def attend(self, port: Port) -> Port:
        """Return *port*, whose methods all reach outside, so that time stands still meanwhile."""
        return cast("Port", _Attended(port, self))


class _Attended:
    def __init__(self, port: object, loop: SimulatedLoop) -> None:
        self._port = port
        self._loop = loop

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the port has
        method: Callable[..., Awaitable[Any]] = getattr(self._port, name)

        @wraps(method)
        async def attended(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            with self._loop.outside():
                return await method(*args, **kwargs)

        return attended


class LoopClock:
    """A clock that goes with a simulated loop.

    Args:
        loop: Whose time it tells.
        start_at: What it tells at second 0 of the loop; aware, UTC.
    """

    def __init__(self, loop: SimulatedLoop, start_at: datetime) -> None:
        self._loop = loop
        self._start_at = start_at

    def now(self) -> datetime:
        """Return the simulated instant: aware, in UTC."""
        return self._start_at + timedelta(seconds=self._loop.time())
