"""Mounted in the bot of somebody else with a prefix: each has what is its own, whole."""

import asyncio
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.types import Message
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from bot.app import App, open_app
from bot.core.actions import MAX_CALLBACK_DATA
from bot.core.interface import MENU
from bot.emulator import Emulator
from bot.frontends.aiogram import make_router, open_bot
from bot.frontends.ptb import make_handlers
from bot.settings import Settings
from tests.contract.talk import labels, press, says, sees
from tests.hosts import aiogram_host, ptb_host
from tests.hosts.conftest import HOSTS, hosts_part, running

PREFIX = "optout_"


def aiogram_host_with_start() -> Router:
    """Return the handlers of a host that has a /start of its own."""
    host = aiogram_host.make_host()

    @host.message(Command("start"))
    async def start(message: Message) -> None:
        await message.answer("The union greets you.")

    return host


async def run_aiogram(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Run an aiogram host that lets us have our prefix alone."""
    bot = open_bot(settings.bot_token.get_secret_value(), settings.api_url)
    dispatcher = Dispatcher()
    dispatcher.include_routers(make_router(app.turns), aiogram_host_with_start())  # ours first
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await stop.wait()
    await dispatcher.stop_polling()
    await polling


async def start(update: Update, _: object) -> None:
    """Greet, as a host on python-telegram-bot."""
    assert update.effective_message is not None
    await update.effective_message.reply_text("The union greets you.")


async def run_ptb(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Run a host on python-telegram-bot that lets us have our prefix alone."""
    token = settings.bot_token.get_secret_value()
    builder = Application.builder().token(token).base_url(f"{settings.api_url}/bot")
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handlers(make_handlers(app.turns))  # ours first
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("join", ptb_host.join))
    application.add_handler(CallbackQueryHandler(ptb_host.sign_up))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        await stop.wait()
        await application.updater.stop()
        await application.stop()


async def run_with_prefix(settings: Settings, stop: asyncio.Event) -> None:
    """Run a host and our part of it, until *stop* is set."""
    async with open_app(settings, prefix=PREFIX) as app, app.working():
        await (run_ptb if settings.frontend == "ptb" else run_aiogram)(app, settings, stop)


def addresses(messages: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield what the links into the bot send with /start, also those that are to be shared."""
    for button in buttons(messages):
        url = urlsplit(button.get("url", ""))
        shared = parse_qs(url.query).get("url", [url.geturl()])
        link = urlsplit(shared[0])
        if link.netloc == "t.me":
            ((parameter,),) = parse_qs(link.query, strict_parsing=True).values()
            yield parameter


def buttons(messages: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the buttons below *messages*."""
    for message in messages:
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            yield from row


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_with_a_prefix_only_what_carries_it_is_ours(
    emulator: Emulator, settings: Settings
) -> None:
    """The host keeps /start, free words and its buttons; every act of ours leads back to us."""
    member = emulator.visitor(language_code="fr")
    async with running(run_with_prefix, settings):
        member.send("/start")
        member.send("mes messages privés ?")
        assert says(await member.next_message()) == "The union greets you."
        await hosts_part(member)
        assert len(member.bot_messages) == 2
        member.send("/optout_start")
        welcome = await member.next_message()
        assert "/optout_privacy" in says(welcome)
        assert "après /optout_ask" in says(welcome)
        await press(member, labels(welcome)[0])
        member.send("/optout_ask mes messages privés sont-ils utilisés ?")
        assert says(await member.next_message()).startswith("Vos messages privés")
        await hosts_part(member)
    for button in buttons(member.bot_messages):
        if "callback_data" in button:
            data = button["callback_data"]
            assert data.startswith((PREFIX, "join:"))
            assert len(data.encode()) <= MAX_CALLBACK_DATA


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_with_a_prefix_every_link_leads_back_to_us(
    emulator: Emulator, settings: Settings
) -> None:
    """To share, into a group, and out of one to where the walkthrough is."""
    member = emulator.visitor(language_code="fr")
    group = emulator.group("Union", member)
    async with running(run_with_prefix, settings):
        member.send("/optout_ask mes messages privés sont-ils utilisés ?")
        await sees(member, "Vos messages privés")
        await press(member, "Qui le dit")
        member.send("/optout_help")
        await sees(member, "après /optout_ask")
        assert list(addresses(member.bot_messages)) == [
            "optout_faq_private-messages",
            "optout_start",
        ]
        member.send("/start optout_faq_private-messages")
        await sees(member, "Vos messages privés")
        member.send(f"/start@{emulator.username} optout_start", to=group)
        await emulator.until(lambda: len(group.bot_messages) == 1)
        assert "après /optout_ask" in says(group.bot_messages[-1])
        member.send("/optout_optout", to=group)
        await emulator.until(lambda: len(group.bot_messages) == 2)
        assert list(addresses(group.bot_messages)) == ["optout_optout"]
        member.send("/start optout_optout")
        await sees(member, "lien direct")
        await press(member, "Par le lien direct")
        await press(member, "Je vois la page")
        member.send("/start")
        await sees(member, "The union greets you.")
        member.send("/start optoutish")
        await emulator.until(lambda: says(member.last_message) == "The union greets you.")


def shown(emulator: Emulator) -> int:
    """Return how many messages were sent or changed."""
    return sum(call.method.startswith(("send", "edit")) for call in emulator.calls())


@pytest.mark.parametrize("settings", HOSTS, indirect=True)
async def test_with_a_prefix_every_button_works(
    emulator: Emulator, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the answer to each command of the menu: pressed, it is known and answered."""
    monkeypatch.setattr("bot.delivery.pacing.CHAT_BURST", 1000.0)
    member = emulator.visitor(language_code="fr")

    async def answered(act: Callable[[], object]) -> None:
        before = shown(emulator)
        act()
        await emulator.until(lambda: shown(emulator) > before)

    pressed = 0
    async with running(run_with_prefix, settings):
        for name in MENU:
            await answered(functools.partial(member.send, f"/{PREFIX}{name}"))
            message = member.last_message
            for data in [each["callback_data"] for each in buttons([message]) if "url" not in each]:
                await answered(functools.partial(member.press_data, message["message_id"], data))
                assert "ne fonctionne plus" not in says(member.last_message), (name, data)
                pressed += 1
    assert pressed > len(MENU)
