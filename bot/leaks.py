"""Looks whether the database tells, without the key, what the key protects.

The key opens the numbers of the chats, the questions that were kept and the broadcasts. Each is
then looked for in every value of every table and view, also of those that are none of ours, and
for SQLite in the bytes of its files, where what was erased may still lie: as text, as an integer of
eight bytes, and either of them in base64 and in hexadecimal, standing alone. Of PostgreSQL the
tables alone can be read, and neither its files nor its log.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Result, Select, inspect, literal_column, select, table

from bot.adapters.broadcasts import read_broadcasts
from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher, SealedChat
from bot.adapters.kept_questions import read_kept_questions
from bot.adapters.outages import as_outage
from bot.adapters.schema import chat
from bot.needles import HEAD_BYTES, Needles

BATCH: Final = 1000  # rows
CHUNK_BYTES: Final = 16 * 1024 * 1024
QUESTION: Final = "a kept question"
BROADCAST: Final = "a broadcast"
_BETWEEN: Final = b"\n"  # two values: what ends one and begins the next is no find
_BESIDE_FILE: Final = ("", "-wal", "-shm", "-journal")  # Source: SQLite, tempfiles.html


@dataclass(frozen=True, slots=True)
class Place:
    """Where was looked.

    Attributes:
        name: ``table.column``, with its schema before it where it is not the usual one, or the name
            of a file.
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
        broadcasts: How many texts that an owner wrote to everybody.
        words: How many texts that whoever asks knows.
        too_short: How many of the others were left out; see HEAD_BYTES.
        places: Where.
        unread: What could not be read, as for want of a right.
    """

    numbers: int
    questions: int
    broadcasts: int
    words: int
    too_short: int
    places: tuple[Place, ...]
    unread: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not any(place.found for place in self.places)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.too_short or self.unread)


async def search(
    database: Database, cipher: ChatCipher | None, words: Iterable[str] = ()
) -> Search:
    """Look for everything that is known in everything that is kept.

    A number of eight digits may stand in a column of other numbers by chance: look at the column
    that is named before believing it. Takes about 2 kB of memory a chat.

    Args:
        database: Its tables are up to date.
        cipher: Opens what is kept; None where nothing is.
        words: More that must not be readable, as the name of somebody who writes to the bot; in
            small and capital letters too, and however Unicode composes them.

    Raises:
        CannotDecrypt: A row was written with a key that *cipher* does not have.
    """
    numbers, questions, broadcasts = set[int](), set[str](), set[str]()
    if cipher is not None:
        numbers = await database.read(partial(_numbers, cipher=cipher))
        questions = {text for _, _, _, text in await read_kept_questions(database, cipher)}
        broadcasts = set(await read_broadcasts(database, cipher))
    long_numbers = {number for number in numbers if len(str(abs(number))) >= HEAD_BYTES}
    texts = {
        what: {text for text in found if len(text.encode()) >= HEAD_BYTES}
        for what, found in ((QUESTION, questions), (BROADCAST, broadcasts))
    }
    long_texts = sum(map(len, texts.values()))
    words = tuple(words)
    needles = Needles(long_numbers, texts, words)
    places, unread = await database.read(partial(_look_into_tables, needles=needles))
    if database.kind == "sqlite" and (path := database.engine.url.database):
        files = (Path(path + ending) for ending in _BESIDE_FILE)
        places += [_look_into_file(file, needles) for file in files if file.exists()]
    return Search(
        len(long_numbers),
        len(texts[QUESTION]),
        len(texts[BROADCAST]),
        len(words),
        len(numbers) + len(questions) + len(broadcasts) - len(long_numbers) - long_texts,
        tuple(places),
        tuple(unread),
    )


def _numbers(connection: Connection, cipher: ChatCipher) -> set[int]:
    query = select(chat.c.chat_index, chat.c.data_key, chat.c.chat_number)
    rows: Iterable[Sequence[Any]] = _stream(connection, query)
    return {cipher.open(SealedChat(*row)) for row in rows}


def _stream(connection: Connection, query: Select[Any]) -> Result[Any]:
    """Run *query* without fetching everything at once."""
    options = {"stream_results": True, "max_row_buffer": BATCH}
    return connection.execute(query, execution_options=options)


def _look_into_tables(connection: Connection, needles: Needles) -> tuple[list[Place], list[str]]:
    """Look at every value of every table that the database itself knows; return what it is not let.

    Left out are the database's own tables.
    """
    places, unread = [], []
    for schema, name in _tables(connection):
        full_name = f"{schema}.{name}" if schema else name
        rows: Select[Any] = select(literal_column("*")).select_from(table(name, schema=schema))
        try:
            with connection.begin_nested():
                places += _look_into_table(full_name, _stream(connection, rows), needles)
        except Exception as error:
            if as_outage(error):
                raise
            unread.append(full_name)  # whatever is wrong with it, the others are read
    return places, unread


def _tables(connection: Connection) -> Iterator[tuple[str | None, str]]:
    """Yield schema and name of each table and view; None for the schema that is usual."""
    inspector = inspect(connection)
    usual = inspector.default_schema_name
    for schema in inspector.get_schema_names():
        if schema == "information_schema" or schema.startswith("pg_"):
            continue
        names = {*inspector.get_table_names(schema), *inspector.get_view_names(schema)}
        if connection.dialect.name == "postgresql":
            names |= {*inspector.get_materialized_view_names(schema)}
        for name in sorted(names):
            yield None if schema == usual else schema, name


def _look_into_table(name: str, result: Result[Any], needles: Needles) -> list[Place]:
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


def _look_into_file(path: Path, needles: Needles) -> Place:
    size, found, tail = 0, Counter[str](), b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            size += len(chunk)
            found += needles.find(tail + chunk, seen=len(tail))
            tail = (tail + chunk)[-needles.longest + 1 :] if needles.longest > 1 else b""
    return Place(path.name, size, found)
