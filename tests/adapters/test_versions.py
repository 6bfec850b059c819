"""Nobody overwrites what somebody else changed meanwhile: one suite for every store."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from bot.adapters import remembered
from bot.adapters.store import SqlStore
from bot.core.conversation import Context
from bot.core.effects import (
    AddReminders,
    Count,
    DropReminders,
    Forget,
    Show,
    Subscribe,
    Text,
    Unsubscribe,
)
from bot.core.errors import Stale
from bot.core.tally import Counted
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
    claim_one,
    keep,
    known,
    plan_of,
    subscribe,
    version_of,
)
from tests.adapters.conftest import Store, open_store_at

ENGLISH = replace(ASKED, locale="en")


@contextmanager
def statements(store: SqlStore) -> Iterator[list[str]]:
    """Yield the statements that *store* runs, and where its transactions end."""
    run: list[str] = []

    def note(*arguments: object) -> None:
        run.append(str(arguments[2]))

    def note_end(_: object) -> None:
        run.append("COMMIT")

    event.listen(store.database.engine, "before_cursor_execute", note)
    event.listen(store.database.engine, "commit", note_end)
    try:
        yield run
    finally:
        event.remove(store.database.engine, "before_cursor_execute", note)
        event.remove(store.database.engine, "commit", note_end)


async def test_each_change_makes_a_new_version(store: Store) -> None:
    """Of the chat itself, or of its reminders."""
    versions = [await version_of(store, ANNA)]
    assert versions == [0]
    await keep(store, ANNA, ASKED, version=0)
    for effects in (
        (Subscribe(CAMPAIGN, plan_of(1)),),
        (AddReminders(CAMPAIGN, plan_of(2)),),
        (DropReminders("countdown"),),
        (Unsubscribe(),),
    ):
        versions.append(await version_of(store, ANNA))
        await keep(store, ANNA, ASKED, *effects, version=versions[-1])
    versions.append(await version_of(store, ANNA))
    assert len(set(versions)) == len(versions)
    assert min(versions[1:]) >= 1


@pytest.mark.parametrize(
    "effect",
    [
        Subscribe(CAMPAIGN, plan_of(5)),
        AddReminders(CAMPAIGN, plan_of(5)),
        DropReminders("countdown"),
        Unsubscribe(),
        Forget(),
        None,
    ],
    ids=str,
)
async def test_a_turn_that_began_from_an_old_version_keeps_nothing(
    store: Store, effect: Unsubscribe | None
) -> None:
    """Neither conversation nor reminders, nor that the update was seen: the turn is taken again."""
    await subscribe(store, ANNA, 1)
    old = await version_of(store, ANNA)
    await keep(store, ANNA, FULL, version=old)
    effects = (
        (Count(Counted.MISSED, "when", "en"),)
        if effect is None
        else (Count(Counted.MISSED, "when", "en"), effect)
    )
    for began_from in (old, 0):
        with pytest.raises(Stale):
            await keep(store, ANNA, ENGLISH, *effects, update_id=7, version=began_from)
    assert await known(store, ANNA) == FULL
    assert await store.next_due_at() == NOW + DAY
    assert await store.misses() == ()
    assert await keep(store, ANNA, ENGLISH, update_id=7, version=await version_of(store, ANNA))


async def test_a_chat_that_is_gone_is_stale(store: Store) -> None:
    """Somebody erased it while a turn was under way; begun anew, it is another chat."""
    await keep(store, ANNA, ASKED)
    old = await version_of(store, ANNA)
    await keep(store, ANNA, None, Forget())
    with pytest.raises(Stale):
        await keep(store, ANNA, ENGLISH, version=old)
    await keep(store, ANNA, ASKED)
    with pytest.raises(Stale):
        await keep(store, ANNA, ENGLISH, version=old)
    assert await known(store, ANNA) == ASKED


async def test_what_changes_nothing_is_never_stale(store: Store) -> None:
    """A question, and a miss, are answered whatever happened to the chat; the update counts."""
    await keep(store, ANNA, ASKED)
    old = await version_of(store, ANNA)
    await keep(store, ANNA, ENGLISH)
    show = Show(((Text("help"),),))
    assert await keep(store, ANNA, None, show, update_id=1, version=old)
    assert not await keep(store, ANNA, None, show, update_id=1, version=old)
    miss = Count(Counted.MISSED, "when", "en")
    assert await keep(store, ANNA, ENGLISH, miss, update_id=2, version=old)
    assert await store.misses() == ((NOW.date(), "en", "when", 1),)
    with_context = replace(ENGLISH, context=Context("when"))
    now = await version_of(store, ANNA)
    assert await keep(store, ANNA, with_context, update_id=3, version=now)
    assert await version_of(store, ANNA) == now


async def test_the_end_of_a_subscription_is_a_change(store: Store) -> None:
    """The last reminder goes out while a turn is under way: the turn sees it."""
    await subscribe(store, ANNA, 1)
    before = await store.load(ANNA)
    assert before is not None
    due = await claim_one(store, NOW + DAY)
    await store.finish({due.id: SENT}, now=NOW + DAY)
    assert await known(store, ANNA) == ASKED
    with pytest.raises(Stale):
        await keep(store, ANNA, replace(REMINDED, hour=8), version=before.version)


# What only a database can show


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["INSERT INTO seen_update"]),
        ({"locale": "en"}, ["INSERT INTO seen_update", "UPDATE chat"]),
        ({"hour": 8}, ["INSERT INTO seen_update", "UPDATE chat", "INSERT INTO subscription"]),
        ({"cadence": None}, ["INSERT INTO seen_update", "UPDATE chat", "DELETE FROM subscription"]),
        ({"follows_changes": True}, ["INSERT INTO seen_update", "UPDATE chat", "UPDATE chat"]),
    ],
    ids=str,
)
async def test_a_turn_costs_one_transaction(
    database_url: str, change: Mapping[str, Any], expected: list[str]
) -> None:
    """Nothing is read for a chat that wrote lately, nothing written that did not change."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, REMINDED)
        with statements(store) as run:
            kept = await store.load(ANNA)
            assert kept is not None
            after = replace(kept.conversation, **change)
            await keep(store, ANNA, after, update_id=1, version=kept.version)
        assert run.pop() == "COMMIT"
        assert len(run) == len(expected)
        assert all(words.startswith(begin) for words, begin in zip(run, expected, strict=True)), run


async def test_what_another_process_changed_is_found_out(database_url: str) -> None:
    """The first one's memory is old; its turn is refused, and right when it is taken again."""
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        await keep(one, ANNA, ASKED)
        old = await one.load(ANNA)
        assert old is not None
        await keep(other, ANNA, FULL)
        assert await one.load(ANNA) == old
        with pytest.raises(Stale):
            await keep(one, ANNA, ENGLISH, version=old.version)
        fresh = await one.load(ANNA, fresh=True)
        assert fresh is not None
        assert fresh.conversation == FULL
        await keep(one, ANNA, ENGLISH, version=fresh.version)
        assert await known(one, ANNA) == ENGLISH


async def test_of_turns_at_the_same_time_one_is_kept(database_url: str) -> None:
    """Ten processes' worth of turns from one version: nine are taken again."""
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        for began_from in (ASKED, None):
            await keep(one, ANNA, None, Forget())
            if began_from is not None:
                await keep(one, ANNA, began_from)
            version = await version_of(one, ANNA)
            results = await asyncio.gather(
                *(
                    keep(store, ANNA, replace(ASKED, zone=f"Zone/{number}"), version=version)
                    for number, store in enumerate((one, other) * 5)
                ),
                return_exceptions=True,
            )
            kept = [result for result in results if result is True]
            stale = [result for result in results if isinstance(result, Stale)]
            assert (len(kept), len(stale)) == (1, 9)


async def test_a_first_contact_that_does_not_mind_is_kept_whoever_was_first(
    database_url: str,
) -> None:
    """Without a version, the last one written stands."""
    async with open_store_at(database_url) as one, open_store_at(database_url) as other:
        assert all(
            await asyncio.gather(
                *(keep(store, ANNA, ASKED) for _ in range(4) for store in (one, other))
            )
        )
        assert await known(one, ANNA) == ASKED


async def test_a_failed_turn_leaves_the_memory_right(database_url: str) -> None:
    """A statement fails in the middle: what is remembered is what the row holds."""

    class Broken(Exception):
        pass

    def fail(*arguments: object) -> None:
        if "UPDATE chat" in str(arguments[2]):
            raise Broken

    async with open_store_at(database_url) as store:
        await keep(store, ANNA, ASKED)
        event.listen(store.database.engine, "before_cursor_execute", fail)
        with pytest.raises(Broken):
            await keep(store, ANNA, ENGLISH, update_id=1, version=await version_of(store, ANNA))
        event.remove(store.database.engine, "before_cursor_execute", fail)
        assert await known(store, ANNA) == ASKED
        assert await keep(store, ANNA, ENGLISH, update_id=1)


async def test_only_so_many_chats_are_remembered(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was not heard of for longest is read again."""
    monkeypatch.setattr(remembered, "MAX_REMEMBERED", 2)
    async with open_store_at(sqlite_url) as store:
        for chat_id in (ANNA, BELA, 3):
            await keep(store, chat_id, ASKED)
            await store.load(ANNA)
        with statements(store) as run:
            await store.load(ANNA)
            await store.load(3)
            assert run == []
            await store.load(BELA)
            assert len(run) == 2
