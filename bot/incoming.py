"""An update as the front ends hand it over: the same, whichever library received it."""

from dataclasses import dataclass

from bot.core.events import Event


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update, as a front end translated it.

    Attributes:
        update_id: Telegram's number of the update; it may come twice.
        event: What the person did.
        language_code: The language of the person's app, as Telegram reports it; maybe empty.
        is_group: It happened in a group, where the bot was addressed.
        message_id: The message whose button was pressed, if one was.
        thread_id: The topic of a forum, if it is one.
        user_id: Who caused it, or the number of the group for an administrator of it who stays
            anonymous; asked about in a group, never kept.
    """

    update_id: int
    chat_id: int
    event: Event
    language_code: str = ""
    is_group: bool = False
    message_id: int | None = None
    thread_id: int | None = None
    user_id: int | None = None
