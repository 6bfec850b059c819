"""Delivery of updates to a webhook: one POST each, in order within a chat, until it is accepted."""

import asyncio
import random
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from bot.emulator.chats import Json
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.parameters import Parameters
from bot.emulator.updates import Update
from bot.emulator.world import World

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name
MAX_CONNECTIONS: Final = 100
DEFAULT_CONNECTIONS: Final = 40
_ANSWER_WITHIN_SECONDS: Final = 50
# Resent after 1, 2, 4, ... seconds, up to a random limit between these two.
_LONGEST_DELAY_SECONDS: Final = (60.0, 120.0)
_LONGEST_RETRY_AFTER_SECONDS: Final = 3600
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST_SECRET: Final = 256
_PORTS: Final = frozenset({80, 88, 443, 8443})
_NOT_EXECUTED: Final = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates go."""

    url: str
    secret_token: str
    max_connections: int


def read_webhook(parameters: Parameters, *, local_mode: bool) -> Webhook | None:
    """Return the webhook that ``setWebhook`` asks for; None for an empty address.

    Raises:
        ApiError: 400: the address or the secret is not accepted.
    """
    url = parameters.text("url").strip()
    if not url:
        return None
    complaint = _url_complaint(url, local_mode=local_mode)
    secret = parameters.text("secret_token")
    if complaint is None and len(secret) > _LONGEST_SECRET:
        complaint = "secret token is too long"
    if complaint is None and not _SECRET.fullmatch(secret):
        complaint = "secret token contains unallowed characters"
    if complaint is not None:
        raise bad_request(complaint)
    connections = parameters.integer("max_connections", DEFAULT_CONNECTIONS)
    return Webhook(url, secret, min(max(connections, 1), MAX_CONNECTIONS))


def _url_complaint(url: str, *, local_mode: bool) -> str | None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        return "invalid webhook URL specified"
    if parts.scheme not in {"http", "https"} or not host or any(map(str.isspace, url)):
        return "invalid webhook URL specified"
    complaint = None
    if local_mode:
        return complaint
    if parts.scheme != "https":
        complaint = "An HTTPS URL must be provided for webhook"
    elif port not in _PORTS:
        complaint = "Webhook can be set up only on ports 80, 88, 443 or 8443"
    elif _is_reserved(host):
        complaint = f"IP address {host} is reserved"
    return complaint and f"bad webhook: {complaint}"


def _is_reserved(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


class WebhookDelivery:
    """Delivers the updates of a world to one webhook at a time.

    Args:
        world: Whose updates.
        execute: Carries out a method that came as the answer of the webhook.
    """

    def __init__(self, world: World, execute: Callable[[str, Parameters], object]) -> None:
        self._world = world
        self._execute = execute
        self._webhook: Webhook | None = None
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)
        self._queues: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._last_error: tuple[int, str] | None = None

    @property
    def webhook(self) -> Webhook | None:
        """The one that is set."""
        return self._webhook

    @property
    def is_busy(self) -> bool:
        """Whether deliveries are under way."""
        return bool(self._workers)

    def info(self) -> Json:
        """Return the ``WebhookInfo``."""
        info: Json = {
            "url": self._webhook.url if self._webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates.pending),
        }
        if self._webhook:
            info["max_connections"] = self._webhook.max_connections
            info["ip_address"] = "127.0.0.1"
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        return info

    async def set(self, webhook: Webhook | None) -> None:
        """Deliver to *webhook* from now on, beginning with what waits; None ends delivery."""
        await self.close()
        self._webhook, self._last_error = webhook, None
        if webhook is not None:
            self._slots = asyncio.Semaphore(webhook.max_connections)
            timeout = aiohttp.ClientTimeout(total=_ANSWER_WITHIN_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
            self._world.updates.on_update = self._enqueue
            for update in self._world.updates.pending:
                self._enqueue(update)

    async def close(self) -> None:
        """End delivery; what was not accepted waits on."""
        self._webhook = None
        self._world.updates.on_update = None
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._queues.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _enqueue(self, update: Update) -> None:
        queue = self._queues.get(update.queue)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.queue] = deque([update])
        worker = asyncio.create_task(self._deliver_queue(update.queue))
        self._workers.add(worker)
        worker.add_done_callback(self._finish_worker)

    def _finish_worker(self, worker: asyncio.Task[None]) -> None:
        self._workers.discard(worker)
        self._world.signal.notify()

    async def _deliver_queue(self, key: int) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver(self, update: Update) -> None:
        """Post *update* until it is accepted or too old."""
        # A Retry-After is kept once and leaves the doubling as it is.
        delay, failures = 1.0, 0
        while update.expires_at > self._world.options.time_source():
            async with self._slots:
                retry_after = await self._post(update)
            if retry_after is None:
                break
            if retry_after == 0 and failures > 0:
                delay = min(delay * 2, random.uniform(*_LONGEST_DELAY_SECONDS))  # noqa: S311 -- no secret
            failures += 1
            await self._world.options.sleep(retry_after or delay)
        self._world.updates.remove(update)

    async def _post(self, update: Update) -> float | None:
        """Post *update* once; return None if accepted, else the ``Retry-After`` or 0."""
        if self._webhook is None or self._session is None:
            return 0
        headers = {SECRET_HEADER: self._webhook.secret_token} if self._webhook.secret_token else {}
        try:
            async with self._session.post(
                self._webhook.url, json=update.body, headers=headers, allow_redirects=False
            ) as response:
                if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
                    await self._take_answer(response)
                    return None
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
                return _retry_after(response.headers)
        except (aiohttp.ClientError, TimeoutError):
            self._note("Webhook connection closed")
            return 0

    def _note(self, error: str) -> None:
        self._last_error = (self._world.now(), error)
        self._world.signal.notify()

    async def _take_answer(self, response: aiohttp.ClientResponse) -> None:
        """Carry out the method that the answer names, if it names one; nobody sees its result."""
        values = await _answer_values(response)
        method = str(values.pop("method", "")).lower()
        if not method or method in _NOT_EXECUTED or method.startswith("get"):
            return
        try:
            self._execute(method, Parameters(values))
        except ApiError:
            return


async def _answer_values(response: aiohttp.ClientResponse) -> dict[str, Any]:
    # aiogram answers in multipart, python-telegram-bot not at all, others in JSON.
    if response.content_type == "application/json":
        body = await response.json()
        return dict(body) if isinstance(body, dict) else {}
    if not response.content_type.startswith("multipart/"):
        return {}
    values: dict[str, Any] = {}
    async for part in aiohttp.MultipartReader.from_response(response):
        if isinstance(part, aiohttp.BodyPartReader) and part.name and not part.filename:
            values[part.name] = await part.text()
    return values


def _retry_after(headers: Mapping[str, str]) -> float:
    value = headers.get("Retry-After", "")
    return float(min(int(value), _LONGEST_RETRY_AFTER_SECONDS)) if value.isdecimal() else 0.0
