"""The composition root: settings in, a running bot out. The one module that names every part."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import knowledge
from bot.adapters.clocks import SystemClock
from bot.adapters.database import is_current, migrate, open_engine
from bot.adapters.encryption import ChatCipher, key_from_file, parse_key
from bot.adapters.schema import OF_NOBODY, stored_lines
from bot.adapters.store import SqlStore, holds_chats
from bot.adapters.texts import LOCALE_NAMES, SOURCE_LOCALE, FluentTexts
from bot.core.calendar import LINKEDIN_AI
from bot.core.errors import MessengerError, SettingsError
from bot.core.ports import Clock, Matcher
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.schedule import PURGE_SECONDS, TICK_SECONDS, Schedule
from bot.frontends.aiogram import AiogramMessenger, introduce, make_dispatcher, open_bot
from bot.matching.matcher import load_matcher
from bot.resources import folder
from bot.settings import Settings
from bot.turns import Surroundings, Turns

_log = logging.getLogger(__name__)

UPDATES_AT_A_TIME: Final = 100  # unbounded, aiogram's polling costs a tenth more, and memory
DRAIN_SECONDS: Final = 8.0  # what is under way may take this long when the bot is stopped


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is built and can run; see open_app."""

    bot: Bot
    store: SqlStore
    texts: FluentTexts
    turns: Turns
    dispatcher: Dispatcher
    schedule: Schedule

    async def run(self, stop: asyncio.Event) -> None:
        """Poll for updates and send reminders until *stop* is set; then finish what is begun."""
        try:
            await introduce(self.bot, self.texts, SOURCE_LOCALE)
        except MessengerError as error:
            # Telegram shows the old ones: no reason to leave the members without answers.
            _log.warning("the menu, name and descriptions are not all set: %s", error)
        updates = make_dispatcher(self.turns)
        self.schedule.start()
        # The frameworks' models fill the heap with objects that live as long as the process: to
        # walk them at each collection costs nearly half of an update.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        polling = asyncio.create_task(
            updates.start_polling(
                self.bot,
                handle_signals=False,
                close_bot_session=False,
                tasks_concurrency_limit=UPDATES_AT_A_TIME,
                allowed_updates=updates.resolve_used_update_types(),
            )
        )
        stopped = asyncio.create_task(stop.wait())
        _log.info("the bot is running")
        await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not polling.done():
            await updates.stop_polling()
        stopped.cancel()
        await polling
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.turns.drain(), DRAIN_SECONDS)


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    matcher: Matcher | None = None,
    tick_seconds: float = TICK_SECONDS,
) -> AsyncIterator[App]:
    """Build the bot that *settings* describe, and take it down again.

    Args:
        settings: Where and how it runs.
        clock: Tells the time; the machine's by default.
        matcher: Recognises questions; the trained one by default.
        tick_seconds: How often due reminders are looked for.

    Raises:
        SettingsError: A setting is wrong; the message names it and the remedy.
        CannotDecrypt: The database was written with another key.
    """
    clock = clock or SystemClock()
    bot = await _open_bot(settings)
    schedule = Schedule()
    engine: AsyncEngine | None = None
    try:
        engine = open_engine(settings.database_url)
        if settings.migrate_on_start:
            await migrate(engine)
        elif not await is_current(engine):
            raise SettingsError(
                "OPTOUT_DATABASE_URL: tables are out of date: optout-bot db upgrade"
            )
        # Only now: a start that fails leaves no key file behind, and a lost key is not replaced.
        key = encryption_key(settings, may_make=not await holds_chats(engine))
        store = SqlStore(engine, ChatCipher(key))
        await store.check_key()
        texts = FluentTexts(folder("locales"))
        outbox = Outbox(AiogramMessenger(bot), Pacing(settings.messages_per_second))
        try:
            surroundings = Surroundings(
                campaign=LINKEDIN_AI,
                knowledge=knowledge.load(),
                operator=settings.operator,
                contact=settings.contact,
                bot_username=(await bot.me()).username or "",
                stored=stored_lines(),
                of_nobody=OF_NOBODY,
                locales=LOCALE_NAMES,
            )
            turns = Turns(store, outbox, texts, matcher or load_matcher(), clock, surroundings)
            dispatcher = Dispatcher(store, store, outbox, texts, clock, LINKEDIN_AI)
            schedule.every(tick_seconds, dispatcher.tick, "send due reminders")
            schedule.every(PURGE_SECONDS, lambda: store.purge(now=clock.now()), "erase old rows")
            yield App(bot, store, texts, turns, dispatcher, schedule)
        finally:
            # In this order a tick under way ends by itself, with its outcomes recorded.
            await outbox.close()
            await schedule.close(within_seconds=DRAIN_SECONDS)
    finally:
        if engine is not None:
            await engine.dispose()
        await bot.session.close()


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_app(settings) as app:
        await app.run(stop)


def encryption_key(settings: Settings, *, may_make: bool) -> bytes:
    """Return the key that *settings* give, or that of the key file.

    Args:
        settings: Those of the installation.
        may_make: Make the file where there is none; not where chats are kept under a lost key.

    Raises:
        SettingsError: It is no key, or its file is missing or cannot be used.
    """
    given = settings.encryption_key.get_secret_value()
    path = settings.encryption_key_file
    if not given and not may_make and not path.exists():
        reason = f"{path} is missing, and the database holds chats; bring back its key"
        raise SettingsError(f"OPTOUT_ENCRYPTION_KEY_FILE: {reason}")
    return parse_key(given) if given else key_from_file(path)


async def _open_bot(settings: Settings) -> Bot:
    """Return a bot whose token Telegram accepts."""
    token = settings.bot_token.get_secret_value()
    if not token:
        raise SettingsError("OPTOUT_BOT_TOKEN: not set; @BotFather on Telegram gives one")
    try:
        bot = open_bot(token, settings.api_url)
    except TokenValidationError as error:
        raise SettingsError("OPTOUT_BOT_TOKEN: not a token; copy it from @BotFather") from error
    try:
        await bot.me()
    except AiogramError as error:
        await bot.session.close()
        reason = f"OPTOUT_BOT_TOKEN: {type(error).__name__} from {settings.api_url}"
        raise SettingsError(f"{reason}; is the token right, and the server reachable?") from error
    return bot
