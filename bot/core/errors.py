"""The errors that this product's own code raises: a small tree, for developers.

They speak English and carry data; people read Fluent messages. A library's error is translated
into one of these at the edge, so that the inside knows one tree whichever library is in use.
"""

from datetime import datetime


class BotError(Exception):
    """Anything that this product raises on purpose."""


class NotUtc(BotError):
    """An instant is naive, or in a zone other than UTC."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"expected an aware datetime in UTC, got {instant.isoformat()}")
        self.instant = instant


class KnowledgeError(BotError):
    """A file of the knowledge contradicts itself or another.

    Attributes:
        file: Its name, without the ending.
        entry: Where in it.
    """

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file = file
        self.entry = entry


class SettingsError(BotError):
    """A setting is wrong; the message is one line that names the setting and the remedy."""


class Stale(BotError):
    """A chat has changed in the store since the turn began."""

    def __init__(self) -> None:
        super().__init__("the chat has changed since the turn began")


class StoreUnavailable(BotError):
    """The store can keep and tell nothing now: it is locked, full or out of reach. Try again later.

    Nothing of what was asked of it counts as kept.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the store is not available: {reason}")


class MessengerError(BotError):
    """A call to Telegram failed."""


class RecipientGone(MessengerError):
    """The chat cannot be written to any more: blocked, kicked, deactivated, unknown (403, 400)."""


class TooManyRequests(MessengerError):
    """Telegram asks to wait before the next call (429).

    Attributes:
        retry_after_seconds: How long to wait; hours occur.
    """

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"too many requests: retry after {retry_after_seconds:g} s")
        self.retry_after_seconds = retry_after_seconds


class ChatMigrated(MessengerError):
    """A group became a supergroup, under another chat id.

    Attributes:
        new_chat_id: The id under which the chat goes on.
    """

    def __init__(self, new_chat_id: int) -> None:
        super().__init__("the group was upgraded to a supergroup")
        self.new_chat_id = new_chat_id


class MessageGone(MessengerError):
    """The message is not there any more, too old to change, or of another kind (400)."""


class MessageRefused(MessengerError):
    """Telegram refuses the message as it is (400): a mistake of ours, never worth a retry."""


class MessengerUnavailable(MessengerError):
    """Telegram did not answer, or with an error of its own (5xx, time-out, broken answer)."""
