"""The wire of a replay: an emulated Telegram, which counts what it is given.

It reads each message's markup, checks its limits and refuses what is too fast, over HTTP as in this
process: there a message takes the same way without the sockets, and without a library for bots.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final, Protocol

from bot.adapters.simulated_time import SimulatedLoop
from bot.core.errors import MessageRefused, MessengerError, TooManyRequests
from bot.core.ports import Clock, Messenger, RenderedButton, RenderedMessage
from bot.delivery.gallery import Gallery
from bot.emulator import Emulator, Limits, Options
from bot.emulator.bot_api import BotApi
from bot.emulator.errors import ApiError
from bot.emulator.faults import Faults
from bot.emulator.parameters import Parameters, Upload
from bot.emulator.recorder import Recorder
from bot.emulator.server import DEFAULT_TOKEN
from bot.emulator.world import World
from bot.frontends.frontend import FrontEndName, open_front_end
from bot.replay.census import Census

CALL_SECONDS: Final = 0.05  # what Telegram takes for a message, in simulated time


@asynccontextmanager
async def open_wire(
    front_end: FrontEndName | None,
    clock: Clock,
    loop: SimulatedLoop,
    per_second: int,
    gallery: Gallery,
    census: Census,
) -> AsyncIterator[Messenger]:
    """Open a messenger to an emulated Telegram in which everybody has pressed Start.

    Args:
        front_end: The library that sends over HTTP; None takes the way within this process.
        clock: Dates the messages.
        loop: Whose simulated seconds count.
        per_second: How many messages Telegram grants.
        gallery: Draws the pictures, once each.
        census: Counts what arrives.
    """
    options = Options(
        limits=Limits(per_second=per_second),
        keep_messages=0,
        everybody_is_met=True,
        time_source=loop.time,
    )
    if front_end is None:
        yield _CountedWire(_InProcess(options, clock, gallery), clock, loop, census)
        return
    async with AsyncExitStack() as stack:
        emulator = Emulator(clock=clock, is_recording=False, options=options)
        await stack.enter_async_context(emulator)
        library = open_front_end(front_end, emulator.token, emulator.url, gallery)
        stack.push_async_callback(library.close)
        with loop.outside():
            await library.username()  # opens what the library sends with
        yield _CountedWire(library.messenger, clock, loop, census)


class _Sender(Protocol):
    """The part of a messenger that a replay uses."""

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        ...


class _CountedWire:
    """Takes the same simulated time for each message, whatever carries it, and has it counted."""

    def __init__(self, sender: _Sender, clock: Clock, loop: SimulatedLoop, census: Census) -> None:
        self._sender = sender
        self._clock = clock
        self._loop = loop
        self._census = census

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        await asyncio.sleep(CALL_SECONDS)
        try:
            with self._loop.outside():  # sockets, and the thread that draws
                message_id = await self._sender.send(chat_id, message, thread_id=thread_id)
        except TooManyRequests:
            self._census.note_refusal()
            raise
        self._census.note(chat_id, self._clock.now(), message.html)
        return message_id

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Refuse: a reminder is always a new message."""
        del chat_id, message_id, message
        raise MessageRefused("a reminder takes no other message's place")

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Refuse: a reminder stays."""
        del chat_id, message_id
        raise MessageRefused("a reminder is not taken away")


class _InProcess:
    """Hands messages to the Bot API in this process."""

    def __init__(self, options: Options, clock: Clock, gallery: Gallery) -> None:
        world = World(DEFAULT_TOKEN, clock, options)
        self._api = BotApi(world, clock, Recorder(is_on=False), Faults())
        self._gallery = gallery

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        del thread_id  # nobody here is in a forum
        return int((await self._call(chat_id, message))["message_id"])

    async def _call(self, chat_id: int, message: RenderedMessage) -> dict[str, Any]:
        values: dict[str, Any] = {"chat_id": str(chat_id), "parse_mode": "HTML"}
        if message.keyboard:
            rows = [[_button(button) for button in row] for row in message.keyboard]
            values["reply_markup"] = json.dumps({"inline_keyboard": rows})
        if message.picture is None:
            return self._execute("sendmessage", Parameters(values | {"text": message.html}))
        values["caption"] = message.html
        photo = await self._gallery.get(message.picture)
        if isinstance(photo, str):
            return self._execute("sendphoto", Parameters(values | {"photo": photo}))
        uploads = {"photo": Upload("picture.png", "image/png", photo)}
        sent = self._execute("sendphoto", Parameters(values, uploads))
        self._gallery.note(message.picture, sent["photo"][-1]["file_id"])
        return sent

    def _execute(self, method: str, parameters: Parameters) -> dict[str, Any]:
        try:
            sent: dict[str, Any] = self._api.execute(method, parameters)
        except ApiError as error:
            raise _ours(error) from None
        return sent


def _ours(error: ApiError) -> MessengerError:
    if error.parameters is not None and "retry_after" in error.parameters:
        return TooManyRequests(error.parameters["retry_after"])
    return MessengerError(error.description)


def _button(button: RenderedButton) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data or ""}
