"""The short form of each test runs with the others; the long one with ``-m chaos``."""

import asyncio
import shutil
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.adapters.database import migrate, open_database
from tests.chaos.campaign import Verdict
from tests.chaos.forks import Forks

LONG = (pytest.mark.chaos, pytest.mark.timeout(900))


class Size(StrEnum):
    """How much happens."""

    SHORT = "short"
    LONG = "long"

    def pick(self, short: int, long: int) -> int:
        """Return the number for this size."""
        return short if self is Size.SHORT else long


@pytest.fixture(params=[Size.SHORT, pytest.param(Size.LONG, marks=LONG)], ids=str)
def size(request: pytest.FixtureRequest) -> Size:
    """How much happens."""
    return Size(request.param)


_COLUMNS = ("reminders", "twice", "lost", "false")  # in the words of a verdict
Tell: TypeAlias = Callable[..., None]


@pytest.fixture
def tell(size: Size) -> Tell:
    """Print what came of a campaign as a row of a table: seen with ``-s``, as by make chaos."""
    begun_at = time.perf_counter()

    def print_row(what: str, verdict: Verdict, *, crashes: int = 0, **more: int) -> None:
        figures = {name: more.pop(name, getattr(verdict, name)) for name in _COLUMNS}
        cells = [what, size.value, *(f"{figure:,}" for figure in (crashes, *figures.values()))]
        cells.append(f"{time.perf_counter() - begun_at:.0f}")
        cells.append(", ".join(f"{name}: {figure:,}" for name, figure in more.items()))
        print("|", " | ".join(cells), "|")  # noqa: T201  # what is asked for

    return print_row


@pytest.fixture(scope="session")
def warm_forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """A warm process from which senders are forked."""
    forks = Forks(tmp_path_factory.mktemp("forks") / "log")
    yield forks
    forks.close()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, to be copied."""
    file = tmp_path_factory.mktemp("tables") / "optout.sqlite3"

    async def make() -> None:
        database = open_database(f"sqlite:///{file}")
        await migrate(database)
        await database.dispose()

    asyncio.run(make())
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, tables: Path) -> str:
    """A SQLite database without a row, of one test."""
    shutil.copy(tables, tmp_path)
    return f"sqlite:///{tmp_path / tables.name}"
