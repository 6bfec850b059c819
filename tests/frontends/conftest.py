"""Each front end between the emulator and a listener; what holds for one holds for the other."""

from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from bot.core.effects import Picture
from bot.core.events import Event
from bot.delivery.gallery import Gallery
from bot.emulator import Emulator
from bot.emulator.visitors import PIXEL
from bot.frontends.frontend import FrontEnd, FrontEndName, Reader, open_front_end
from bot.incoming import Incoming
from bot.turns import Turns

ANNA = 4_815_162_342
WORDS = "my-employer-reads-this"
PERSON = {"id": ANNA, "is_bot": False, "first_name": "Anna", "language_code": "fr"}
PRIVATE = {"id": ANNA, "type": "private", "first_name": "Anna"}
GROUP_ID = -100200300
GROUP = {"id": GROUP_ID, "type": "supergroup", "title": "Union"}
CHANNEL = {"id": -100200301, "type": "channel", "title": "News"}
NAMES: tuple[FrontEndName, ...] = ("aiogram", "ptb")


class Pencil:
    """Draws the same pixel whatever is asked for, and counts."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, picture: Picture, locale: str) -> bytes:
        """Return a PNG."""
        del picture, locale
        self.drawn += 1
        return PIXEL


class Ears:
    """Hears every turn, and answers none; may fail."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.moved: list[tuple[int, int]] = []
        self.failure: Exception | None = None

    async def take(self, incoming: Incoming) -> None:
        """Keep the turn for the test to look at."""
        self.heard.append(incoming)
        if self.failure is not None:
            raise self.failure

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Keep which group became which."""
        self.moved.append((old_chat_id, new_chat_id))


class Front:
    """A front end between the emulator and a listener."""

    def __init__(self, name: FrontEndName, emulator: Emulator) -> None:
        self.name = name
        self.emulator = emulator
        self.pencil = Pencil()
        self.gallery = Gallery(self.pencil)
        self.end: FrontEnd = open_front_end(name, emulator.token, emulator.url, self.gallery)
        self.ears = Ears()
        self.read_update: Reader = self.end.reader(cast("Turns", self.ears))

    async def hear(self, kind: str, payload: dict[str, Any]) -> list[Event]:
        """Take an update; return what was made of it."""
        before = len(self.ears.heard)
        await self.read_update({"update_id": 1, kind: payload})
        return [incoming.event for incoming in self.ears.heard[before:]]

    async def read(self, chat: dict[str, Any] = PRIVATE, /, **fields: object) -> list[Event]:
        """Take a message with these fields; return what was made of it."""
        message = {"message_id": 1, "date": 1, "chat": chat, "from": PERSON, **fields}
        return await self.hear("message", message)


@pytest.fixture(params=NAMES)
async def front(request: pytest.FixtureRequest) -> AsyncIterator[Front]:
    """A front end whose bot is the emulator's."""
    async with Emulator() as emulator:
        front = Front(request.param, emulator)
        await front.end.username()
        emulator.forget_calls()
        try:
            yield front
        finally:
            await front.end.close()
