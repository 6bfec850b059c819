"""The commands about what is kept: tables and keys."""

import asyncio
from typing import Annotated, Final

import typer

from bot.cli.console import fail

app: Final = typer.Typer()
db: Final = typer.Typer(help="The tables of the database (OPTOUT_DATABASE_URL).")
app.add_typer(db, name="db", no_args_is_help=True)


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
        fail(str(error))
    finally:
        await engine.dispose()
