"""Remembers the chats that wrote lately, so that a turn need not read before it writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.core.ports import Kept

MAX_REMEMBERED: Final = 10_000  # chats; some megabytes


@dataclass(frozen=True, slots=True)
class Known:
    """A chat as its row was when it was read or written last.

    Attributes:
        kept: What the row held.
        index: Under which it is found.
        is_current: It is sealed under the current master key.
    """

    kept: Kept
    index: bytes
    is_current: bool


class Remembered:
    """The chats in use last; the one that was not used for longest makes room.

    What is remembered may be old: the version says so as soon as it is written over.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, Known] = {}  # by index, those in use last at the end

    def recall(self, indexes: Iterable[bytes]) -> Known | None:
        """Return what is remembered of the chat that is found by one of *indexes*."""
        for index in indexes:
            known = self._known.pop(index, None)
            if known is not None:
                self._known[index] = known
                return known
        return None

    def replace(self, indexes: Iterable[bytes], known: Known | None) -> None:
        """Remember *known*, or nothing, of the chat that is found by one of *indexes*."""
        self.drop(indexes)
        if known is not None:
            self._known[known.index] = known
        if len(self._known) > MAX_REMEMBERED:
            del self._known[next(iter(self._known))]

    def drop(self, indexes: Iterable[bytes]) -> None:
        """Forget the chats that are found by *indexes*: somebody else changed them."""
        for index in indexes:
            self._known.pop(index, None)

    def clear(self) -> None:
        """Forget every chat."""
        self._known.clear()
