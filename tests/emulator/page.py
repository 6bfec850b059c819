"""The page of the web chat and a calendar for it, without a browser."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.emulator import Calendar, CalendarAction, Emulator

PARIS = ZoneInfo("Europe/Paris")
JsonObject = dict[str, Any]


class PaperCalendar:
    """A calendar of two days."""

    def __init__(self) -> None:
        begin = datetime(2025, 10, 20, 9, tzinfo=PARIS)
        reminder = datetime(2025, 10, 27, 9, tzinfo=PARIS)
        self.shown = Calendar(begin, date(2025, 11, 3), 14, False, reminder)  # noqa: FBT003
        self.listeners: list[Callable[[Calendar], None]] = []

    def state(self) -> Calendar:
        """See ``CalendarControl``."""
        return self.shown

    async def act(self, action: CalendarAction) -> Calendar:
        """See ``CalendarControl``."""
        if action is CalendarAction.NEXT_DAY:
            day = timedelta(days=1)
            days_left = self.shown.days_left - 1
            self.shown = replace(self.shown, now=self.shown.now + day, days_left=days_left)
        else:
            is_playing = action is CalendarAction.PLAY
            self.shown = replace(self.shown, is_playing=is_playing, next_reminder_at=None)
        for listener in self.listeners:
            listener(self.shown)
        return self.shown

    def on_change(self, listener: Callable[[Calendar], None]) -> None:
        """See ``CalendarControl``."""
        self.listeners.append(listener)


class Page:
    """The page of the web chat, without its pictures."""

    def __init__(self, emulator: Emulator, session: aiohttp.ClientSession) -> None:
        self.base = emulator.url
        self.session = session
        self.path = ""
        self.chat_id = 0

    async def enter(self, **person: object) -> None:
        """Become a person."""
        status, body = await self.post("/chat/visitors", person)
        assert status == 200
        assert set(body) == {"visitor", "chat_id"}
        self.path, self.chat_id = f"/chat/{body['visitor']}", body["chat_id"]

    async def post(self, path: str, body: object) -> tuple[int, JsonObject]:
        """Ask for something to be done."""
        async with self.session.post(self.base + path, json=body) as response:
            return response.status, await response.json()

    async def act(self, name: str, **body: object) -> tuple[int, JsonObject]:
        """Do something in the chat."""
        return await self.post(f"{self.path}/{name}", body)

    async def state(self) -> JsonObject:
        """Read the whole state."""
        async with self.session.get(self.base + self.path) as response:
            assert response.status == 200
            state: JsonObject = await response.json()
            return state

    @asynccontextmanager
    async def events(self, last_id: int | None = None) -> AsyncIterator["Events"]:
        """Listen."""
        headers = {} if last_id is None else {"Last-Event-ID": str(last_id)}
        url = f"{self.base}{self.path}/events"
        async with self.session.get(url, headers=headers) as response:
            assert response.content_type == "text/event-stream"
            yield Events(response)


class Events:
    """A stream of events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response
        self.last_id = 0

    async def next(self) -> JsonObject:
        """Return the next event, signs of life passed over."""
        while True:
            async with asyncio.timeout(5):
                block = (await self.response.content.readuntil(b"\n\n")).decode().strip()
            if block.startswith(":"):
                continue
            number, data = block.split("\n")
            self.last_id = int(number.removeprefix("id: "))
            event: JsonObject = json.loads(data.removeprefix("data: "))
            return event
