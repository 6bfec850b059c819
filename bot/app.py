"""The composition root: settings in, a running bot out. The one module that names every part."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot import knowledge
from bot.adapters.clocks import SystemClock
from bot.adapters.database import open_database
from bot.adapters.schema import OF_NOBODY, stored_lines
from bot.adapters.store import SqlStore
from bot.adapters.texts import LOCALE_NAMES, SOURCE_LOCALE, FluentTexts
from bot.adapters.traces import CLEAR_SECONDS
from bot.core.calendar import LINKEDIN_AI
from bot.core.errors import MessengerError, SettingsError
from bot.core.ports import Clock, Matcher
from bot.delivery.announcements import ANNOUNCE_SECONDS, announce_changes
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.gallery import Gallery
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import PURGE_SECONDS, TICK_SECONDS, Schedule
from bot.delivery.shares import BEAT_SECONDS, Shares
from bot.ending import CLOSED, RECORDED, SAID, SENT, Ending, end_for_sure, unless
from bot.frontends.frontend import FrontEnd, Reader, open_front_end
from bot.frontends.polling import poll
from bot.frontends.updates import UpdatesApi
from bot.frontends.webhook import make_webhook, register
from bot.matching.matcher import load_matcher
from bot.metrics import Metrics
from bot.pictures import Drawer
from bot.pictures.emblem import draw_emblem
from bot.recollection import SWEEP_SECONDS
from bot.resources import folder
from bot.serving import add_watch, serve
from bot.settings import Settings
from bot.storage import open_store
from bot.surroundings import Surroundings
from bot.turns import Turns

_log = logging.getLogger(__name__)

READY_SECONDS: Final = 2.0  # within which the database has to answer


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is built and can run; see open_app."""

    settings: Settings
    front_end: FrontEnd
    store: SqlStore
    texts: FluentTexts
    turns: Turns
    dispatcher: Dispatcher
    schedule: Schedule
    metrics: Metrics
    ending: Ending

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates and send reminders until *stop* is set; then finish what is begun."""
        watching = asyncio.create_task(self._note(stop))
        try:
            await self._run(stop)
        finally:
            watching.cancel()

    async def _note(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.ending.begin()  # not ready any more, before the last updates are answered

    async def _run(self, stop: asyncio.Event) -> None:
        await unless(stop, self._introduce())
        _spare_the_collector()
        read = self.front_end.reader(self.turns)
        settings = self.settings
        token = settings.bot_token.get_secret_value()
        async with AsyncExitStack() as stack:
            updates = await stack.enter_async_context(UpdatesApi(token, settings.api_url))
            if settings.http_port:
                site = self._site(read)
                await stack.enter_async_context(serve(site, settings.http_host, settings.http_port))
            # Left before the site, so that whoever looks meanwhile is told: not ready.
            await stack.enter_async_context(self.working())
            if settings.webhook_url:
                secret = settings.webhook_secret.get_secret_value()
                await unless(stop, register(updates, settings.webhook_url, secret))
                _log.info("the bot is running, by webhook")
                await stop.wait()
            else:
                await unless(stop, _refuse_webhook(updates))
                _log.info("the bot is running, by polling")
                await poll(updates, read, stop)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Send what is due until the end of the context; then wait until all turns are said.

        For a host, which takes the updates itself; run() does the same.
        """
        self.schedule.start()
        try:
            yield
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.turns.drain(), self.ending.left(SAID))

    async def _introduce(self) -> None:
        try:
            await self.front_end.introduce(self.texts, SOURCE_LOCALE, draw_emblem)
        except MessengerError as error:
            # Telegram shows the old ones: no reason to leave the members without answers.
            _log.warning("the menu, name and descriptions are not all set: %s", error)

    def _site(self, read: Reader) -> web.Application:
        settings = self.settings
        site = web.Application()
        if settings.webhook_url:
            path = urlsplit(settings.webhook_url).path or "/"
            site = make_webhook(read, settings.webhook_secret.get_secret_value(), path)
        add_watch(site, self.is_ready, self.metrics)
        return site

    async def is_ready(self) -> bool:
        """Tell whether the bot can serve now: the database answers, and it is not stopping."""
        if self.ending.is_begun or self.turns.is_closing:
            return False
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self.store.next_due_at()
        except Exception as error:  # noqa: BLE001  # whatever it is, the bot is not ready
            _log.warning("not ready: %s", type(error).__name__)
            return False
        return True


def _spare_the_collector() -> None:
    """Keep the cyclic collector from walking what lives as long as the process.

    The frameworks' models fill the heap: to walk them at each collection costs nearly half of an
    update.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _refuse_webhook(updates: UpdatesApi) -> None:
    """Refuse to poll beside a webhook: Telegram answers 409, and somebody else may be served there.

    Raises:
        SettingsError: A webhook is set.
    """
    try:
        url = (await updates.webhook_info()).get("url")
    except MessengerError:
        return  # polling tries again, and says what is wrong
    if url:
        raise SettingsError(
            f"OPTOUT_WEBHOOK_URL: not set, but Telegram delivers to {urlsplit(str(url)).netloc}; "
            "set it, or end the delivery with: optout-bot webhook remove"
        )


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    matcher: Matcher | None = None,
    tick_seconds: float = TICK_SECONDS,
    prefix: str = "",
) -> AsyncIterator[App]:
    """Build the bot that *settings* describe, and take it down again.

    Args:
        settings: Where and how it runs.
        clock: Tells the time; the machine's by default.
        matcher: Recognises questions; the trained one by default.
        tick_seconds: How often due reminders are looked for.
        prefix: Begins every command, button and link, for a bot that lives inside another one.

    Raises:
        SettingsError: A setting is wrong; the message names it and the remedy.
        CannotDecrypt: The database was written with another key.
    """
    clock = clock or SystemClock()
    known = knowledge.load()
    texts = FluentTexts(folder("locales"))
    gallery = Gallery(Drawer(texts, known.labels))
    schedule = Schedule()
    metrics = Metrics()
    ending = Ending()
    async with AsyncExitStack() as stack:
        front_end, username = await _open_front_end(settings, gallery, prefix)
        stack.push_async_callback(front_end.close)
        database = open_database(settings.database_url)
        stack.push_async_callback(lambda: database.dispose(within_seconds=ending.left(CLOSED)))
        store = await open_store(settings, database)
        pacing = Pacing(settings.messages_per_second)
        outbox = Outbox(front_end.messenger, pacing, on_migrated=store.move, watch=metrics)
        metrics.backlog.set_function(lambda: outbox.waiting)
        # In this order a tick under way ends by itself, with its outcomes recorded.
        stack.push_async_callback(lambda: schedule.close(within_seconds=ending.left(RECORDED)))
        stack.push_async_callback(lambda: outbox.close(within_seconds=ending.left(SENT)))
        surroundings = Surroundings(
            campaign=LINKEDIN_AI,
            knowledge=known,
            operator=settings.operator,
            contact=settings.contact,
            bot_username=username,
            stored=stored_lines(),
            of_nobody=OF_NOBODY,
            locales=LOCALE_NAMES,
            owner_ids=settings.owner_ids,
            prefix=prefix,
        )
        turns = Turns(
            store,
            outbox,
            texts,
            matcher or load_matcher(),
            clock,
            front_end.members,
            surroundings,
            watch=metrics,
        )
        dispatcher = Dispatcher(
            store,
            store,
            outbox,
            texts,
            clock,
            LINKEDIN_AI,
            operator=settings.operator,
            watch=metrics,
        )
        if database.kind == "postgresql":  # other processes may send too
            shares = Shares(store, pacing)
            schedule.every(BEAT_SECONDS, shares.beat, "share the rate")
        schedule.every(tick_seconds, dispatcher.tick, "send due reminders")
        schedule.every(
            ANNOUNCE_SECONDS,
            lambda: announce_changes(store, known, clock, LINKEDIN_AI),
            "announce changes",
        )
        schedule.every(PURGE_SECONDS, lambda: store.purge(now=clock.now()), "erase old rows")
        schedule.every(CLEAR_SECONDS, database.traces.clear, "clear what was erased")
        schedule.every(SWEEP_SECONDS, turns.sweep, "forget what was spoken of")
        yield App(settings, front_end, store, texts, turns, dispatcher, schedule, metrics, ending)


async def _open_front_end(
    settings: Settings, gallery: Gallery, prefix: str
) -> tuple[FrontEnd, str]:
    """Return a front end whose token Telegram accepts, and the username of the bot."""
    token = settings.bot_token.get_secret_value()
    if not token:
        raise SettingsError("OPTOUT_BOT_TOKEN: not set; @BotFather on Telegram gives one")
    front_end = open_front_end(settings.frontend, token, settings.api_url, gallery, prefix=prefix)
    try:
        return front_end, await front_end.username()
    except MessengerError as error:
        await front_end.close()
        reason = f"OPTOUT_BOT_TOKEN: {error} from {settings.api_url}"
        raise SettingsError(f"{reason}; is the token right, and the server reachable?") from None


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT; then the process ends within ten seconds."""
    stop = asyncio.Event()

    def end() -> None:
        stop.set()
        end_for_sure()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    async with AsyncExitStack() as stack:
        app = await unless(stop, stack.enter_async_context(open_app(settings)))
        if app is not None:
            await app.run(stop)
