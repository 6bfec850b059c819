"""Authority is checked on every call: no command, no button and no word carries it.

Every command, every press with all data that the bot ever shows, and every short reply is tried by
a member of a group who does not administer it, in every state that the group can be in.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final, get_args

import pytest

from bot.core.authority import decides
from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.effects import Effect, PlanEffect
from bot.core.events import Commanded, Event, Pressed, Said
from bot.core.presses import PRESSES
from bot.core.reminders import Cadence
from bot.core.turn import Turn
from bot.core.walkthrough import Device, Step
from tests.core.worlds import KNOWLEDGE
from tests.security.drawing import SHOWN
from tests.security.trials import Trial
from tests.test_turns import ANNA, BELA, GROUP, open_chat
from tests.virtual_time import in_virtual_time

NOW: Final = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
_QUIET: Final = Conversation("fr", "Europe/Paris", seen_on=date(2025, 10, 1))
_REMINDED: Final = replace(
    _QUIET, cadence=Cadence.STANDARD, subscribed_on=date(2025, 10, 1), follows_changes=True
)
GROUPS: Final = {
    "quiet": _QUIET,
    "walking": replace(_REMINDED, device=Device.PHONE, step=Step.CHECK_AGAIN),
}
# Commands that change, or tell, what is kept of everybody in a group.
OF_ADMINS: Final = ("remind", "stop", "language fr", "start lang_en", "start English", "delete")
# Below a broadcast, see broadcasting.py.
OF_OWNERS: Final = tuple(
    f"broadcast:{data}"
    for data in ("send:1:fr", "send:1:en", "send:1:all", "discard:1", "see:1", "cancel:1")
)


def events() -> tuple[Event, ...]:
    """Return everything that a member can do with words and buttons of ours."""
    arguments = ("", "en", "English", "lang_en", "remind", "optout", "faq_minors")
    return (
        *(Commanded(command, argument) for command in COMMANDS for argument in arguments),
        *(Pressed(data) for data in (*SHOWN, *OF_OWNERS)),
        *(Said(text) for text in KNOWLEDGE.replies if text),
    )


@pytest.mark.parametrize("group", GROUPS)
def test_a_member_decides_nothing_for_a_group(group: str) -> None:
    """Nothing that concerns everybody changes, nothing is stored, erased or told of it."""
    for event in events():
        trial = Trial(GROUPS[group], NOW, is_group=True, is_admin=False)
        trial.does(event)  # which checks it


def test_nothing_is_left_out() -> None:
    """The data tried above knows every name of a button, in more than a thousand forms.

    But for what owners alone are shown, which is tried as whoever might forge it.
    """
    assert len(SHOWN) > 1000
    assert {data.partition(":")[0] for data in (*SHOWN, *OF_OWNERS)} == set(PRESSES)
    assert {data.partition(":")[0] for data in SHOWN} == set(PRESSES) - {"broadcast"}
    assert len(events()) > len(SHOWN)


def test_an_administrator_decides() -> None:
    """The very same events change a group when an administrator causes them."""
    changed = 0
    for event in events():
        trial = Trial(_REMINDED, NOW, is_group=True, is_admin=True)
        trial.does(event)
        after = trial.conversation
        changed += (after.locale, after.cadence) != (_REMINDED.locale, _REMINDED.cadence)
    assert changed > 50


@in_virtual_time
async def test_authority_is_asked_for_at_every_call() -> None:
    """An administrator of yesterday, a forged button, a command in no menu: each is checked."""
    async with open_chat() as chat:
        for n, line in enumerate(OF_ADMINS):
            command, _, argument = line.partition(" ")
            chat.admins.ids = {BELA}
            await chat.does(GROUP - n, Commanded("help"), answers=2)
            await chat.does(GROUP - n, Commanded(command, argument), user_id=ANNA)
            assert "administrateurs" in chat.wire.said_to(GROUP - n)[-1], line
            kept = await chat.kept(GROUP - n)
            assert kept is None or (kept.locale, kept.cadence) == ("fr", None)


async def test_a_word_decides_nothing_for_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """“Stop” and “in English” may be meant for anybody there: in a group a command decides."""
    monkeypatch.setattr("bot.delivery.pacing.GROUP_BURST", 100.0)  # no waiting in real time
    async with open_chat() as chat:
        chat.admins.ids = {BELA}
        await chat.does(GROUP, Pressed("keep:light:9"), user_id=BELA, answers=2)
        for person in (ANNA, BELA):
            for word in ("stop", "in English", "je l’ai désactivé"):
                await chat.does(GROUP, Said(word), user_id=person)
                kept = await chat.kept(GROUP)
                assert kept is not None
                assert (kept.locale, kept.cadence) == ("fr", Cadence.LIGHT)
                assert kept.refused_on is None


@pytest.mark.parametrize("kind", get_args(PlanEffect), ids=lambda kind: kind.__name__)
def test_every_change_of_plans_is_everybody_s(kind: type[Effect]) -> None:
    """Whichever way a turn changes reminders, in a group it is for the administrators."""
    before = Conversation("fr", "Europe/Paris")
    assert decides(before, Turn(before, (kind.__new__(kind),)))
    assert not decides(before, Turn(before, ()))
