"""The commands that show what the bot says."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.console import day, fail

app: Final = typer.Typer()


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    locale: Annotated[str, typer.Option(help="The language of the answer, as fr or en.")] = "fr",
    on: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="The day it is asked on. [default: today]"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    as_jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read lines {"id", "locale", "text"} from standard input, print a JSON line each.',
        ),
    ] = False,
) -> None:
    """Ask one question here, or many with --jsonl."""
    if (question is None) != as_jsonl:
        raise typer.BadParameter("give a question, or --jsonl with questions on standard input")
    from bot import knowledge
    from bot.adapters.texts import FluentTexts
    from bot.ask import Asker
    from bot.matching.matcher import load_matcher
    from bot.resources import folder

    today = on or datetime.now(UTC).date()
    asker = Asker(load_matcher(), knowledge.load(), FluentTexts(folder("locales")), today)
    if question is not None:
        reply = asker.ask(question, locale)
        typer.echo(json.dumps(reply.as_json(), ensure_ascii=False) if as_json else reply.text)
        return
    failed = False
    for line in sys.stdin:
        if line.strip():
            answer = asker.ask_line(line, locale)
            failed = failed or "error" in answer
            typer.echo(json.dumps(answer, ensure_ascii=False))
    if failed:
        fail("some lines were no questions; their replies say why")


@app.command()
def answers(
    html: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the page.")],
    on: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="YYYY-MM-DD",
            help="The day for which “after the start” is written. [default: today]",
        ),
    ] = None,
) -> None:
    """Write a page with every answer: each topic, in each language, in each phase."""
    from bot import knowledge
    from bot.adapters.texts import LOCALE_NAMES, FluentTexts
    from bot.answers import page
    from bot.resources import folder

    after = on or datetime.now(UTC).date()
    words = page(knowledge.load(), FluentTexts(folder("locales")), LOCALE_NAMES, after=after)
    try:
        html.write_text(words, encoding="utf-8")
    except OSError as error:
        fail(f"{html}: {error.strerror}")
    typer.echo(f"written: {html}", err=True)
