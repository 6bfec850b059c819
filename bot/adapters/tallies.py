"""Counts what happens, of nobody in particular: by day, kind, key and language."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy import ColumnElement, Connection, Date, bindparam, cast, func, select

from bot.adapters.database import Database
from bot.adapters.parts import StorePart
from bot.adapters.schema import SENT, reminder, tally
from bot.adapters.spelling import KINDS, Kind, inserting
from bot.core.effects import Count, Effect
from bot.core.tally import Counted, Tally

MAX_LINKS: Final = 100  # a day: anybody can make up links; further ones count together
OTHER: Final = "other"

_ADD: Final = {
    kind: inserting(kind)(tally).on_conflict_do_update(
        index_elements=[column.name for column in tally.primary_key.columns],
        set_={"count": tally.c.count + 1},
    )
    for kind in KINDS
}
_LINKS: Final = (
    select(tally.c.key)
    .where(tally.c.day == bindparam("on"), tally.c.what == Counted.LINK)
    .distinct()
)
_SINCE: Final = (
    select(tally).where(tally.c.day >= bindparam("since")).order_by(*tally.primary_key.columns)
)
_MISSES: Final = (
    select(tally.c.day, tally.c.locale, tally.c.key, tally.c.count)
    .where(tally.c.what == Counted.MISSED)
    .order_by(tally.c.day, tally.c.locale, tally.c.key)
)


def count(connection: Connection, kind: Kind, effects: Iterable[Effect], on: date) -> None:
    """Count those of *effects* that want it, for the day *on*.

    The last thing of a transaction: a count is shared by all chats, and held only for a moment.
    """
    found = (effect for effect in effects if isinstance(effect, Count))
    # In one order everywhere, so that no two transactions wait for each other.
    for effect in sorted(found, key=lambda one: (one.what, one.key, one.locale)):
        key = effect.key
        if effect.what is Counted.LINK:
            key = bounded(key, connection.execute(_LINKS, {"on": on}).scalars().all())
        values = {"day": on, "what": effect.what, "key": key, "locale": effect.locale, "count": 1}
        connection.execute(_ADD[kind], values)


def bounded(key: str, known: Iterable[str]) -> str:
    """Return under which key a link counts on a day on which those *known* were counted."""
    keys = set(known)
    return key if key in keys or len(keys) < MAX_LINKS else OTHER


class SqlTallies(StorePart):
    """What is counted, in a database that has been migrated."""

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        return await read_misses(self.database)

    async def tallies(self, *, since: date) -> tuple[Tally, ...]:
        """Return what was counted from the day *since* (UTC) on, oldest first (see the port)."""
        kind = self.database.kind

        def read(connection: Connection) -> tuple[Tally, ...]:
            counted = [Tally(*row) for row in connection.execute(_SINCE, {"since": since})]
            return (*counted, *_sent(connection, kind, since))

        return in_order(await self.database.read(read))


def in_order(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return *tallies* by day, then by what they are about."""
    return tuple(sorted(tallies, key=lambda one: (one.day, one.what, one.key, one.locale)))


def kind_of_milestone(milestone: str) -> str:
    """Return what a reminder is counted as: its milestone without numbers and days."""
    return milestone.partition("-")[0]


async def read_misses(database: Database) -> tuple[tuple[date, str, str, int], ...]:
    """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
    rows = await database.read(lambda connection: connection.execute(_MISSES).all())
    return tuple((day, locale, topic, count) for day, locale, topic, count in rows)


def _sent(connection: Connection, kind: Kind, since: date) -> Iterable[Tally]:
    """Yield how many reminders were sent, from their own rows, as long as those are kept."""
    day = _day(kind)
    query = (
        select(day, reminder.c.milestone, func.count())
        .where(
            reminder.c.state == SENT,
            reminder.c.ended_at >= datetime.combine(since, time(), tzinfo=UTC),
        )
        .group_by(day, reminder.c.milestone)
    )
    sums: Counter[tuple[date, str]] = Counter()
    for on, milestone, sent in connection.execute(query):
        sums[on, kind_of_milestone(milestone)] += sent
    for (on, key), sent in sums.items():
        yield Tally(on, Counted.SENT, key, "", sent)


def _day(kind: Kind) -> ColumnElement[date]:
    """Return the day in UTC on which a reminder ended."""
    if kind == "postgresql":
        return cast(func.timezone("UTC", reminder.c.ended_at), Date)
    return func.date(reminder.c.ended_at, type_=Date)  # kept in UTC
