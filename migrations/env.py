"""Runs the migrations over the connection it is given, or over OPTOUT_DATABASE_URL."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from bot.adapters.database import open_database
from bot.adapters.schema import metadata
from bot.settings import Settings


def run(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        # SQLite cannot alter a column: the table is copied instead.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_run() -> None:
    """Serve the plain ``alembic`` command, which brings no connection."""
    database = open_database(Settings.load().database_url)
    try:
        await database.alter(run)
    finally:
        await database.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(connect_and_run())
