"""The stores of the adapters' tests, for the tests of what is sent from them."""

from tests.adapters.conftest import (  # noqa: F401  # fixtures
    database,
    empty_database,
    place,
    sqlite_url,
    store,
)
