"""Our bot as ``optout-bot run`` runs it, for the benchmarks.

Run as ``python tests/benchmarks/ours.py URL TOKEN PORT LIBRARY FOLDER``: with port 0 it polls, else
it takes a webhook there; its files are in FOLDER. Only the settings are made without their checks:
on one machine the address of a webhook begins with http.
"""

import asyncio
import sys

from pydantic import SecretStr

from bot.adapters.encryption import new_key
from bot.app import run
from bot.cli.console import log_to_stderr
from bot.settings import Settings


async def main(url: str, token: str, port: int, library: str, folder: str) -> None:
    """Answer until ended."""
    settings = Settings.model_construct(
        frontend=library,
        webhook_url=f"http://127.0.0.1:{port}/telegram" if port else "",
        webhook_secret=SecretStr("s3cret-of-the-benchmark" if port else ""),
        http_port=port,
        bot_token=SecretStr(token),
        api_url=url,
        database_url=f"sqlite:///{folder}/optout.sqlite3",
        encryption_key=SecretStr(new_key()),
        messages_per_second=100_000.0,
    )
    await run(settings)


log_to_stderr("INFO")
asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:6]))
