"""Looks whether the database tells, without the key, what the key protects.

The key opens the numbers of the chats and the questions that were kept. Each is then looked for in
every value of every table, also of tables that are none of ours, and for SQLite in the bytes of
its files, where what was erased may still lie: as text, as an integer of eight bytes, and either
of them in base64 and in hexadecimal, standing alone.
"""

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Result, Select, inspect, literal_column, select, table

from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher, SealedChat
from bot.adapters.kept_questions import read_kept_questions
from bot.adapters.schema import chat

# Windows of this length are compared, many at a time. What is shorter stands in counters and
# times by chance, and would cry wolf.
HEAD_BYTES: Final = 8
BATCH: Final = 1000  # rows
CHUNK_BYTES: Final = 16 * 1024 * 1024
NUMBER: Final = "a chat number"
QUESTION: Final = "a kept question"
_INTEGER_BYTES: Final = 8
_BETWEEN: Final = b"\n"  # two values: what ends one and begins the next is no find
_BESIDE_FILE: Final = ("", "-wal", "-shm", "-journal")  # Source: SQLite, tempfiles.html


@dataclass(frozen=True, slots=True)
class Place:
    """Where was looked.

    Attributes:
        name: ``table.column``, or the name of a file.
        size: How many bytes were looked at.
        found: What can be read there, and how often; never the thing itself.
    """

    name: str
    size: int
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for, and what came of it.

    Attributes:
        numbers: How many chat numbers.
        questions: How many kept questions.
        words: How many texts that whoever asks knows.
        too_short: How many numbers and questions were left out; see HEAD_BYTES.
        places: Where.
    """

    numbers: int
    questions: int
    words: int
    too_short: int
    places: tuple[Place, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not any(place.found for place in self.places)


async def search(database: Database, cipher: ChatCipher, words: Iterable[str] = ()) -> Search:
    """Look for everything that is known in everything that is kept.

    A number of eight digits may stand in a column of other numbers by chance: look at the column
    that is named before believing it. Takes about 2 kB of memory a chat.

    Args:
        database: Its tables are up to date.
        cipher: Opens what is kept.
        words: More that must not be readable, as the name of somebody who writes to the bot.

    Raises:
        CannotDecrypt: A row was written with a key that *cipher* does not have.
    """
    numbers = await database.read(partial(_numbers, cipher=cipher))
    questions = {text for _, _, _, text in await read_kept_questions(database, cipher)}
    long_numbers = {number for number in numbers if len(str(abs(number))) >= HEAD_BYTES}
    long_questions = {text for text in questions if len(text.encode()) >= HEAD_BYTES}
    words = tuple(words)
    needles = _Needles(long_numbers, long_questions, words)
    places = await database.read(partial(_look_into_tables, needles=needles))
    if database.kind == "sqlite" and (path := database.engine.url.database):
        files = (Path(path + ending) for ending in _BESIDE_FILE)
        places += [_look_into_file(file, needles) for file in files if file.exists()]
    return Search(
        len(long_numbers),
        len(long_questions),
        len(words),
        len(numbers) + len(questions) - len(long_numbers) - len(long_questions),
        tuple(places),
    )


class _Needles:
    """Everything that is looked for, in each of its forms."""

    def __init__(self, numbers: set[int], questions: set[str], words: tuple[str, ...]) -> None:
        self._by_bytes = {form: f"{NUMBER}, {how}" for n in numbers for form, how in _of_number(n)}
        for text in questions:
            self._by_bytes |= {form: f"{QUESTION}, {how}" for form, how in _of_text(text.encode())}
        # Of the words none is too short, so they are looked for one by one.
        self._words = {
            form: f"known text {place}, {how}"
            for place, word in enumerate(words, 1)
            for form, how in _of_text(word.encode())
        }
        self._lengths: dict[int, set[int]] = {}
        for form in self._by_bytes:
            head = int.from_bytes(form[:HEAD_BYTES], "little")
            self._lengths.setdefault(head, set()).add(len(form))
        self._heads: NDArray[np.uint64] = np.array(sorted(self._lengths), dtype="<u8")
        self.longest = max(map(len, [*self._by_bytes, *self._words]), default=1)

    def find(self, data: bytes, *, seen: int = 0) -> Counter[str]:
        """Return what can be read in *data*, but for what lies whole in the first *seen* bytes."""
        found: Counter[str] = Counter()
        for at, form in self._candidates(data):
            if form in self._by_bytes and at + len(form) > seen:
                found[self._by_bytes[form]] += 1
        for word, what in self._words.items():
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
                    yield at, data[at : at + length]


def _of_number(number: int) -> Iterator[tuple[bytes, str]]:
    yield from _of_text(str(abs(number)).encode())  # a sign may stand before it
    if number < 0:
        yield _base64(str(number).encode()), "as text in base64"
    for order, name in (("big", "big-endian"), ("little", "little-endian")):
        packed = number.to_bytes(_INTEGER_BYTES, "big", signed=True)
        packed = packed if order == "big" else packed[::-1]
        yield packed, f"as integer, {name}"
        for form, how in _encoded(packed):
            yield form, f"as integer, {name}, {how}"


def _of_text(text: bytes) -> Iterator[tuple[bytes, str]]:
    yield text, "as text"
    for form, how in _encoded(text):
        yield form, f"as text {how}"


def _encoded(data: bytes) -> Iterator[tuple[bytes, str]]:
    yield _base64(data), "in base64"
    yield base64.urlsafe_b64encode(data).rstrip(b"="), "in base64"
    yield data.hex().encode(), "in hexadecimal"
    yield data.hex().upper().encode(), "in hexadecimal"


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _numbers(connection: Connection, cipher: ChatCipher) -> set[int]:
    query = select(chat.c.chat_index, chat.c.data_key, chat.c.chat_number)
    rows: Iterable[Sequence[Any]] = _stream(connection, query)
    return {cipher.open(SealedChat(*row)) for row in rows}


def _stream(connection: Connection, query: Select[Any]) -> Result[Any]:
    """Run *query* without fetching everything at once."""
    options = {"stream_results": True, "max_row_buffer": BATCH}
    return connection.execute(query, execution_options=options)


def _look_into_tables(connection: Connection, needles: _Needles) -> list[Place]:
    """Look at every value of every table that the database itself knows."""
    inspector = inspect(connection)
    places = []
    for schema in inspector.get_schema_names():
        if schema == "information_schema" or schema.startswith("pg_"):
            continue
        for name in sorted(inspector.get_table_names(schema)):
            rows: Select[Any] = select(literal_column("*")).select_from(table(name, schema=schema))
            places += _look_into_table(name, _stream(connection, rows), needles)
    return places


def _look_into_table(name: str, result: Result[Any], needles: _Needles) -> list[Place]:
    columns = [*result.keys()]
    sizes, found = Counter[str](), {column: Counter[str]() for column in columns}
    for rows in result.partitions(BATCH):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            data = _BETWEEN.join(_as_bytes(value) for value in values if value is not None)
            sizes[column] += len(data)
            found[column] += needles.find(data)
    return [Place(f"{name}.{column}", sizes[column], found[column]) for column in columns]


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _look_into_file(path: Path, needles: _Needles) -> Place:
    size, found, tail = 0, Counter[str](), b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            size += len(chunk)
            found += needles.find(tail + chunk, seen=len(tail))
            tail = (tail + chunk)[-needles.longest + 1 :] if needles.longest > 1 else b""
    return Place(path.name, size, found)
