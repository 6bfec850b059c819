"""Whatever somebody does to the bot: no turn fails, and every answer is harmless."""

from datetime import datetime
from typing import Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from bot.core.events import Attached, Blocked, Commanded, Pressed, Said
from tests.security import drawing
from tests.security.fuzzing import TIMES
from tests.security.trials import Trial

DAY_SECONDS: Final = 86_400


class Spiteful(RuleBasedStateMachine):
    """Somebody who tries everything, in any order."""

    turns = 0

    @initialize(data=st.data(), now=drawing.moments, place=st.sampled_from("pgga"))
    def meet(self, data: st.DataObject, now: datetime, place: str) -> None:
        """Begin in any chat, in any state, at any moment."""
        conversation = data.draw(drawing.conversations(now))
        self.trial = Trial(conversation, now, is_group=place != "p", is_admin=place != "g")

    @rule(text=drawing.texts)
    def say(self, text: str) -> None:
        """Say anything."""
        self.trial.does(Said(text))

    @rule(command=drawing.commands, argument=drawing.arguments)
    def command(self, command: str, argument: str) -> None:
        """Send any command."""
        self.trial.does(Commanded(command, argument))

    @rule(data=drawing.datas)
    def press(self, data: str) -> None:
        """Press a button with any data."""
        self.trial.does(Pressed(data))

    @rule(number=st.integers(0, 200))
    def press_shown(self, number: int) -> None:
        """Press a button that was shown, however long ago."""
        self.trial.press_shown(number)

    @rule(number=st.integers(0, 20))
    def be_reminded(self, number: int) -> None:
        """Get a reminder."""
        self.trial.is_reminded(number)

    @rule(text=drawing.texts)
    def ask_inline(self, text: str) -> None:
        """Type anything after the bot's name."""
        self.trial.asks_inline(text)

    @rule(event=st.sampled_from((Attached(), Blocked())))
    def attach_or_block(self, event: Attached | Blocked) -> None:
        """Send a sticker, or block."""
        self.trial.does(event)

    @rule(seconds=st.integers(1, 200 * DAY_SECONDS))
    def wait(self, seconds: int) -> None:
        """Come back later."""
        self.trial.wait(seconds)

    def teardown(self) -> None:
        """Count the turns."""
        if hasattr(self, "trial"):
            type(self).turns += self.trial.turns


def run_for(examples: int, steps: int, *, repeatable: bool) -> int:
    """Let somebody try everything so often; return how many turns were taken."""
    Spiteful.turns = 0
    run_state_machine_as_test(
        Spiteful,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=repeatable,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        ),
    )
    return Spiteful.turns


def test_no_turn_fails_whatever_somebody_does() -> None:
    """Each answer can be sent, is read as it was meant, and leads only where we lead."""
    assert run_for(40 * TIMES, 30, repeatable=TIMES == 1) > 300
