"""What the coverage-guided fuzzers share: atheris turns bytes into draws, and keeps what is new."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, cast

import atheris  # type: ignore[import-untyped, unused-ignore]  # it has no types


class FromBytes:
    """Draws from the bytes of the fuzzer; see rambling.Chooser."""

    def __init__(self, data: bytes) -> None:
        self._data: Any = atheris.FuzzedDataProvider(data)

    def number(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return int(self._data.ConsumeIntInRange(least, most))

    def text(self, most: int) -> str:
        """Return any text of at most so many symbols."""
        return str(self._data.ConsumeUnicode(self.number(0, most)))

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return int(self._data.remaining_bytes())


def watching(*modules: str) -> AbstractContextManager[None]:
    """Let the fuzzer see what is reached in *modules*, as they are imported within."""
    return cast("AbstractContextManager[None]", atheris.instrument_imports(include=list(modules)))


def fuzz(try_one: Callable[[bytes], None]) -> None:
    """Let atheris call *try_one* as its own arguments say, such as -runs=100000."""
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
