"""Sends texts as fast as the emulator takes them; prints how many a second, as JSON.

Run as ``python tests/benchmarks/sending.py URL TOKEN LIBRARY COUNT``: a process of its own, with
the outbox of production, whose rate is lifted, and the messenger of that library.
"""

import asyncio
import json
import sys
import time
from typing import cast

from bot import knowledge
from bot.adapters.texts import FluentTexts
from bot.core.ports import RenderedMessage
from bot.delivery.gallery import Gallery
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.delivery.pacing import Pacing
from bot.frontends.frontend import FrontEndName, open_front_end
from bot.pictures import Drawer
from bot.resources import folder


async def main(url: str, token: str, library: str, count: int) -> None:
    """Send *count* texts, each to somebody else."""
    gallery = Gallery(Drawer(FluentTexts(folder("locales")), knowledge.load().labels))
    front_end = open_front_end(cast("FrontEndName", library), token, url, gallery)
    await front_end.username()  # opens what the library sends with
    outbox = Outbox(front_end.messenger, Pacing(1_000_000.0))
    message = RenderedMessage("Seven days are left. <b>You can refuse</b> in two minutes.")
    started, used = time.perf_counter(), time.process_time()
    parcels = (Parcel(number, message, Priority.REMINDER) for number in range(1, count + 1))
    await asyncio.gather(*map(outbox.deliver, parcels))
    seconds = time.perf_counter() - started
    cpu_us = (time.process_time() - used) / count * 1e6
    await outbox.close()
    await front_end.close()
    print(json.dumps({"per_second": count / seconds, "cpu_us": cpu_us}))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
