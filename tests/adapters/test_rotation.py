"""Keys are changed while the bot runs, and a database of the first release goes on working."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, select, text

from bot.adapters import rotation
from bot.adapters.database import migrate, open_database
from bot.adapters.encryption import CannotDecrypt, ChatCipher, SealedChat
from bot.adapters.rotation import rotate
from bot.adapters.schema import chat, metadata
from bot.adapters.store import SqlStore
from bot.core.effects import AddReminders, Forget, KeepQuestion
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    FULL,
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
from tests.adapters.conftest import KEY, open_store_at
from tests.adapters.first_release import FirstCipher, fill

NEW, NEWER = b"n" * 32, b"m" * 32
PEOPLE = range(ANNA, ANNA + 7)


async def key_ids(store: SqlStore) -> list[bytes | None]:
    """Return the head of each data key."""
    query = select(chat.c.data_key).order_by(chat.c.id)
    rows = await store.database.read(lambda connection: connection.execute(query).all())
    return [None if key is None else key[:4] for (key,) in rows]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several batches, though the people are few."""
    monkeypatch.setattr(rotation, "_NOT_CURRENT", rotation._NOT_CURRENT.limit(2))  # noqa: SLF001


async def test_another_key_is_refused(database_url: str) -> None:
    """A database is not read with the wrong key, and the error names the setting."""
    async with open_store_at(database_url) as store:
        await store.check_key()
        await keep(store, ANNA, ASKED)
        await store.check_key()
    async with open_store_at(database_url, NEW) as store:
        with pytest.raises(CannotDecrypt, match="OPTOUT_ENCRYPTION_KEY"):
            await store.check_key()
    async with open_store_at(database_url, NEW, KEY) as store:
        await store.check_key()


async def test_everything_works_under_an_old_key(database_url: str) -> None:
    """With the old key beside the new one, before anything was rotated."""
    async with open_store_at(database_url) as store:
        await subscribe(store, ANNA, 1)
        await subscribe(store, BELA, 1)
    async with open_store_at(database_url, NEW, KEY) as store:
        assert await known(store, ANNA) == REMINDED
        assert {due.chat_id for due in await claim(store, NOW + DAY)} == {ANNA, BELA}
        await keep(store, ANNA, None, Forget())
        await store.move(BELA, ANNA)
        assert await known(store, ANNA) == REMINDED
        assert await known(store, BELA) is None


async def test_what_is_written_comes_under_the_new_key(database_url: str) -> None:
    """Without waiting for the rotation; what is not written stays as it is."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, ASKED)
        await keep(store, BELA, ASKED)
        before = await known(store, ANNA)
    async with open_store_at(database_url, NEW, KEY) as store:
        kept = await store.load(ANNA)
        assert kept is not None
        assert kept.conversation == before
        await keep(store, ANNA, FULL, AddReminders(CAMPAIGN, plan_of(1)), version=kept.version)
        new, old = ChatCipher(NEW).key_id, ChatCipher(KEY).key_id
        assert await key_ids(store) == [new, old]
        assert await known(store, ANNA) == FULL
        await keep(store, ANNA, replace(FULL, locale="fr"))
    async with open_store_at(database_url, NEW) as store:
        assert await known(store, ANNA) == replace(FULL, locale="fr")
        assert (await claim_one(store, NOW + DAY)).chat_id == ANNA
        with pytest.raises(CannotDecrypt):
            await store.check_key()


async def test_rotation_leaves_the_old_key_without_use(database_url: str) -> None:
    """Once it is done the old key may be thrown away; done twice it changes nothing."""
    async with open_store_at(database_url) as store:
        for chat_id in PEOPLE:
            await subscribe(store, chat_id, 1)
        cipher = ChatCipher(NEW, KEY)
        assert await rotate(store.database, cipher) == len(PEOPLE)
        assert await rotate(store.database, cipher) == 0
        assert set(await key_ids(store)) == {ChatCipher(NEW).key_id}
        assert await rotate(store.database, ChatCipher(NEWER, KEY, NEW)) == len(PEOPLE)
    async with open_store_at(database_url, NEWER) as store:
        await store.check_key()
        for chat_id in PEOPLE:
            assert await known(store, chat_id) == REMINDED
        assert [due.chat_id for due in await claim(store, NOW + DAY)] == list(PEOPLE)


async def test_a_rotation_that_was_cut_short_is_gone_on_with(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two batches, everything works, and the rest follows."""

    class Killed(BaseException):
        pass

    batches: list[int] = []
    write = rotation._write  # noqa: SLF001

    def write_two(*arguments: object) -> None:
        if len(batches) == 2:
            raise Killed
        batches.append(1)
        write(*arguments)  # type: ignore[arg-type]

    cipher = ChatCipher(NEW, KEY)
    async with open_store_at(database_url) as store:
        for chat_id in PEOPLE:
            await subscribe(store, chat_id, 1)
        with monkeypatch.context() as patch:
            patch.setattr(rotation, "_write", write_two)
            with pytest.raises(Killed):
                await rotate(store.database, cipher)
    for keys in ((NEW,), (KEY,)):
        async with open_store_at(database_url, *keys) as store:
            with pytest.raises(CannotDecrypt):
                await store.check_key()
    async with open_store_at(database_url, NEW, KEY) as store:
        await store.check_key()
        for chat_id in PEOPLE:
            assert await known(store, chat_id) == REMINDED
        assert await rotate(store.database, cipher) == len(PEOPLE) - 4


async def test_rotation_disturbs_no_turn(database_url: str) -> None:
    """People write meanwhile, in another process: no turn is lost, no chat begun twice."""
    cipher = ChatCipher(NEW, KEY)
    async with (
        open_store_at(database_url) as first,
        open_store_at(database_url, NEW, KEY) as bot,
        open_store_at(database_url, NEW, KEY) as rotating,
    ):
        for chat_id in PEOPLE:
            await subscribe(first, chat_id, 1)
            await bot.load(chat_id)
        _, *kept = await asyncio.gather(
            rotate(rotating.database, cipher),
            *(keep(bot, chat_id, FULL) for chat_id in PEOPLE for _ in range(3)),
        )
        assert all(kept)
        assert await rotate(rotating.database, cipher) == 0
        assert len(await key_ids(bot)) == len(PEOPLE)
        for chat_id in PEOPLE:
            assert await known(bot, chat_id) == FULL


async def test_a_chat_that_was_begun_twice_is_one_again(database_url: str) -> None:
    """By a process that did not have the new key yet: the row under the new key stays."""
    async with open_store_at(database_url, NEW) as new, open_store_at(database_url) as old:
        await keep(old, ANNA, ASKED)
        await keep(new, ANNA, FULL)
        await keep(old, BELA, ASKED)
    async with open_store_at(database_url, NEW, KEY) as store:
        assert await known(store, ANNA) == FULL
        await keep(store, ANNA, replace(FULL, locale="fr"))
        assert await rotate(store.database, ChatCipher(NEW, KEY)) == 2
        assert await known(store, ANNA) == replace(FULL, locale="fr")
        assert await known(store, BELA) == ASKED
        assert len(await key_ids(store)) == 2


async def everything(store: SqlStore) -> list[bytes]:
    """Return every value of bytes in the database, as a dump has it."""

    def read(connection: Connection) -> list[bytes]:
        rows = (
            row for table in metadata.sorted_tables for row in connection.execute(select(table))
        )
        return [bytes(value) for row in rows for value in row if isinstance(value, bytes)]

    return await store.database.read(read)


async def data_keys(store: SqlStore, *keys: bytes) -> list[AESGCM]:
    """Return the keys of the chats, as whoever has a dump and the master *keys* can."""
    cipher = ChatCipher(*keys)
    query = select(chat.c.chat_index, chat.c.data_key, chat.c.chat_number)
    rows = await store.database.read(lambda connection: connection.execute(query).all())
    return [AESGCM(cipher._unwrap(SealedChat(*row))) for row in rows]  # noqa: SLF001


def opens(key: AESGCM, value: bytes, bindings: Iterable[bytes]) -> bool:
    """Tell whether *key* opens *value*, which is bound to one of *bindings*, if to any."""
    for bound_to in bindings:
        with suppress(InvalidTag, ValueError):
            key.decrypt(value[:12], value[12:], bound_to)
            return True
    return False


@pytest.mark.parametrize("way", ["rotated", "touched", "moved"])
async def test_an_old_key_and_an_old_backup_open_nothing_of_today(
    database_url: str, way: str
) -> None:
    """A thief has both of last year: no number and no question of a dump of today is theirs."""
    async with open_store_at(database_url) as store:
        for number, chat_id in enumerate(PEOPLE):
            question = KeepQuestion(f"Question {number} of somebody?", "when")
            await keep(store, chat_id, ASKED, question, question)
        before = await everything(store)
        stolen = await data_keys(store, KEY)
    assert sum(opens(key, value, [*before, b"text"]) for key in stolen for value in before) == (
        3 * len(PEOPLE)  # of each a number and two questions: the thief can read
    )
    async with open_store_at(database_url, NEW, KEY) as store:
        moved = range(PEOPLE[-1] + 1, PEOPLE[-1] + 1 + len(PEOPLE))
        for chat_id, other_id in zip(PEOPLE, moved, strict=True):
            if way == "touched":
                await keep(store, chat_id, FULL)
            elif way == "moved":
                await store.move(chat_id, other_id)
        if way == "rotated":
            assert await rotate(store.database, ChatCipher(NEW, KEY)) == len(PEOPLE)
    async with open_store_at(database_url, NEW) as store:
        after = await everything(store)
        assert set(before).isdisjoint(after)
        bindings = [*before, *after, b"text"]
        assert not any(opens(key, value, bindings) for key in stolen for value in after)
        for number, chat_id in enumerate(moved if way == "moved" else PEOPLE):
            texts = [e.value for e in await store.disclose(chat_id) if e.column == "sealed_text"]
            assert texts == [f"Question {number} of somebody?"] * 2
            assert await known(store, chat_id) == (FULL if way == "touched" else ASKED)


async def test_who_looks_at_their_data_meanwhile_sees_it(database_url: str) -> None:
    """Chat and questions are read one after the other; both are of one key."""
    async with (
        open_store_at(database_url) as first,
        open_store_at(database_url, NEW, KEY) as bot,
        open_store_at(database_url, NEW, KEY) as rotating,
    ):
        for chat_id in PEOPLE:
            await keep(first, chat_id, ASKED, KeepQuestion("A question of somebody?", "when"))
        rotation_under_way = asyncio.create_task(rotate(rotating.database, ChatCipher(NEW, KEY)))
        seen = await asyncio.gather(*(bot.disclose(id_) for _ in range(5) for id_ in PEOPLE))
        await rotation_under_way
        for kept in seen:
            assert "A question of somebody?" in [entry.value for entry in kept]


# The order in which processes get a new key, one after the other
WITHOUT, BESIDE, EXCHANGED = (KEY,), (KEY, NEW), (NEW, KEY)


@pytest.mark.parametrize("pair", [(WITHOUT, BESIDE), (BESIDE, EXCHANGED), (EXCHANGED, (NEW,))])
async def test_processes_that_restart_one_by_one_find_each_other_s_chats(
    database_url: str, pair: tuple[tuple[bytes, ...], tuple[bytes, ...]]
) -> None:
    """As the runbook has it: the new key beside, then exchanged, then rotated, then alone."""
    for writing, reading in (pair, pair[::-1]):
        async with (
            open_store_at(database_url, *writing) as one,
            open_store_at(database_url, *reading) as other,
        ):
            await keep(one, ANNA, ASKED)
            if (NEW,) in pair:
                await rotate(one.database, ChatCipher(NEW, KEY))
            kept = await other.load(ANNA, fresh=True)
            assert kept is not None
            await keep(other, ANNA, FULL, version=kept.version)
            kept = await one.load(ANNA, fresh=True)
            assert kept is not None
            assert kept.conversation == FULL
            await keep(one, ANNA, None, Forget(), version=kept.version)
            assert await key_ids(other) == []


async def test_a_key_that_is_exchanged_at_once_hides_chats(database_url: str) -> None:
    """So the runbook has a step between: this one would tell somebody that they are erased."""
    async with (
        open_store_at(database_url, *WITHOUT) as one,
        open_store_at(database_url, *EXCHANGED) as other,
    ):
        await keep(one, ANNA, ASKED)
        await keep(other, ANNA, FULL)
        await keep(one, ANNA, None, Forget())
        assert await known(other, ANNA) == FULL


async def test_rows_put_in_each_other_s_place_are_noticed(database_url: str) -> None:
    """Whoever can write the database, without the key, cannot turn a message to another chat."""
    async with open_store_at(database_url) as store:
        await subscribe(store, ANNA, 1)
        await keep(store, BELA, ASKED)
        swap = text(
            "UPDATE chat SET chat_number = (SELECT other.chat_number FROM chat AS other"
            " WHERE other.id <> chat.id), data_key = (SELECT other.data_key FROM chat AS other"
            " WHERE other.id <> chat.id)"
        )
        await store.database.write(lambda connection: connection.execute(swap))
        with pytest.raises(CannotDecrypt):
            await claim(store, NOW + DAY)


# A database of the first release


async def test_a_database_of_the_first_release_goes_on(blank_url: str) -> None:
    """Chats, subscriptions and reminders are there; what is written takes the new form."""
    database = open_database(blank_url)
    await migrate(database, "0001")
    await fill(database, FirstCipher(KEY), {ANNA: NOW + DAY, BELA: NOW + 2 * DAY})
    await migrate(database)
    store = SqlStore(database, ChatCipher(KEY))
    await store.check_key()
    assert await known(store, ANNA) == replace(
        ASKED, cadence=REMINDED.cadence, hour=18, subscribed_on=NOW.date()
    )
    due = await claim_one(store, NOW + DAY)
    assert (due.chat_id, due.planned) == (ANNA, plan_of(1)[0])
    await store.finish({due.id: SENT}, now=NOW + DAY)
    assert await key_ids(store) == [None, None]
    await keep(store, ANNA, FULL)
    assert await key_ids(store) == [ChatCipher(KEY).key_id, None]
    assert await known(store, ANNA) == FULL
    assert await rotate(database, ChatCipher(KEY)) == 1
    assert await key_ids(store) == [ChatCipher(KEY).key_id] * 2
    assert (await claim_one(store, NOW + 2 * DAY)).chat_id == BELA
    await database.dispose()


async def test_a_database_of_the_first_release_is_rotated_at_once(blank_url: str) -> None:
    """To another key, without a step between."""
    database = open_database(blank_url)
    await migrate(database, "0001")
    await fill(database, FirstCipher(KEY), dict.fromkeys(PEOPLE, NOW + DAY))
    await migrate(database)
    with pytest.raises(CannotDecrypt):
        await rotate(database, ChatCipher(NEW))
    assert await rotate(database, ChatCipher(NEW, NEWER, KEY)) == len(PEOPLE)
    store = SqlStore(database, ChatCipher(NEW))
    assert [due.chat_id for due in await claim(store, NOW + DAY)] == list(PEOPLE)
    await database.dispose()
