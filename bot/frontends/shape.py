"""The shape of an update, as far as we read it: checked for a library that does not.

Telegram keeps to it. Who only speaks for Telegram may not, and is told nothing by it.
"""

from collections.abc import Mapping
from typing import Any, Final

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
    "sender_chat?": {"id": int},
    "via_bot?": {"id": int},
    "media_group_id?": str,
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


# Where a forwarded or quoted message came from. Nothing reads it, and Telegram adds kinds to it.
_ORIGINS: Final = frozenset({"forward_origin", "external_reply"})


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


def without_origins(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return *update* without the origins of its message, and of the one that this replies to.

    A library may pass over a whole update for one that is of a kind unknown to it.
    """
    kept = dict(update)
    for kind in ("message", "edited_message"):
        if isinstance(kept.get(kind), Mapping):
            message = _without_origins(kept[kind])
            reply = message.get("reply_to_message")
            if isinstance(reply, Mapping):
                message["reply_to_message"] = _without_origins(reply)
            kept[kind] = message
    return kept


def _without_origins(message: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name not in _ORIGINS}
