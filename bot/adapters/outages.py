"""Which errors of a database mean that it serves nobody now, whatever it was asked.

An update that met such an outage comes again until it is kept. So nothing may count as one that
lies in what was asked: it would come again for ever.
"""

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.core.errors import StoreUnavailable

# Source: SQLite, "Result and Error Codes"; the lowest byte is the kind.
_KINDS_OF_SQLITE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
# Source: PostgreSQL, appendix A, "Error Codes". Of some classes all: connections, transactions
# rolled back, resources, an administrator's hand, the system; of others one, as where the server
# only reads since another has taken its place, a password is refused or the database is missing.
_STATES_OF_POSTGRESQL: Final = ("08", "25006", "28", "3D", "40", "53", "55P03", "57", "58")


def as_outage(error: Exception) -> StoreUnavailable | None:
    """Return our error for *error* of a driver or of SQLAlchemy, or None where it is no outage."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StoreUnavailable("the connection was lost")
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)  # the driver's own mistakes have none
        return StoreUnavailable(cause.sqlite_errorname) if code & 0xFF in _KINDS_OF_SQLITE else None
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        is_outage = state.startswith(_STATES_OF_POSTGRESQL)
        return StoreUnavailable(f"SQLSTATE {state}") if is_outage else None
    if isinstance(cause, OSError | PoolTimeoutError):  # a time-out is an OSError too
        return StoreUnavailable(type(cause).__name__)
    return None
