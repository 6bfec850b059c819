"""The requests that a bot made, for tests to look at."""

import hashlib
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.emulator.chats import Json
from bot.emulator.parameters import Parameters, Upload

_MAX_RECORDED: Final = 10_000
# Words for people and opaque ids: they stay strings even where they look like JSON.
_WORDS: Final = frozenset(
    {
        "text",
        "caption",
        "name",
        "description",
        "short_description",
        "callback_query_id",
        "inline_query_id",
        "file_id",
        "photo",
        "document",
        "secret_token",
        "language_code",
        "parse_mode",
        "next_offset",
        "url",
    }
)


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the bot.

    Attributes:
        method: The name as the Bot API spells it.
        raw: The parameters as they came, with a word in the place of each upload.
        at: When, by the clock of the emulator; aware, UTC.
        answer: The JSON body of the answer; None where the bot got none.
    """

    method: str
    raw: Mapping[str, Any]
    at: datetime
    answer: Json | None

    @property
    def parameters(self) -> Json:
        """The parameters as JSON values, whichever library sent them and in whichever form."""
        return {name: _value(name, value) for name, value in self.raw.items()}


def recorded(parameters: Parameters) -> Mapping[str, Any]:
    """Return the parameters as they are kept: an upload is named by its content.

    It stands where the request refers to it, in whichever way the library attached it.
    """
    raw = dict(parameters.raw)
    for part, upload in parameters.uploads.items():
        reference, word = f"attach://{part}", _word(upload)
        found = [name for name, value in raw.items() if reference in str(value)]
        for name in found:
            raw[name] = str(raw[name]).replace(reference, word)
        if not found:
            raw[part] = word
    return raw


def _word(upload: Upload) -> str:
    digest = hashlib.sha256(upload.content).hexdigest()
    return f"upload {upload.file_name}, {len(upload.content)} bytes, {digest[:16]}"


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    if not isinstance(value, str) or name in _WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


class Recorder:
    """Keeps the newest ten thousand requests, but those for updates.

    Attributes:
        is_on: Whether it keeps any.
    """

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self._calls: deque[Call] = deque(maxlen=_MAX_RECORDED)

    def add(self, call: Call) -> None:
        """Keep *call*."""
        self._calls.append(call)

    def calls(self, method: str | None = None) -> list[Call]:
        """Return the calls of *method*, or of every method, oldest first."""
        return [call for call in self._calls if method in {None, call.method}]

    def clear(self) -> None:
        """Forget every call."""
        self._calls.clear()
