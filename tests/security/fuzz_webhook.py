"""``python -m tests.security.fuzz_webhook -runs=100000``: bodies of deliveries, to the very turn.

Any bytes are refused, or read by both front ends; no exception leaves.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

from tests.security.guided import FromBytes, fuzz, watching

with watching("bot.frontends"):
    from bot.frontends import webhook
    from tests.security.updates import TEMPLATES, changed, reader

from aiohttp import web

logging.getLogger("bot").setLevel(logging.CRITICAL)  # else a line for each update that is refused
_LOOP = asyncio.new_event_loop()


async def _open() -> list[Any]:
    opened = [reader(name) for name in ("aiogram", "ptb")]
    return [await each.__aenter__() for each in opened]


_READERS = _LOOP.run_until_complete(_open())


async def deliver(body: bytes) -> None:
    """Take *body* as the webhook does, and hand it to both front ends."""

    async def pieces() -> AsyncIterator[bytes]:
        yield body

    request = SimpleNamespace(content_length=None, content=SimpleNamespace(iter_any=pieces))
    try:
        update = await webhook._update(cast("web.Request", request))  # noqa: SLF001
    except webhook._Refused:  # noqa: SLF001  # how it says no
        return
    for read, _ in _READERS:
        await read(update)


def body_of(chooser: FromBytes) -> bytes:
    """Return a body: an update with changes, or any bytes."""
    if not chooser.number(0, 3):
        return chooser.text(200).encode("utf-8", "surrogatepass")
    template = TEMPLATES[chooser.number(0, len(TEMPLATES) - 1)]
    values: tuple[object, ...] = (
        None, True, 0, -1, 2**70, 1.5, "", chooser.text(20), [], {}, [None], {"id": 1},
    )  # fmt: skip
    changes = [
        (chooser.number(0, 60), values[chooser.number(0, len(values) - 1)])
        for _ in range(chooser.number(0, 3))
    ]
    return json.dumps(changed(template, changes)).encode()


def try_one(data: bytes) -> None:
    """Deliver one body."""
    _LOOP.run_until_complete(deliver(body_of(FromBytes(data))))


if __name__ == "__main__":
    fuzz(try_one)
