"""What a message says to the bot, on plain values: one reading for every library.

Decides whether a message speaks to the bot at all, and which event it is.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.events import Attached, Commanded, Event, Said
from bot.core.interface import ASK

_COMMAND: Final = re.compile(
    r"/(?P<name>[^\s@]*)(?:@(?P<addressee>\S*))?\s*(?P<argument>.*)", re.DOTALL
)
# What a person sends without words, as the Bot API names it. All else without words is Telegram's
# own: a member joined, a title changed, and so on.
_WORDLESS: Final = frozenset(
    {
        "animation",
        "audio",
        "contact",
        "dice",
        "document",
        "location",
        "photo",
        "poll",
        "sticker",
        "story",
        "venue",
        "video",
        "video_note",
        "voice",
    }
)


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that names somebody.

    Attributes:
        offset: Where it begins, in UTF-16 units, as Telegram counts.
        length: How long it is, in the same units.
        user_id: Who is meant, where the name is no username; else None.
    """

    offset: int
    length: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A message, as much of it as matters.

    Attributes:
        text: Its text or caption.
        mentions: The places that name somebody.
        content_type: What it consists of, as the Bot API names it; empty where unknown.
        is_private: It stands in a private chat, where everything speaks to the bot.
        replies_to: Whose message it answers, by user id; None for nobody's.
    """

    text: str
    mentions: tuple[Mention, ...]
    content_type: str
    is_private: bool
    replies_to: int | None = None


def read(written: Written, me: Me, prefix: str = "") -> Event | None:
    """Return what *written* says to *me*, or None when it does not speak to the bot.

    Args:
        written: The message.
        me: Whom it may speak to.
        prefix: What our commands, and what our links send with /start, begin with where another
            bot's handlers share the chats; nothing else is ours then, and a question is asked
            with the command "ask".
    """
    if command := _COMMAND.match(written.text):
        return _read_command(command, me, prefix)
    if prefix:
        return None
    words = written.text
    if not written.is_private:
        words = _without_mentions(written, me)
        if written.replies_to != me.id and words == written.text:
            return None
    if words.strip():
        return Said(words.strip())
    if written.content_type in _WORDLESS:
        return Attached()
    return Said(written.text) if written.text else None  # the bot's name alone is a call too


def _read_command(command: re.Match[str], me: Me, prefix: str) -> Event | None:
    addressee = command["addressee"]
    if addressee and addressee.lower() != me.username.lower():
        return None
    name, argument = command["name"].lower(), command["argument"].strip()
    if not prefix:
        return Commanded(name, argument)
    if name == "start" and argument.startswith(prefix):
        return Commanded("start", argument.removeprefix(prefix))
    if not name.startswith(prefix):
        return None
    name = name.removeprefix(prefix)
    if name == ASK:
        return Said(argument) if argument else Commanded("help")  # which tells how to ask
    return Commanded(name, argument)


def _without_mentions(written: Written, me: Me) -> str:
    """Return the text without the places where it mentions *me*."""
    units = written.text.encode("utf-16-le", "surrogatepass")
    for mention in sorted(written.mentions, key=lambda each: each.offset, reverse=True):
        start, end = 2 * mention.offset, 2 * (mention.offset + mention.length)
        name = units[start:end].decode("utf-16-le", "replace").lower()
        is_ours = mention.user_id == me.id or (
            mention.user_id is None and name == f"@{me.username}".lower()
        )
        if is_ours:
            units = units[:start] + units[end:]
    return units.decode("utf-16-le", "surrogatepass")
