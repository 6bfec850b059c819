"""Somebody who does anything at all, quickly: for a million turns, and for a fuzzer that learns.

What is done next is drawn by a Chooser: at random, or from the bytes of a coverage-guided fuzzer,
which finds out by itself which draws lead somewhere new.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.events import Attached, Blocked, Commanded, Pressed, Said
from bot.core.presses import PRESSES
from bot.core.reminders import HOURS, ZONES, Cadence
from bot.core.walkthrough import Device, Step
from tests.security.drawing import LONGEST, SHOWN, SPITE, WORDS
from tests.security.trials import FIRST, LAST, Trial

T = TypeVar("T")
_REPLIES: Final = (
    "oui",
    "non",
    "stop",
    "la deuxième",
    "pourquoi ?",
    "done",
    "in english",
    "retour",
)
_DAY_SECONDS: Final = 86_400


class Chooser(Protocol):
    """Draws."""

    def number(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        ...

    def text(self, most: int) -> str:
        """Return any text of at most so many symbols, lone surrogates included."""
        ...


class AtRandom:
    """Draws from a seed, so that a run can be repeated."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret

    def number(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(least, most)

    def text(self, most: int) -> str:
        """Return any text of at most so many symbols."""
        length = self._random.randint(0, most)
        highest = self._random.choice((0x7F, 0x24F, 0xFFFF, 0x10FFFF))
        return "".join(chr(self._random.randint(0, highest)) for _ in range(length))


def choose(chooser: Chooser, values: Sequence[T]) -> T:
    """Return one of *values*."""
    return values[chooser.number(0, len(values) - 1)]


def begin(chooser: Chooser) -> Trial:
    """Begin in any chat, in any state, at any moment."""
    now = FIRST + timedelta(seconds=chooser.number(0, int((LAST - FIRST).total_seconds())))
    place = choose(chooser, ("private", "private", "group", "admin"))

    def ago() -> date | None:
        days = chooser.number(-400, 400)
        return None if days < 0 else now.date() - timedelta(days=days)

    subscribed_on = ago()
    cadence = choose(chooser, tuple(Cadence)) if subscribed_on else None
    conversation = Conversation(
        locale=choose(chooser, ("fr", "en")),
        zone=choose(chooser, ZONES),
        device=choose(chooser, (None, *Device)),
        step=choose(chooser, (None, *Step)),
        refused_on=ago(),
        cadence=cadence,
        subscribed_on=subscribed_on,
        hour=choose(chooser, HOURS),
        own_on=now.date() + timedelta(days=3) if cadence is Cadence.OWN else None,
        follows_changes=bool(chooser.number(0, 1)),
        wants_pictures=bool(chooser.number(0, 1)),
        seen_on=ago(),
    )
    return Trial(conversation, now, is_group=place != "private", is_admin=place != "group")


def any_text(chooser: Chooser) -> str:
    """Return a text, spiteful more often than not."""
    match chooser.number(0, 5):
        case 0:
            return choose(chooser, _REPLIES)
        case 1:
            part = choose(chooser, SPITE)
            return (part * chooser.number(1, LONGEST))[:LONGEST]
        case 2:
            return chooser.text(80)
        case _:
            parts = (choose(chooser, SPITE) for _ in range(chooser.number(1, 4)))
            return f"{chooser.text(12)}{choose(chooser, (' ', '')).join(parts)}"


def any_data(chooser: Chooser) -> str:
    """Return what a button may carry: ours, ours with a change, forged, or anything."""
    match chooser.number(0, 4):
        case 0 | 1:
            return choose(chooser, SHOWN)
        case 2:
            data = choose(chooser, SHOWN)
            at = chooser.number(0, len(data))
            return f"{data[:at]}{choose(chooser, (*SPITE, *WORDS))}{data[at + 1 :]}"
        case 3:
            words = (choose(chooser, WORDS) for _ in range(chooser.number(0, 4)))
            return ":".join((choose(chooser, tuple(PRESSES)), *words))
        case _:
            return chooser.text(70)


def act(chooser: Chooser, trial: Trial) -> None:
    """Do one thing."""
    match chooser.number(0, 11):
        case 0 | 1 | 2:
            trial.does(Said(any_text(chooser)))
        case 3 | 4 | 5:
            trial.does(Pressed(any_data(chooser)))
        case 6 | 7:
            trial.press_shown(chooser.number(0, 200))
        case 8:
            command = choose(chooser, (*COMMANDS, chooser.text(10)))
            argument = choose(chooser, ("", "lang_en", "optout", "faq_minors", any_text(chooser)))
            trial.does(Commanded(command, argument))
        case 9:
            trial.is_reminded(chooser.number(0, 20))
        case 10:
            trial.asks_inline(any_text(chooser))
        case _:
            trial.wait(chooser.number(1, 100 * _DAY_SECONDS))
            trial.does(Attached() if chooser.number(0, 1) else Blocked())


def ramble(seed: int, turns: int) -> int:
    """Take at least *turns* turns in many chats; return how many."""
    chooser = AtRandom(seed)
    taken = 0
    while taken < turns:
        trial = begin(chooser)
        for _ in range(60):
            act(chooser, trial)
        taken += trial.turns
    return taken
