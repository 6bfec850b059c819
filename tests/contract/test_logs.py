"""The logs of a running bot name no member, whatever goes wrong."""

import logging

import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Emulator, Fault
from bot.emulator.errors import too_many_requests
from bot.settings import Settings
from tests.contract.conftest import Running, run_bot
from tests.contract.talk import says

WORDS = "my-employer-reads-this"


async def test_a_broken_update_leaves_nothing_of_it_in_the_logs(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The libraries would log all of what they cannot read: texts, names and chats."""
    caplog.set_level(logging.DEBUG)
    emulator = bot.emulator
    member = emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    broken = {"message_id": 1, "date": WORDS, "chat": {"id": member.id}, "text": WORDS}
    emulator.updates.add("message", broken, member.id)
    member.send(f"{WORDS} ?")
    assert says(await member.next_message())
    emulator.faults.script("getUpdates", Fault(html_status=502))
    member.send("/help")
    assert says(await member.next_message())
    assert "an update cannot be read: " in caplog.text
    for hidden in (WORDS, str(member.id), emulator.token):
        assert hidden not in caplog.text


@pytest.mark.parametrize("fault", [Fault(html_status=502), Fault(error=too_many_requests(80_000))])
async def test_a_refused_introduction_does_not_stop_the_bot(
    emulator: Emulator,
    settings: Settings,
    clock: SimulatedClock,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    """One line warns the operator, and the members are answered."""
    emulator.faults.script("setMyName", fault)
    async with run_bot(emulator, settings, clock):
        member = emulator.visitor(language_code="fr")
        member.send("/start")
        assert says(await member.next_message())
    warnings = [record.getMessage() for record in caplog.records if record.name == "bot.app"]
    assert len(warnings) == 1
    assert "the menu, name and descriptions" in warnings[0]
