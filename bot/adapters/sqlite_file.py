"""What is done with a file of SQLite beside running statements on it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

CUT_MILLISECONDS: Final = 200  # how long the log may be held by another process that reads


def make_private(_: object, __: object, arguments: Sequence[str], ___: object) -> None:
    """Make the file of SQLite, where there is none, for its owner alone, as what lies beside it."""
    path, *_ = arguments
    if Path(path).is_absolute():  # SQLite also knows names of no file
        with suppress(OSError):  # it is there, or SQLite says better what is wrong
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def cut_log(engine: Engine) -> bool:
    """Write the log to the database and empty it; return False where somebody else is reading."""
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {CUT_MILLISECONDS}")
        # Source: SQLite, pragma.html: the first column is 1 where it could not be done.
        is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {before}")
        cursor.close()
        return not is_busy
