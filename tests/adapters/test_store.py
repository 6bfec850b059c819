"""What is kept of a chat, and which reminders are handed out: one suite for every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.adapters.retention import KEEP_CHATS, KEEP_REMINDERS, KEEP_UPDATES
from bot.core.conversation import Conversation
from bot.core.effects import Count, Forget, Show, Subscribe, Text, Unsubscribe
from bot.core.ports import Outcome
from bot.core.tally import Counted
from tests.adapters.chats import (
    ANNA,
    ASKED,
    BELA,
    CAMPAIGN,
    DAY,
    DROPPED,
    FULL,
    GROUP,
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

# What is kept of a chat


async def test_of_a_stranger_nothing_is_known(store: Store) -> None:
    """Who never wrote has no conversation."""
    assert await known(store, ANNA) is None
    assert await store.next_due_at() is None
    assert await claim(store, NOW) == []


@pytest.mark.parametrize(
    "conversation", [ASKED, REMINDED, FULL, GROUP, replace(ASKED, seen_on=None)], ids=str
)
async def test_a_chat_is_found_as_it_was_left(store: Store, conversation: Conversation) -> None:
    """Every field comes back, also for chats with very large and negative (group) numbers."""
    for chat_id in (ANNA, -1_001_234_567_890, 1):
        await keep(store, chat_id, conversation)
        assert await known(store, chat_id) == conversation
    await keep(store, ANNA, replace(ASKED, locale="en"))
    assert await known(store, ANNA) == replace(ASKED, locale="en")


async def test_the_hour_belongs_to_the_subscription(store: Store) -> None:
    """Whoever stops the reminders is asked for the hour anew."""
    await keep(store, ANNA, REMINDED)
    await keep(store, ANNA, replace(REMINDED, cadence=None, subscribed_on=None))
    assert await known(store, ANNA) == ASKED


async def test_an_update_counts_once(store: Store) -> None:
    """Telegram repeats an update that it holds for lost: the second time changes nothing."""
    assert await keep(store, ANNA, ASKED, update_id=7)
    again = replace(ASKED, locale="en")
    repeated = keep(store, ANNA, again, Subscribe(CAMPAIGN, plan_of(1)), update_id=7)
    assert not await repeated
    assert await known(store, ANNA) == ASKED
    assert await store.next_due_at() is None
    assert await keep(store, ANNA, again, update_id=8)
    assert await keep(store, ANNA, again)
    assert await keep(store, ANNA, again)


async def test_what_is_shown_is_not_stored(store: Store) -> None:
    """Effects that are not about the store are passed over."""
    await keep(store, ANNA, ASKED, Show(((Text("help"),),)))
    assert await known(store, ANNA) == ASKED


async def test_a_stranger_can_be_told_something_without_being_kept(store: Store) -> None:
    """Erasing or unsubscribing a chat that is not there leaves nothing behind."""
    await keep(store, ANNA, None, Unsubscribe(), Forget(), update_id=1)
    await keep(store, ANNA, None, Subscribe(CAMPAIGN, plan_of(1)))
    assert await known(store, ANNA) is None
    assert await store.next_due_at() is None


# Subscriptions


async def test_a_subscription_is_handed_out_day_by_day(store: Store) -> None:
    """Each reminder is due once, at its time, with the chat as it is then."""
    await subscribe(store, ANNA, 1, 3)
    assert await store.next_due_at() == NOW + DAY
    assert await claim(store, NOW + DAY - MINUTE) == []
    await keep(store, ANNA, replace(REMINDED, locale="en"))
    first = await claim_one(store, NOW + DAY)
    assert (first.chat_id, first.planned) == (ANNA, plan_of(1)[0])
    assert first.conversation == replace(REMINDED, locale="en")
    await store.finish({first.id: SENT}, now=NOW + DAY)
    assert await claim(store, NOW + 2 * DAY) == []
    assert await store.next_due_at() == NOW + 3 * DAY


async def test_a_new_plan_takes_the_place_of_the_old_one(store: Store) -> None:
    """Whoever changes the rhythm or the hour gets the new plan alone."""
    await subscribe(store, ANNA, 1, 2, 3)
    await keep(store, ANNA, REMINDED, Subscribe(CAMPAIGN, plan_of(3, 4), plan_of(1, 2, 3)))
    due = await claim(store, NOW + 9 * DAY)
    assert [one.planned for one in due] == list(plan_of(3, 4))


async def test_what_was_sent_is_not_planned_again(store: Store) -> None:
    """Subscribing again does not repeat a reminder that has already come."""
    await subscribe(store, ANNA, 1, 3)
    first = await claim_one(store, NOW + DAY)
    await store.finish({first.id: SENT}, now=NOW + DAY)
    await subscribe(store, ANNA, 1, 3)
    assert [one.planned for one in await claim(store, NOW + 9 * DAY)] == list(plan_of(3))


async def test_after_stop_nothing_is_due(store: Store) -> None:
    """/stop ends the reminders and leaves the chat."""
    await subscribe(store, ANNA, 1, 3)
    await keep(store, ANNA, ASKED, Unsubscribe())
    assert await claim(store, NOW + 9 * DAY) == []
    assert await store.next_due_at() is None
    assert await known(store, ANNA) == ASKED


async def test_a_reminder_that_is_on_its_way_when_it_is_stopped_harms_nothing(store: Store) -> None:
    """Its outcome is recorded nowhere: the row is gone."""
    await subscribe(store, ANNA, 1)
    due = await claim_one(store, NOW + DAY)
    await keep(store, ANNA, ASKED, Unsubscribe())
    await store.finish({due.id: SENT, 999: DROPPED}, now=NOW + DAY)
    assert await known(store, ANNA) == ASKED


async def test_the_subscription_ends_with_its_last_reminder(store: Store) -> None:
    """Afterwards the settings say that no reminders are set."""
    await subscribe(store, ANNA, 1, 2)
    first, second = await claim(store, NOW + 2 * DAY)
    await store.finish({first.id: DROPPED}, now=NOW + 2 * DAY)
    assert await known(store, ANNA) == REMINDED
    await store.finish({second.id: SENT}, now=NOW + 2 * DAY)
    assert await known(store, ANNA) == ASKED
    assert await store.next_due_at() is None


async def test_two_chats_do_not_disturb_each_other(store: Store) -> None:
    """What one person stops, ends or erases is nobody else's."""
    await subscribe(store, ANNA, 1)
    await subscribe(store, BELA, 1, 2)
    await keep(store, ANNA, ASKED, Unsubscribe())
    assert await known(store, BELA) == REMINDED
    (due,) = await claim(store, NOW + DAY)
    assert due.chat_id == BELA
    await store.finish({due.id: SENT}, now=NOW + DAY)
    await keep(store, ANNA, None, Forget())
    assert await known(store, ANNA) is None
    assert await known(store, BELA) == REMINDED
    assert await store.next_due_at() == NOW + 2 * DAY


# Erasure


async def test_everything_about_a_chat_is_erased_at_once(store: Store) -> None:
    """/delete, and blocking: chat, subscription and reminders, the sent ones too."""
    await subscribe(store, ANNA, 1, 3)
    first = await claim_one(store, NOW + DAY)
    await store.finish({first.id: SENT}, now=NOW + DAY)
    on_its_way = await claim_one(store, NOW + 3 * DAY)
    await keep(store, ANNA, None, Forget())
    assert await known(store, ANNA) is None
    await store.finish({on_its_way.id: SENT}, now=NOW + 3 * DAY)
    assert await known(store, ANNA) is None
    await subscribe(store, ANNA, 1)  # a new beginning: nothing is remembered as sent
    assert [one.planned for one in await claim(store, NOW + DAY)] == list(plan_of(1))


# Claims


async def test_one_reminder_goes_to_one_sender(store: Store) -> None:
    """A second sender gets nothing while the first holds the lease."""
    await subscribe(store, ANNA, 1)
    assert len(await claim(store, NOW + DAY)) == 1
    assert await claim(store, NOW + DAY + timedelta(seconds=119)) == []


async def test_what_a_crashed_sender_held_is_due_again(store: Store) -> None:
    """The lease runs out to the second; nothing is lost."""
    await subscribe(store, ANNA, 1)
    first = await claim_one(store, NOW + DAY)
    again = await claim_one(store, NOW + DAY + timedelta(seconds=120))
    assert again == first


async def test_a_retry_comes_when_it_was_asked_for(store: Store) -> None:
    """Telegram said "in three hours": not before, and not later."""
    await subscribe(store, ANNA, 1)
    due = await claim_one(store, NOW + DAY)
    later = NOW + DAY + timedelta(hours=3)
    await store.finish({due.id: Outcome(sent=False, retry_at=later)}, now=NOW + DAY)
    assert await known(store, ANNA) == REMINDED
    assert await claim(store, later - timedelta(seconds=1)) == []
    assert await claim_one(store, later) == due


async def test_a_late_failure_does_not_revive_what_another_sender_ended(store: Store) -> None:
    """The lease ran out, somebody else sent it: the first sender's retry counts for nothing."""
    await subscribe(store, ANNA, 1)
    await claim(store, NOW + DAY)
    due = await claim_one(store, NOW + DAY + 3 * MINUTE)
    await store.finish({due.id: SENT}, now=NOW + DAY + 3 * MINUTE)
    retry = Outcome(sent=False, retry_at=NOW + DAY + 4 * MINUTE)
    await store.finish({due.id: retry}, now=NOW + DAY + 3 * MINUTE)
    assert await claim(store, NOW + 2 * DAY) == []
    assert await known(store, ANNA) == ASKED


async def test_the_soonest_come_first_up_to_the_limit(store: Store) -> None:
    """After an outage the oldest debts are paid first, a batch at a time."""
    for number in range(5):
        await subscribe(store, ANNA + number, 5 - number)
    first = await claim(store, NOW + 9 * DAY, limit=2)
    assert [one.chat_id for one in first] == [ANNA + 4, ANNA + 3]
    rest = await claim(store, NOW + 9 * DAY, limit=10)
    assert [one.chat_id for one in rest] == [ANNA + 2, ANNA + 1, ANNA]


async def test_all_that_is_due_for_a_person_is_handed_out_together(store: Store) -> None:
    """After an outage the sender sees which is the newest, however small the batch."""
    await subscribe(store, ANNA, 1, 2, 3, 9)
    await subscribe(store, BELA, 4)
    due = await claim(store, NOW + 5 * DAY, limit=1)
    assert [(one.chat_id, one.planned) for one in due] == [(ANNA, p) for p in plan_of(1, 2, 3)]
    assert (await claim_one(store, NOW + 5 * DAY)).chat_id == BELA


async def test_what_was_put_off_comes_along_with_the_next(store: Store) -> None:
    """While Telegram is down for days, a person is not told twice afterwards."""
    await subscribe(store, ANNA, 1, 2)
    first = await claim_one(store, NOW + DAY)
    put_off = Outcome(sent=False, retry_at=NOW + 2 * DAY + MINUTE)
    await store.finish({first.id: put_off}, now=NOW + 2 * DAY - MINUTE)
    assert [one.planned for one in await claim(store, NOW + 2 * DAY)] == list(plan_of(1, 2))


# Retention


async def test_seen_updates_are_kept_for_48_hours(store: Store) -> None:
    """Exactly as long as /privacy says."""
    await keep(store, ANNA, ASKED, update_id=7)
    await store.purge(now=NOW + KEEP_UPDATES - timedelta(seconds=1))
    assert not await keep(store, ANNA, ASKED, update_id=7)
    await store.purge(now=NOW + KEEP_UPDATES)
    assert await keep(store, ANNA, ASKED, update_id=7)
    assert timedelta(hours=48) == KEEP_UPDATES


async def test_ended_reminders_are_kept_for_30_days(store: Store) -> None:
    """So long it is remembered that they were sent; one that waits is never purged."""
    await subscribe(store, ANNA, 1, 200)
    due = await claim_one(store, NOW + DAY)
    await store.finish({due.id: SENT}, now=NOW + DAY)
    await keep(store, ANNA, replace(REMINDED, seen_on=date(2026, 1, 1)))
    planned_again = Subscribe(CAMPAIGN, plan_of(1, 200))
    await store.purge(now=NOW + DAY + KEEP_REMINDERS - timedelta(seconds=1))
    await keep(store, ANNA, REMINDED, planned_again)
    assert await store.next_due_at() == NOW + 200 * DAY
    await store.purge(now=NOW + DAY + KEEP_REMINDERS)
    assert await store.next_due_at() == NOW + 200 * DAY
    await keep(store, ANNA, REMINDED, planned_again)
    assert await store.next_due_at() == NOW + DAY
    assert timedelta(days=30) == KEEP_REMINDERS


async def test_a_chat_is_kept_for_13_months_unseen(store: Store) -> None:
    """To the day; then everything of it goes, waiting reminders too."""
    await subscribe(store, ANNA, 1)
    await store.purge(now=NOW + KEEP_CHATS - DAY)
    assert await known(store, ANNA) == REMINDED
    await store.purge(now=NOW + KEEP_CHATS)
    assert await known(store, ANNA) is None
    assert await store.next_due_at() is None
    thirteen_months = date(2026, 11, 20) - NOW.date()
    assert abs(KEEP_CHATS - thirteen_months) < timedelta(days=2)


async def test_coming_back_keeps_a_chat(store: Store) -> None:
    """The 13 months count from the last message."""
    await keep(store, ANNA, ASKED)
    await keep(store, ANNA, replace(ASKED, seen_on=date(2026, 10, 1)))
    await store.purge(now=NOW + KEEP_CHATS + DAY)
    assert await known(store, ANNA) is not None


async def test_misses_are_counted_by_day_and_topic_for_13_months(store: Store) -> None:
    """Nothing tells who asked; the counts outlive the chat, and go in their turn."""
    await keep(store, ANNA, ASKED, Count(Counted.MISSED, "minors", "fr"))
    await keep(store, BELA, None, Count(Counted.MISSED, "minors", "fr"))
    await keep(store, ANNA, ASKED, Count(Counted.MISSED, "when", "fr"), now=NOW + DAY)
    await keep(store, ANNA, None, Forget())
    first, second = NOW.date(), (NOW + DAY).date()
    assert await store.misses() == ((first, "fr", "minors", 2), (second, "fr", "when", 1))
    await store.purge(now=NOW + KEEP_CHATS - DAY)
    assert len(await store.misses()) == 2
    await store.purge(now=NOW + KEEP_CHATS)
    assert await store.misses() == ((second, "fr", "when", 1),)


async def test_a_reminder_on_its_way_ends_no_other_when_its_row_is_gone(store: Store) -> None:
    """A new plan made while an old reminder is being sent stays whole."""
    await subscribe(store, ANNA, 0)
    (claimed,) = await claim(store, NOW)
    await subscribe(store, ANNA, 1)
    await store.finish({claimed.id: SENT}, now=NOW)
    assert await store.next_due_at() == NOW + DAY
    assert await known(store, ANNA) == REMINDED


async def test_a_milestone_that_was_sent_comes_again_where_it_is_asked_for_anew(
    store: Store,
) -> None:
    """Confirmed is planned."""
    await subscribe(store, ANNA, 0)
    (claimed,) = await claim(store, NOW)
    await store.finish({claimed.id: SENT}, now=NOW)
    later = (planned(1, claimed.planned.milestone),)
    await keep(store, ANNA, REMINDED, Subscribe(CAMPAIGN, later))
    assert await store.next_due_at() == NOW + DAY
    assert len(await claim(store, NOW + DAY)) == 1
