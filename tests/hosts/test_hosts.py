"""Mounted in the bot of somebody else: both go on working, on either library."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiogram import Dispatcher
from pydantic import SecretStr
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from bot.adapters.encryption import new_key
from bot.app import App, open_app
from bot.core.actions import MAX_CALLBACK_DATA
from bot.emulator import Emulator, Visitor
from bot.frontends.aiogram import make_router, open_bot
from bot.frontends.ptb import make_handlers
from bot.settings import Settings
from tests.contract.talk import labels, press, says
from tests.hosts import aiogram_host, ptb_host

Run = Callable[[Settings, asyncio.Event], Coroutine[Any, Any, None]]
PREFIX = "optout_"
HOSTS: dict[str, Run] = {"aiogram": aiogram_host.run, "ptb": ptb_host.run}


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """A Telegram of our own."""
    async with Emulator() as running:
        yield running


@pytest.fixture
def settings(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path) -> Settings:
    """The settings of our part; the front end is that of the host."""
    return Settings.model_construct(
        frontend=request.param,
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{tmp_path / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
    )


@asynccontextmanager
async def running(run: Run, settings: Settings) -> AsyncIterator[None]:
    """Run a host until the end of the context."""
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def hosts_part(member: Visitor) -> None:
    """Use what the host had before we came."""
    member.send("/join")
    invitation = await member.next_message()
    assert invitation["text"] == "Our union meets on Mondays."
    query = member.press(invitation, label="Sign up")
    assert (await member.answer_to(query))["text"] == "See you on Monday!"


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_what_no_handler_of_the_host_takes_is_ours(
    emulator: Emulator, settings: Settings
) -> None:
    """Commands, free questions and buttons of ours; those of the host stay its own."""
    member = emulator.visitor(language_code="fr")
    async with running(HOSTS[settings.frontend], settings):
        await hosts_part(member)
        member.send("/start")
        assert "LinkedIn" in says(await member.next_message())
        member.send("mes messages privés sont-ils utilisés ?")
        assert says(await member.next_message()).startswith("Vos messages privés")
        await press(member, "Qui le dit")
        await hosts_part(member)
        asked = member.ask_inline("mes messages privés")
        assert (await member.answer_to(asked))["results"][0]["id"] == "private-messages"
    assert emulator.updates.pending == []


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_a_block_reaches_us_beside_the_host(emulator: Emulator, settings: Settings) -> None:
    """What is kept is erased, whoever else hears of it."""
    member = emulator.visitor(language_code="fr")
    async with running(HOSTS[settings.frontend], settings):
        member.send("/start")
        await member.next_message()
        member.block()
        await emulator.until(lambda: not emulator.updates.pending)
    async with open_app(settings) as app:
        assert await app.store.load(member.id) is None


async def run_aiogram(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Run an aiogram host that lets us have our prefix alone."""
    bot = open_bot(settings.bot_token.get_secret_value(), settings.api_url)
    dispatcher = Dispatcher()
    ours = make_router(app.turns, prefix=PREFIX)
    dispatcher.include_routers(ours, aiogram_host.make_host())  # even before the host's
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await stop.wait()
    await dispatcher.stop_polling()
    await polling


async def run_ptb(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Run a host on python-telegram-bot that lets us have our prefix alone."""
    token = settings.bot_token.get_secret_value()
    builder = Application.builder().token(token).base_url(f"{settings.api_url}/bot")
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handlers(make_handlers(app.turns, prefix=PREFIX))
    application.add_handler(CommandHandler("join", ptb_host.join))
    application.add_handler(CallbackQueryHandler(ptb_host.sign_up))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        await stop.wait()
        await application.updater.stop()
        await application.stop()


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_with_a_prefix_only_what_carries_it_is_ours(
    emulator: Emulator, settings: Settings
) -> None:
    """The host keeps /start, free words and its buttons; every act of ours leads back to us."""
    member = emulator.visitor(language_code="fr")

    async def run(settings: Settings, stop: asyncio.Event) -> None:
        async with open_app(settings, prefix=PREFIX) as app:
            await (run_ptb if settings.frontend == "ptb" else run_aiogram)(app, settings, stop)
            await app.turns.drain()

    async with running(run, settings):
        member.send("/start")
        member.send("mes messages privés ?")
        await hosts_part(member)
        assert len(member.bot_messages) == 1
        member.send("/optout_start")
        welcome = await member.next_message()
        assert "/optout_privacy" in says(welcome)
        await press(member, labels(welcome)[0])
        member.send("/optout_ask mes messages privés sont-ils utilisés ?")
        assert says(await member.next_message()).startswith("Vos messages privés")
        await hosts_part(member)
    for message in member.bot_messages:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        for data in (each["callback_data"] for row in rows for each in row if "url" not in each):
            assert data.startswith((PREFIX, "join:"))
            assert len(data.encode()) <= MAX_CALLBACK_DATA
