"""The calls about updates: asking for them, and where Telegram is to deliver them.

Made here and not by a library, so that both front ends share one way in: an update that a library
cannot read stops nothing, and is confirmed only once its turn is kept.
"""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from bot.core.errors import MessengerError, MessengerUnavailable, TooManyRequests
from bot.frontends.failures import reason

# What we are told of; anything else is not even sent to us.
KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
MAX_CONNECTIONS: Final = 40  # of Telegram to our webhook, at a time
_ANSWER_SECONDS: Final = 15.0
_CONFLICT: Final = 409
_REFUSED: Final = (401, 404)
_BAD_REQUEST: Final = 400


class UpdatesElsewhere(MessengerError):
    """The updates of this bot go elsewhere (409): to a webhook, or to another process."""


class TokenRefused(MessengerError):
    """Telegram does not know the token (401, 404)."""


class CallRefused(MessengerError):
    """Telegram refuses what was asked (400), in its own words: to ask again would not help."""


class UpdatesApi:
    """Asks Telegram for updates; an asynchronous context manager.

    Args:
        token: The token of the bot.
        api_url: The Bot API server.
    """

    def __init__(self, token: str, api_url: str) -> None:
        self._url = f"{api_url.rstrip('/')}/bot{token}/"
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def updates(
        self, offset: int, *, wait_seconds: int = 0, limit: int = 100
    ) -> list[Mapping[str, Any]]:
        """Return the updates from number *offset* on; those before are confirmed by the call.

        Args:
            offset: The number of the first one; 0 for the oldest.
            wait_seconds: How long Telegram may wait for the first, at most 50.
            limit: How many at most; 1 to 100.

        Raises:
            UpdatesElsewhere: Another process asks too, or a webhook is set.
            MessengerError: There is no answer, or a refusal.
        """
        found = await self._call(
            "getUpdates",
            wait_seconds,
            offset=offset,
            timeout=wait_seconds,
            limit=limit,
            allowed_updates=KINDS,
        )
        return found if isinstance(found, list) else []

    async def set_webhook(self, url: str, secret_token: str) -> None:
        """Let Telegram deliver to *url*, with *secret_token* in each request.

        Raises:
            CallRefused: It is no address that Telegram delivers to.
            MessengerError: There is no answer, or another refusal.
        """
        await self._call(
            "setWebhook",
            url=url,
            secret_token=secret_token,
            max_connections=MAX_CONNECTIONS,
            allowed_updates=KINDS,
        )

    async def delete_webhook(self) -> None:
        """Let Telegram keep the updates until they are asked for; those that wait stay.

        Raises:
            MessengerError: Telegram did not accept it.
        """
        await self._call("deleteWebhook")

    async def me(self) -> Mapping[str, Any]:
        """Return what Telegram knows of the bot: the ``User`` of the Bot API.

        Raises:
            MessengerError: There is no answer, or a refusal.
        """
        found = await self._call("getMe")
        return found if isinstance(found, dict) else {}

    async def webhook_info(self) -> Mapping[str, Any]:
        """Return what Telegram has of the webhook: the ``WebhookInfo`` of the Bot API.

        Raises:
            MessengerError: There is no answer, or a refusal.
        """
        found = await self._call("getWebhookInfo")
        return found if isinstance(found, dict) else {}

    # "from None" throughout: the errors of the client name the address, and so the token.
    async def _call(self, method: str, wait_seconds: float = 0.0, **parameters: object) -> object:
        timeout = aiohttp.ClientTimeout(total=wait_seconds + _ANSWER_SECONDS)
        try:
            async with self._session.post(
                self._url + method, json=parameters, timeout=timeout
            ) as response:
                body = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise MessengerUnavailable(f"{method}: {type(error).__name__}") from None
        if isinstance(body, dict) and body.get("ok"):
            return body.get("result")
        raise _error(method, body if isinstance(body, dict) else {})


def _error(method: str, body: Mapping[str, Any]) -> MessengerError:
    """Return our error for an answer that is none."""
    code, words = body.get("error_code"), str(body.get("description", ""))
    if code == _BAD_REQUEST:  # these calls hold nothing of a person that it could quote
        return CallRefused(f"{method}: {' '.join(words.removeprefix('Bad Request: ').split())}")
    why = f"{method}: {reason(words)}"
    wait = (body.get("parameters") or {}).get("retry_after")
    if isinstance(wait, int):
        return TooManyRequests(wait)
    if code == _CONFLICT:
        return UpdatesElsewhere(why)
    if code in _REFUSED:
        return TokenRefused(why)
    return MessengerUnavailable(why)
