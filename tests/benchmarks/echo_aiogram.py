"""A peer of the benchmark: the smallest aiogram bot, which sends back what it gets.

Run as ``python tests/benchmarks/echo_aiogram.py URL TOKEN PORT``: with port 0 it polls, else it
takes a webhook there. All as aiogram brings it.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message, bot: Bot) -> None:
    """Send a text back."""
    await bot.send_message(message.chat.id, message.text or "")


@dispatcher.callback_query()
async def press(query: CallbackQuery) -> None:
    """Stop the spinner of a button, and show its data in the place of the message."""
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(query.data or "")


async def main(url: str, token: str, port: int) -> None:
    """Echo until ended."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    if not port:
        await dispatcher.start_polling(bot)
        return
    site = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(site, "/echo")
    setup_application(site, dispatcher, bot=bot)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/echo")
    await asyncio.Event().wait()


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
