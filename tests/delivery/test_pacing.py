"""How fast messages leave: below Telegram's limits in every window, and no slower than needed."""

import itertools
from collections.abc import Sequence

import pytest

from bot.delivery.pacing import Pacing

ANNA, BELA, GROUP, OTHER_GROUP = 1, 2, -3, -4


def send_all(pacing: Pacing, chats: Sequence[int], start: float = 0.0) -> list[float]:
    """Send a message to each of *chats* as soon as it may leave; return the instants."""
    now, instants = start, []
    for chat in chats:
        now = pacing.ready_at(chat, now)
        while (ready := pacing.ready_at(chat, now)) > now:  # the last rounding error
            now = ready
        pacing.note_sent(chat, now)
        instants.append(now)
    return instants


def busiest(instants: Sequence[float], window: float) -> int:
    """Return the most messages that lie within *window* seconds."""
    return max(sum(begin <= instant < begin + window for instant in instants) for begin in instants)


@pytest.mark.parametrize("per_second", [1.0, 10.0, 28.0, 500.0])
def test_overall_the_pace_is_kept_and_used(per_second: float) -> None:
    """Many people at once: never more than a burst above the rate, and not slower than it."""
    instants = send_all(Pacing(per_second), range(1, 401))
    assert busiest(instants, 1.0) <= per_second + max(1.0, per_second / 14) + 1e-6
    assert 399 / (instants[-1] - instants[0]) >= per_second * 0.99


def test_the_usual_pace_stays_below_telegrams_thirty() -> None:
    """In any second, also in the first one after a rest."""
    pacing = Pacing()
    instants = send_all(pacing, range(1, 101))
    instants += send_all(pacing, range(101, 201), start=instants[-1] + 3600.0)
    assert busiest(instants, 1.0) <= 30


def test_one_person_gets_a_few_at_once_then_one_a_second() -> None:
    """Who presses quickly is not held back; who is flooded is spared."""
    instants = send_all(Pacing(), [ANNA] * 20)
    assert instants[4] - instants[0] < 1.0
    gaps = [later - earlier for earlier, later in itertools.pairwise(instants[5:])]
    assert all(gap == pytest.approx(1.0) for gap in gaps)


def test_a_group_gets_at_most_twenty_a_minute() -> None:
    """In any minute, the quick ones at the beginning included."""
    instants = send_all(Pacing(), [GROUP] * 60)
    assert busiest(instants, 60.0) <= 20
    assert instants[4] - instants[0] < 1.0
    assert 59 * 60 / (instants[-1] - instants[0]) >= 15  # a minute


def test_chats_do_not_wait_for_each_other() -> None:
    """A group that must wait holds up nobody else."""
    pacing = Pacing()
    (*_, now) = send_all(pacing, [GROUP] * 6)
    assert pacing.ready_at(GROUP, now) > now + 1
    for chat in (ANNA, OTHER_GROUP):
        assert pacing.ready_at(chat, now + 0.1) == now + 0.1


def test_who_rested_may_send_quickly_again() -> None:
    """After a minute of silence everything is as at first."""
    pacing = Pacing()
    send_all(pacing, [ANNA] * 10 + [GROUP] * 10)
    for chat in (ANNA, GROUP):
        instants = send_all(pacing, [chat] * 5, start=1000.0 + chat)
        assert instants[-1] - instants[0] < 1.0


def test_a_chat_that_telegram_silences_waits_alone() -> None:
    """One chat was too fast: the others go on."""
    pacing = Pacing()
    pacing.park(ANNA, until=100.0, now=10.0)
    assert pacing.ready_at(ANNA, 10.0) == 100.0
    assert pacing.ready_at(BELA, 10.0) == 10.0
    assert pacing.ready_at(ANNA, 100.0) == 100.0


def test_a_second_silenced_chat_silences_the_bot() -> None:
    """Two chats at once: it was the bot that was too fast."""
    pacing = Pacing()
    pacing.park(ANNA, until=100.0, now=10.0)
    pacing.park(BELA, until=60.0, now=11.0)
    assert pacing.ready_at(GROUP, 12.0) == 60.0
    assert pacing.ready_at(BELA, 12.0) == 60.0
    assert pacing.ready_at(ANNA, 12.0) == 100.0
    assert pacing.ready_at(GROUP, 60.0) == 60.0


def test_the_same_chat_twice_or_one_after_the_other_is_not_the_bot() -> None:
    """A chat that is refused again, or long after another, says nothing about the bot."""
    pacing = Pacing()
    pacing.park(ANNA, until=20.0, now=10.0)
    pacing.park(ANNA, until=30.0, now=20.0)
    pacing.park(BELA, until=50.0, now=40.0)
    assert pacing.ready_at(GROUP, 41.0) == 41.0


def test_many_chats_are_forgotten_again() -> None:
    """Memory stays flat over a campaign, and the pace is kept all the same."""
    pacing = Pacing(1000.0)
    now = 0.0
    for chat in range(1, 700_001, 7):
        now += 0.01
        pacing.note_sent(chat, now)
    assert len(pacing._chats) < 10 * 60 * 1000 + 2  # noqa: SLF001  # its memory is what is asked
    slow = Pacing(1.0)
    for chat in range(1, 5000):
        slow.note_sent(chat, float(chat))
    assert len(slow._chats) < 700  # noqa: SLF001  # the same
