"""What a button carries: a name and a few arguments, in the few bytes that Telegram grants.

The data of a button is only a wish: it may be years old, or forged. What it may do is decided
when it comes back, from the tables of the dialogue.
"""

from dataclasses import dataclass
from typing import Final

from bot.core.errors import BotError

MAX_CALLBACK_DATA: Final = 64  # bytes of UTF-8. Source: Bot API, InlineKeyboardButton
_SEPARATOR: Final = ":"


class ActionTooLong(BotError):
    """An action does not fit into a button."""

    def __init__(self, data: str) -> None:
        super().__init__(f"callback data of {len(data.encode())} bytes: {data!r}")
        self.data = data


@dataclass(frozen=True, slots=True)
class Action:
    """A decoded press: the *name* of what is wanted, and its *arguments*."""

    name: str
    arguments: tuple[str, ...]


def encode(name: str, *arguments: object) -> str:
    """Return the callback data of a button.

    Raises:
        ActionTooLong: It would take more than 64 bytes.
    """
    data = _SEPARATOR.join((name, *map(str, arguments)))
    if len(data.encode()) > MAX_CALLBACK_DATA:
        raise ActionTooLong(data)
    return data


def decode(data: str) -> Action:
    """Return what *data* asks for; nothing is checked but the form, so any text is accepted."""
    if len(data) > MAX_CALLBACK_DATA:
        return Action("", ())  # no button can carry it
    name, *arguments = data.split(_SEPARATOR)
    return Action(name, tuple(arguments))
