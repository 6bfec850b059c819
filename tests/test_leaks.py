"""What the key protects cannot be read without it; and where it could be, that is found."""

import base64
import json
import sqlite3
import unicodedata
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, text

from bot import leaks
from bot.adapters.database import Database, migrate, open_database
from bot.adapters.encryption import CannotDecrypt, ChatCipher
from bot.adapters.store import SqlStore
from bot.core.broadcasts import DraftBroadcast
from bot.core.conversation import Conversation
from bot.core.effects import KeepQuestion
from bot.leaks import Place, Search, search
from bot.needles import Needles

NOW = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
CIPHER: Final = ChatCipher(bytes(range(32)))
ANNA: Final = 4_815_162_342
GROUP: Final = -1_001_987_654_321
QUESTION: Final = "mon employeur ’ACME’ lit-il ceci ?"
BROADCAST: Final = "LinkedIn’s terms have changed"
NAME: Final = "Zoë Müller"
LITTLE, BIG = ANNA.to_bytes(8, "little"), ANNA.to_bytes(8, "big")
# Everything that a column may give away, beside what must be found in it.
LEAKS: Final = (
    (ANNA, "a chat number, as text"),
    (str(ANNA), "a chat number, as text"),
    (f"chat={ANNA};", "a chat number, as text"),
    (f"2025-10-20{ANNA}7", "a chat number, as text"),  # as values touch in a record
    (GROUP, "a chat number, as text"),
    (b"\x01" + LITTLE, "a chat number, as integer, little-endian"),
    (b"\x01\x02" + BIG, "a chat number, as integer, big-endian"),
    (GROUP.to_bytes(8, "big", signed=True), "a chat number, as integer, big-endian"),
    (GROUP.to_bytes(8, "little", signed=True), "a chat number, as integer, little-endian"),
    (base64.b64encode(str(ANNA).encode()).decode(), "a chat number, as text in base64"),
    (base64.b64encode(str(GROUP).encode()).decode(), "a chat number, as text in base64"),
    (base64.b64encode(BIG).decode(), "a chat number, as integer, big-endian, in base64"),
    (base64.urlsafe_b64encode(LITTLE), "a chat number, as integer, little-endian, in base64"),
    (LITTLE.hex(), "a chat number, as integer, little-endian, in hexadecimal"),
    (BIG.hex().upper(), "a chat number, as integer, big-endian, in hexadecimal"),
    (str(ANNA).encode().hex(), "a chat number, as text in hexadecimal"),
    (f"asked: {QUESTION}", "a kept question, as text"),
    (base64.b64encode(QUESTION.encode()).decode(), "a kept question, as text in base64"),
    (f"sent: {BROADCAST}", "a broadcast, as text"),
    (BROADCAST.encode().hex().upper(), "a broadcast, as text in hexadecimal"),
    (f"from {NAME}", "known text 1, as text"),
    (NAME.encode().hex(), "known text 1, as text in hexadecimal"),
    ("ZOË MÜLLER was here", "known text 1, as text"),
    ("zoë müller", "known text 1, as text"),
    (f"from {unicodedata.normalize('NFD', NAME)}", "known text 1, as text"),
    (unicodedata.normalize("NFD", "zoë müller").encode(), "known text 1, as text"),
    (json.dumps({"name": NAME}), "known text 1, as JSON"),
    (f"{{{json.dumps(QUESTION)}}}", "a kept question, as JSON"),
    (NAME.encode("utf-16"), "known text 1, as UTF-16"),
    (NAME.upper().encode("utf-16-be"), "known text 1, as UTF-16"),
    (base64.b64encode(NAME.encode("utf-16-le")), "known text 1, as UTF-16 in base64"),
    (QUESTION.encode("utf-16-le"), "a kept question, as UTF-16"),
)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file of one test."""
    return f"sqlite:///{tmp_path / 'optout.sqlite3'}"


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def url(request: pytest.FixtureRequest) -> str:
    """A database of one test, on each kind of server."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database in which the bot keeps two chats, a question of one of them, and a broadcast."""
    opened = open_database(url)
    await migrate(opened)
    store = SqlStore(opened, CIPHER)
    kept = Conversation("fr", "Europe/Paris", refused_on=date(2025, 10, 21), seen_on=NOW.date())
    question = (KeepQuestion(QUESTION, "minors"),)
    await store.commit(ANNA, 1, kept, question, now=NOW)
    await store.commit(GROUP, 2, kept, (DraftBroadcast(BROADCAST),), now=NOW)
    yield opened
    await opened.dispose()


def found(done: Search) -> dict[str, dict[str, int]]:
    """Return what was found, by place."""
    return {place.name: dict(place.found) for place in done.places if place.found}


def leak(connection: Connection) -> None:
    """Write each of LEAKS where somebody might: in tables that are not in our schema."""
    blob = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    for place, (value, _) in enumerate(LEAKS):
        kind = {int: "BIGINT", str: "TEXT"}.get(type(value), blob)
        connection.execute(text(f'CREATE TABLE "Notes {place}" (id INTEGER, note {kind})'))
        rows: list[dict[str, object]] = [
            {"id": 7, "note": None},
            {"id": 8, "note": value},
            {"id": 9, "note": None},
        ]
        connection.execute(text(f'INSERT INTO "Notes {place}" VALUES (:id, :note)'), rows)  # noqa: S608  # ours


async def test_what_the_bot_keeps_tells_nothing(database: Database) -> None:
    """Every column of every table was read, and on SQLite the bytes of every file."""
    done = await search(database, CIPHER, [NAME, "Anna"])
    assert found(done) == {}
    assert done.is_clean
    looked_for = (done.numbers, done.questions, done.broadcasts, done.words, done.too_short)
    assert looked_for == (2, 1, 1, 2, 0)
    sizes = {place.name: place.size for place in done.places}
    assert {"chat.chat_number", "kept_question.sealed_text", "broadcast.sealed_text"} <= set(sizes)
    assert sizes["chat.chat_number"] >= 2 * 36
    files = {"optout.sqlite3", "optout.sqlite3-wal"}
    if database.kind == "sqlite":
        assert files <= set(sizes)
        assert sum(sizes[file] for file in files) > 4096


async def test_what_can_be_read_is_found(database: Database) -> None:
    """In whichever form, and in tables that the bot does not know."""
    await database.write(leak)
    done = await search(database, CIPHER, [NAME])
    assert not done.is_clean
    where = found(done)
    in_files = {what for name in [*where] if name.startswith("optout.") for what in where.pop(name)}
    assert where == {f"Notes {place}.note": {what: 1} for place, (_, what) in enumerate(LEAKS)}
    assert done.is_whole
    assert in_files == ({what for _, what in LEAKS} if database.kind == "sqlite" else set())


async def test_what_was_erased_but_lies_in_the_file_is_found(sqlite_url: str) -> None:
    """As by a tool that does not overwrite what it erases, which the bot does."""
    opened = open_database(sqlite_url)
    await migrate(opened)
    await SqlStore(opened, CIPHER).commit(ANNA, 1, Conversation("fr", "UTC"), (), now=NOW)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as tool:
        tool.execute("PRAGMA secure_delete = OFF")
        tool.execute("CREATE TABLE note (text TEXT)")
        tool.execute("INSERT INTO note VALUES (?)", (f"a note about {ANNA} that is long",))
        tool.commit()
        tool.execute("DELETE FROM note")
        tool.commit()
    done = await search(opened, CIPHER)
    await opened.dispose()
    assert set(found(done)) == {"optout.sqlite3-wal"}


async def test_a_number_that_lies_across_two_chunks_of_a_file_is_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the border is."""
    path = tmp_path / "file"
    path.write_bytes(b"." * 100 + f"{ANNA} {NAME}".encode() + b"." * 100)
    needles = Needles({ANNA}, {}, (NAME,))
    for size in range(1, 220):
        monkeypatch.setattr(leaks, "CHUNK_BYTES", size)
        place = leaks._look_into_file(path, needles)  # noqa: SLF001
        expected = {"a chat number, as text": 1, "known text 1, as text": 1}
        assert place == Place("file", path.stat().st_size, expected)


async def test_small_numbers_are_counted_and_not_looked_for(sqlite_url: str) -> None:
    """They stand in counters by chance; nobody has had one for ten years."""
    opened = open_database(sqlite_url)
    await migrate(opened)
    await SqlStore(opened, CIPHER).commit(1234567, 1, Conversation("fr", "UTC"), (), now=NOW)
    done = await search(opened, CIPHER)
    await opened.dispose()
    assert (done.numbers, done.too_short) == (0, 1)


async def test_short_names_are_found_in_every_form(sqlite_url: str) -> None:
    """One by one, since they are shorter than a window."""
    opened = open_database(sqlite_url)
    await migrate(opened)
    for value in ("ZOË", "zoë", "Zoe\u0308", '"Zo\\u00eb"', "Zoë".encode("utf-16-le")):
        await opened.write(lambda connection: connection.execute(text("CREATE TABLE note (n)")))
        leaked = {"n": value}
        await opened.write(
            lambda connection, row=leaked: connection.execute(
                text("INSERT INTO note VALUES (:n)"), row
            )  # type: ignore[misc]
        )
        done = await search(opened, None, ["Zoë"])
        assert found(done)["note.n"].popitem()[0].startswith("known text 1, as ")
        await opened.write(lambda connection: connection.execute(text("DROP TABLE note")))
    await opened.dispose()


async def test_views_and_other_schemas_are_read(postgres_url: str) -> None:
    """Also what a view puts together; what this user may not read is named."""
    opened = open_database(postgres_url)
    for statement in (
        "CREATE SCHEMA elsewhere",
        f"CREATE TABLE elsewhere.chat AS SELECT '{NAME}' AS who",
        f"CREATE VIEW spelt AS SELECT 'Zoë ' || 'Müller {ANNA}' AS who",
        "CREATE MATERIALIZED VIEW kept AS SELECT * FROM spelt",
        "CREATE VIEW broken AS SELECT 1 / (count(*) - count(*)) AS n FROM chat",
    ):
        await opened.write(lambda connection, s=statement: connection.execute(text(s)))  # type: ignore[misc]
    done = await search(opened, None, [NAME])
    await opened.dispose()
    known = {"known text 1, as text": 1}
    assert found(done) == {"elsewhere.chat.who": known, "spelt.who": known, "kept.who": known}
    assert done.unread == ("broken",)
    assert not done.is_whole


async def test_a_wrong_key_proves_nothing(database: Database) -> None:
    """What cannot be opened cannot be looked for."""
    with pytest.raises(CannotDecrypt):
        await search(database, ChatCipher(bytes(32)))
