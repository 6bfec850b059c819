"""How python-telegram-bot's calls travel: by aiohttp, each as one JSON body.

Its own way, httpx, takes several times as long, and the longer the more calls are under way.
"""

import json
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_JSON: Final = {"Content-Type": "application/json"}
_DEFAULT: Final = BaseRequest.DEFAULT_NONE
# What we said ourselves comes back with every message; the library would make objects of it.
_UNREAD: Final = ("text", "caption", "entities", "caption_entities", "reply_markup")


class AiohttpRequest(BaseRequest):
    """Makes the calls of a bot; initialized and shut down with it.

    Args:
        seconds: How long a call may take in all; one with a file twice as long.
        connections: How many calls may be under way.
    """

    __slots__ = ("_connections", "_seconds", "_session")

    def __init__(self, seconds: float, connections: int) -> None:
        self._seconds = seconds
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How many seconds a call may take; see BaseRequest."""
        return self._seconds

    async def initialize(self) -> None:
        """Get ready; more than once does no harm, since a bot has us for two purposes."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the connections; more than once does no harm."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  # as BaseRequest has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = _DEFAULT,
        write_timeout: object = _DEFAULT,
        connect_timeout: object = _DEFAULT,
        pool_timeout: object = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Make a call; return the status and the body of the answer.

        One time limit holds for all of it, so the four of a single call are passed over.
        """
        del read_timeout, write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise RuntimeError("the bot is not initialized")
        has_files = request_data is not None and request_data.contains_files
        seconds = self._seconds * (2 if has_files else 1)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if has_files else _JSON,
                timeout=ClientTimeout(total=seconds),
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer of Telegram, of a message in it only what we read; see BaseRequest."""
        answer: dict[str, Any] = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            for name in _UNREAD:
                result.pop(name, None)
        return answer


def _body(data: RequestData | None) -> bytes | FormData:
    if data is None:
        return b"{}"
    if not data.contains_files:
        return json.dumps(data.parameters).encode()
    form = FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=content_type)
    return form
