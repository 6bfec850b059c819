"""A bot of its own, on aiogram, that takes ours in.

Its handlers come first, and ours take what they left. Run it with the settings of the opt-out bot:
``OPTOUT_BOT_TOKEN=… python tests/hosts/aiogram_host.py``.
"""

import asyncio

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.app import open_app
from bot.frontends.aiogram import make_router
from bot.settings import Settings


def make_host() -> Router:
    """Return the handlers that the host had before."""
    host = Router(name="host")

    @host.message(Command("join"))
    async def join(message: Message) -> None:
        button = InlineKeyboardButton(text="Sign up", callback_data="join:now")
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("Our union meets on Mondays.", reply_markup=markup)

    @host.callback_query(F.data.startswith("join:"))
    async def sign_up(query: CallbackQuery) -> None:
        await query.answer("See you on Monday!")

    return host


async def run(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Run both in one bot until *stop* is set; without one, until SIGINT (Ctrl+C) or SIGTERM."""
    server = TelegramAPIServer.from_base(settings.api_url)
    token = settings.bot_token.get_secret_value()
    async with (
        open_app(settings) as app,
        app.working(),  # sends the reminders, and lets our turns end at the end
        Bot(token, session=AiohttpSession(api=server)) as bot,
    ):
        dispatcher = Dispatcher()
        dispatcher.include_routers(make_host(), make_router(app.turns))  # ours last
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=stop is None, close_bot_session=False)
        )
        if stop is not None:
            await stop.wait()
            await dispatcher.stop_polling()
        await polling


if __name__ == "__main__":
    asyncio.run(run(Settings.load()))
