"""A trial: one chat, and whatever somebody does to it; every turn is judged as it is taken.

What a fuzzer found is kept as a trial in corpus/*.json, and played again by every test run.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.adapters.schema import OF_NOBODY, stored_lines
from bot.core.broadcasts import (
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    TellBroadcast,
)
from bot.core.conversation import Conversation
from bot.core.dialogue import take_turn
from bot.core.effects import (
    Disclose,
    DropQuestions,
    Effect,
    Forget,
    KeepQuestion,
    PlanEffect,
    TellReminders,
    TellStats,
)
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.faq import Candidate, Match
from bot.core.inline import articles
from bot.core.privacy import told
from bot.core.reminders import Cadence, still_true
from bot.core.reminding import reminder, restored
from bot.core.turn import Turn
from bot.core.walkthrough import Device, Step
from bot.core.world import World
from tests.core.worlds import KNOWLEDGE, world
from tests.security.judging import datas_of, judge
from tests.spoken import TEXTS
from tests.walks import MILESTONES, WAITING

CORPUS: Final = Path(__file__).with_name("corpus")
_TOPICS: Final = tuple(KNOWLEDGE.topics)
_MAX_SHOWN: Final = 200  # buttons that are still in sight


class Dice:
    """A matcher that may mean anything: the text alone decides, so that a trial can be repeated."""

    def match(self, text: str, locale: str) -> Match:
        """Return three topics and a confidence drawn from *text*."""
        del locale
        drawn = zlib.crc32(text.encode("utf-8", "surrogatepass"))
        candidates = tuple(
            Candidate(_TOPICS[(drawn // 4 + 7 * n) % len(_TOPICS)], 0.3) for n in range(3)
        )
        return Match(candidates, (0.1, 0.4, 0.65, 0.9)[drawn % 4], 0.6, 0.3, plain_from=0.8)


@dataclass
class Trial:
    """A chat under trial.

    Attributes:
        conversation: What is kept of it.
        now: The present instant; aware, UTC.
        is_group: It is a group.
        is_admin: Whoever acts administers it; always so in a private chat.
        shown: What the buttons in sight carry, oldest first.
        turns: How many were taken.
    """

    conversation: Conversation
    now: datetime
    is_group: bool = False
    is_admin: bool = True
    shown: list[str] = field(default_factory=list)
    turns: int = 0

    def does(self, event: Event) -> Turn:
        """Take a turn and judge it; the chat goes on from there."""
        before = self.conversation
        turn = take_turn(before, event, self._world())
        after = turn.conversation
        assert after is None or not isinstance(event, Blocked), "who leaves is erased"
        said = event.text if isinstance(event, Said) else ""
        effects = tuple(said for effect in turn.effects for said in _said(effect))
        judge(effects, (after or before).locale, now=self.now, said=said)
        assert not any(isinstance(effect, _OF_OWNERS) for effect in effects), "that is for owners"
        if after is None:
            # Nothing is kept: the next turn is that of somebody unknown.
            after = Conversation(before.locale, before.zone)
        if self.is_group and not self.is_admin and not isinstance(event, Blocked):
            decides_nothing(before, turn)
        self.conversation = after
        self.shown = [*self.shown, *datas_of(effects)][-_MAX_SHOWN:]
        self.turns += 1
        return turn

    def press_shown(self, number: int) -> None:
        """Press one of the buttons in sight, if there are any."""
        if self.shown:
            self.does(Pressed(self.shown[number % len(self.shown)]))

    def is_reminded(self, number: int) -> None:
        """Get a reminder that is still true, if it is."""
        milestone = MILESTONES[number % len(MILESTONES)]
        day = self._world().day(self.conversation)
        if still_true(milestone, day, self.conversation):
            sent = reminder(milestone, day, self.conversation, now=self.now)
            judge((sent,), self.conversation.locale, now=self.now)
            self.shown += datas_of((sent,))

    def asks_inline(self, text: str) -> None:
        """Type something after the bot's name in any chat."""
        locale = self.conversation.locale
        for article in articles(self.conversation, self._world(), text):
            judge((article.show,), locale, now=self.now, said=text)
            assert TEXTS.label(article.title, locale).strip()

    def wait(self, seconds: int) -> None:
        """Let time pass, until the end of 2030 at the latest."""
        self.now = min(self.now + timedelta(seconds=seconds), LAST)

    def _world(self) -> World:
        return replace(
            world(self.now, is_group=self.is_group),
            matcher=Dice(),
            stored=stored_lines(),
            of_nobody=OF_NOBODY,
            is_admin=self.is_admin or not self.is_group,
        )


# What concerns everybody in a group; where somebody stands in the walkthrough does not.
_OF_ALL: Final = (
    "locale",
    "zone",
    "cadence",
    "subscribed_on",
    "hour",
    "own_on",
    "follows_changes",
    "wants_pictures",
    "thread_id",
    "refused_on",  # it would end the reminders of everybody
)
_OF_OWNERS: Final = (
    TellStats,
    TellBroadcast,
    DraftBroadcast,
    SendBroadcast,
    DiscardBroadcast,
    CancelBroadcast,
)
_DECISIONS: Final = (PlanEffect, KeepQuestion, DropQuestions, Disclose, Forget)


def _said(effect: Effect) -> tuple[Effect, ...]:
    """Return what the person gets of *effect*, where nothing is kept and one reminder waits."""
    if isinstance(effect, Disclose):
        return told(())
    if isinstance(effect, TellReminders):
        return (restored((WAITING,), effect.zone, now=WAITING.due_at),)
    return (effect,)


def decides_nothing(before: Conversation, turn: Turn) -> None:
    """Fail where *turn* changes something of a group, or of what is stored of it."""
    after = turn.conversation
    assert after is not None
    for name in _OF_ALL:
        assert getattr(after, name) == getattr(before, name), name
    for effect in turn.effects:
        assert not isinstance(effect, _DECISIONS), effect


FIRST: Final = datetime.fromisoformat("2025-09-01T00:00:00+00:00")
LAST: Final = datetime.fromisoformat("2030-12-31T23:59:59+00:00")


def play(written: Mapping[str, Any]) -> Trial:
    """Play a trial as it is written down in the corpus; see corpus/turns.json."""
    state = dict(written.get("state", {}))
    conversation = Conversation(
        locale=state.pop("locale", "fr"), zone=state.pop("zone", "Europe/Paris"), **_read(state)
    )
    place = written.get("place", "private")
    trial = Trial(
        conversation,
        datetime.fromisoformat(written["now"]),
        is_group=place != "private",
        is_admin=place != "group",
    )
    for name, *values in written["events"]:
        match name:
            case "shown":
                trial.press_shown(*values)
            case "reminded":
                trial.is_reminded(*values)
            case "inline":
                trial.asks_inline(*values)
            case "wait":
                trial.wait(*values)
            case _:
                trial.does(_EVENTS[name](*values))
    return trial


_EVENTS: Final[Mapping[str, type[Event]]] = {
    "said": Said,
    "commanded": Commanded,
    "pressed": Pressed,
    "attached": Attached,
    "blocked": Blocked,
}
_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "device": Device,
    "step": Step,
    "cadence": Cadence,
    "refused_on": date.fromisoformat,
    "subscribed_on": date.fromisoformat,
    "own_on": date.fromisoformat,
    "seen_on": date.fromisoformat,
}


def _read(state: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _READERS[key](value) if key in _READERS else value for key, value in state.items()}


def corpus(name: str) -> list[dict[str, Any]]:
    """Return the cases of corpus/<name>.json."""
    cases: list[dict[str, Any]] = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    return cases
