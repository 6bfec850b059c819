"""What a person can do to the bot, whichever library told us of it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Said:
    """Free text: a question, at any moment."""

    text: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command, without its slash and without the bot's name."""

    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on an inline button; *data* is what the button carries, ours or a stranger's."""

    data: str


@dataclass(frozen=True, slots=True)
class Attached:
    """Something without words to read: a sticker, a photo, a voice message, a file."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot, or the group removed it."""


Event: TypeAlias = Said | Commanded | Pressed | Attached | Blocked
