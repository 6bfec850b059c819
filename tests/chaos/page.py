"""A page of memory that the tests share with the processes that send.

What a killed process wrote is still there. Each number has one writer at a time.
"""

import mmap
import struct
from enum import IntEnum
from pathlib import Path
from typing import Final

WORKERS: Final = 3
_NUMBER: Final = struct.Struct("d")


class _Slot(IntEnum):
    SECONDS = 0
    LEAP = 1
    FULL = 2
    FAILURES = 3
    CALLS = 4  # of each worker, as those below
    RECORDS = CALLS + WORKERS
    RESTS = RECORDS + WORKERS
    END = RESTS + WORKERS


class Page:
    """Numbers in a file that is mapped into memory.

    Args:
        file: Made where there is none.
    """

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(bytes(_NUMBER.size * _Slot.END))
        with file.open("r+b") as opened:
            self._memory = mmap.mmap(opened.fileno(), 0)

    @property
    def seconds(self) -> float:
        """How far the campaign is, where one process alone has the time."""
        return self._read(_Slot.SECONDS)

    @seconds.setter
    def seconds(self, value: float) -> None:
        self._write(_Slot.SECONDS, value)

    @property
    def leap(self) -> float:
        """By how many seconds the clocks on the wall are ahead of the true time."""
        return self._read(_Slot.LEAP)

    @leap.setter
    def leap(self, value: float) -> None:
        self._write(_Slot.LEAP, value)

    @property
    def is_full(self) -> bool:
        """Whether the disk has no room for another page of the database."""
        return bool(self._read(_Slot.FULL))

    @is_full.setter
    def is_full(self, value: bool) -> None:
        self._write(_Slot.FULL, float(value))

    @property
    def failures(self) -> int:
        """How many ticks have failed."""
        return int(self._read(_Slot.FAILURES))

    @failures.setter
    def failures(self, value: int) -> None:
        self._write(_Slot.FAILURES, value)

    @property
    def calls(self) -> int:
        """How many messages all workers have begun to send."""
        return sum(self.calls_of(worker) for worker in range(WORKERS))

    def calls_of(self, worker: int) -> int:
        """Return how many messages one worker has begun to send."""
        return int(self._read(_Slot.CALLS + worker))

    def count_call(self, worker: int) -> None:
        """Count a message that a worker begins to send."""
        self._write(_Slot.CALLS + worker, self._read(_Slot.CALLS + worker) + 1)

    def records_of(self, worker: int) -> int:
        """Return how many messages one worker has recorded as sent."""
        return int(self._read(_Slot.RECORDS + worker))

    def count_records(self, worker: int, count: int) -> None:
        """Count messages that a worker has recorded as sent."""
        self._write(_Slot.RECORDS + worker, self._read(_Slot.RECORDS + worker) + count)

    @property
    def all_rest(self) -> bool:
        """Whether no worker has anything to do."""
        return all(self._read(_Slot.RESTS + worker) for worker in range(WORKERS))

    def rest(self, worker: int, *, rests: bool) -> None:
        """Note whether a worker has nothing to do; one that is dead rests."""
        self._write(_Slot.RESTS + worker, float(rests))

    def _read(self, slot: int) -> float:
        (value,) = _NUMBER.unpack_from(self._memory, slot * _NUMBER.size)
        return float(value)

    def _write(self, slot: int, value: float) -> None:
        _NUMBER.pack_into(self._memory, slot * _NUMBER.size, value)
