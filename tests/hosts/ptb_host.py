"""A bot of its own, on python-telegram-bot, that takes ours in.

Its handlers come first, and ours take what they left. Run it with the settings of the opt-out bot:
``OPTOUT_BOT_TOKEN=… python tests/hosts/ptb_host.py``.
"""

import asyncio
import signal
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from bot.app import open_app
from bot.frontends.ptb import make_handlers
from bot.settings import Settings


async def join(update: Update, _: object) -> None:
    """Tell about the union."""
    if update.effective_message is not None:
        button = InlineKeyboardButton("Sign up", callback_data="join:now")
        markup = InlineKeyboardMarkup([[button]])
        await update.effective_message.reply_text(
            "Our union meets on Mondays.", reply_markup=markup
        )


async def sign_up(update: Update, _: object) -> None:
    """Take a name."""
    if update.callback_query is not None:
        await update.callback_query.answer("See you on Monday!")


async def run(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Run both in one bot until *stop* is set; without one, until SIGINT (Ctrl+C) or SIGTERM."""
    if stop is None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    token = settings.bot_token.get_secret_value()
    builder = Application.builder().token(token).base_url(f"{settings.api_url}/bot")
    async with (
        open_app(settings) as app,
        app.working(),  # sends the reminders, and lets our turns end at the end
    ):
        application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
        application.add_handler(CommandHandler("join", join))
        application.add_handler(CallbackQueryHandler(sign_up, pattern="^join:"))
        application.add_handlers(make_handlers(app.turns))  # ours last
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
            await stop.wait()
            await application.updater.stop()
            await application.stop()


if __name__ == "__main__":
    asyncio.run(run(Settings.load()))
