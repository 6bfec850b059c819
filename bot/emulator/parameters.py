"""The parameters of a request, from wherever they came: query, form, multipart or JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.emulator.chats import Json
from bot.emulator.errors import bad_request

_TRUE: Final = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    file_name: str
    content_type: str
    content: bytes


class Parameters:
    """What a method was called with.

    Args:
        values: By name: strings, or what a JSON body held.
        uploads: Files by the names of their parts.
    """

    __slots__ = ("_values", "uploads")

    def __init__(
        self, values: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None
    ) -> None:
        self._values = values
        self.uploads: Mapping[str, Upload] = uploads or {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    @property
    def raw(self) -> Mapping[str, Any]:
        """The values as they came."""
        return self._values

    def text(self, name: str) -> str:
        """Return a string; nothing is the empty string."""
        value = self._values.get(name)
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        return json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as 0, as in the server."""
        value = self._values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """Return whether it says yes."""
        value = self._values.get(name)
        if value is None:
            return False
        return value is True or str(value).lower() in _TRUE

    def json(self, name: str, complaint: str) -> Any:  # noqa: ANN401 -- any JSON value
        """Return a JSON value, or None where nothing was sent.

        Args:
            name: The parameter.
            complaint: What Telegram says of broken JSON.

        Raises:
            ApiError: 400: it is no JSON.
        """
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(complaint) from None

    def json_object(self, name: str, *, unparsed: str, unexpected: str) -> Json | None:
        """Return a JSON object, or None where nothing was sent.

        Raises:
            ApiError: 400: it is no JSON, or no object.
        """
        value = self.json(name, unparsed)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request(unexpected)
        return value

    def message_id(self, name: str = "message_id") -> int:
        """Return the id of a message, or 0."""
        return max(self.integer(name), 0)

    def message_ids(self, *, at_most: int) -> list[int]:
        """Return the list ``message_ids``.

        Raises:
            ApiError: 400: no list of ids, or too many.
        """
        if not self.text("message_ids"):
            message = "message identifiers are not specified"
            raise bad_request(message)
        value = self.json("message_ids", "can't parse message_ids JSON object")
        if not isinstance(value, list):
            message = "expected an Array of message identifiers"
            raise bad_request(message)
        if len(value) > at_most:
            message = "too many message identifiers specified"
            raise bad_request(message)
        return [_identifier(item) for item in value]


def _identifier(value: object) -> int:
    if not isinstance(value, int | str):
        message = "message identifier must be a Number"
        raise bad_request(message)
    try:
        identifier = int(value)
    except ValueError:
        message = "can't parse message identifier as a Number"
        raise bad_request(message) from None
    if identifier <= 0:
        message = "invalid message identifier specified"
        raise bad_request(message)
    return identifier
