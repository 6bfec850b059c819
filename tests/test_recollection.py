"""What a process remembers of chats: while it may, and while there is room."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from bot.core.conversation import Context, Conversation, Unanswered
from bot.core.walkthrough import Device, Step
from bot.recollection import KEEP, KEEP_UNANSWERED, Recollection

NOW: Final = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
MOMENT: Final = timedelta(microseconds=1)
ASKED: Final = Unanswered("Will it rain?", "when")
CONTEXT: Final = Context("minors", ("when",), ASKED)
GUEST: Final = Conversation("fr", "Europe/Paris", Device.PHONE, Step.TURN_OFF, context=CONTEXT)
STORED: Final = Conversation("en", "Europe/London")
ANNA, BELA = 1_234_567_890, 2


@pytest.fixture
def recollection() -> Recollection:
    """A process that met Anna, of whom nothing is stored."""
    met = Recollection()
    met.remember(ANNA, GUEST, is_stored=False, now=NOW)
    return met


def test_a_guest_is_known_as_they_left(recollection: Recollection) -> None:
    """And a stranger is not."""
    assert recollection.recall(ANNA, None, now=NOW) == GUEST
    assert recollection.recall(BELA, None, now=NOW) is None
    assert recollection.recall(BELA, STORED, now=NOW) == STORED


def test_what_is_stored_goes_before_what_is_remembered(recollection: Recollection) -> None:
    """Another process may have written it since; what was spoken of is still known."""
    assert recollection.recall(ANNA, STORED, now=NOW) == replace(STORED, context=CONTEXT)


def test_who_was_erased_elsewhere_is_a_stranger_here(recollection: Recollection) -> None:
    """Of a chat that is stored, nothing is remembered that could outlive its rows."""
    recollection.remember(ANNA, replace(STORED, context=CONTEXT), is_stored=True, now=NOW)
    assert recollection.recall(ANNA, None, now=NOW) is None


def test_who_is_erased_is_forgotten(recollection: Recollection) -> None:
    """At once."""
    recollection.remember(ANNA, None, is_stored=False, now=NOW)
    assert recollection.recall(ANNA, None, now=NOW) is None


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_guest_is_known_for_a_day_and_their_question_for_less(
    recollection: Recollection, *, is_swept: bool
) -> None:
    """To the moment, whether it was tidied up before or not."""
    forgotten = replace(GUEST, context=replace(CONTEXT, unanswered=None))
    for age, known in (
        (KEEP_UNANSWERED - MOMENT, GUEST),
        (KEEP_UNANSWERED, forgotten),
        (KEEP - MOMENT, forgotten),
        (KEEP, None),
    ):
        if is_swept:
            recollection.sweep(now=NOW + age)
        assert recollection.recall(ANNA, None, now=NOW + age) == known


def test_a_sweep_leaves_no_text(recollection: Recollection) -> None:
    """Not even one that nobody asks for again."""
    held = recollection._chats  # noqa: SLF001  # what is in memory is what is promised
    recollection.sweep(now=NOW + KEEP_UNANSWERED)
    assert [memory.context for memory in held.values()] == [replace(CONTEXT, unanswered=None)]
    recollection.sweep(now=NOW + KEEP)
    assert held == {}


def test_a_group_that_was_upgraded_goes_on(recollection: Recollection) -> None:
    """Under its new number."""
    recollection.move(ANNA, BELA)
    recollection.move(ANNA, BELA)
    assert recollection.recall(BELA, None, now=NOW) == GUEST
    assert recollection.recall(ANNA, None, now=NOW) is None


def test_the_oldest_makes_room(recollection: Recollection, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many write, memory stays bounded."""
    monkeypatch.setattr("bot.recollection.MAX_CHATS", 3)
    for chat_id in (2, 3, ANNA, 4):  # Anna wrote again in between
        recollection.remember(chat_id, GUEST, is_stored=False, now=NOW)
    known = [c for c in (ANNA, 2, 3, 4) if recollection.recall(c, None, now=NOW) is not None]
    assert known == [ANNA, 3, 4]
