"""What the turns take of a message or a press: the same rules, whichever library received it.

Decides who is listened to, and what of theirs is heard; what the words say is in messages.py.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

from bot.frontends.messages import Me, Written, read
from bot.incoming import Incoming
from bot.turns import Turns

_MAX_ALBUMS: Final = 10_000  # whose first part is remembered; their parts come within seconds


@dataclass(frozen=True, slots=True)
class Received:
    """A message as a library told it, as much of it as matters.

    Attributes:
        written: What it says.
        chat_id: Where it stands.
        user_id: Who wrote it; None where Telegram names nobody.
        is_by_bot: That is a bot, or an account of Telegram's own that stands for somebody.
        language_code: The language of their app; maybe empty.
        on_behalf_of: The chat that it is shown to come from, where that is not the person.
        via_bot_id: Whose inline answer it is, where it is one.
        thread_id: The topic of a forum that it is in, if it is one.
        album: The album that it is a part of, if it is.
        is_edited: It was there before, with other words.
    """

    written: Written
    chat_id: int
    user_id: int | None
    is_by_bot: bool
    language_code: str
    on_behalf_of: int | None
    via_bot_id: int | None
    thread_id: int | None
    album: str | None
    is_edited: bool


class Reading:
    """Reads messages.

    Args:
        prefix: What our commands begin with in another bot; empty where there is none.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        # The update that brought the first part of an album; oldest first.
        self._albums: OrderedDict[tuple[int, str], int] = OrderedDict()

    def read(self, received: Received, update_id: int, me: Me) -> Incoming | None:
        """Return what *received* says to *me*, the bot, or None when it does not speak to it."""
        user_id = _speaker(received)
        if user_id is None or received.via_bot_id == me.id:  # our own words need no answer
            return None
        written = received.written
        if received.is_edited and not written.text:
            return None  # of an edit, only new words are read: a live location changes too
        if self._is_further_part(received, update_id) and not written.text:
            return None
        event = read(written, me, self._prefix)
        if event is None:
            return None
        return Incoming(
            update_id=update_id,
            chat_id=received.chat_id,
            event=event,
            language_code=received.language_code,
            is_group=not written.is_private,
            thread_id=received.thread_id,
            user_id=user_id,
        )

    def _is_further_part(self, received: Received, update_id: int) -> bool:
        """Tell whether another update brought a part of the same album, which is answered once."""
        if received.album is None:
            return False
        first = self._albums.setdefault((received.chat_id, received.album), update_id)
        if len(self._albums) > _MAX_ALBUMS:
            self._albums.popitem(last=False)
        return first != update_id  # the same one comes again where it was not kept


def _speaker(received: Received) -> int | None:
    """Return who speaks, by user id; the chat's own for an administrator who stays anonymous.

    Others who speak as a chat, as a channel that posts into its group, cannot be answered.
    """
    if received.on_behalf_of is not None:
        # Source: Bot API, Message.sender_chat; only administrators can speak as their group.
        return received.chat_id if received.on_behalf_of == received.chat_id else None
    return None if received.is_by_bot else received.user_id


async def take_press(
    turns: Turns, press: Incoming | None, stop_spinner: Coroutine[Any, Any, None]
) -> None:
    """Take the turn of a press on one of our buttons, if it is one, while its spinner is stopped.

    Side by side, since the turn must queue at once to keep the order of its chat.
    """
    stopping = asyncio.create_task(stop_spinner)
    try:
        if press is not None:
            await turns.take(press)
    finally:
        await stopping
