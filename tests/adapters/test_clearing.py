"""What was erased is cleared from the files: at once, or as soon as nobody is in the way."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import event, select

from bot.adapters.database import Database, migrate, open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.rotation import rotate
from bot.adapters.schema import chat, kept_question
from bot.adapters.store import SqlStore
from bot.adapters.traces import REST, SEALED, PostgresqlTraces
from bot.core.effects import DropQuestions, Forget, KeepQuestion
from tests.adapters.chats import ANNA, ASKED, BELA, keep, known
from tests.adapters.conftest import KEY, open_store, open_store_at

NEW = b"n" * 32
QUESTION = KeepQuestion("Will it rain on my data?", "when")
PEOPLE = range(BELA, BELA + 40)


async def sealed(store: SqlStore, chat_id: int) -> list[bytes]:
    """Return what tells of a chat to whoever has the key: index, wrapped key, number, texts."""
    index = ChatCipher(KEY).index(chat_id)
    of_chat = select(chat.c.chat_index, chat.c.data_key, chat.c.chat_number).where(
        chat.c.chat_index == index
    )
    texts = (
        select(kept_question.c.sealed_text)
        .join(chat, chat.c.id == kept_question.c.chat_id)
        .where(chat.c.chat_index == index)
    )
    row = await store.database.read(lambda connection: connection.execute(of_chat).one())
    kept = await store.database.read(lambda connection: connection.execute(texts).scalars().all())
    return [*row, *kept]


# SQLite


def files(database: Path) -> bytes:
    """Return the bytes of the database and of what lies beside it."""
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


@contextmanager
def another_reader(database: Path) -> Iterator[None]:
    """Let another process read, as a backup does."""
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM chat").fetchall()
        yield


async def test_what_another_reader_held_is_cleared_when_it_has_gone(database: Path) -> None:
    """Nobody waits for it: the erasure is told, and the job looks again until it is done."""
    async with open_store(database) as store:
        await keep(store, ANNA, ASKED, QUESTION)
        left = await sealed(store, ANNA)
        assert len(left) == 4
        traces = store.database.traces
        with another_reader(database):
            begun_at = time.perf_counter()
            await keep(store, ANNA, None, Forget())
            assert time.perf_counter() - begun_at < 1.0
            assert not await traces.clear()
            assert any(trace in files(database) for trace in left)
        assert await traces.clear()
        content = files(database)
        assert [trace for trace in left if trace in content] == []
        assert await traces.clear()


async def test_rotation_beside_a_running_bot_leaves_nothing_of_before(database: Path) -> None:
    """Another process has the file open, so that its log is not emptied by closing it."""
    async with open_store(database) as bot:
        await keep(bot, ANNA, ASKED, QUESTION)
        for chat_id in PEOPLE:
            await keep(bot, chat_id, ASKED)
        old = await sealed(bot, ANNA)
        for chat_id in PEOPLE:
            old += await sealed(bot, chat_id)
        content = files(database)
        assert all(trace in content for trace in old)
        async with open_store(database) as rotating:
            assert await rotate(rotating.database, ChatCipher(NEW, KEY)) == 1 + len(PEOPLE)
            content = files(database)
            assert [trace for trace in old if trace in content] == []


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """With what lies beside it, even where new files are open to all."""
    before = os.umask(0)
    try:
        opened = open_database(f"sqlite:///{tmp_path / 'optout.sqlite3'}")
        await migrate(opened)
        modes = {entry.name: entry.stat().st_mode & 0o777 for entry in os.scandir(tmp_path)}
        await opened.dispose()
    finally:
        os.umask(before)
    names = ("optout.sqlite3", "optout.sqlite3-wal", "optout.sqlite3-shm")
    assert modes == dict.fromkeys(names, 0o600)


async def test_a_database_in_memory_makes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is none of a file."""
    monkeypatch.chdir(tmp_path)
    opened = open_database("sqlite:///:memory:")
    await opened.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
    await opened.dispose()
    assert not any(os.scandir(tmp_path))


# PostgreSQL


async def heap(url: str) -> bytes:
    """Return the bytes of the tables that hold keys, and of their indexes, as on the disk."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CHECKPOINT")
        names = ", ".join(f"'{table.name}'::regclass" for table in SEALED)
        paths = await connection.fetch(
            "SELECT pg_relation_filepath(oid) AS path FROM pg_class"  # noqa: S608  # our own tables
            f" WHERE oid IN ({names}) OR oid IN"
            f" (SELECT indexrelid FROM pg_index WHERE indrelid IN ({names}))"
        )
        parts = [
            await connection.fetchval("SELECT pg_read_binary_file($1)", row["path"])
            for row in paths
        ]
    finally:
        await connection.close()
    return b"".join(parts)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Count the vacuums of a process; those of *database* go over connections of their own."""
    vacuums: list[str] = []
    traces = database.traces
    assert isinstance(traces, PostgresqlTraces)
    make_engine = traces._make_engine  # noqa: SLF001  # the way to its statements

    def note(*arguments: object) -> None:
        if str(arguments[2]).startswith("VACUUM"):
            vacuums.append(str(arguments[2]))

    def listened() -> object:
        engine = make_engine()
        event.listen(engine.sync_engine, "before_cursor_execute", note)
        return engine

    traces._make_engine = listened  # type: ignore[assignment]  # noqa: SLF001
    yield vacuums


@pytest.mark.parametrize("erased", [PEOPLE[0], PEOPLE[20], PEOPLE[-1]])
async def test_the_heap_holds_nothing_of_an_erased_chat(postgres_url: str, erased: int) -> None:
    """Wherever it lay in its page; the others are there."""
    async with open_store_at(postgres_url) as store:
        for chat_id in PEOPLE:
            await keep(store, chat_id, ASKED, QUESTION)
        left = await sealed(store, erased)
        await keep(store, erased, None, Forget())
        content = await heap(postgres_url)
        assert left[1] in content
        assert await store.database.traces.clear()
        content = await heap(postgres_url)
        assert [trace for trace in left if trace in content] == []
        for chat_id in set(PEOPLE) - {erased}:
            assert await known(store, chat_id) == ASKED
            assert all(trace in content for trace in await sealed(store, chat_id))


async def test_the_heap_holds_nothing_of_before_a_rotation(postgres_url: str) -> None:
    """Nor of a question that was taken back."""
    async with open_store_at(postgres_url) as store:
        for chat_id in PEOPLE:
            await keep(store, chat_id, ASKED, QUESTION)
        taken_back = (await sealed(store, PEOPLE[-1]))[-1]
        await keep(store, PEOPLE[-1], ASKED, DropQuestions())
        await store.database.traces.clear()
        assert taken_back not in await heap(postgres_url)
        old = [trace for chat_id in PEOPLE for trace in await sealed(store, chat_id)]
    async with open_store_at(postgres_url) as store:
        assert await rotate(store.database, ChatCipher(NEW, KEY)) == len(PEOPLE)
        content = await heap(postgres_url)
        assert [trace for trace in old if trace in content] == []


async def test_what_a_killed_process_did_not_clear_is_cleared_by_the_next(
    postgres_url: str,
) -> None:
    """It does not know of the erasure, and looks all the same."""
    async with open_store_at(postgres_url) as store:
        await keep(store, ANNA, ASKED)
        await keep(store, BELA, ASKED)
        left = await sealed(store, BELA)
        await keep(store, BELA, None, Forget())
    async with open_store_at(postgres_url) as store:
        assert await store.database.traces.clear()
    content = await heap(postgres_url)
    assert [trace for trace in left if trace in content] == []


async def test_a_hundred_erasures_take_few_vacuums(postgres_url: str) -> None:
    """A receipt waits for none; the tables are closed for a hundredth of the time at most."""
    async with open_store_at(postgres_url) as store:
        traces = store.database.traces
        assert isinstance(traces, PostgresqlTraces)
        clock = iter([0.0, 2.0, *[3.0] * 100, 2.0 + REST * 2.0, 300.0])
        traces._monotonic = lambda: next(clock)  # noqa: SLF001
        with counted(store.database) as vacuums:
            assert await traces.clear()  # of before
            assert len(vacuums) == len(SEALED)
            for number in range(100):
                await keep(store, ANNA + number, ASKED)
                await keep(store, ANNA + number, None, Forget())
                assert not await traces.clear()
            assert len(vacuums) == len(SEALED)
            assert await traces.clear()
            assert len(vacuums) == 2 * len(SEALED)
            assert await traces.clear()  # nothing is left to clear
            assert len(vacuums) == 2 * len(SEALED)


async def test_who_reads_for_long_is_not_waited_for_and_keeps_nobody_waiting(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """As a dump does: turns go on, one line tells of it, and it is tried again."""
    async with open_store_at(postgres_url) as store:
        await keep(store, ANNA, ASKED)
        left = await sealed(store, ANNA)
        await keep(store, ANNA, None, Forget())
        traces = store.database.traces
        assert isinstance(traces, PostgresqlTraces)
        dump = await asyncpg.connect(postgres_url)
        async with dump.transaction(isolation="repeatable_read"):
            await dump.fetch("SELECT * FROM chat")
            begun_at = time.perf_counter()
            done, _ = await asyncio.gather(traces.clear(), keep(store, BELA, ASKED))
            assert not done
            assert time.perf_counter() - begun_at < 2.0
        await dump.close()
        (line,) = caplog.messages
        assert "the next time" in line
        assert left[1] in await heap(postgres_url)
        traces._not_before = 0.0  # noqa: SLF001  # some time later
        assert await traces.clear()
        assert left[1] not in await heap(postgres_url)
        assert await known(store, BELA) == ASKED


async def test_a_database_that_is_gone_fails_nothing(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is cleared the next time."""
    gone = open_database(f"{postgres_url}_gone")
    assert not await gone.traces.clear()
    assert "the next time" in caplog.text
    await SqlStore(gone, ChatCipher(KEY)).database.scrub()
    await gone.dispose()
