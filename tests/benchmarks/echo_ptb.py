"""A peer of the benchmark: the smallest python-telegram-bot, which sends back what it gets.

Run as ``python tests/benchmarks/echo_ptb.py URL TOKEN PORT``: with port 0 it polls, else it takes a
webhook there. All as the library brings it, but for the server of the webhook: its own needs
Tornado, so this is the one that its manual builds instead (its example customwebhookbot.py), on
aiohttp.
"""

import asyncio
import sys
from typing import Any

from aiohttp import web
from telegram import Message, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters


async def echo(update: Update, _: object) -> None:
    """Send a text back."""
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


async def press(update: Update, _: object) -> None:
    """Stop the spinner of a button, and show its data in the place of the message."""
    query = update.callback_query
    if query is not None and isinstance(query.message, Message):
        await query.answer()
        await query.edit_message_text(query.data or "")


async def serve(application: Application[Any, Any, Any, Any, Any, Any], port: int) -> None:
    """Take updates by a webhook until ended."""

    async def deliver(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return web.Response()

    site = web.Application()
    site.router.add_post("/echo", deliver)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with application:
        await application.start()
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/echo")
        await asyncio.Event().wait()


def main(url: str, token: str, port: int) -> None:
    """Echo until ended."""
    application: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(token).base_url(f"{url}/bot").build()
    )
    application.add_handler(MessageHandler(filters.ALL, echo))
    application.add_handler(CallbackQueryHandler(press))
    if port:
        asyncio.run(serve(application, port))
    else:
        application.run_polling()


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
