"""The surroundings that the tests of the core take turns in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot import knowledge
from bot.core.calendar import LINKEDIN_AI
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import Button, Show
from bot.core.events import Event, Pressed
from bot.core.faq import Candidate, Match
from bot.core.turn import Turn
from bot.core.world import World

KNOWLEDGE = knowledge.load()
SURE, UNSURE, LOST = 0.9, 0.4, 0.1


@dataclass(frozen=True)
class Matches:
    """A matcher that knows a few questions, and nothing else."""

    known: Mapping[str, tuple[tuple[str, ...], float]] = field(default_factory=dict)

    def match(self, text: str, locale: str) -> Match:
        """Return the match written down for *text*."""
        del locale
        topics, confidence = self.known.get(text, (("what-changes", "when", "minors"), LOST))
        candidates = tuple(Candidate(topic, 0.3) for topic in topics)
        return Match(candidates, confidence, answer_from=0.6, ask_from=0.3, plain_from=0.8)


QUESTIONS = Matches(
    {
        "minors?": (("minors", "when", "regions"), SURE),
        "minors maybe?": (("minors", "when", "regions"), 0.65),
        "Is it private messages? And minors?": (("when", "minors", "regions"), LOST),
        "Is it private messages?": (("private-messages", "minors", "regions"), SURE),
        "And minors?": (("minors", "when", "regions"), SURE),
        "private messages?": (("private-messages", "public-activity", "data-excluded"), SURE),
        "messages?": (("private-messages", "public-activity", "data-excluded"), UNSURE),
    }
)


def world(now: datetime, *, is_group: bool = False, operator: str = "A union") -> World:
    """Return the world at *now*."""
    return World(
        now=now,
        campaign=LINKEDIN_AI,
        knowledge=KNOWLEDGE,
        matcher=QUESTIONS,
        locales={"fr": "Français", "en": "English"},
        operator=operator,
        contact="dpo@example.org",
        bot_username="optout_bot",
        stored=("chat-number", "language", "counts"),
        of_nobody=frozenset({"counts"}),
        is_group=is_group,
    )


BEFORE = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NEWCOMER = Conversation(locale="fr", zone="Europe/Paris")


@dataclass
class Person:
    """Somebody who talks with the core, turn after turn, and presses what is shown."""

    conversation: Conversation = NEWCOMER
    now: datetime = BEFORE
    is_group: bool = False
    shown: Show | None = None

    def does(self, event: Event) -> Turn:
        """Take a turn; remember the chat and the last message with buttons."""
        turn = take_turn(self.conversation, event, world(self.now, is_group=self.is_group))
        if turn.conversation is not None:
            self.conversation = turn.conversation
        shows = [effect for effect in turn.effects if isinstance(effect, Show)]
        self.shown = next((show for show in reversed(shows) if show.keyboard), self.shown)
        return turn

    def press(self, label: str) -> Turn:
        """Press the button whose label's id (or ``id.attribute``) is *label*."""
        assert self.shown is not None
        buttons = {
            ".".join(filter(None, (button.label.id, button.label.attribute))): button
            for row in self.shown.keyboard
            for button in row
            if isinstance(button, Button)
        }
        return self.does(Pressed(buttons[label].data))


def said(turn: Turn) -> list[str]:
    """Return the ids of everything that the turn shows."""
    return [
        text.id
        for effect in turn.effects
        if isinstance(effect, Show)
        for paragraph in effect.paragraphs
        for text in paragraph
    ]
