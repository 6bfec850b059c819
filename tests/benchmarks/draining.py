"""Claims and ends every due reminder of a database, with our store or with the driver alone.

Run as ``python tests/benchmarks/draining.py ours|raw|bare URL``; prints one line of JSON. A
process of its own, so that its processor time and memory are those of this work alone.

"raw" is what a careful person would write by hand for the one database or the other: the same
rows are read and written in as many transactions, and each number is deciphered, without which
nothing can be sent; no object is made. "bare" leaves the numbers as they are.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import aiosqlite
import asyncpg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.adapters.database import open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.store import SqlStore
from bot.core.ports import Outcome

KEY: Final = bytes(32)
NOW: Final = datetime(2025, 10, 27, 9, tzinfo=UTC)
BATCH: Final = 500  # chats
LEASE: Final = timedelta(seconds=120)

_READY: Final = """state = 'waiting' AND due_at <= {now}
    AND (lease_until IS NULL OR lease_until <= {now})"""
_CLAIM: Final = f"""
    WITH picked AS (
        SELECT reminder.chat_id FROM reminder JOIN chat ON chat.id = reminder.chat_id
        WHERE {_READY} AND (not_before IS NULL OR not_before <= {{now}})
        ORDER BY latest_at LIMIT {BATCH} {{lock}}
    )
    UPDATE reminder SET lease_until = {{until}}, attempts = attempts + 1
    WHERE {_READY} AND chat_id IN (SELECT chat_id FROM picked) RETURNING id"""  # noqa: S608
_FETCH: Final = """
    SELECT chat_index, data_key, chat_number, locale, zone, device, step, refused_on,
        wants_pictures, follows_since, thread_id, last_seen_on, cadence, subscribed_on, hour,
        own_on, due_at, milestone, latest_at, reminder.id
    FROM reminder JOIN chat ON chat.id = reminder.chat_id
    LEFT JOIN subscription ON subscription.chat_id = chat.id
    WHERE reminder.id {among} ORDER BY latest_at, due_at, reminder.id"""
_LOCK: Final = """
    SELECT id FROM chat WHERE id IN (SELECT chat_id FROM reminder WHERE id {among})
    ORDER BY id FOR NO KEY UPDATE"""
_END: Final = """
    UPDATE reminder SET state = 'sent', lease_until = NULL, ended_at = {now}
    WHERE id {among} AND state = 'waiting' RETURNING chat_id"""
_STOP: Final = """
    DELETE FROM subscription WHERE chat_id {among} AND NOT EXISTS (
        SELECT 1 FROM reminder WHERE reminder.chat_id = subscription.chat_id
        AND state = 'waiting')"""
_WRAPPING: Final = AESGCM(HKDF(SHA256(), 32, salt=None, info=b"data key").derive(KEY))


async def ours(url: str) -> int:
    """Drain with the store; return how many reminders there were."""
    database = open_database(url)
    store = SqlStore(database, ChatCipher(KEY))
    total = 0
    while due := await store.claim(now=NOW, limit=BATCH, lease_seconds=LEASE.total_seconds()):
        await store.finish({one.id: Outcome(sent=True) for one in due}, now=NOW)
        total += len(due)
    await database.dispose()
    return total


async def raw(url: str) -> int:
    """Drain with the driver, deciphering; return how many reminders there were."""
    return await _drain(url, _decipher)


async def bare(url: str) -> int:
    """Drain with the driver alone; return how many reminders there were."""
    return await _drain(url, len)


def _decipher(rows: Iterable[Sequence[bytes]]) -> int:
    numbers = []
    for index, wrapped, number, *_ in rows:
        data_key = _WRAPPING.decrypt(wrapped[4:16], wrapped[16:], index)
        opened = AESGCM(data_key).decrypt(number[:12], number[12:], index)
        numbers.append(int.from_bytes(opened, "big", signed=True))
    return len(numbers)


async def _drain(url: str, read: Callable[[Sequence[Any]], int]) -> int:
    if url.startswith("sqlite"):
        return await _drain_sqlite(url.removeprefix("sqlite:///"), read)
    connection = await asyncpg.connect(url)
    claim = _CLAIM.format(now="$1", until="$2", lock="FOR NO KEY UPDATE OF chat SKIP LOCKED")
    among = "= ANY($1::bigint[])"
    fetch, lock, stop = (words.format(among=among) for words in (_FETCH, _LOCK, _STOP))
    end = _END.format(now="$2", among=among)
    total = 0
    while True:
        async with connection.transaction():
            ids = [id_ for (id_,) in await connection.fetch(claim, NOW, NOW + LEASE)]
            rows = await connection.fetch(fetch, ids)
        if not rows:
            break
        total += read(rows)
        async with connection.transaction():
            await connection.fetch(lock, ids)
            chats = [chat for (chat,) in await connection.fetch(end, ids, NOW)]
            await connection.execute(stop, chats)
    await connection.close()
    return total


async def _drain_sqlite(path: str, read: Callable[[Sequence[Any]], int]) -> int:
    now, until = (f"{at:%Y-%m-%d %H:%M:%S.%f}" for at in (NOW, NOW + LEASE))
    among = "IN (SELECT value FROM json_each(:ids))"
    total = 0
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            await connection.execute(f"PRAGMA {pragma}")
        await connection.execute("PRAGMA secure_delete = ON")

        async def fetch(statement: str, **values: str) -> list[Any]:
            words = statement.format(now=":now", until=":until", lock="", among=among)
            return list(await connection.execute_fetchall(words, values))

        while True:
            await connection.execute("BEGIN IMMEDIATE")
            ids = json.dumps([id_ for (id_,) in await fetch(_CLAIM, now=now, until=until)])
            rows = await fetch(_FETCH, ids=ids)
            await connection.commit()
            if not rows:
                break
            total += read(rows)
            await connection.execute("BEGIN IMMEDIATE")
            chats = json.dumps([chat for (chat,) in await fetch(_END, ids=ids, now=now)])
            await fetch(_STOP, ids=chats)
            await connection.commit()
    return total


def _peak_mb() -> float:
    """Return how much memory this process had at most; getrusage would tell the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


async def main(way: str, url: str) -> None:
    """Drain once, and print what it took."""
    drain: Callable[[str], Awaitable[int]] = {"ours": ours, "raw": raw, "bare": bare}[way]
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as the bot does
    started, used = time.perf_counter(), time.process_time()
    rows = await drain(url)
    figures = {
        "rows": rows,
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - used,
        "peak_mb": _peak_mb(),
    }
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
