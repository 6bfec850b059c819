"""The command line: parses and prints, nothing else. Every command has --help."""

import sys
from importlib.metadata import version
from typing import Annotated, Final

import typer

from bot.cli import asking, keeping, planning, running, studying
from bot.core.errors import BotError, MessengerError

app: Final = typer.Typer(
    name="optout-bot",
    help="A Telegram bot that explains, and walks people through refusing, LinkedIn's use of "
    "member data to train generative AI. Independent of LinkedIn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (running, asking, planning, keeping, studying):
    app.add_typer(part.app)


def _version(wanted: bool) -> None:  # noqa: FBT001  # Typer's signature of an option callback
    if wanted:
        typer.echo(f"optout-bot {version('optout-bot')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; what the bot itself refuses becomes one line and exit code 1."""
    try:
        app()
    except MessengerError as error:
        typer.echo(f"optout-bot: Telegram: {error}", err=True)
        sys.exit(1)
    except BotError as error:
        typer.echo(f"optout-bot: {error}", err=True)
        sys.exit(1)
