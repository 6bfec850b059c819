"""The shape of an update, as far as we read it: checked for a library that does not.

Telegram keeps to it. Who only speaks for Telegram may not, and is told nothing by it.
"""

from collections.abc import Mapping
from typing import Final

_PERSON: Final = {"id": int, "language_code?": str}
_CHAT: Final = {"id": int, "type": str}
_MESSAGE: Final = {
    "message_id": int,
    "chat": _CHAT,
    "from?": _PERSON,
    "text?": str,
    "caption?": str,
    "message_thread_id?": int,
    "migrate_to_chat_id?": int,
    "reply_to_message?": {"from?": {"id": int}},
}
# A question mark: it may be missing.
_SHAPE: Final[Mapping[str, object]] = {
    "update_id": int,
    "message?": _MESSAGE,
    "edited_message?": _MESSAGE,
    "callback_query?": {"id": str, "from": _PERSON, "data?": str, "message?": _MESSAGE},
    "inline_query?": {"id": str, "from": _PERSON, "query": str},
    "my_chat_member?": {"chat": _CHAT, "new_chat_member": {"status": str}},
}


class Misshapen(Exception):
    """An update lacks something that every such update has, or has it of another kind."""


def require_shape(value: object, shape: object = _SHAPE) -> None:
    """Return where *value*, an update as JSON, has everything that we read of one.

    Raises:
        Misshapen: It has not.
    """
    if not isinstance(shape, Mapping):
        if type(value) is not shape:  # True is no number here
            raise Misshapen
        return
    if not isinstance(value, Mapping):
        raise Misshapen
    for key, inner in shape.items():
        name = key.removesuffix("?")
        if value.get(name) is not None or name == key:
            require_shape(value.get(name), inner)
