"""The webhook: Telegram delivers updates by HTTP, and repeats each until it is accepted.

A delivery is accepted (200) once its turn is kept, or when no repetition could help; while the
store is not available it is not (503). Whoever does not know the secret is turned away before a
byte of the body is read.
"""

import asyncio
import hmac
import itertools
import json
import logging
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from bot.core.errors import MessengerError, SettingsError, StoreUnavailable
from bot.frontends.failures import place_of
from bot.frontends.frontend import Reader
from bot.frontends.pauses import pause_after
from bot.frontends.updates import CallRefused, UpdatesApi

_log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
MAX_BODY_BYTES: Final = 1024 * 1024  # an update has some kilobytes
BODY_SECONDS: Final = 10.0  # within which all of the body has to come


class _Refused(Exception):
    """A request that is no delivery."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


async def register(api: UpdatesApi, url: str, secret_token: str) -> None:
    """Let Telegram deliver to *url*; while that fails, try again, the later the more often it did.

    Args:
        api: Asks Telegram.
        url: As whoever runs the bot has set it.
        secret_token: What Telegram is to send in the header.

    Raises:
        SettingsError: Telegram refuses the address; in its words.
    """
    for failures in itertools.count():
        try:
            await api.set_webhook(url, secret_token)
        except CallRefused as error:
            raise SettingsError(f"OPTOUT_WEBHOOK_URL: {error}") from None
        except MessengerError as error:
            _log.warning("the webhook is not set: %s", error)
            await asyncio.sleep(pause_after(failures, error))
        else:
            return


def make_webhook(read: Reader, secret_token: str, path: str) -> web.Application:
    """Return an application that takes deliveries at *path*; other pages may be added to it.

    A repeated delivery is accepted too: the turns know which updates they have seen. Serve it with
    ``auto_decompress`` off (see serving.py), or bodies are unpacked before the secret is looked at.

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
        except StoreUnavailable as error:
            _log.warning("an update is not kept, and will come again: %s", error)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
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
        _Refused: It is packed, too large, too slow, or none.
    """
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)  # Telegram packs nothing
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
    if not isinstance(update, dict) or not _is_id(update.get("update_id")):
        raise _Refused(HTTPStatus.BAD_REQUEST)
    return update


def _is_id(value: object) -> bool:
    """Tell whether *value* numbers an update: positive, of 64 bits, and no truth value."""
    # Source: Bot API, Update: identifiers start from a certain positive number.
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
