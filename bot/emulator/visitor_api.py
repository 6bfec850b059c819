"""The visitors' side over HTTP: what the page of the web chat asks for.

Whoever reads or writes a chat names its visitor by a token that only that page was told.
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from aiohttp import web

from bot.emulator.calendar import Calendar, CalendarAction, CalendarControl
from bot.emulator.chats import Json
from bot.emulator.errors import ApiError
from bot.emulator.feeds import Feed
from bot.emulator.files import StoredFile
from bot.emulator.views import message_view
from bot.emulator.visitors import NoSuchButton, Visitor
from bot.emulator.world import World

_BEAT_SECONDS: Final = 15.0
_Handler: TypeAlias = Callable[["_Guest", web.Request], Awaitable[web.StreamResponse]]


class Refused(Exception):
    """A request of the page that is answered with an error."""

    def __init__(self, status: HTTPStatus, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


@dataclass(slots=True)
class _Guest:
    visitor: Visitor
    feed: Feed
    # Where in the feed the page last read the whole state: its first stream begins there, so that
    # nothing falls between the two.
    read_until: int = 0


class VisitorApi:
    """Answers the page of the web chat.

    Args:
        world: What it shows.
        new_visitor: Makes a person, given a language and a first name.
        calendar: The simulated calendar, or None.
        beat_seconds: How often a silent stream of events gives a sign of life.
    """

    def __init__(
        self,
        world: World,
        new_visitor: Callable[[str | None, str], Visitor],
        calendar: CalendarControl | None,
        *,
        beat_seconds: float = _BEAT_SECONDS,
    ) -> None:
        self._world = world
        self._new_visitor = new_visitor
        self._calendar = calendar
        self._beat_seconds = beat_seconds
        self._guests: dict[str, _Guest] = {}
        self._is_closing = False
        if calendar is not None:
            calendar.on_change(self._tell_calendar)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add what the page asks for to *router*."""
        router.add_post("/chat/visitors", _guarded(self._enter))
        router.add_post("/calendar", _guarded(self._move_calendar))
        router.add_get("/chat/{visitor}", self._of_guest(self._state))
        router.add_get("/chat/{visitor}/events", self._of_guest(self._events))
        router.add_get("/chat/{visitor}/files/{file_id}", self._of_guest(self._file))
        router.add_post("/chat/{visitor}/messages", self._of_guest(self._write))
        router.add_post("/chat/{visitor}/presses", self._of_guest(self._press))
        router.add_post("/chat/{visitor}/blocked", self._of_guest(self._block))
        router.add_post("/chat/{visitor}/language", self._of_guest(self._speak))

    def close(self) -> None:
        """End every stream of events."""
        self._is_closing = True
        for guest in self._guests.values():
            guest.feed.signal.notify()

    def _of_guest(
        self, handler: _Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            guest = self._guests.get(request.match_info["visitor"])
            if guest is None:
                raise Refused(HTTPStatus.NOT_FOUND, "unknown visitor")
            return await handler(guest, request)

        return _guarded(handle)

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        name = str(body.get("first_name") or "Alex").strip()[:64] or "Alex"
        visitor = self._new_visitor(_language(body), name)
        token = secrets.token_urlsafe(18)
        feed = self._world.feeds.setdefault(visitor.id, Feed())
        self._guests[token] = _Guest(visitor, feed)
        return web.json_response({"visitor": token, "chat_id": visitor.id})

    async def _state(self, guest: _Guest, _: web.Request) -> web.StreamResponse:
        chat = guest.visitor.chat
        language = chat.person.language_code
        guest.read_until = guest.feed.last_id
        state = {
            "bot": self._world.shown_profile(language),
            "commands": self._world.profile.shown_commands(chat.id, language),
            "messages": [message_view(message) for message in chat.messages.values()],
            "blocked": chat.is_blocked,
            "language_code": language,
            "calendar": self._calendar.state().as_json() if self._calendar else None,
        }
        return web.json_response(state)

    async def _events(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        known = request.headers.get("Last-Event-ID", "")
        last_id = int(known) if known.isdecimal() else guest.read_until
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(b": hello\n\n")
        try:
            while not self._is_closing:
                for number, event in guest.feed.after(last_id):
                    await response.write(f"id: {number}\ndata: {json.dumps(event)}\n\n".encode())
                    last_id = number
                await self._next_event(guest.feed, last_id, response)
            await response.write_eof()
        except ConnectionResetError:
            pass  # the page was closed
        return response

    async def _next_event(self, feed: Feed, last_id: int, response: web.StreamResponse) -> None:
        if self._is_closing or feed.last_id > last_id:
            return
        try:
            async with asyncio.timeout(self._beat_seconds):
                await feed.signal.changed()
        except TimeoutError:
            await response.write(b": beat\n\n")

    async def _write(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        if guest.visitor.chat.is_blocked:
            raise Refused(HTTPStatus.BAD_REQUEST, "the bot is blocked")
        try:
            message = guest.visitor.send(str(body.get("text") or ""))
        except ApiError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, error.description) from error
        return web.json_response({"message": message_view(message)})

    async def _press(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        message_id, row, column = (_number(body, name) for name in ("message_id", "row", "column"))
        try:
            guest.visitor.press(message_id, row=row, column=column)
        except NoSuchButton as error:
            raise Refused(HTTPStatus.NOT_FOUND, "no such button") from error
        return web.json_response({"ok": True})

    async def _block(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        if body.get("blocked") is True:
            guest.visitor.block()
        elif body.get("blocked") is False:
            guest.visitor.unblock()
        else:
            raise Refused(HTTPStatus.BAD_REQUEST, "blocked must be true or false")
        return web.json_response({"ok": True})

    async def _speak(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        guest.visitor.speak(_language(await _body(request)))
        return web.json_response({"ok": True})

    async def _file(self, guest: _Guest, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file_id"]
        stored = self._world.files.get(file_id)
        if stored is None or not _shows(guest.visitor, file_id):
            raise Refused(HTTPStatus.NOT_FOUND, "no such file")
        return _download(stored)

    async def _move_calendar(self, request: web.Request) -> web.StreamResponse:
        if self._calendar is None:
            raise Refused(HTTPStatus.NOT_FOUND, "there is no simulated calendar")
        try:
            action = CalendarAction(str((await _body(request)).get("action")))
        except ValueError:
            raise Refused(HTTPStatus.BAD_REQUEST, "unknown action") from None
        return web.json_response((await self._calendar.act(action)).as_json())

    def _tell_calendar(self, calendar: Calendar) -> None:
        for feed in self._world.feeds.values():
            feed.add({"type": "calendar", "calendar": calendar.as_json()})


def _guarded(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refused as refused:
            return web.json_response({"error": refused.error}, status=refused.status)

    return handle


async def _body(request: web.Request) -> Json:
    # A page of another site could send a form without asking; it cannot send JSON unasked.
    if request.content_type != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be JSON")
    try:
        body: Any = json.loads(await request.read())
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "the body must be an object")
    return body


def _language(body: Json) -> str | None:
    language = body.get("language_code")
    return language[:35] if isinstance(language, str) and language else None


def _number(body: Json, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} must be a number")
    return value


def _shows(visitor: Visitor, file_id: str) -> bool:
    """Tell whether the file hangs on a message that the visitor can see."""
    for message in visitor.messages:
        files = [*message.get("photo", ()), message.get("document", {})]
        if any(each.get("file_id") == file_id for each in files):
            return True
    return False


def _download(stored: StoredFile) -> web.Response:
    # Only pictures open in the page; a document is saved, so that no HTML runs as this site.
    disposition = "inline" if stored.size else "attachment"
    response = web.Response(body=stored.content, content_type=stored.mime_type)
    name = quote(stored.name, safe="")
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{name}"
    return response
