"""Shares one rate among the processes that send for the same bot.

Telegram grants a rate to the bot, not to a process. Each process tells the database every second
that it is alive, learns how many are, and keeps to its part. What makes the parts never add up to
more than the whole, whoever comes, dies or hangs:

- a count is trusted for a few seconds only; a process that cannot renew it sends nothing. Nothing
  is lost by that: without the database no turn is kept and no reminder claimed, so that there is
  nothing to be sent either;
- a process counts as alive for longer than it trusts a count, so that the others take its part
  only after it has stopped using it;
- a newcomer that is not alone waits until the counts made without it are trusted no more.
"""

import asyncio
import math
import secrets
from collections import deque
from typing import Final

from bot.core.ports import Workers
from bot.delivery.pacing import OVERALL_BURST_SECONDS, Pacing

BEAT_SECONDS: Final = 1.0
TRUST_SECONDS: Final = 5.0  # a few beats may fail
ALIVE_SECONDS: Final = 10.0
# A share grows only when so many counts in a row allow it: after a jump of the database's clock
# the first process to beat would find itself alone for a moment.
_COUNTS: Final = 3


class Shares:
    """The part of one process. Until its first beat it sends nothing.

    Args:
        workers: Counts the processes.
        pacing: What is kept to; its total is what they share.
        worker: The name of this process, unlike any other's; by default by chance.
    """

    def __init__(self, workers: Workers, pacing: Pacing, worker: str | None = None) -> None:
        self._workers = workers
        self._pacing = pacing
        self._worker = worker or secrets.token_hex(8)
        self._loop = asyncio.get_running_loop()
        self._counts: deque[int] = deque(maxlen=_COUNTS)
        self._beaten_at = -math.inf
        self._may_send_at = math.inf
        pacing.set_rate(pacing.total, self._loop.time(), until=-math.inf)

    async def beat(self) -> None:
        """Tell that this process is alive, and keep to its part from now on.

        Raises:
            Exception: Whatever the database fails with; the part is kept while it may be.
        """
        begun_at = self._loop.time()
        alive = await self._count()
        now = self._loop.time()
        if now - self._beaten_at >= ALIVE_SECONDS:  # new, or the others have given it up
            # Of two that come at the same moment each may see itself alone, but not twice.
            alive = await self._count()
            now = self._loop.time()
            self._counts.clear()
            self._may_send_at = now if alive == 1 else now + TRUST_SECONDS
        self._beaten_at = begun_at
        self._counts.append(alive)
        if now >= self._may_send_at:
            rate = share(self._pacing.total, max(self._counts))
            self._pacing.set_rate(rate, now, until=begun_at + TRUST_SECONDS)

    async def _count(self) -> int:
        return await self._workers.beat(self._worker, alive_seconds=ALIVE_SECONDS)


def share(total: float, workers: int) -> float:
    """Return the messages a second of each of *workers* processes.

    Each may send one message at once, after a rest. So that all of them together send no more in
    any second than a single process would, many processes get a little less than *total*.

    Args:
        total: Messages a second of the bot.
        workers: How many share it; 1 or more.
    """
    if workers == 1:
        return total
    evenly = total / workers
    in_a_second = evenly * (1 + OVERALL_BURST_SECONDS)
    return max(min(evenly, in_a_second - 1), evenly / 2)
