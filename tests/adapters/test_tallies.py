"""What is counted of nobody in particular: one suite for every store."""

from datetime import date

from bot.adapters.tallies import MAX_LINKS, OTHER
from bot.core.effects import Count, Forget
from bot.core.ports import Outcome
from bot.core.tally import Counted, Tally
from tests.adapters.chats import ANNA, ASKED, BELA, DAY, NOW, claim, keep, subscribe
from tests.adapters.conftest import Store

ANSWERED = Count(Counted.ANSWERED, "when", "fr")
TODAY = NOW.date()


async def test_counts_add_up_by_day_kind_key_and_language(store: Store) -> None:
    """Whoever it was, also a chat of which nothing is kept; the oldest day first."""
    await keep(store, ANNA, None, ANSWERED)
    await keep(store, BELA, ASKED, ANSWERED, Count(Counted.MISSED, "when", "fr"))
    await keep(store, BELA, ASKED, Count(Counted.ANSWERED, "when", "en"), now=NOW + DAY)
    first = (
        Tally(TODAY, "answered", "when", "fr", 2),
        Tally(TODAY, "missed", "when", "fr", 1),
    )
    second = Tally((NOW + DAY).date(), "answered", "when", "en", 1)
    assert await store.tallies(since=date.min) == (*first, second)
    assert await store.tallies(since=second.day) == (second,)
    assert await store.misses() == ((TODAY, "fr", "when", 1),)


async def test_an_update_that_comes_twice_counts_once(store: Store) -> None:
    """Like all of its turn."""
    for _ in range(2):
        await store.commit(ANNA, 7, None, (ANSWERED,), now=NOW)
    assert [one.count for one in await store.tallies(since=TODAY)] == [1]


async def test_an_erased_chat_leaves_the_counts(store: Store) -> None:
    """They are about nobody."""
    await keep(store, ANNA, ASKED, ANSWERED)
    await keep(store, ANNA, None, Forget())
    assert [one.count for one in await store.tallies(since=TODAY)] == [1]


async def test_counts_are_kept_for_13_months(store: Store) -> None:
    """And not a day longer."""
    await keep(store, ANNA, ASKED, ANSWERED)
    await store.purge(now=NOW + 395 * DAY)
    assert len(await store.tallies(since=TODAY)) == 1
    await store.purge(now=NOW + 396 * DAY)
    assert await store.tallies(since=TODAY) == ()


async def test_links_that_are_made_up_fill_no_table(store: Store) -> None:
    """Anybody can follow thousands; those beyond a number count together, known ones apart."""
    links = [Count(Counted.LINK, f"c_{number:03}", "fr") for number in range(MAX_LINKS + 5)]
    await keep(store, ANNA, None, *links)
    await keep(store, ANNA, None, links[0])
    counts = {one.key: one.count for one in await store.tallies(since=TODAY)}
    assert len(counts) == MAX_LINKS + 1
    assert (counts["c_000"], counts[OTHER]) == (2, 5)


async def test_reminders_that_were_sent_are_told_by_kind(store: Store) -> None:
    """From their own rows, as long as those are kept; what was dropped is not among them."""
    await subscribe(store, ANNA, 1)
    await subscribe(store, BELA, 1)
    for is_sent in (True, False):
        (due,) = await claim(store, NOW + DAY, 1)
        await store.finish({due.id: Outcome(sent=is_sent)}, now=NOW + DAY)
    (sent,) = await store.tallies(since=TODAY)
    assert (sent.day, sent.what, sent.count) == ((NOW + DAY).date(), "sent", 1)
    assert sent.key == "countdown"
    assert await store.tallies(since=sent.day + DAY) == ()
