"""What each HTML tag of a message means."""

import re
from typing import Any, Final

from bot.emulator.entities import Entity
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.links import checked_link, linked_user_id

TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_FORMAT_LETTERS: Final = frozenset("tTdDwW")


def refused(complaint: str) -> ApiError:
    """Return the 400 of a markup that is not understood."""
    return bad_request(f"can't parse entities: {complaint}")


def date_time_format(letters: str) -> str:
    """Return the format of a date in the order in which Telegram gives it back.

    Raises:
        ApiError: A letter is unknown.
    """
    if letters in {"r", "R"}:
        return "r"
    if not set(letters) <= _FORMAT_LETTERS:
        raise refused("Invalid date format used")
    weekday = "w" if set(letters) & set("wW") else ""
    day = "d" if "d" in letters else "D" if "D" in letters else ""
    time = "t" if "t" in letters else "T" if "T" in letters else ""
    return weekday + day + time


def argument_after(tag: str, name: str, value: str | None, argument: str) -> str:
    """Return what the tag's argument is after one more attribute."""
    if tag == "blockquote" and name == "expandable":
        return "1"
    if value is None:
        return argument
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
    return argument


def meaning(tag: str, argument: str, unix_time: int) -> tuple[str | None, dict[str, Any] | None]:
    """Return the type of the entity and its further fields; no type means no entity."""
    kind = TYPES[tag]
    extra: dict[str, Any] | None = None
    match tag:
        case "a":
            return _link(argument)
        case "code" if argument:
            extra = {"language": argument}
        case "blockquote" if argument:
            kind = "expandable_blockquote"
        case "tg-emoji":
            if not argument.isdecimal() or int(argument) == 0:
                message = "Invalid custom emoji identifier specified"
                raise refused(message)
            extra = {"custom_emoji_id": str(int(argument))}
        case "tg-time":
            letters = date_time_format(argument)
            if unix_time <= 0:
                return None, None
            extra = {"unix_time": unix_time, "date_time_format": letters}
    return kind, extra


def _link(url: str) -> tuple[str | None, dict[str, Any] | None]:
    user_id = linked_user_id(url)
    if user_id is not None:
        return "text_mention", {"user_id": user_id}
    checked = checked_link(url)
    return (None, None) if checked is None else ("text_link", {"url": checked})


def without_language(entity: Entity) -> Entity:
    """Return *entity* without a language if it is code: only ``<pre>`` keeps one.

    It is written ``<pre><code class="language-...">``.
    """
    return entity._replace(extra=None) if entity.type == "code" else entity


def leading_integer(value: str | None) -> int:
    """Return the whole number that *value* begins with, or 0."""
    match = re.match(r"-?[0-9]{1,18}", value or "")
    return int(match.group()) if match else 0
