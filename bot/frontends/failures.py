"""What Telegram's refusals mean, by their words; each library only tells them apart by class."""

import re
import traceback
from typing import Final

from bot.core.errors import MessageGone, MessageRefused, MessengerError, RecipientGone

# Bad requests that mean: there is nobody to write to. Source: Bot API server, error texts.
_GONE: Final = ("chat not found", "chat_id is empty", "private chat not found")
# Those that mean: this message cannot become that one, or cannot be taken away.
_NOT_EDITABLE: Final = (
    "message to edit not found",
    "message to delete not found",
    "message can't be deleted",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "there is no media in the message to edit",
)
_UNKNOWN_FILE: Final = ("wrong file", "wrong remote file")
_UNCHANGED: Final = "message is not modified"
# The beginning of an error text, before what it quotes: a tag, an address, a number of a chat.
_REASON: Final = re.compile(r"(?:[a-z_:, ]|(?<=[a-z])')*")


class FileUnknown(MessageRefused):
    """Telegram does not know the file_id of a picture any more."""


class Unchanged(MessageRefused):
    """An edit would change nothing: what is wanted is shown already."""


def bad_request(description: str) -> MessengerError:
    """Return our error for a bad request (400) with that description."""
    why = reason(description)
    if why.startswith(_GONE):
        return RecipientGone(why)
    if why.startswith(_NOT_EDITABLE):
        return MessageGone(why)
    if why.startswith(_UNKNOWN_FILE):
        return FileUnknown(why)
    if why.startswith(_UNCHANGED):
        return Unchanged(why)
    return MessageRefused(why)


def reason(description: str) -> str:
    """Return what Telegram complains of, in small letters and without what it quotes."""
    found = _REASON.match(description.lower().removeprefix("bad request: "))
    return found[0].strip(" :,") if found else ""


def place_of(error: BaseException) -> str:
    """Return the type of *error* and where it was raised; its text may quote a member."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
