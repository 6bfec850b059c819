"""Who may decide for a group."""

import asyncio

import pytest

from bot.core.errors import MessengerUnavailable
from bot.emulator import Fault
from bot.emulator.chats import Status
from bot.frontends import members
from bot.frontends.members import KEPT_SECONDS, CachedMembers
from tests.frontends.conftest import Front


@pytest.mark.parametrize(
    ("status", "is_admin"),
    [("creator", True), ("administrator", True), ("member", False), ("left", False)],
)
async def test_telegram_is_asked_who_administers(
    front: Front,
    status: Status,
    is_admin: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    """The creator and the administrators, nobody else."""
    owner, other = front.emulator.visitor(), front.emulator.visitor()
    group = front.emulator.group("Union", owner)
    group.set_member(other, status)
    assert await front.end.members.is_admin(group.id, other.id) is is_admin


@pytest.mark.parametrize("fault", [Fault(html_status=502), Fault(is_cut=True)])
async def test_who_is_in_doubt_decides_nothing(front: Front, fault: Fault) -> None:
    """And is asked about again the next time."""
    owner = front.emulator.visitor()
    group = front.emulator.group("Union", owner)
    front.emulator.faults.script("getChatMember", fault)
    assert not await front.end.members.is_admin(group.id, owner.id)
    assert await front.end.members.is_admin(group.id, owner.id)
    assert not await front.end.members.is_admin(-1, owner.id)


async def test_an_answer_is_kept_for_a_minute() -> None:
    """For each person and each group; a failure is not kept."""
    now = 0.0
    asked: list[tuple[int, int]] = []
    answers = {(1, 2): "administrator", (1, 3): "member"}

    async def ask(chat_id: int, user_id: int) -> str:
        await asyncio.sleep(0)
        asked.append((chat_id, user_id))
        if (chat_id, user_id) not in answers:
            raise MessengerUnavailable
        return answers[chat_id, user_id]

    known = CachedMembers(ask, time_source=lambda: now)
    for _ in range(2):
        assert await known.is_admin(1, 2)
        assert not await known.is_admin(1, 3)
        assert not await known.is_admin(9, 2)
    assert asked == [(1, 2), (1, 3), (9, 2), (9, 2)]
    answers[1, 2] = "member"
    now = KEPT_SECONDS - 1
    assert await known.is_admin(1, 2)
    now = KEPT_SECONDS
    assert not await known.is_admin(1, 2)


async def test_a_person_does_not_wait_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Telegram does not answer, the answer is no."""
    monkeypatch.setattr(members, "ANSWER_SECONDS", 0.01)

    async def ask(chat_id: int, user_id: int) -> str:
        del chat_id, user_id
        await asyncio.Event().wait()
        return "creator"

    assert not await CachedMembers(ask).is_admin(1, 2)


async def test_who_speaks_as_the_group_is_an_administrator(front: Front) -> None:
    """Telegram lets nobody else; it cannot be asked who it is."""
    owner = front.emulator.visitor()
    group = front.emulator.group("Union", owner)
    assert await front.end.members.is_admin(group.id, group.id)
    assert front.emulator.calls("getChatMember") == []
