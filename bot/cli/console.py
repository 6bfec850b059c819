"""What the commands share: reading a day, saying progress, failing in one line, logging."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NoReturn

import typer

from bot.cli.json_lines import JsonLines


def day(text: str | date) -> date:
    """Return the day that an option spells."""
    if isinstance(text, date):  # Typer parses defaults too
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2025-10-20") from error


def log_to_stderr(level: str, *, as_json: bool = False) -> None:
    """Log at *level* to standard error, our own lines and those of the libraries worth it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines()
        if as_json
        else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level, handlers=[handler])
    # A line every few seconds from one, the values in the database from the others.
    for name in ("apscheduler", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)


def say_progress(text: str) -> None:
    """Say what is being done, beside the output."""
    typer.echo(f"{text} …", err=True)


def fail(reason: str) -> NoReturn:
    """End the command with *reason* and exit code 1."""
    typer.echo(f"optout-bot: {reason}", err=True)
    raise typer.Exit(1)


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on standard error for each stage, as it is told: stage, how much, of how much."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TimeRemainingColumn

    bars = Progress(
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    stages: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in stages:
            stages[stage] = bars.add_task(stage, total=total)
        bars.update(stages[stage], completed=done)

    with bars:
        yield tell
