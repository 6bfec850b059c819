"""What is added, dropped, announced and moved: one suite for every store."""

from dataclasses import replace
from datetime import timedelta

from bot.adapters.retention import KEEP_REMINDERS
from bot.core.effects import (
    AddReminders,
    DropReminders,
    Forget,
    MoveReminders,
    Subscribe,
    Unsubscribe,
)
from bot.core.ports import Outcome
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    MINUTE,
    NOW,
    REMINDED,
    SENT,
    claim,
    claim_one,
    keep,
    known,
    plan_of,
    planned,
    subscribe,
)
from tests.adapters.conftest import Store

SNOOZED = planned(2, "snooze-1")
FOLLOWS = replace(ASKED, follows_changes=True)


def adding(*days: int) -> AddReminders:
    """Return a wish for more reminders of the countdown."""
    return AddReminders(CAMPAIGN, plan_of(*days))


async def test_what_is_added_stands_beside_what_waits(store: Store) -> None:
    """A snooze takes no other reminder's place."""
    await subscribe(store, ANNA, 1, 3)
    await keep(store, ANNA, REMINDED, AddReminders(CAMPAIGN, (SNOOZED,)))
    due = await claim(store, NOW + 9 * DAY)
    assert [one.planned for one in due] == [plan_of(1)[0], SNOOZED, plan_of(3)[0]]


async def test_a_known_milestone_moves_to_its_new_time(store: Store) -> None:
    """Earlier or later, waiting or put off; there is still one of it."""
    await keep(store, ANNA, ASKED, AddReminders(CAMPAIGN, (SNOOZED,)))
    for day in (5, 1):
        moved = planned(day, SNOOZED.milestone)
        await keep(store, ANNA, ASKED, AddReminders(CAMPAIGN, (moved,)))
        assert await store.next_due_at() == moved.due_at
    due = await claim_one(store, NOW + DAY)
    put_off = Outcome(sent=False, retry_at=NOW + 9 * DAY)
    await store.finish({due.id: put_off}, now=NOW + DAY)
    await keep(store, ANNA, ASKED, AddReminders(CAMPAIGN, (SNOOZED,)))
    assert (await claim_one(store, NOW + 2 * DAY)).planned == SNOOZED


async def test_a_milestone_that_was_sent_is_added_again(store: Store) -> None:
    """Below a reminder that has come, a button says: once more tomorrow."""
    await subscribe(store, ANNA, 1)
    due = await claim_one(store, NOW + DAY)
    await store.finish({due.id: SENT}, now=NOW + DAY)
    later = planned(2, due.planned.milestone)
    await keep(store, ANNA, ASKED, AddReminders(CAMPAIGN, (later,)))
    assert await claim(store, NOW + 2 * DAY - MINUTE) == []
    assert (await claim_one(store, NOW + 2 * DAY)).planned == later


async def test_what_is_moved_while_it_is_being_sent_comes_again(store: Store) -> None:
    """The button is pressed before the sender has noted that the message arrived."""
    await subscribe(store, ANNA, 1)
    for outcome in (SENT, Outcome(sent=False, retry_at=NOW + DAY + MINUTE)):
        due = await claim_one(store, NOW + 4 * DAY)
        later = planned(4, due.planned.milestone)
        await keep(store, ANNA, ASKED, AddReminders(CAMPAIGN, (later,)))
        await store.finish({due.id: outcome}, now=NOW + DAY)
        assert await claim(store, NOW + 4 * DAY - MINUTE) == []
    assert (await claim_one(store, NOW + 4 * DAY)).planned == later


async def test_what_stands_elsewhere_is_not_moved(store: Store) -> None:
    """Put off, sent, of another chat or another campaign: each stays where it is."""
    await subscribe(store, ANNA, 1, 2, 3)
    await subscribe(store, BELA, 1)
    put_off = planned(5, "countdown-2")
    sent = await claim(store, NOW + DAY, limit=1)
    await store.finish({sent[0].id: SENT}, now=NOW + DAY)
    await keep(store, sent[0].chat_id, REMINDED, AddReminders(CAMPAIGN, (put_off,)))
    moves = tuple((one, planned(6, one.milestone)) for one in plan_of(1, 2, 3))
    await keep(store, sent[0].chat_id, REMINDED, MoveReminders("another", moves))
    before = await store.waiting(sent[0].chat_id)
    await keep(store, sent[0].chat_id, REMINDED, MoveReminders(CAMPAIGN, moves))
    after = await store.waiting(sent[0].chat_id)
    assert put_off in before
    assert after == tuple(
        sorted(one if one == put_off else planned(6, one.milestone) for one in before)
    )
    other = ANNA + BELA - sent[0].chat_id
    assert not {one.due_at for one in await store.waiting(other)} & {NOW + 6 * DAY}


async def test_one_kind_is_dropped_and_no_other(store: Store) -> None:
    """The kind is a whole word: "nudge" is not "nudges"; what was sent stays sent."""
    plan = tuple(planned(n, name) for n, name in enumerate(("nudge-1", "nudges-1", "nudge-2")))
    await keep(store, ANNA, REMINDED, Subscribe(CAMPAIGN, plan))
    await keep(store, BELA, REMINDED, Subscribe(CAMPAIGN, plan[:1]))
    first, *_ = await claim(store, NOW)
    await store.finish({first.id: SENT}, now=NOW)
    await keep(store, ANNA, REMINDED, DropReminders("nudge"))
    due = await claim(store, NOW + 9 * DAY)
    mine = [one.planned.milestone for one in due if one.chat_id == ANNA]
    assert mine == ["nudges-1"]
    await keep(store, ANNA, REMINDED, DropReminders("nudge_"), DropReminders("%"))
    assert await store.next_due_at() is not None


async def test_effects_are_carried_out_in_their_order(store: Store) -> None:
    """Dropped and then added is there; added and then dropped is not."""
    await keep(store, ANNA, ASKED, DropReminders("countdown"), adding(1), Unsubscribe(), adding(2))
    assert [one.planned for one in await claim(store, NOW + 9 * DAY)] == list(plan_of(2))


async def test_effects_alone_reach_a_chat_that_is_kept(store: Store) -> None:
    """Without a conversation to keep, the one that is there stays as it is."""
    await subscribe(store, ANNA, 1)
    await keep(store, ANNA, None, adding(2), DropReminders("nudge"))
    assert len(await claim(store, NOW + 9 * DAY)) == 2
    await keep(store, ANNA, None, Unsubscribe())
    assert await store.next_due_at() is None
    assert await known(store, ANNA) == REMINDED
    await keep(store, BELA, None, adding(1), DropReminders("nudge"))
    assert await known(store, BELA) is None


# Changes of the rules


async def announce(
    store: Store, change: str = "2026-11", *, days_ago: int = 0, days_later: int = 0
) -> int:
    """Announce a change that the bot came to know of *days_ago*, some days after NOW."""
    now = NOW + days_later * DAY
    return await store.announce(
        change,
        campaign=CAMPAIGN,
        since=(now - days_ago * DAY).date(),
        now=now,
        latest_at=now + 7 * DAY,
    )


async def test_a_change_is_told_once_to_those_who_follow(store: Store) -> None:
    """With a subscription or without; others hear nothing, and repeating it adds nothing."""
    await keep(store, ANNA, FOLLOWS)
    await keep(store, BELA, replace(REMINDED, follows_changes=True))
    await keep(store, 3, REMINDED)
    assert await announce(store) == 2
    assert await announce(store) == 0
    due = await claim(store, NOW)
    assert {one.chat_id for one in due} == {ANNA, BELA}
    assert {one.planned for one in due} == {planned(0, "change-2026-11", latest=timedelta(days=7))}
    await store.finish({one.id: SENT for one in due}, now=NOW)
    assert await announce(store, days_ago=1, days_later=1) == 0
    assert await announce(store, "2026-12", days_later=1) == 2


async def test_who_follows_later_is_not_told_what_was_known(store: Store) -> None:
    """Nor who stopped following in between; who follows again begins anew."""
    await keep(store, ANNA, FOLLOWS)
    await keep(store, ANNA, replace(FOLLOWS, locale="en"), now=NOW + 3 * DAY)
    await keep(store, BELA, FOLLOWS, now=NOW + 2 * DAY)
    assert await announce(store, days_ago=1, days_later=2) == 1
    (due,) = await claim(store, NOW + 2 * DAY)
    assert due.chat_id == ANNA
    await keep(store, ANNA, ASKED)
    assert await announce(store, "later", days_later=1) == 0
    await keep(store, ANNA, FOLLOWS, now=NOW + 5 * DAY)
    assert await announce(store, "later", days_ago=1, days_later=5) == 1


async def test_nobody_is_told_again_when_it_is_forgotten_who_was(store: Store) -> None:
    """The row that tells is purged 30 days after; by then the change is no news."""
    await keep(store, ANNA, FOLLOWS)
    days = KEEP_REMINDERS.days
    assert await announce(store, days_ago=days, days_later=days) == 0
    assert await announce(store, days_ago=days - 1, days_later=days - 1) == 1


# A group that became a supergroup


async def test_a_group_goes_on_under_its_new_number(store: Store) -> None:
    """With all that was kept of it; the old number is unknown then."""
    await keep(store, ANNA, replace(REMINDED, follows_changes=True), adding(1))
    await store.move(ANNA, BELA)
    assert await known(store, ANNA) is None
    assert await known(store, BELA) == replace(REMINDED, follows_changes=True)
    due = await claim_one(store, NOW + DAY)
    assert (due.chat_id, due.planned) == (BELA, plan_of(1)[0])
    assert await announce(store) == 1
    await store.move(ANNA, BELA)
    assert await known(store, BELA) is not None


async def test_of_two_the_one_seen_last_goes_on(store: Store) -> None:
    """On the same day the one with a subscription does; the other leaves nothing behind."""
    later = replace(ASKED, seen_on=(NOW + DAY).date())
    for old, new, stays in (
        (REMINDED, later, later),
        (later, REMINDED, later),
        (REMINDED, ASKED, REMINDED),
        (ASKED, REMINDED, REMINDED),
        (ASKED, replace(ASKED, locale="en"), replace(ASKED, locale="en")),
    ):
        await keep(store, ANNA, old, *([adding(1)] if old is REMINDED else []))
        await keep(store, BELA, new, *([adding(2)] if new is REMINDED else []))
        await store.move(ANNA, BELA)
        assert await known(store, ANNA) is None
        assert await known(store, BELA) == stays
        rest = [(one.chat_id, one.planned) for one in await claim(store, NOW + 9 * DAY)]
        if stays is REMINDED:
            assert rest == [(BELA, plan_of(1 if old is REMINDED else 2)[0])]
        else:
            assert rest == []
        await keep(store, BELA, None, Forget())


async def test_nothing_is_moved_of_a_group_that_is_not_kept(store: Store) -> None:
    """The new number stays as it is."""
    await keep(store, BELA, REMINDED, adding(1))
    await store.move(ANNA, BELA)
    assert await known(store, BELA) == REMINDED
    assert (await claim_one(store, NOW + DAY)).chat_id == BELA
