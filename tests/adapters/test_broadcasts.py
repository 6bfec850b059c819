"""What is kept of a broadcast, and whose reminders it becomes: one suite for every store."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import Connection, select

from bot.adapters.database import downgrade, migrate
from bot.adapters.encryption import CannotDecrypt, ChatCipher
from bot.adapters.retention import KEEP_BROADCASTS, KEEP_DRAFTS
from bot.adapters.rotation import rotate
from bot.adapters.schema import broadcast, reminder
from bot.adapters.store import holds_chats
from bot.core.broadcasts import (
    LASTS,
    Broadcast,
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    State,
    milestone_of,
)
from bot.core.effects import Forget, Subscribe, Unsubscribe
from bot.core.tally import Counted
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    DROPPED,
    GROUP,
    NOW,
    REMINDED,
    SENT,
    claim,
    keep,
    plan_of,
)
from tests.adapters.conftest import KEY, Store, open_store_at

OWNER: Final = 4_815_162_342  # of whom nothing is kept
CLEO, DORA = 3, -1_001_234_567_890
TEXT: Final = "LinkedIn’s terms changed:\n\nlook at the switch again"
OTHER_KEY: Final = b"n" * 32
FOLLOWS: Final = replace(ASKED, follows_changes=True)


async def drafted(store: Store, text: str = TEXT) -> Broadcast:
    """Let the owner write a draft."""
    await keep(store, OWNER, None, DraftBroadcast(text))
    draft = await store.broadcast(None)
    assert draft is not None
    return draft


async def send(
    store: Store, id_: int, locale: str | None = None, *, update_id: int | None = None
) -> Broadcast | None:
    """Let the owner send it; return how it stands."""
    effect = SendBroadcast(id_, locale, CAMPAIGN, NOW, NOW + LASTS)
    await keep(store, OWNER, None, effect, update_id=update_id)
    return await store.broadcast(id_)


async def sent(store: Store, locale: str | None = None) -> Broadcast:
    """Draft and send."""
    under_way = await send(store, (await drafted(store)).id, locale)
    assert under_way is not None
    return under_way


async def people(store: Store) -> None:
    """Keep two that read French and follow, a group that reads English, and one that does not."""
    await keep(store, ANNA, FOLLOWS)
    await keep(store, CLEO, FOLLOWS)
    await keep(store, DORA, replace(GROUP, cadence=None, locale="en"))
    await keep(store, BELA, ASKED)


async def told(store: Store, kept: Broadcast) -> Broadcast:
    """Return how it stands now."""
    present = await store.broadcast(kept.id)
    assert present is not None
    return present


# Drafts


async def test_a_draft_is_found_as_it_was_written_with_its_readers(store: Store) -> None:
    """Whoever follows the changes, by language; nothing is planned, nothing kept of the owner."""
    assert await store.broadcast(None) is None
    await people(store)
    draft = await drafted(store)
    assert draft == Broadcast(draft.id, State.DRAFT, TEXT, None, {"fr": 2, "en": 1}, 0, 0, 0)
    assert await store.broadcast(draft.id) == draft
    assert await store.broadcast(draft.id + 1) is None
    assert await store.next_due_at() is None
    assert await store.load(OWNER) is None


async def test_a_new_draft_takes_the_place_of_the_old_one(store: Store) -> None:
    """A button below the old one finds nothing to send."""
    await people(store)
    old = await drafted(store, "Old")
    new = await drafted(store)
    assert new.id > old.id
    assert await send(store, old.id) is None
    assert await store.next_due_at() is None
    assert await store.broadcast(None) == new


async def test_a_draft_can_be_discarded_and_nothing_else_can(store: Store) -> None:
    """What was sent stays, and is not cancelled by the button of its draft."""
    await people(store)
    draft = await drafted(store)
    await keep(store, OWNER, None, CancelBroadcast(draft.id))  # not yet
    await keep(store, OWNER, None, DiscardBroadcast(draft.id))
    assert await store.broadcast(draft.id) is None
    again = await sent(store)
    assert again.id > draft.id  # the old number names nothing else
    await keep(store, OWNER, None, DiscardBroadcast(again.id))
    assert await store.broadcast(again.id) == again


# Sending


@pytest.mark.parametrize(
    ("locale", "chats"), [(None, {ANNA, CLEO, DORA}), ("fr", {ANNA, CLEO}), ("en", {DORA})]
)
async def test_it_goes_to_those_who_follow(
    store: Store, locale: str | None, chats: set[int]
) -> None:
    """One reminder for each, in the chosen language, with the text; to nobody else."""
    await people(store)
    under_way = await sent(store, locale)
    count = len(chats)
    assert (under_way.state, under_way.locale) == (State.SENT, locale)
    assert (under_way.recipients, under_way.sent, under_way.waiting) == (count, 0, count)
    due = await claim(store, NOW)
    assert {one.chat_id for one in due} == chats
    for one in due:
        assert one.text == TEXT
        assert one.planned == (NOW, milestone_of(under_way.id), NOW + LASTS)


async def test_pressed_twice_it_is_sent_once(store: Store) -> None:
    """Also where somebody began to follow in between, and where another language is pressed."""
    await people(store)
    under_way = await sent(store, "fr")
    await keep(store, BELA, FOLLOWS)
    assert await send(store, under_way.id, "fr") == under_way
    assert await send(store, under_way.id) == under_way
    assert len(await claim(store, NOW)) == 2


async def test_two_processes_send_it_once(database_url: str) -> None:
    """Two owners press at the same moment."""
    async with open_store_at(database_url) as first, open_store_at(database_url) as second:
        await people(first)
        draft = await drafted(first)
        await asyncio.gather(*(send(store, draft.id) for store in (first, second, first, second)))
        assert (await told(first, draft)).recipients == 3
        assert len(await claim(second, NOW)) == 3


async def test_an_update_that_comes_twice_drafts_once(store: Store) -> None:
    """Telegram repeats the owner's message: the draft that was discarded stays discarded."""
    await keep(store, OWNER, None, DraftBroadcast(TEXT), update_id=7)
    draft = await store.broadcast(None)
    assert draft is not None
    await keep(store, OWNER, None, DiscardBroadcast(draft.id), update_id=8)
    assert not await keep(store, OWNER, None, DraftBroadcast(TEXT), update_id=7)
    assert await store.broadcast(None) is None


async def test_a_press_that_is_not_kept_sends_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the turn is kept: the draft is still one, and the press can be repeated."""

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    async with open_store_at(database_url) as store:
        await people(store)
        draft = await drafted(store)
        with monkeypatch.context() as patch:
            patch.setattr("bot.adapters.bookkeeping.tallies.count", die)  # the last thing before
            with pytest.raises(Killed):
                await send(store, draft.id, update_id=9)
    async with open_store_at(database_url) as store:
        assert await store.broadcast(None) == draft
        assert await claim(store, NOW) == []
        assert (await send(store, draft.id, update_id=9)) is not None
        assert len(await claim(store, NOW)) == 3


async def test_progress_adds_up(store: Store) -> None:
    """Sent, refused, and gone: each is counted, whatever becomes of the chats."""
    await people(store)
    under_way = await sent(store)
    ids = {one.chat_id: one.id for one in await claim(store, NOW)}
    await store.finish({ids[ANNA]: SENT, ids[CLEO]: DROPPED}, now=NOW)
    present = await told(store, under_way)
    assert (present.sent, present.waiting, present.dropped) == (1, 1, 1)
    await keep(store, DORA, None, Forget())
    present = await told(store, under_way)
    assert (present.sent, present.waiting, present.dropped) == (1, 0, 2)
    tallies = await store.tallies(since=NOW.date())
    assert [(one.what, one.key, one.count) for one in tallies] == [(Counted.SENT, "broadcast", 1)]


async def test_what_waits_can_be_cancelled_once_and_for_all(store: Store) -> None:
    """What is claimed afterwards has no text to say; what was sent was sent."""
    await people(store)
    under_way = await sent(store)
    (first, *_) = await claim(store, NOW, limit=1)
    await store.finish({first.id: SENT}, now=NOW)
    for _ in range(2):
        await keep(store, OWNER, None, CancelBroadcast(under_way.id))
        cancelled = await told(store, under_way)
        assert (cancelled.state, cancelled.sent, cancelled.dropped) == (State.CANCELLED, 1, 2)
    assert await send(store, under_way.id) == cancelled
    due = await claim(store, NOW)
    assert [one.text for one in due] == [None, None]
    await store.finish({one.id: DROPPED for one in due}, now=NOW)
    assert (await told(store, under_way)).waiting == 0


async def test_two_on_their_way_keep_their_texts(store: Store) -> None:
    """And a reminder beside them has none."""
    await keep(store, ANNA, FOLLOWS)
    one = await sent(store)
    two = await send(store, (await drafted(store, "Another")).id)
    assert two is not None
    reminded = replace(REMINDED, follows_changes=True)
    await keep(store, ANNA, reminded, Subscribe(CAMPAIGN, plan_of(0)))
    due = {due.planned.milestone: due.text for due in await claim(store, NOW)}
    assert due == {milestone_of(one.id): TEXT, milestone_of(two.id): "Another", "countdown-0": None}


async def test_a_new_plan_or_its_end_takes_no_broadcast_away(store: Store) -> None:
    """It was asked for apart; whether it is still wanted is looked at when it is sent."""
    await keep(store, ANNA, FOLLOWS)
    under_way = await sent(store)
    reminded = replace(REMINDED, follows_changes=True)
    await keep(store, ANNA, reminded, Subscribe(CAMPAIGN, plan_of(1)))
    await keep(store, ANNA, FOLLOWS, Unsubscribe())
    assert (await told(store, under_way)).waiting == 1
    (due,) = await claim(store, NOW + DAY)
    assert due.planned.milestone == milestone_of(under_way.id)


# How long it is kept


async def test_a_draft_is_kept_for_a_day(store: Store) -> None:
    """And is sent no more."""
    await people(store)
    draft = await drafted(store)
    await store.purge(now=NOW + KEEP_DRAFTS - timedelta(seconds=1))
    assert await store.broadcast(draft.id) == draft
    await store.purge(now=NOW + KEEP_DRAFTS)
    assert await send(store, draft.id) is None
    assert timedelta(days=1) == KEEP_DRAFTS


async def test_what_was_sent_is_kept_for_30_days(store: Store) -> None:
    """Cancelled or not; its number is not given to another."""
    await people(store)
    under_way = await sent(store)
    await keep(store, OWNER, None, CancelBroadcast(under_way.id))
    await store.purge(now=NOW + KEEP_BROADCASTS - timedelta(seconds=1))
    assert await store.broadcast(under_way.id) is not None
    await store.purge(now=NOW + KEEP_BROADCASTS)
    assert await store.broadcast(under_way.id) is None
    assert (await drafted(store)).id > under_way.id
    assert timedelta(days=30) == KEEP_BROADCASTS


async def test_an_erased_chat_leaves_the_broadcast_and_takes_its_own_reminder(store: Store) -> None:
    """The text is about nobody; to whom it went is known from the chats alone."""
    await keep(store, ANNA, FOLLOWS)
    under_way = await sent(store)
    assert any(one.value == milestone_of(under_way.id) for one in await store.disclose(ANNA))
    await keep(store, ANNA, None, Forget())
    assert await claim(store, NOW) == []
    assert (await told(store, under_way)).text == TEXT


# The key


def _sealed(connection: Connection) -> list[bytes]:
    return list(connection.execute(select(broadcast.c.sealed_text)).scalars())


async def test_the_text_cannot_be_read_without_the_key(database_url: str) -> None:
    """Not by another key; changed, it is refused; and the start refuses the wrong key."""
    async with open_store_at(database_url) as store:
        assert not await holds_chats(store.database)
        await drafted(store)
        assert await holds_chats(store.database)
        (sealed,) = await store.database.read(_sealed)
        assert b"switch" not in sealed
        await store.check_key()
    async with open_store_at(database_url, OTHER_KEY) as store:
        for attempt in (store.check_key(), store.broadcast(None)):
            with pytest.raises(CannotDecrypt, match="OPTOUT_ENCRYPTION_KEY"):
                await attempt
    with pytest.raises(CannotDecrypt):
        ChatCipher(KEY).open_alone(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(CannotDecrypt):
        ChatCipher(KEY).open_alone(b"")


async def test_rotation_leaves_the_old_key_without_use(database_url: str) -> None:
    """While it waits to be sent; the numbers of chats come along as ever."""
    async with open_store_at(database_url) as store:
        await people(store)
        under_way = await sent(store)
        await drafted(store, "Next")
    cipher = ChatCipher(OTHER_KEY, KEY)
    async with open_store_at(database_url, OTHER_KEY, KEY) as store:
        assert (await told(store, under_way)).text == TEXT
        assert await rotate(store.database, cipher) == 4
        before = await store.database.read(_sealed)
        assert await rotate(store.database, cipher) == 0
        assert await store.database.read(_sealed) == before
    async with open_store_at(database_url, OTHER_KEY) as store:
        await store.check_key()
        assert {one.text for one in await claim(store, NOW)} == {TEXT}
        newest = await store.broadcast(None)
        assert newest is not None
        assert newest.text == "Next"


# The release before


async def test_the_release_before_is_left_nothing_that_it_cannot_say(database_url: str) -> None:
    """It would try for ever; what was sent is still counted, and reminders stay."""
    async with open_store_at(database_url) as store:
        await keep(store, ANNA, FOLLOWS)
        await keep(store, CLEO, FOLLOWS)
        await sent(store)
        (first,) = await claim(store, NOW, limit=1)
        await store.finish({first.id: SENT}, now=NOW)
        await keep(store, BELA, REMINDED, Subscribe(CAMPAIGN, plan_of(1)))
        await downgrade(store.database, "0004")
        rows = await store.database.read(
            lambda connection: connection.execute(
                select(reminder.c.milestone, reminder.c.state).order_by(reminder.c.id)
            ).all()
        )
        assert [tuple(row) for row in rows] == [
            (first.planned.milestone, "sent"),
            ("countdown-1", "waiting"),
        ]
        await migrate(store.database)
        assert await store.broadcast(None) is None
