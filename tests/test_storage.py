"""The store that the settings name: a start that is refused changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import text

from bot.adapters.database import alembic_config, is_current, migrate, open_database
from bot.adapters.encryption import CannotDecrypt, new_key, parse_key
from bot.core.errors import SettingsError
from bot.settings import Settings
from bot.storage import open_store
from tests.adapters.chats import ANNA, NOW
from tests.adapters.first_release import FirstCipher, fill

KEY = new_key()
REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()
]


def content(file: Path) -> list[str]:
    """Return all tables and rows of a database."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def settings(folder: Path, **values: Any) -> Settings:  # noqa: ANN401  # Settings checks them
    """Return settings of an installation in *folder*, with a key file there unless a key is set."""
    return Settings.model_construct(encryption_key_file=folder / "optout.key", **values)


async def written(url: str, revision: str) -> None:
    """Make tables of *revision*, with a chat of the first release under KEY."""
    database = open_database(url)
    await migrate(database, "0001")
    await fill(database, FirstCipher(parse_key(KEY)), {ANNA: NOW})
    await migrate(database, revision)
    await database.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("is_missing", [False, True], ids=["wrong", "missing"])
async def test_without_the_key_the_tables_stay_as_they_were(
    tmp_path: Path, revision: str, *, is_missing: bool
) -> None:
    """From each earlier release, which can go on with the right one; no key file is left either."""
    file = tmp_path / "optout.sqlite3"
    await written(f"sqlite:///{file}", revision)
    before = content(file)
    database = open_database(f"sqlite:///{file}")
    given = {} if is_missing else {"encryption_key": SecretStr(new_key())}
    with pytest.raises(SettingsError if is_missing else CannotDecrypt):
        await open_store(settings(tmp_path, **given), database)
    await database.dispose()
    assert content(file) == before
    assert not (tmp_path / "optout.key").exists()
    database = open_database(f"sqlite:///{file}")
    store = await open_store(settings(tmp_path, encryption_key=SecretStr(KEY)), database)
    assert await is_current(database)
    assert await store.load(ANNA) is not None
    await database.dispose()


async def test_without_the_key_postgresql_stays_as_it_was(
    blank_postgres_url: str, tmp_path: Path
) -> None:
    """The whole way from the first release is one transaction there too."""
    await written(blank_postgres_url, "0001")
    database = open_database(blank_postgres_url)
    with pytest.raises(CannotDecrypt):
        await open_store(settings(tmp_path, encryption_key=SecretStr(new_key())), database)
    query = text("SELECT version_num FROM alembic_version")
    assert await database.read(lambda connection: connection.scalar(query)) == "0001"
    await database.dispose()


async def test_an_empty_database_gets_its_key(tmp_path: Path) -> None:
    """The first start needs nothing; one that may not migrate says what to do."""
    database = open_database(f"sqlite:///{tmp_path / 'optout.sqlite3'}")
    with pytest.raises(SettingsError, match="optout-bot db upgrade"):
        await open_store(settings(tmp_path, migrate_on_start=False), database)
    assert not (tmp_path / "optout.key").exists()
    await open_store(settings(tmp_path), database)
    assert (tmp_path / "optout.key").exists()
    await open_store(settings(tmp_path, migrate_on_start=False), database)
    await database.dispose()
