"""The webhook: Telegram delivers updates by HTTP, and repeats each until it is accepted.

A delivery is accepted (200) once its turn is kept, or when no repetition could help. Whoever does
not know the secret is turned away before a byte of the body is read.
"""

import asyncio
import hmac
import json
import logging
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from bot.frontends.failures import place_of
from bot.frontends.frontend import Reader

_log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
MAX_BODY_BYTES: Final = 1024 * 1024  # an update has some kilobytes
BODY_SECONDS: Final = 10.0  # within which all of the body has to come


class _Refused(Exception):
    """A request that is no delivery."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


def make_webhook(read: Reader, secret_token: str, path: str) -> web.Application:
    """Return an application that takes deliveries at *path*; other pages may be added to it.

    A repeated delivery is accepted too: the turns know which updates they have seen. At shutdown,
    stop it before the turns: what is turned away then is delivered again.

    Args:
        read: Takes an update to the end of its turn.
        secret_token: What Telegram sends in the header, as given to setWebhook; not empty.
        path: Where, beginning with a slash.

    Raises:
        ValueError: *secret_token* is empty; anybody could speak for Telegram.
    """
    if not secret_token:
        raise ValueError("a webhook needs a secret token")
    secret = secret_token.encode()

    async def deliver(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            update = await _update(request)
        except _Refused as refused:
            return web.Response(status=refused.status)
        try:
            await read(update)
        except Exception as error:  # noqa: BLE001  # whatever it is, Telegram delivers again
            _log.error("a turn failed: %s", place_of(error))
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        return web.Response()

    site = web.Application()
    site.router.add_post(path, deliver)
    return site


async def _update(request: web.Request) -> dict[str, Any]:
    """Return the update that *request* delivers.

    Raises:
        _Refused: It is too large, too slow, or none.
    """
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise _Refused(HTTPStatus.REQUEST_TIMEOUT) from None
    try:
        update: object = json.loads(body)
    except (ValueError, RecursionError):  # nested too deep
        raise _Refused(HTTPStatus.BAD_REQUEST) from None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise _Refused(HTTPStatus.BAD_REQUEST)
    return update
