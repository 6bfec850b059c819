"""Opens the store that the settings name: its tables are where the code is, and its key fits."""

from sqlalchemy import Connection

from bot.adapters.database import Database, is_current, upgrade
from bot.adapters.encryption import ChatCipher
from bot.adapters.rotation import try_keys
from bot.adapters.store import SqlStore, needs_key
from bot.core.errors import SettingsError
from bot.keys import open_cipher
from bot.settings import Settings


async def open_store(settings: Settings, database: Database) -> SqlStore:
    """Return the store in *database*; bring its tables up to date first, if *settings* say so.

    Where the key is wrong or missing, the tables stay as they were: the release before can go on
    with the right one. Nor is a key file made where a lost one would be replaced.

    Raises:
        SettingsError: The database cannot be reached or is out of date, or the key cannot be read.
        CannotDecrypt: The database was written with another key.
    """
    if not settings.migrate_on_start and not await is_current(database):
        raise SettingsError("OPTOUT_DATABASE_URL: tables are out of date: optout-bot db upgrade")

    def prepare(connection: Connection) -> ChatCipher:
        if settings.migrate_on_start:
            upgrade(connection)
        cipher = open_cipher(settings, may_make=not needs_key(connection))
        try_keys(connection, cipher)
        return cipher

    return SqlStore(database, await database.alter(prepare))
