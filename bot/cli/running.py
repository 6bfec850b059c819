"""The commands that run the bot: the demo, and the real one."""

import asyncio
from datetime import date
from typing import Annotated, Final

import typer

from bot.cli.console import day, log_to_stderr

app: Final = typer.Typer()
DEFAULT_PORT: Final = 8765


@app.command()
def demo(
    start: Annotated[
        date,
        typer.Option(
            "--from", parser=day, metavar="YYYY-MM-DD", help="The simulated day to begin on."
        ),
    ] = date(2025, 10, 20),
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to serve the page; 0 takes a free port.")
    ] = DEFAULT_PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
) -> None:
    """Run the whole bot in a browser: no token, no network, no service needed."""
    from bot import demo as demonstration

    log_to_stderr("WARNING")
    asyncio.run(demonstration.run(start, port=port, opens_browser=browser, say=typer.echo))


@app.command()
def run() -> None:
    """Run the real bot, with the settings of the environment (OPTOUT_...) or .env."""
    from bot import app as application
    from bot.settings import Settings

    settings = Settings.load()
    log_to_stderr(settings.log_level)
    asyncio.run(application.run(settings))
