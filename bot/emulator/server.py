"""The emulator as a whole: one server on loopback, and the way in for tests."""

import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.adapters.clocks import SystemClock
from bot.core.ports import Clock
from bot.emulator.bot_api import BotApi
from bot.emulator.calendar import CalendarControl
from bot.emulator.chats import GroupChat, Json, Person, PrivateChat
from bot.emulator.faults import Faults
from bot.emulator.files import MAX_UPLOAD_BYTES
from bot.emulator.groups import Group
from bot.emulator.profile import Field
from bot.emulator.recorder import Call, Recorder
from bot.emulator.updates import UpdateQueue
from bot.emulator.visitor_api import VisitorApi
from bot.emulator.visitors import WITHIN_SECONDS, Visitor
from bot.emulator.world import Options, World

T = TypeVar("T")
DEFAULT_TOKEN: Final = "1234567890:" + "E" * 35
_WEB: Final = Path(__file__).with_name("web")
_LOOPBACK: Final = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?")
_BODY_ROOM: Final = 1024 * 1024
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}


class Emulator:
    """A Telegram Bot API server for one bot, with a web chat; an asynchronous context manager.

    Args:
        token: The bot's token.
        clock: Dates messages; by default the machine's.
        port: Where to listen on 127.0.0.1; 0 takes a free one.
        calendar: The simulated calendar that the web chat shows, or None.
        is_recording: Whether requests are kept for ``calls``.
        options: How the emulated Telegram behaves.

    Attributes:
        faults: What goes wrong with the next calls.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        clock: Clock | None = None,
        port: int = 0,
        calendar: CalendarControl | None = None,
        is_recording: bool = True,
        options: Options | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self.token = token
        self.faults = Faults()
        self._port = port
        self._world = World(token, clock, options or Options())
        self._recorder = Recorder(is_on=is_recording)
        self._bot_api = BotApi(self._world, clock, self._recorder, self.faults)
        self._visitor_api = VisitorApi(self._world, self._new_visitor, calendar)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: The port is taken.
        """
        app = web.Application(
            client_max_size=MAX_UPLOAD_BYTES + _BODY_ROOM, middlewares=[_guard_site]
        )
        self._visitor_api.add_routes(app.router)
        app.router.add_get("/", _show_page)
        if _WEB.is_dir():
            app.router.add_static("/web/", _WEB)
        app.router.add_route("*", "/file/{path:bot.*}", self._bot_api.download)
        app.router.add_route("*", "/{path:bot.*}", self._bot_api.handle)
        app.router.add_route("*", "/{path:.*}", _not_found)
        app.on_shutdown.append(self._end_waiting)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Answer whoever waits, and close."""
        if self._runner is not None:
            await self._bot_api.webhook.close()
            await self._runner.cleanup()
            self._runner = None

    async def _end_waiting(self, _: web.Application) -> None:
        self._visitor_api.close()
        self._world.updates.end_poll()

    @property
    def url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:8081``: the base of the Bot API."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def bot_id(self) -> int:
        """The user id of the bot."""
        return self._world.bot_id

    @property
    def username(self) -> str:
        """The username of the bot."""
        return self._world.options.username

    @property
    def updates(self) -> UpdateQueue:
        """The updates that wait; ``deliver_again`` repeats one."""
        return self._world.updates

    def visitor(
        self,
        first_name: str = "Alex",
        *,
        language_code: str | None = "fr",
        last_name: str | None = None,
        username: str | None = None,
        user_id: int | None = None,
        is_met: bool = True,
    ) -> Visitor:
        """Let there be a person with a private chat with the bot.

        Args:
            first_name: Their name.
            language_code: The language of their app; None for one that does not tell.
            last_name: Their other name.
            username: Without "@".
            user_id: Their id, or the next free one.
            is_met: Whether the bot may write first: they pressed Start some time ago.

        Raises:
            ValueError: There is such a person.
        """
        person = Person(
            self._world.chats.new_person_id() if user_id is None else user_id,
            first_name,
            last_name,
            username,
            language_code,
        )
        keep = self._world.options.keep_messages
        chat = PrivateChat(person.id, keep, person=person, is_met=is_met)
        self._world.chats.add(chat)
        return Visitor(self._world, chat)

    def _new_visitor(self, language_code: str | None, first_name: str) -> Visitor:
        return self.visitor(first_name, language_code=language_code)

    def group(
        self,
        title: str,
        owner: Visitor,
        *,
        is_supergroup: bool = False,
        has_topics: bool = False,
        has_bot: bool = True,
    ) -> Group:
        """Let there be a group.

        Args:
            title: Its name.
            owner: Who made it.
            is_supergroup: Whether it is one; a group with topics always is.
            has_topics: Whether it is a forum.
            has_bot: Whether the bot is in it already; ``add_bot`` brings it in with updates.
        """
        is_supergroup = is_supergroup or has_topics
        chat = GroupChat(
            self._world.chats.new_group_id(is_supergroup=is_supergroup),
            self._world.options.keep_messages,
            title=title,
            is_supergroup=is_supergroup,
            topics={} if has_topics else None,
            members={owner.id: "creator"},
            bot_status="member" if has_bot else "left",
        )
        self._world.chats.add(chat)
        return Group(self._world, chat, owner)

    def shown_profile(self, language: str | None) -> Json:
        """Return name, username and descriptions as an app in *language* shows them."""
        return self._world.shown_profile(language)

    def shown_menu(self, language: str | None) -> list[Json]:
        """Return the commands that the menu of any private chat shows to an app in *language*."""
        return self._world.profile.shown_commands(0, language)

    def shown_group_menu(self, language: str | None, *, is_admin: bool) -> list[Json]:
        """Return the commands that the menu of any group shows to an app in *language*."""
        return self._world.profile.shown_group_commands(language, is_admin=is_admin)

    def profile_photo(self) -> bytes | None:
        """Return the bot's profile picture, if it has one."""
        photo = self._world.profile.photo
        return None if photo is None else photo.content

    def set_profile_text(self, field: Field, value: str, language: str) -> None:
        """Change a text of the profile as from elsewhere, such as @BotFather."""
        self._world.profile.set_text(field, value, language)

    def calls(self, method: str | None = None) -> list[Call]:
        """Return the recorded requests, of *method* or of all, oldest first."""
        return self._recorder.calls(method)

    def forget_calls(self) -> None:
        """Forget the recorded requests."""
        self._recorder.clear()

    async def until(
        self, look: Callable[[], T | None], *, within_seconds: float = WITHIN_SECONDS
    ) -> T:
        """Return what *look* finds, as soon as it finds something true.

        It looks again after every change: a message, an edit, an update, an answered request.

        Raises:
            TimeoutError: It found nothing in that time.
        """
        return await self._world.signal.until(look, within_seconds=within_seconds)

    def wake(self) -> None:
        """Let whoever waits look again: something changed that the emulator does not see."""
        self._world.signal.notify()

    async def idle(self, *, quiet_seconds: float = 0.05) -> None:
        """Return when every update was taken and nothing has happened for a while.

        A handler that thinks longer than *quiet_seconds* without a request goes unnoticed: where
        something definite is awaited, ``until`` and ``Visitor.next_message`` are the better means.
        """
        await self._world.signal.quiet(self._is_calm, for_seconds=quiet_seconds)

    def _is_calm(self) -> bool:
        busy = self._bot_api.under_way or self._bot_api.webhook.is_busy
        return not busy and not self._world.updates.pending


@web.middleware
async def _guard_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep other sites away, however a name resolves to this machine; the token is no secret."""
    is_page = not request.path.startswith(("/bot", "/file/bot"))
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    is_elsewhere = origin is not None and urlsplit(origin).netloc != host
    # A browser sends no Origin with an <img>, but says that another site asked for it.
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        is_elsewhere = True
    if is_elsewhere or not _LOOPBACK.fullmatch(host):
        return web.json_response({"error": "only this machine, and only this site"}, status=403)
    response = await handler(request)
    if is_page and not response.prepared:
        response.headers.update(_HEADERS)
    return response


async def _show_page(_: web.Request) -> web.StreamResponse:
    page = _WEB / "index.html"
    if not page.is_file():
        return web.Response(text="The web chat is not installed.", status=404)
    return web.FileResponse(page)


async def _not_found(_: web.Request) -> web.StreamResponse:
    body = {"ok": False, "error_code": 404, "description": "Not Found"}
    return web.json_response(body, status=404)
