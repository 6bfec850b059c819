"""What the parts that do something tell whoever counts it; the core itself counts nothing."""

from collections.abc import Iterable
from typing import Protocol

from bot.core.effects import Effect
from bot.core.events import Event


class Watch(Protocol):
    """Is told what the bot does, to count it for whoever runs it; of nobody in particular."""

    def note_send(self, priority: str, outcome: str) -> None:
        """Note a call to Telegram.

        Args:
            priority: "answer" or "reminder".
            outcome: "sent", "gone", "refused", "too-many" or "unavailable".
        """
        ...

    def note_simpler(self, form: str) -> None:
        """Note that Telegram refused a message, which goes "plain" or "bare" (unpictured)."""
        ...

    def note_reminder(self, late_seconds: float) -> None:
        """Note a reminder that was sent so long after its planned moment; 0 where before it."""
        ...

    def note_turn(self, event: Event, effects: Iterable[Effect], seconds: float) -> None:
        """Note a turn.

        Args:
            event: What caused it.
            effects: What it came to.
            seconds: From the update to the last answer.
        """
        ...


class Unwatched:
    """Counts nothing, as for a bot that nobody watches."""

    def note_send(self, priority: str, outcome: str) -> None:
        """Pass over a call."""

    def note_simpler(self, form: str) -> None:
        """Pass over a refusal."""

    def note_reminder(self, late_seconds: float) -> None:
        """Pass over a reminder."""

    def note_turn(self, event: Event, effects: Iterable[Effect], seconds: float) -> None:
        """Pass over a turn."""
