"""What a database on disk shows: no trace after erasure, no loss, no half turn, one sender each."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from bot.adapters.encryption import ChatCipher
from bot.adapters.schema import metadata
from bot.adapters.store import SqlStore
from bot.core.effects import Forget, Subscribe, Unsubscribe
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    FULL,
    MINUTE,
    NOW,
    REMINDED,
    SENT,
    claim,
    claim_one,
    keep,
    known,
    plan_of,
    subscribe,
)
from tests.adapters.conftest import KEY, open_store, open_store_at


class Crash(BaseException):
    """The process is killed here."""


def rows(database: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, read without our code."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row, strict=True)
        }
        names = [table.name for table in metadata.sorted_tables]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608  # our own tables


def raw(database: Path) -> bytes:
    """Return the bytes of the database and of the files that SQLite lays beside it."""
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


@contextmanager
def crash_at(store: SqlStore, number: int) -> Iterator[list[str]]:
    """Kill the process at statement *number* (from 1); yield the statements that were begun."""
    begun: list[str] = []

    def count(*arguments: object) -> None:
        begun.append(str(arguments[2]))
        if len(begun) == number:
            raise Crash

    engine = store.database.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        yield begun
    finally:
        event.remove(engine, "before_cursor_execute", count)


async def test_nothing_of_an_erased_chat_is_left_in_the_files(database: Path) -> None:
    """No row in any table names it, and its bytes are gone from the disk."""
    cipher = ChatCipher(KEY)
    async with open_store(database) as store:
        for chat_id in (ANNA, BELA):
            await keep(store, chat_id, FULL, Subscribe(CAMPAIGN, plan_of(1, 3)))
        due = await claim(store, NOW + DAY)
        await store.finish({one.id: SENT for one in due}, now=NOW + DAY)
        await keep(store, BELA, None, Forget())
        only_anna = rows(database)
        await keep(store, BELA, FULL, Subscribe(CAMPAIGN, plan_of(1, 3)), update_id=None)
    ((wrapped, sealed),) = [
        (row["data_key"], row["chat_number"])
        for row in rows(database)["chat"]
        if row["chat_index"] == cipher.index(BELA)
    ]
    for trace in (wrapped, sealed, cipher.index(BELA)):
        assert trace in raw(database)
    async with open_store(database) as store:
        await keep(store, BELA, None, Forget())
    assert rows(database) == only_anna
    for trace in (wrapped, sealed, cipher.index(BELA)):
        assert trace not in raw(database)
    assert cipher.index(ANNA) in raw(database)


async def test_a_stolen_file_names_nobody(database: Path) -> None:
    """The number of a chat is never on the disk, neither in digits nor in bytes."""
    async with open_store(database) as store:
        await keep(store, ANNA, FULL, Subscribe(CAMPAIGN, plan_of(1)), update_id=1)
        while_open = raw(database)
    for content in (while_open, raw(database)):
        assert str(ANNA).encode() not in content
        for size in (5, 8):
            assert ANNA.to_bytes(size, "big") not in content
            assert ANNA.to_bytes(size, "little") not in content


async def contents(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, through a connection of its own."""
    names = [table.name for table in metadata.sorted_tables]
    return await store.database.read(
        lambda connection: {
            name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))]  # noqa: S608  # our own tables
            for name in names
        }
    )


async def test_a_turn_is_kept_whole_or_not_at_all(database_url: str) -> None:
    """Killed at any statement, the chat, its reminders and the update are as before."""
    async with open_store_at(database_url) as store:
        await subscribe(store, ANNA, 1, 2)
        before = await contents(store)
    number, done = 0, False
    while not done:
        number += 1
        async with open_store_at(database_url) as store:
            with crash_at(store, number) as begun:
                try:
                    await keep(
                        store,
                        ANNA,
                        replace(REMINDED, locale="en"),
                        Unsubscribe(),
                        Subscribe(CAMPAIGN, plan_of(3)),
                        update_id=7,
                    )
                    done = True
                except Crash:
                    assert len(begun) == number
        if not done:
            async with open_store_at(database_url) as store:
                assert await contents(store) == before
    assert number > 5
    async with open_store_at(database_url) as store:
        assert await known(store, ANNA) == replace(REMINDED, locale="en")
        assert (await claim_one(store, NOW + 9 * DAY)).planned == plan_of(3)[0]


async def test_a_restart_between_sending_and_recording_loses_nothing(database_url: str) -> None:
    """What a killed process had claimed is due again for the next one, after its lease."""
    async with open_store_at(database_url) as store:
        await subscribe(store, ANNA, 1, 3)
        first = await claim_one(store, NOW + DAY)
    async with open_store_at(database_url) as store:
        assert await known(store, ANNA) == REMINDED
        assert await claim(store, NOW + DAY + MINUTE) == []
        assert await claim_one(store, NOW + DAY + 2 * MINUTE) == first
        await store.finish({first.id: SENT}, now=NOW + DAY + 2 * MINUTE)
        assert await store.next_due_at() == NOW + 3 * DAY


async def test_two_processes_share_the_work_without_sending_twice(database_url: str) -> None:
    """Whatever the interleaving, each reminder is claimed once."""
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        for number in range(40):
            await subscribe(one, ANNA + number, 1)
        claimed: list[int] = []
        while True:
            batches = await asyncio.gather(
                *(claim(store, NOW + DAY, limit=7) for _ in range(4) for store in (one, other))
            )
            if not any(batches):
                break
            claimed += [due.id for batch in batches for due in batch]
    assert len(claimed) == len(set(claimed)) == 40


async def test_two_processes_answer_an_update_once(database_url: str) -> None:
    """The same update reaches both at the same time: one keeps it."""
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        kept = await asyncio.gather(
            *(keep(store, ANNA, ASKED, update_id=7) for _ in range(5) for store in (one, other))
        )
    assert sorted(kept) == [False] * 9 + [True]


async def test_a_big_batch_fits_into_one_statement(database_url: str) -> None:
    """A thousand reminders are claimed and finished at once."""
    async with open_store_at(database_url) as store:
        await subscribe(store, ANNA, *range(1000))
        due = await claim(store, NOW + 999 * DAY, limit=1000)
        assert len(due) == 1000
        await store.finish({one.id: SENT for one in due}, now=NOW + 999 * DAY)
        assert await store.next_due_at() is None
        assert await known(store, ANNA) == ASKED
