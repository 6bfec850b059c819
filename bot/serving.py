"""The HTTP side of a running bot: is it alive, is it ready, what does it count; and the webhook."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bot.core.errors import SettingsError
from bot.metrics import CONTENT_TYPE, Metrics

_log = logging.getLogger(__name__)

SHUTDOWN_SECONDS: Final = 0.5  # that requests under way may still take; cutting them as much again
# How long a connection may stay open without a whole request, the first one too. The proxy in
# front has to give up its idle ones earlier than we do, or it would send into a closed one: Caddy
# does after two minutes, nginx after one.
KEEP_ALIVE_SECONDS: Final = 130.0


def add_watch(
    site: web.Application, is_ready: Callable[[], Awaitable[bool]], metrics: Metrics
) -> None:
    """Add to *site* what is for whoever watches the bot.

    ``/healthz`` answers while the process lives; ``/readyz`` answers 503 while the bot cannot
    serve; ``/metrics`` is for Prometheus. None of them tells about a person.

    Args:
        site: Where they are served.
        is_ready: Tells whether the bot can serve now; never raises.
        metrics: The counts.
    """

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_: web.Request) -> web.Response:
        if await is_ready():
            return web.Response(text="ready\n")
        return web.Response(status=503, text="not ready\n")

    async def show_metrics(_: web.Request) -> web.Response:
        return web.Response(body=metrics.page(), headers={"Content-Type": CONTENT_TYPE})

    site.router.add_get("/healthz", healthz)
    site.router.add_get("/readyz", readyz)
    site.router.add_get("/metrics", show_metrics)


@asynccontextmanager
async def serve(site: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve *site* on *host*; yield the port, which is a free one where *port* is 0.

    Raises:
        SettingsError: The port is taken, or the host is none of this machine.
    """
    # No access log: its lines would hold addresses of callers.
    runner = web.AppRunner(
        site,
        access_log=None,
        shutdown_timeout=SHUTDOWN_SECONDS,
        keepalive_timeout=KEEP_ALIVE_SECONDS,
        auto_decompress=False,  # a stranger's few bytes could unpack to gigabytes
    )
    await runner.setup()
    try:
        tcp = web.TCPSite(runner, host, port)
        try:
            await tcp.start()
        except OSError as error:
            reason = f"{host}:{port}: {error.strerror or error}; choose another"
            raise SettingsError(f"OPTOUT_HTTP_HOST, OPTOUT_HTTP_PORT: {reason}") from error
        _log.info("serving on %s", tcp.name)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
