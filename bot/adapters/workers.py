"""Counts the processes that share the work, by the clock of the database that they share."""

from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql

from bot.adapters.parts import StorePart
from bot.adapters.schema import worker

_NOW: Final = func.clock_timestamp()
_IS_GONE: Final = worker.c.seen_at < _NOW - func.make_interval(
    0, 0, 0, 0, 0, 0, bindparam("alive_seconds", type_=postgresql.DOUBLE_PRECISION)
)
_DROP_GONE: Final = delete(worker).where(
    worker.c.id != bindparam("worker"),
    worker.c.id.in_(select(worker.c.id).where(_IS_GONE).with_for_update(skip_locked=True)),
)
_BEAT: Final = (
    postgresql.insert(worker)
    .values(id=bindparam("worker"), seen_at=_NOW)
    .on_conflict_do_update(index_elements=["id"], set_={"seen_at": _NOW})
)
_COUNT: Final = select(func.count()).select_from(worker)


class SqlWorkers(StorePart):
    """The processes that share a database on PostgreSQL; SQLite serves one."""

    async def beat(self, worker: str, *, alive_seconds: float) -> int:
        """Note that *worker* is alive; return how many are (see the port)."""
        if self.database.kind == "sqlite":
            return 1

        def note(connection: Connection) -> int:
            connection.execute(_BEAT, {"worker": worker})
            connection.execute(_DROP_GONE, {"worker": worker, "alive_seconds": alive_seconds})
            return int(connection.execute(_COUNT).scalar_one())

        return await self.database.write(note)
