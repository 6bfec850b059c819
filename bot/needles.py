"""What must not be readable in a database, in each form that it may have there, and finding it."""

import base64
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

# Windows of this length are compared, many at a time. What is shorter stands in counters and
# times by chance, and would cry wolf.
HEAD_BYTES: Final = 8
NUMBER: Final = "a chat number"
_INTEGER_BYTES: Final = 8


class Needles:
    """Everything that is looked for, in each of its forms."""

    def __init__(
        self, numbers: set[int], texts: Mapping[str, set[str]], words: tuple[str, ...]
    ) -> None:
        self._by_bytes = {form: f"{NUMBER}, {how}" for n in numbers for form, how in _of_number(n)}
        for what, found in texts.items():
            for text in found:
                for form, how in _of_text(text):
                    if len(form) >= HEAD_BYTES:
                        self._by_bytes.setdefault(form, f"{what}, {how}")
        # Of the words none is too short: forms that are, are looked for one by one.
        self._short: dict[bytes, str] = {}
        for place, word in enumerate(words, 1):
            for spelling in _spellings(word):
                for form, how in _of_text(spelling):
                    forms = self._by_bytes if len(form) >= HEAD_BYTES else self._short
                    forms.setdefault(form, f"known text {place}, {how}")
        self._lengths: dict[int, set[int]] = {}
        for form in self._by_bytes:
            head = int.from_bytes(form[:HEAD_BYTES], "little")
            self._lengths.setdefault(head, set()).add(len(form))
        self._heads: NDArray[np.uint64] = np.array(sorted(self._lengths), dtype="<u8")
        self.longest = max(map(len, [*self._by_bytes, *self._short]), default=1)

    def find(self, data: bytes, *, seen: int = 0) -> Counter[str]:
        """Return what can be read in *data*, but for what lies whole in the first *seen* bytes."""
        found: Counter[str] = Counter()
        for at, form in self._candidates(data):
            if form in self._by_bytes and at + len(form) > seen:
                found[self._by_bytes[form]] += 1
        for word, what in self._short.items():
            # Overlapping ones count once, which is once more than there may be.
            if count := data.count(word, max(0, seen - len(word) + 1)):
                found[what] += count
        return found

    def _candidates(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield what begins as something known does, and where."""
        if not self._heads.size:
            return
        for shift in range(min(HEAD_BYTES, len(data) - HEAD_BYTES + 1)):
            count = (len(data) - shift) // HEAD_BYTES
            windows: NDArray[np.uint64] = np.frombuffer(data, "<u8", count, shift)
            nearest = np.searchsorted(self._heads, windows).clip(max=self._heads.size - 1)
            for window in np.flatnonzero(self._heads[nearest] == windows).tolist():
                at = shift + window * HEAD_BYTES
                for length in self._lengths[int(windows[window])]:
                    if at + length <= len(data):
                        yield at, data[at : at + length]


def _of_number(number: int) -> Iterator[tuple[bytes, str]]:
    yield from _of_bytes(str(abs(number)).encode(), "text")  # a sign may stand before it
    if number < 0:
        yield _base64(str(number).encode()), "as text in base64"
    for order, name in (("big", "big-endian"), ("little", "little-endian")):
        packed = number.to_bytes(_INTEGER_BYTES, "big", signed=True)
        packed = packed if order == "big" else packed[::-1]
        yield packed, f"as integer, {name}"
        for form, how in _encoded(packed):
            yield form, f"as integer, {name}, {how}"


def _spellings(word: str) -> tuple[str, ...]:
    """Return *word* as a tool may keep it: in small or capital letters, composed or decomposed."""
    cases = (word, word.lower(), word.upper(), word.title(), word.casefold())
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    composed = (unicodedata.normalize(form, case) for case in cases for form in forms)
    return tuple(dict.fromkeys((*cases, *composed)))


def _of_text(text: str) -> Iterator[tuple[bytes, str]]:
    """Yield *text* in each of its forms; the plain ones first, so that they give their name."""
    yield from _of_bytes(text.encode(), "text")
    yield from _of_bytes(json.dumps(text)[1:-1].encode(), "JSON")
    yield from _of_bytes(text.encode("utf-16-le"), "UTF-16")
    yield from _of_bytes(text.encode("utf-16-be"), "UTF-16")


def _of_bytes(text: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    yield text, f"as {name}"
    for form, how in _encoded(text):
        yield form, f"as {name} {how}"


def _encoded(data: bytes) -> Iterator[tuple[bytes, str]]:
    yield _base64(data), "in base64"
    yield base64.urlsafe_b64encode(data).rstrip(b"="), "in base64"
    yield data.hex().encode(), "in hexadecimal"
    yield data.hex().upper().encode(), "in hexadecimal"


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
