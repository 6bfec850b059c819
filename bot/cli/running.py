"""The commands that run the bot, the demo and the real one, and that look after what runs."""

import asyncio
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from bot.cli.console import day, fail, log_to_stderr, say_progress
from bot.core.errors import SettingsError

if TYPE_CHECKING:
    from bot.leaks import Search

app: Final = typer.Typer()
webhook: Final = typer.Typer(help="Where Telegram delivers, in place of being asked.")
app.add_typer(webhook, name="webhook", no_args_is_help=True)
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
    frontend: Annotated[
        Literal["aiogram", "ptb"], typer.Option(help="The library that talks to Telegram.")
    ] = "aiogram",
) -> None:
    """Run the whole bot in a browser: no token, no network, no service needed."""
    from bot import demo as demonstration

    log_to_stderr("WARNING")
    running = demonstration.run(
        start, port=port, opens_browser=browser, say=typer.echo, frontend=frontend
    )
    asyncio.run(running)


@app.command()
def run(
    frontend: Annotated[
        Literal["aiogram", "ptb"] | None,
        typer.Option(help="The library that talks to Telegram, in place of OPTOUT_FRONTEND."),
    ] = None,
) -> None:
    """Run the real bot, with the settings of the environment (OPTOUT_...) or .env."""
    from bot import app as application
    from bot.settings import Settings

    settings = Settings.load()
    if frontend is not None:
        settings = settings.model_copy(update={"frontend": frontend})
    log_to_stderr(settings.log_level, as_json=settings.log_format == "json")
    asyncio.run(application.run(settings))


@app.command()
def check(
    privacy: Annotated[
        bool,
        typer.Option(
            "--privacy",
            help="Look whether any chat number, kept question or known text can be read in the "
            "database without the key.",
        ),
    ] = False,
    known: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="With --privacy: must not be readable either; repeatable. A - reads them from "
            "standard input, one a line, since others on the machine see the command.",
        ),
    ] = None,
) -> None:
    """Look whether this installation is healthy; say what to do where it is not.

    Nothing is changed, and no secret is shown. Exit code 1 where something failed.
    """
    if known and not privacy:
        raise typer.BadParameter("--known goes with --privacy")
    texts = _known_texts(known or [])
    failed = asyncio.run(_check_privacy(texts) if privacy else _check())
    if failed:
        raise typer.Exit(1)


def _known_texts(given: list[str]) -> list[str]:
    """Return the texts that *given* names: each itself, or for a - the lines of standard input."""
    texts: list[str] = []
    for text in given:
        lines = [line.strip() for line in sys.stdin] if text == "-" else [text]
        found = [line for line in lines if line]
        if not found:
            raise typer.BadParameter("--known: give a text that is not empty")
        texts += found
    return texts


async def _check() -> bool:
    """Print what is found, line by line; tell whether something failed."""
    from bot.check import check
    from bot.settings import Settings

    failed = False
    try:
        settings = Settings.load()
    except SettingsError as error:
        typer.echo(_line("settings", "failed", str(error)))
        return True
    async for finding in check(settings):
        typer.echo(_line(finding.subject, finding.outcome, finding.detail))
        failed = failed or finding.outcome == "failed"
    return failed


def _line(subject: str, outcome: str, detail: str) -> str:
    return f"{outcome:9}  {subject:9}  {detail}"


async def _check_privacy(known: list[str]) -> bool:
    """Print what was looked at; tell whether anything can be read there."""
    from bot.adapters import database as databases
    from bot.adapters.store import holds_chats
    from bot.copying import is_missing
    from bot.keys import open_cipher
    from bot.leaks import search
    from bot.settings import Settings

    settings = Settings.load()
    database = databases.open_database(settings.database_url)
    try:
        if is_missing(database) or not await databases.is_current(database):
            fail("the tables are missing or not up to date; run: optout-bot db upgrade")
        cipher = open_cipher(settings) if await holds_chats(database) else None
        if cipher is None and not known:
            typer.echo("no chat is kept, so there is nothing that could be read")
            return False
        say_progress("reading every table")
        return _show(await search(database, cipher, known))
    finally:
        await database.dispose()


def _show(done: "Search") -> bool:
    """Print a table of where was looked; tell whether anything was found."""
    typer.echo(
        f"looked for chat numbers: {done.numbers}, kept questions: {done.questions}, "
        f"broadcasts: {done.broadcasts}, known texts: {done.words}; "
        "as text (UTF-8, UTF-16, JSON), integer, base64 and hexadecimal"
    )
    if done.too_short:
        typer.echo(f"left out, so short that they stand anywhere by chance: {done.too_short}")
    width = max(len(place.name) for place in done.places)
    typer.echo(f"{'place':{width}}  {'bytes':>12}  found")
    for place in done.places:
        what = ", ".join(f"{what} ({times})" for what, times in place.found.items())
        typer.echo(f"{place.name:{width}}  {place.size:>12}  {what or 0}")
    for name in done.unread:
        typer.echo(f"{name:{width}}  {'not read':>12}  the database refuses it")
    if done.is_clean and done.is_whole:
        typer.echo("nothing of it can be read without the key")
    elif done.is_clean:
        typer.echo(
            "nothing that was looked for can be read where was looked; see what was left out"
        )
    else:
        typer.echo("optout-bot: what the key protects can be read without it", err=True)
    return not done.is_clean


@webhook.command()
def remove() -> None:
    """Let Telegram keep the updates until the bot asks for them; those that wait stay."""
    asyncio.run(_remove_webhook())
    typer.echo("no webhook is set; without OPTOUT_WEBHOOK_URL the bot polls")


async def _remove_webhook() -> None:
    from bot.frontends.updates import UpdatesApi
    from bot.settings import Settings

    settings = Settings.load()
    token = settings.bot_token.get_secret_value()
    if not token:
        fail("OPTOUT_BOT_TOKEN: not set; @BotFather on Telegram gives one")
    async with UpdatesApi(token, settings.api_url) as updates:
        await updates.delete_webhook()
