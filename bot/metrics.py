"""What the running bot counts of itself, for Prometheus; about nobody in particular.

Names of metrics follow Prometheus' own habits: a unit at the end, ``_total`` for a count.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.core.effects import Count, Effect
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.tally import Counted

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_TURN_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LATENESS_SECONDS: Final = (1, 2, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400)
# Labels are words of ours, never a person's: not even the name of a command, which may be any.
_KINDS: Final[Mapping[type[Event], str]] = {
    Said: "text",
    Commanded: "command",
    Pressed: "press",
    Attached: "attachment",
    Blocked: "block",
}
_VERDICTS: Final[Mapping[Counted, str]] = {
    Counted.ANSWERED: "answer",
    Counted.ASKED_BACK: "ask-back",
    Counted.MISSED: "decline",
}


class Metrics:
    """The counts of one process; fulfils the port Watch.

    Attributes:
        updates: Turns taken, by kind of event.
        turn_seconds: From the update to the last answer, waiting included.
        verdicts: What came of what people typed: answer, ask-back, decline.
        sends: Calls that send, by priority and outcome; what is tried again counts again.
        simpler: Messages that Telegram refused as they were, by what went instead: the text
            without markup (plain), or without its picture (bare).
        backlog: Messages that wait in this process.
        lateness_seconds: How long after their moment reminders were sent.
    """

    def __init__(self) -> None:
        # A registry of its own: nothing global, so that a host may have one too.
        self.registry = CollectorRegistry()
        self.updates = Counter(
            "optout_updates", "Updates taken.", ["event"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "optout_turn_seconds",
            "Seconds from an update to its last answer.",
            buckets=_TURN_SECONDS,
            registry=self.registry,
        )
        self.verdicts = Counter(
            "optout_verdicts", "What came of questions.", ["verdict"], registry=self.registry
        )
        self.sends = Counter(
            "optout_sends", "Calls to Telegram.", ["priority", "outcome"], registry=self.registry
        )
        self.simpler = Counter(
            "optout_simpler",
            "Messages that Telegram refused, sent in a simpler form.",
            ["form"],
            registry=self.registry,
        )
        self.backlog = Gauge(
            "optout_backlog", "Messages that wait in this process.", registry=self.registry
        )
        self.lateness_seconds = Histogram(
            "optout_reminder_lateness_seconds",
            "Seconds between the planned moment of a reminder and its sending.",
            buckets=_LATENESS_SECONDS,
            registry=self.registry,
        )

    def note_turn(self, event: Event, effects: Iterable[Effect], seconds: float) -> None:
        """Note a turn (see the port)."""
        self.updates.labels(event=_KINDS[type(event)]).inc()
        self.turn_seconds.observe(seconds)
        if not isinstance(event, Said):
            return  # a button asks no question that could be misunderstood
        for effect in effects:
            if isinstance(effect, Count) and effect.what in _VERDICTS:
                self.verdicts.labels(verdict=_VERDICTS[effect.what]).inc()

    def note_send(self, priority: str, outcome: str) -> None:
        """Note a call to Telegram (see the port)."""
        self.sends.labels(priority=priority, outcome=outcome).inc()

    def note_simpler(self, form: str) -> None:
        """Note that a message went in a simpler form (see the port)."""
        self.simpler.labels(form=form).inc()

    def note_reminder(self, late_seconds: float) -> None:
        """Note a reminder that was sent (see the port)."""
        self.lateness_seconds.observe(late_seconds)

    def page(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self.registry)
