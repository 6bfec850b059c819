"""The wire of a replay: the emulated Telegram in this process, which counts what it is given.

A message takes the same way as over HTTP, without the sockets: the emulator reads its markup,
checks its limits and refuses what is too fast.
"""

import asyncio
import json
from typing import Any, Final

from bot.adapters.simulated_time import SimulatedLoop
from bot.core.errors import MessageRefused, MessengerError, TooManyRequests
from bot.core.ports import Clock, RenderedButton, RenderedMessage
from bot.delivery.gallery import Gallery
from bot.emulator.bot_api import BotApi
from bot.emulator.chats import Chat, Chats, Person, PrivateChat
from bot.emulator.errors import ApiError
from bot.emulator.faults import Faults
from bot.emulator.parameters import Parameters, Upload
from bot.emulator.rates import Limits
from bot.emulator.recorder import Recorder
from bot.emulator.server import DEFAULT_TOKEN
from bot.emulator.world import Options, World
from bot.replay.census import Census

CALL_SECONDS: Final = 0.05  # what Telegram takes for a message, in simulated time


class EmulatedWire:
    """A messenger to an emulated Telegram in which everybody has pressed Start.

    Args:
        clock: Dates the messages.
        loop: Whose simulated seconds count.
        per_second: How many messages Telegram grants.
        gallery: Draws the pictures, once each.
        census: Counts what arrives.
    """

    def __init__(
        self,
        clock: Clock,
        loop: SimulatedLoop,
        per_second: int,
        gallery: Gallery,
        census: Census,
    ) -> None:
        options = Options(
            limits=Limits(per_second=per_second), keep_messages=0, time_source=loop.time
        )
        world = World(DEFAULT_TOKEN, clock, options)
        world.chats = _Everybody()
        self._api = BotApi(world, clock, Recorder(is_on=False), Faults())
        self._clock = clock
        self._gallery = gallery
        self._census = census
        self._loop = loop

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        del thread_id  # nobody here is in a forum
        await asyncio.sleep(CALL_SECONDS)
        sent = await self._call(chat_id, message)
        self._census.note(chat_id, self._clock.now(), message.html)
        return int(sent["message_id"])

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Refuse: a reminder is always a new message."""
        del chat_id, message_id, message
        raise MessageRefused("a reminder takes no other message's place")

    async def _call(self, chat_id: int, message: RenderedMessage) -> dict[str, Any]:
        values: dict[str, Any] = {"chat_id": str(chat_id), "parse_mode": "HTML"}
        if message.keyboard:
            rows = [[_button(button) for button in row] for row in message.keyboard]
            values["reply_markup"] = json.dumps({"inline_keyboard": rows})
        if message.picture is None:
            return self._execute("sendmessage", Parameters(values | {"text": message.html}))
        values["caption"] = message.html
        with self._loop.outside():  # it is drawn in a thread
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
            raise self._ours(error) from None
        return sent

    def _ours(self, error: ApiError) -> MessengerError:
        if error.parameters is not None and "retry_after" in error.parameters:
            self._census.note_refusal()
            return TooManyRequests(error.parameters["retry_after"])
        return MessengerError(error.description)


class _Everybody(Chats):
    """Knows every private chat there could be, and keeps none of them."""

    def look_up(self, chat_id: str) -> Chat:
        person = Person(int(chat_id), "Member", None, None, "fr")
        return PrivateChat(person.id, 0, person=person, is_met=True)


def _button(button: RenderedButton) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data or ""}
