"""The engines for a server of PostgreSQL: to each purpose its own connections and patience."""

from typing import Any, Final

from sqlalchemy import URL, NullPool
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.adapters.traces import LOCK_MILLISECONDS

CONNECT_SECONDS: Final = 10.0
COMMAND_SECONDS: Final = 60.0  # a batch takes milliseconds; a server that is gone answers never
CONNECTIONS: Final = 10  # of one process to PostgreSQL; a turn holds one for a millisecond


def engine_for_work(url: URL) -> AsyncEngine:
    """Return one that keeps its connections."""
    return create_async_engine(
        url,
        hide_parameters=True,
        connect_args=_arguments(COMMAND_SECONDS),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
        pool_pre_ping=True,  # a server that was restarted costs nobody an answer
    )


def engine_for_change(url: URL) -> AsyncEngine:
    """Return one whose statements may take as long as they take."""
    return create_async_engine(
        url, hide_parameters=True, connect_args=_arguments(None), poolclass=NullPool
    )


def engine_for_clearing(url: URL) -> AsyncEngine:
    """Return one in AUTOCOMMIT that waits for no lock for long."""
    arguments = _arguments(COMMAND_SECONDS)
    arguments["server_settings"]["lock_timeout"] = str(LOCK_MILLISECONDS)
    return create_async_engine(
        url,
        hide_parameters=True,
        connect_args=arguments,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",  # VACUUM goes with no transaction
    )


def _arguments(command_seconds: float | None) -> dict[str, Any]:
    return {
        "timeout": CONNECT_SECONDS,
        "command_timeout": command_seconds,
        # Compiling a query pays for reports, not for statements of a millisecond.
        "server_settings": {"application_name": "optout-bot", "jit": "off"},
    }
