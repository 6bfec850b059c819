"""Processes that are started in milliseconds: forked from a warm one that waits for orders.

The warm one (run as a program) has neither threads nor an event loop. An order is a line of JSON;
it answers with the number of the process that it forked, and with its status once it has ended.
"""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from tests.chaos.sender import Order, send

_ROOT: Final = Path(__file__).parents[2]


class Child:
    """A process that sends.

    Attributes:
        pid: Its number.
        ended: Its status once it has ended; negative for the signal that ended it.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def kill(self) -> None:
        """End it as kill -9 does, unless it has ended."""
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Forks:
    """The warm process, seen from the tests.

    Args:
        log: Where the forked ones write why they failed.
    """

    def __init__(self, log: Path) -> None:
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.forks"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=_ROOT,
            )
        self._begun = b""
        self._asked: list[asyncio.Future[Child]] = []
        self._children: dict[int, Child] = {}
        self._tell: Callable[[], None] = lambda: None

    @contextmanager
    def heard(self, tell: Callable[[], None]) -> Iterator[None]:
        """Listen in the running event loop, and *tell* of every end; at the end kill what is left.

        What is left of one test would disturb the next.
        """
        assert self._process.stdout is not None
        loop, number = asyncio.get_running_loop(), self._process.stdout.fileno()
        self._tell = tell
        loop.add_reader(number, self._hear, number)
        try:
            yield
        finally:
            loop.remove_reader(number)
            while self._children:
                for child in self._children.values():
                    child.kill()
                self._hear(number)

    async def fork(self, order: Order) -> Child:
        """Start a process that carries out *order*."""
        assert self._process.stdin is not None
        self._asked.append(asyncio.get_running_loop().create_future())
        os.write(self._process.stdin.fileno(), json.dumps(asdict(order)).encode() + b"\n")
        return await self._asked[-1]

    def close(self) -> None:
        """End the warm process."""
        self._process.communicate(timeout=10)

    def _hear(self, number: int) -> None:
        *lines, self._begun = (self._begun + os.read(number, 65536)).split(b"\n")
        for line in lines:
            said = json.loads(line)
            pid, status = said["pid"], said["status"]
            if status is None:
                self._children[pid] = Child(pid)
                self._asked.pop(0).set_result(self._children[pid])
            else:
                self._children.pop(pid).ended.set_result(status)
                self._tell()


class _Warm:
    """The warm process itself."""

    def __init__(self) -> None:
        self._wakes, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(self) -> None:
        """Fork for each order, until nobody orders any more."""
        begun = b""
        while True:
            ready, _, _ = select.select([sys.stdin, self._wakes], [], [])
            if self._wakes in ready:
                os.read(self._wakes, 4096)
                _reap()
            if sys.stdin in ready:
                more = os.read(sys.stdin.fileno(), 65536)
                if not more:
                    return
                *lines, begun = (begun + more).split(b"\n")
                for line in lines:
                    _fork(Order(**json.loads(line)))


def _fork(order: Order) -> None:
    pid = os.fork()
    if pid:
        _say(pid=pid, status=None)
        return
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        send(order)
    except BaseException:  # noqa: BLE001  # whatever it is, this process must not go on
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _reap() -> None:
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            _say(pid=pid, status=os.waitstatus_to_exitcode(status))


def _say(**words: Any) -> None:  # noqa: ANN401  # any JSON value
    os.write(sys.stdout.fileno(), json.dumps(words).encode() + b"\n")


if __name__ == "__main__":
    _Warm().run()
