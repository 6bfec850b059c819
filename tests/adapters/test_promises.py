"""What was confirmed to a person is kept: the core and each store together, turn by turn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from bot.adapters.retention import KEEP_REMINDERS
from bot.core import reminding
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Show, TellReminders, Text
from bot.core.events import Commanded, Event, Pressed
from bot.core.reminders import Cadence, at_local
from tests.adapters.chats import ANNA, CAMPAIGN, SENT, claim
from tests.adapters.conftest import Store
from tests.core.worlds import NEWCOMER, world

PARIS: Final = "Europe/Paris"
MINUTE: Final = timedelta(minutes=1)
AGES: Final = timedelta(days=1000)


def local(day: int, hour: int, month: int = 10) -> datetime:
    """Return an instant in Paris, in the autumn of 2025."""
    return at_local(date(2025, month, day), hour, PARIS)


@dataclass
class Member:
    """Somebody whose turns are kept in *store*."""

    store: Store
    now: datetime
    shown: Show | None = None

    async def does(self, event: Event) -> list[Text]:
        """Take a turn and keep it; return what is said."""
        kept = await self.store.load(ANNA, fresh=True)
        before = kept.conversation if kept else replace(NEWCOMER, seen_on=date(2025, 9, 20))
        turn = take_turn(before, event, world(self.now))
        version = kept.version if kept else 0
        await self.store.commit(
            ANNA, None, turn.conversation, turn.effects, now=self.now, version=version
        )
        shows = [effect for effect in turn.effects if isinstance(effect, Show)]
        for effect in turn.effects:
            if isinstance(effect, TellReminders):
                plan = await self.store.waiting(ANNA)
                shows.append(reminding.restored(plan, effect.zone, now=self.now))
        self.shown = shows[-1]
        return [text for show in shows for line in show.paragraphs for text in line]

    async def presses(self, *datas: str) -> list[str]:
        """Press buttons; return the ids of what is said."""
        return [text.id for data in datas for text in await self.does(Pressed(data))]

    async def stops(self) -> str:
        """Stop everything; return what the button below brings back."""
        await self.does(Commanded("stop"))
        assert self.shown is not None
        ((button,),) = self.shown.keyboard
        assert isinstance(button, Button)
        return button.data

    async def gets(self) -> list[str]:
        """Get what is due, as a sender would send it; return the milestones."""
        due = await claim(self.store, self.now)
        await self.store.finish({one.id: SENT for one in due}, now=self.now)
        return [one.planned.milestone for one in due]

    async def waits_for(self) -> dict[str, datetime]:
        """Return the moment of each reminder that waits."""
        return {one.milestone: one.due_at for one in await self.store.waiting(ANNA)}

    async def is_known_as(self) -> Conversation:
        """Return what is kept; what is remembered of it is what its rows hold."""
        kept = await self.store.load(ANNA)
        assert kept is not None
        assert kept == await self.store.load(ANNA, fresh=True)
        return kept.conversation


async def put_off(store: Store) -> Member:
    """Return somebody with the standard rhythm, who put "7 days left" off to this evening."""
    member = Member(store, local(20, 10))
    await member.presses("keep:standard:9")
    member.now = local(27, 9)
    assert await member.gets() == ["countdown-7"]
    member.now += 5 * MINUTE
    assert await member.presses("snooze:e:countdown-7") == ["reminders-snoozed"]
    return member


async def put_off_the_last(store: Store) -> Member:
    """Return somebody who put the last reminder of all off by an hour, and set it to 10:00."""
    member = Member(store, local(3, 8, 11))
    await member.presses("keep:own:9:2025-11-03")
    member.now = local(3, 9, 11)
    assert await member.gets() == ["own-2025-11-03"]
    assert (await member.is_known_as()).cadence is None
    await member.presses("snooze:h:own-2025-11-03")
    return member


# What was put off


async def test_what_was_put_off_comes_when_it_was_said_to_in_a_new_zone_too(store: Store) -> None:
    """The plan moves to the new local hour; "it comes back at 20:00" was said of one moment."""
    member = await put_off(store)
    assert await member.presses("zone:Europe/London") == ["zone-set"]
    hour = timedelta(hours=1)
    assert await member.waits_for() == {
        "countdown-7": local(27, 20),
        "countdown-3": local(31, 9) + hour,
        "countdown-1": local(2, 9, 11) + hour,
        "countdown-0": local(3, 9, 11) + hour,
    }
    await member.presses("zone:Europe/Paris")
    member.now = local(27, 20)
    assert await member.gets() == ["countdown-7"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (
            "standard:8",
            {
                "countdown-3": local(31, 8),
                "countdown-1": local(2, 8, 11),
                "countdown-0": local(3, 8, 11),
            },
        ),
        ("light:9", {"countdown-1": local(2, 9, 11)}),
        ("own:18:2025-10-28", {"own-2025-10-28": local(28, 18)}),
    ],
)
async def test_what_was_put_off_stays_beside_a_new_plan(
    store: Store, wish: str, expected: dict[str, datetime]
) -> None:
    """Another hour, another rhythm: of the plan before, nothing is left but that."""
    member = await put_off(store)
    await member.presses(f"keep:{wish}")
    assert await member.waits_for() == {"countdown-7": local(27, 20), **expected}


async def test_a_plan_that_names_it_again_is_the_newer_word(store: Store) -> None:
    """Who puts it off to 20:00, and then confirms a plan with it at 18:00, gets it at 18:00."""
    member = await put_off(store)
    await member.presses("keep:light:18")
    assert await member.waits_for() == {
        "countdown-7": local(27, 18),
        "countdown-1": local(2, 18, 11),
    }


async def test_a_zone_picked_for_another_plan_moves_the_one_that_is_kept(store: Store) -> None:
    """So that the plan which is confirmed then takes its place, and both do not come."""
    member = await put_off(store)
    await member.presses("zone:Europe/London:own:12:2025-10-29")
    assert (await member.waits_for())["countdown-3"] == local(31, 10)
    await member.presses("keep:own:12:2025-10-29")
    waits = await member.waits_for()
    assert waits == {"countdown-7": local(27, 20), "own-2025-10-29": local(29, 13)}


async def test_the_last_one_put_off_survives_a_new_zone(store: Store) -> None:
    """It comes at the moment that was said, and brings no other."""
    member = await put_off_the_last(store)
    member.now += 5 * MINUTE
    assert await member.presses("zone:Europe/London") == ["zone-set"]
    assert await member.waits_for() == {"own-2025-11-03": local(3, 10, 11)}


async def test_a_moment_that_is_past_in_the_new_zone_stays(store: Store) -> None:
    """At 9:00 in London it is 10:00 in Paris: what was promised for then comes then."""
    member = Member(store, local(3, 8, 11))
    await member.presses("zone:Europe/London", "keep:own:9:2025-11-03")
    promised = await member.waits_for()
    member.now = local(3, 9, 11) + 30 * MINUTE
    assert await member.presses("zone:Europe/Paris") == ["zone-set"]
    assert await member.waits_for() == promised == {"own-2025-11-03": local(3, 10, 11)}


# What was stopped


async def stopped_and_back(member: Member, *, later: timedelta = 5 * MINUTE) -> list[Text]:
    """Stop everything, find that nothing comes, and undo it *later*."""
    before, waited = await member.is_known_as(), await member.waits_for()
    undo = await member.stops()
    assert await member.waits_for() == {}
    assert await claim(member.store, member.now + AGES) == []
    assert await member.store.next_due_at() is None
    member.now += later
    said = await member.does(Pressed(undo))
    assert await member.waits_for() == waited
    assert await member.is_known_as() == replace(before, seen_on=member.now.date())
    assert await member.does(Pressed(undo)) == said, "pressed twice, it says the same"
    assert await member.waits_for() == waited
    return said


def said_of(said: list[Text]) -> tuple[str, object, object]:
    """Return the one message of *said*: its id, how many reminders, and when the first comes."""
    (text,) = said
    at = text.args["at"]
    assert isinstance(at, datetime)
    return text.id, text.args["count"], at.astimezone(UTC)


async def test_what_was_put_off_comes_back_with_the_rest(store: Store) -> None:
    """Each at its moment; it is told how many, and when the first of them comes."""
    said = await stopped_and_back(await put_off(store))
    assert said_of(said) == ("reminders-kept", 4, local(27, 20))


async def test_the_last_one_put_off_comes_back(store: Store) -> None:
    """With 55 minutes to go, it is not over."""
    said = await stopped_and_back(await put_off_the_last(store))
    assert said_of(said) == ("reminders-kept", 1, local(3, 10, 11))


def rhythms() -> Iterator[tuple[datetime, str, timedelta]]:
    """Yield when somebody asks for what, and how much later they undo its end."""
    yield local(20, 10), "standard:9", timedelta(hours=3)
    yield local(1, 10), "daily:9", timedelta(days=2)
    yield local(20, 10), "own:18:2025-10-24", timedelta(days=3)
    yield local(3, 8, 11) - 30 * MINUTE, "own:9:2025-11-03", 10 * MINUTE
    yield local(5, 10, 11), "nudge:9", timedelta(hours=20)
    yield local(5, 10, 11), "recheck-6:12", timedelta(days=20)


@pytest.mark.parametrize(("now", "wish", "later"), list(rhythms()), ids=str)
async def test_what_was_stopped_comes_back_as_it_was(
    store: Store, now: datetime, wish: str, later: timedelta
) -> None:
    """Every moment of it, counted from the day on which it was asked for."""
    member = Member(store, now)
    await member.presses(f"keep:{wish}")
    said = await stopped_and_back(member, later=later)
    waits = await member.waits_for()
    assert said_of(said) == ("reminders-kept", len(waits), min(waits.values()))


async def test_the_reminder_of_the_start_day_comes_back_on_that_day(store: Store) -> None:
    """No countdown can be asked for on that day, but one that was is brought back."""
    member = Member(store, local(20, 10))
    await member.presses("keep:standard:9")
    for day, month in ((27, 10), (31, 10), (2, 11)):
        member.now = local(day, 9, month)
        assert len(await member.gets()) == 1
    member.now = local(3, 8, 11)
    said = await stopped_and_back(member)
    assert said_of(said) == ("reminders-kept", 1, local(3, 9, 11))


async def test_what_is_past_by_then_does_not_come_back(store: Store) -> None:
    """Of two, the later one; of none, it is said, and there is no subscription."""
    member = Member(store, local(20, 10))
    await member.presses("keep:light:9")
    undo = await member.stops()
    member.now = local(28, 10)
    assert said_of(await member.does(Pressed(undo))) == ("reminders-kept", 1, local(2, 9, 11))
    assert await member.waits_for() == {"countdown-1": local(2, 9, 11)}
    undo = await member.stops()
    member.now = local(2, 22, 11)
    assert await member.presses(undo) == ["reminders-none-left"]
    assert await member.waits_for() == {}
    assert (await member.is_known_as()).cadence is None


async def test_a_reminder_whose_hour_passed_meanwhile_comes_on_the_same_day(store: Store) -> None:
    """Stopped at 8:59 and brought back at 9:01, it is still of full use."""
    member = Member(store, local(20, 10))
    await member.presses("keep:light:9")
    member.now = local(27, 9) - MINUTE
    undo = await member.stops()
    member.now = local(27, 9) + MINUTE
    assert said_of(await member.does(Pressed(undo))) == ("reminders-kept", 2, member.now)
    assert await member.gets() == ["countdown-7"]


async def test_a_button_from_before_another_plan_changes_nothing(store: Store) -> None:
    """Who has asked for something else since sees what they have."""
    member = await put_off(store)
    undo = await member.stops()
    await member.presses("keep:light:8")
    waits = await member.waits_for()
    assert "reminders-current" in await member.presses(undo)
    assert await member.waits_for() == waits == {"countdown-1": local(2, 8, 11)}
    undo = await member.stops()
    await member.presses(undo)
    assert await member.waits_for() == waits


async def test_who_was_done_too_soon_gets_all_of_it_back(store: Store) -> None:
    """What was put off too; and the switch is not taken for seen Off."""
    member = await put_off(store)
    waited = await member.waits_for()
    for step in ("turn-off", "check-page", "check-switch", "check-again"):
        await member.presses(f"walk:link:{step}:next")
    assert (await member.is_known_as()).refused_on is not None
    assert await member.waits_for() == {}
    assert member.shown is not None
    ((button,),) = member.shown.keyboard
    assert isinstance(button, Button)
    said = await member.does(Pressed(button.data))
    assert said_of(said) == ("reminders-kept", 4, local(27, 20))
    assert await member.waits_for() == waited
    assert (await member.is_known_as()).refused_on is None


async def test_news_that_wait_are_stopped_and_come_back(store: Store) -> None:
    """A change that was to be told in the morning; no plan takes its place either."""
    member = Member(store, local(20, 10))
    await member.presses("follow:yes", "keep:light:9")
    member.now = local(21, 2)
    latest_at = member.now + timedelta(days=7)
    await store.announce(
        "notice", campaign=CAMPAIGN, since=member.now.date(), now=member.now, latest_at=latest_at
    )
    await member.presses("keep:light:12")
    undo = await member.stops()
    assert await member.gets() == []
    await member.presses(undo)
    assert await member.gets() == ["change-notice"]
    assert set(await member.waits_for()) == {"countdown-7", "countdown-1"}


async def test_what_was_on_its_way_when_it_was_stopped_does_not_come_twice(store: Store) -> None:
    """It has most likely arrived, also where it had been begun ahead of its hour."""
    member = Member(store, local(20, 10))
    await member.presses("keep:light:9")
    member.now = local(27, 8)
    (due,) = await store.claim(
        now=member.now, limit=1, lease_seconds=120, urgent_until=local(27, 21)
    )
    undo = await member.stops()
    await store.finish({due.id: SENT}, now=member.now)
    await member.presses(undo)
    assert await member.waits_for() == {"countdown-1": local(2, 9, 11)}
    member.now = local(27, 9)
    assert await member.gets() == []


async def test_what_was_stopped_is_erased_in_time(store: Store) -> None:
    """It is kept for as long as what was sent."""
    member = await put_off(store)
    undo = await member.stops()
    await store.purge(now=member.now + KEEP_REMINDERS - MINUTE)
    assert [one for one in await store.disclose(ANNA) if one.table == "reminder"]
    await store.purge(now=member.now + KEEP_REMINDERS + MINUTE)
    assert not [one for one in await store.disclose(ANNA) if one.table == "reminder"]
    assert await member.presses(undo) == ["reminders-none-left"]
    assert (await member.is_known_as()).cadence is not Cadence.STANDARD
