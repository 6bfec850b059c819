"""The errors that the emulated Bot API answers with, in Telegram's own words.

Source of every string: the public server of the Bot API (tdlib/telegram-bot-api and tdlib/td).
"""

from typing import Any


class ApiError(Exception):
    """A request that is answered with ``"ok": false``.

    Attributes:
        code: The HTTP status, which is also ``error_code``.
        description: The whole text, prefix included.
        parameters: ``retry_after`` or ``migrate_to_chat_id``, where the error has one.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(text: str) -> ApiError:
    """Return a 400 that says *text*."""
    return ApiError(400, f"Bad Request: {_lowered(text)}")


def forbidden(text: str) -> ApiError:
    """Return a 403 that says *text*."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Return a 409 that says *text*."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after_seconds: int) -> ApiError:
    """Return a 429; the server also sends the header ``Retry-After`` with it."""
    return ApiError(
        429,
        f"Too Many Requests: retry after {retry_after_seconds}",
        {"retry_after": retry_after_seconds},
    )


def group_upgraded(new_chat_id: int) -> ApiError:
    """Return the 400 of a basic group that became the supergroup *new_chat_id*."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )


def restarting() -> ApiError:
    """Return the 500 of a server that goes down."""
    return ApiError(500, "Internal Server Error: restart")


def _lowered(text: str) -> str:
    # The server lowers the first letter, except of codes such as BUTTON_DATA_INVALID.
    if len(text) > 1 and (text[1] == "_" or "A" <= text[1] <= "Z"):
        return text
    return text[:1].lower() + text[1:]
