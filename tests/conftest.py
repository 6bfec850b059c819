"""How many workers run the tests; their real PostgreSQL, started where the first needs it."""

import asyncio
import os
from collections.abc import Iterator

import pytest

from bot.adapters.database import migrate, open_database
from tests.postgres import Cluster, Server, open_cluster, open_server, or_skip


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than the machine has cores: some tests wait for processes that end."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server that runs until the session ends; one for each worker of pytest-xdist."""
    server = or_skip(open_server)
    yield server
    server.close()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server of one test, which may stop or kill it."""
    cluster = or_skip(open_cluster)
    yield cluster
    cluster.close()


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> Iterator[str]:
    """The name of a migrated database without a row; copied, which is quicker than migrating."""

    async def make() -> str:
        name = await postgres.create_database()
        database = open_database(postgres.url(name))
        await migrate(database)
        await database.dispose()
        return name

    name = asyncio.run(make())
    yield name
    asyncio.run(postgres.drop_database(name))


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    """A migrated database of one test."""
    name = asyncio.run(postgres.create_database(postgres_template))
    yield postgres.url(name)
    asyncio.run(postgres.drop_database(name))


@pytest.fixture
def blank_postgres_url(postgres: Server) -> Iterator[str]:
    """A database of one test without a table."""
    name = asyncio.run(postgres.create_database())
    yield postgres.url(name)
    asyncio.run(postgres.drop_database(name))
