"""The commands about what is kept: tables and keys."""

import asyncio
from contextlib import AsyncExitStack
from typing import Annotated, Final

import typer

from bot.cli.console import fail, say_progress, show_progress
from bot.core.errors import SettingsError

app: Final = typer.Typer()
db: Final = typer.Typer(help="The tables of the database (OPTOUT_DATABASE_URL).")
keys: Final = typer.Typer(help="The key that encrypts chat numbers.")
app.add_typer(db, name="db", no_args_is_help=True)
app.add_typer(keys, name="keys", no_args_is_help=True)


@app.command("new-key")
def new_key() -> None:
    """Print a new key for OPTOUT_ENCRYPTION_KEY."""
    from bot.adapters import encryption

    typer.echo(encryption.new_key())


@keys.command()
def rotate() -> None:
    """Bring everything that is stored under the current key. The bot may run meanwhile.

    1. Make a key: optout-bot new-key

    2. Only where several processes run: add the new key to
    OPTOUT_OLD_ENCRYPTION_KEYS, and restart every process. From then on each
    finds the chats that another has brought under the new key.

    3. Exchange the two: OPTOUT_ENCRYPTION_KEY is the new key,
    OPTOUT_OLD_ENCRYPTION_KEYS the one before (what the key file holds, where
    that was in use). Restart every process.

    4. optout-bot keys rotate

    5. Take OPTOUT_OLD_ENCRYPTION_KEYS away, and restart again. Destroy the
    old key with the last backup that needs it.

    Cut short, it goes on where it was when run again.
    """
    count, is_clear = asyncio.run(_rotate())
    typer.echo(f"chats brought under the current key: {count}")
    if not is_clear:
        fail(
            "somebody else is reading the database, so its files still hold what was there before; "
            "run it again"
        )


async def _rotate() -> tuple[int, bool]:
    """Rotate; return how many chats, and whether nothing of before is left in the files."""
    from bot.adapters import database as databases
    from bot.adapters import rotation
    from bot.adapters.store import holds_chats
    from bot.copying import is_missing
    from bot.keys import open_cipher
    from bot.settings import Settings

    settings = Settings.load()
    database = databases.open_database(settings.database_url)
    try:
        if is_missing(database) or not await databases.is_current(database):
            fail("the tables are missing or not up to date; run: optout-bot db upgrade")
        if not await holds_chats(database):
            say_progress("nothing is stored that a key has sealed")
            return 0, await database.traces.clear()
        cipher = open_cipher(settings)
        say_progress("rewriting what is stored")
        count = await rotation.rotate(database, cipher)
        return count, await database.traces.clear()
    finally:
        await database.dispose()


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


@db.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Where everything is.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it goes; still empty.")],
) -> None:
    """Copy everything from one database to another, as from SQLite to PostgreSQL; then compare.

    Both are given as for OPTOUT_DATABASE_URL. Leave the password out (PGPASSWORD or ~/.pgpass hold
    it): others may see the command. Stop the bot first; make the tables of the other one with
    OPTOUT_DATABASE_URL=TO optout-bot db upgrade; keep the key. A copy that fails leaves nothing.
    """
    count = asyncio.run(_copy(source, target))
    typer.echo(f"rows copied and compared: {count}; set OPTOUT_DATABASE_URL, and start the bot")


async def _copy(source_url: str, target_url: str) -> int:
    from bot import copying
    from bot.adapters.database import open_database

    async with AsyncExitStack() as stack:
        ends = []
        for name, url in (("FROM", source_url), ("TO", target_url)):
            try:
                ends.append(open_database(url))
            except SettingsError as error:
                fail(f"{name}: {str(error).removeprefix('OPTOUT_DATABASE_URL: ')}")
            stack.push_async_callback(ends[-1].dispose)
        from_, to = ends
        await copying.check_ends(from_, to)
        total, done = await copying.count_rows(from_), 0
        with show_progress() as show:

            def advance(rows: int) -> None:
                nonlocal done
                done += rows
                show("copied", min(done, total), total)
                if done > total:
                    show("compared", done - total, total)

            await copying.copy(from_, to, advance)
        return total


async def _migrate(revision: str, *, down: bool) -> None:
    from alembic.util import CommandError

    from bot.adapters import database as databases
    from bot.settings import Settings

    database = databases.open_database(Settings.load().database_url)
    try:
        await (databases.downgrade if down else databases.migrate)(database, revision)
    except CommandError as error:
        fail(str(error))
    finally:
        await database.dispose()
