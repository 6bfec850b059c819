"""What is kept of one chat can be seen in full, and goes in full: from each store, and the disk."""

import sqlite3
import time
from collections.abc import Collection
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, select

from bot.adapters.disclosure import OF_CHAT
from bot.adapters.encryption import CannotDecrypt, ChatCipher, SealedChat
from bot.adapters.kept_questions import MAX_KEPT, read_kept_questions
from bot.adapters.retention import KEEP_QUESTIONS
from bot.adapters.rotation import rotate
from bot.adapters.schema import OF_NOBODY, chat, metadata, stored_lines
from bot.core.conversation import Conversation
from bot.core.effects import (
    Count,
    Disclosed,
    DropQuestions,
    Forget,
    KeepQuestion,
    Subscribe,
)
from bot.core.tally import Counted
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    FULL,
    GROUP,
    NOW,
    keep,
    known,
    plan_of,
    version_of,
)
from tests.adapters.conftest import KEY, Store, open_store, open_store_at

TABLES: Final = metadata.sorted_tables
TEXT: Final = "Will it rain on “my” data? 🦄"
ASKED_ME: Final = KeepQuestion(TEXT, "when")
OTHER_KEY: Final = bytes(range(32, 64))


async def questions(store: Store, chat_id: int) -> list[object]:
    """Return the texts that are kept of a chat, oldest first."""
    return [e.value for e in await store.disclose(chat_id) if e.column == "sealed_text"]


def values(kept: Collection[Disclosed], table: str, row: int = 1) -> dict[str, object]:
    """Return a row of what is disclosed."""
    return {e.column: e.value for e in kept if (e.table, e.row) == (table, row)}


# Seeing


async def test_of_a_stranger_there_is_nothing_to_see(store: Store) -> None:
    """And to ask leaves nothing behind."""
    assert await store.disclose(ANNA) == ()
    assert await known(store, ANNA) is None


async def test_everything_that_is_kept_is_disclosed(store: Store) -> None:
    """Every column of every table that speaks of a chat, under its line of /privacy."""
    await keep(store, ANNA, FULL, Subscribe(CAMPAIGN, plan_of(1, 3)), ASKED_ME)
    await keep(store, BELA, ASKED, KeepQuestion("Another's", "minors"))
    kept = await store.disclose(ANNA)
    tables = {chat, *OF_CHAT}
    assert {(e.table, e.column) for e in kept} == {
        (table.name, column.name) for table in tables for column in table.columns
    }
    assert {e.line for e in kept} == set(stored_lines()) - OF_NOBODY
    row = values(kept, "chat")
    assert (row["chat_number"], row["locale"], row["zone"]) == (ANNA, "en", "Europe/Paris")
    assert (row["refused_on"], row["step"]) == ("2025-10-19", "find-entry")
    assert values(kept, "subscription")["hour"] == 18
    assert values(kept, "reminder", 2)["milestone"] == "countdown-3"
    assert values(kept, "reminder")["due_at"] == "2025-10-21T08:00:00+00:00"
    assert values(kept, "kept_question")["sealed_text"] == TEXT
    assert "Another's" not in str(kept)


@pytest.mark.parametrize("conversation", [ASKED, FULL, GROUP], ids=str)
async def test_a_group_sees_what_is_its_own(store: Store, conversation: Conversation) -> None:
    """Its number, choices and topic of a forum."""
    await keep(store, -1_001_234_567_890, conversation)
    row = values(await store.disclose(-1_001_234_567_890), "chat")
    assert row["chat_number"] == -1_001_234_567_890
    assert row["thread_id"] == conversation.thread_id
    assert row["wants_pictures"] is conversation.wants_pictures


async def test_no_key_is_disclosed(database_url: str) -> None:
    """Neither the master key nor the data key, in whatever form."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, FULL, ASKED_ME)
        told = str(await store.disclose(ANNA))
        wrapped = await store.database.read(lambda c: c.scalar(select(chat.c.data_key)))
    assert wrapped is not None
    assert wrapped.hex() not in told
    assert KEY.hex() not in told


def test_every_table_that_refers_to_a_chat_is_read() -> None:
    """A new one comes by itself; one that does not is about nobody."""
    of_nobody = set(metadata.sorted_tables) - {chat, *OF_CHAT}
    lines = {column.info["stored"] for table in of_nobody for column in table.columns}
    assert lines == OF_NOBODY


# Questions that were given to us


async def test_a_question_is_kept_and_taken_back(store: Store) -> None:
    """What somebody gives is theirs to take; others' questions stay."""
    await keep(store, ANNA, ASKED, ASKED_ME)
    await keep(store, BELA, ASKED, ASKED_ME)
    await keep(store, ANNA, ASKED, KeepQuestion("And snow?", "minors"))
    assert await questions(store, ANNA) == [TEXT, "And snow?"]
    await keep(store, ANNA, ASKED, DropQuestions())
    assert await questions(store, ANNA) == []
    assert await questions(store, BELA) == [TEXT]
    assert await known(store, ANNA) == ASKED


async def test_taking_back_keeps_nothing_of_a_stranger(store: Store) -> None:
    """No row is made in order to erase."""
    await keep(store, ANNA, None, DropQuestions())
    assert await known(store, ANNA) is None


async def test_a_question_is_kept_for_30_days(store: Store) -> None:
    """And no day longer; the chat stays."""
    await keep(store, ANNA, ASKED, ASKED_ME)
    last_day = (NOW + KEEP_QUESTIONS).replace(hour=0)
    await store.purge(now=last_day - timedelta(seconds=1))
    assert await questions(store, ANNA) == [TEXT]
    await store.purge(now=last_day)
    assert await questions(store, ANNA) == []
    assert await known(store, ANNA) == ASKED
    assert timedelta(days=30) == KEEP_QUESTIONS


async def test_a_question_goes_with_its_chat(store: Store) -> None:
    """/delete leaves none."""
    await keep(store, ANNA, ASKED, ASKED_ME)
    await keep(store, ANNA, None, Forget())
    assert await store.disclose(ANNA) == ()
    await keep(store, ANNA, ASKED)
    assert await questions(store, ANNA) == []


async def test_of_many_questions_the_newest_are_kept(store: Store) -> None:
    """Nobody fills the database."""
    for number in range(MAX_KEPT + 3):
        await keep(store, ANNA, ASKED, KeepQuestion(f"question {number}", "when"))
    expected = [f"question {number}" for number in range(3, MAX_KEPT + 3)]
    assert await questions(store, ANNA) == expected


async def test_the_operator_reads_questions_without_their_people(database_url: str) -> None:
    """By topic: the day, the language, the topic and the text."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, ASKED, ASKED_ME)
        await keep(store, BELA, FULL, KeepQuestion("And snow?", "minors"))
        read = await read_kept_questions(store.database, ChatCipher(KEY))
        on = NOW.date()
        assert read == ((on, "en", "minors", "And snow?"), (on, "fr", "when", TEXT))
        with pytest.raises(CannotDecrypt):
            await read_kept_questions(store.database, ChatCipher(OTHER_KEY))


async def test_a_question_outlives_a_new_master_key(database_url: str) -> None:
    """Rotation seals it anew, under the new data key of its chat."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, ASKED, ASKED_ME)
    cipher = ChatCipher(OTHER_KEY, KEY)
    async with open_store_at(database_url, OTHER_KEY, KEY) as store:
        assert await questions(store, ANNA) == [TEXT]
        await rotate(store.database, cipher)
    async with open_store_at(database_url, OTHER_KEY) as store:
        assert await questions(store, ANNA) == [TEXT]


def test_a_sealed_text_opens_for_its_chat_alone() -> None:
    """Put into another's row, or taken for a number, it is refused."""
    cipher = ChatCipher(KEY)
    anna, bela = cipher.seal(ANNA), cipher.seal(BELA)
    sealed = cipher.seal_text(anna, TEXT)
    assert cipher.open_text(anna, sealed) == TEXT
    assert cipher.seal_text(anna, TEXT) != sealed
    with pytest.raises(CannotDecrypt):
        cipher.open_text(bela, sealed)
    with pytest.raises(CannotDecrypt):
        cipher.open_text(anna, anna.number)
    number = SealedChat(anna.index, anna.data_key, cipher.seal_text(anna, "12345678"))
    with pytest.raises(CannotDecrypt):
        cipher.open(number)


# Going


def files(database: Path) -> bytes:
    """Return the bytes of the database and of the files that SQLite lays beside it."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


def traces(database: Path, chat_id: int) -> list[bytes]:
    """Return what the files hold of a chat: index, wrapped key, sealed number, sealed texts."""
    with closing(sqlite3.connect(database)) as connection:
        index = ChatCipher(KEY).index(chat_id)
        (row,) = connection.execute(
            "SELECT id, chat_index, data_key, chat_number FROM chat WHERE chat_index = ?", (index,)
        )
        sealed = connection.execute(
            "SELECT sealed_text FROM kept_question WHERE chat_id = ?", row[:1]
        )
        return [*row[1:], *(text for (text,) in sealed)]


def numbers(count: int) -> list[int]:
    """Return the numbers of so many other chats."""
    return [5_000_000_000 + number for number in range(count)]


@pytest.mark.parametrize("others", [0, 150])
async def test_an_erased_chat_is_off_the_disk_at_once(database: Path, others: int) -> None:
    """While the bot runs: in no page and no log, whatever was written around it."""
    async with open_store(database) as store:
        for number, chat_id in enumerate((*numbers(others), ANNA)):
            await keep(store, chat_id, FULL, Subscribe(CAMPAIGN, plan_of(1, 3)), ASKED_ME)
            await keep(store, chat_id, FULL, KeepQuestion(f"{number}", "when"), update_id=number)
        left = traces(database, ANNA)
        assert len(left) == 5
        assert all(trace in files(database) for trace in left)
        await keep(store, ANNA, None, Forget())
        content = files(database)
        assert [trace for trace in left if trace in content] == []
        for chat_id in numbers(others):
            assert traces(database, chat_id)[0] in content


async def test_a_question_that_was_taken_back_is_off_the_disk_at_once(database: Path) -> None:
    """And one whose time is over."""
    async with open_store(database) as store:
        await keep(store, ANNA, ASKED, ASKED_ME)
        *_, first = traces(database, ANNA)
        await keep(store, ANNA, ASKED, DropQuestions())
        await keep(store, ANNA, ASKED, ASKED_ME)
        *_, second = traces(database, ANNA)
        assert second in files(database)
        await store.purge(now=NOW + KEEP_QUESTIONS + DAY)
        content = files(database)
        assert first not in content
        assert second not in content


async def test_an_erasure_takes_less_than_a_second(database_url: str) -> None:
    """Among two thousand chats, the disk included."""
    async with open_store_at(database_url) as store:
        rows = [_row(number) for number in numbers(2000)]
        await store.database.write(lambda connection: connection.execute(chat.insert(), rows))
        await keep(store, ANNA, FULL, Subscribe(CAMPAIGN, plan_of(*range(20))), ASKED_ME)
        begun_at = time.perf_counter()
        await keep(store, ANNA, None, Forget())
        assert time.perf_counter() - begun_at < 1.0
        assert await known(store, ANNA) is None


def _row(chat_id: int) -> dict[str, object]:
    sealed = ChatCipher(KEY).seal(chat_id)
    return {
        "chat_index": sealed.index,
        "data_key": sealed.data_key,
        "chat_number": sealed.number,
        "version": 1,
        "locale": "fr",
        "zone": "Europe/Paris",
        "wants_pictures": True,
        "last_seen_on": date(2025, 10, 20),
    }


async def test_a_reader_beside_the_bot_delays_the_disk_and_nobody_else(database: Path) -> None:
    """A backup holds the log: the rows go at once, their old pages with the next cleaning."""
    async with open_store(database) as store:
        await keep(store, ANNA, FULL)
        left = traces(database, ANNA)
        with closing(sqlite3.connect(database, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM chat").fetchone()
            begun_at = time.perf_counter()
            await keep(store, ANNA, None, Forget())
            assert time.perf_counter() - begun_at < 1.0
            assert await store.load(ANNA, fresh=True) is None
        await store.purge(now=NOW)
        content = files(database)
        assert [trace for trace in left if trace in content] == []


def _counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has that has any."""
    counts = {table.name: len(connection.execute(table.select()).all()) for table in TABLES}
    return {name: count for name, count in counts.items() if count}


async def test_nothing_of_an_erased_chat_is_in_any_table(database_url: str) -> None:
    """What stays is of nobody: the numbers of updates, and counts."""
    async with open_store_at(database_url) as store:
        effects = (Subscribe(CAMPAIGN, plan_of(1)), ASKED_ME, Count(Counted.MISSED, "when", "fr"))
        await keep(store, ANNA, FULL, *effects, update_id=1)
        await keep(store, ANNA, None, Forget(), update_id=2)
        counts = await store.database.read(_counts)
        assert counts == {"seen_update": 2, "tally": 1}
        assert await version_of(store, ANNA) == 0
