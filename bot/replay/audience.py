"""The people of a replay: written in bulk, each as the store would have done it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, func, insert, or_, select

from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher
from bot.adapters.rows import chat_values, subscription_values
from bot.adapters.schema import DROPPED, SENT, WAITING, chat, reminder, subscription
from bot.core.calendar import LINKEDIN_AI, local_date
from bot.core.conversation import Conversation
from bot.core.effects import ReminderPlan
from bot.core.reminders import Cadence, plan
from bot.replay.census import FIRST_CHAT

BATCH: Final = 10_000  # people; a transaction of about a second
LOCALES: Final = ("fr", "en")

_Rows = dict[Table, list[dict[str, Any]]]


class Audience:
    """People who all ask for the same rhythm at the same hour, spread evenly over zones.

    Args:
        count: How many they are.
        cadence: The rhythm.
        hour: The local hour.
        zones: IANA zones; person i lives in zone i modulo their count.
        now: When they ask; aware, UTC.
    """

    def __init__(
        self, count: int, cadence: Cadence, hour: int, zones: Sequence[str], now: datetime
    ) -> None:
        self.count = count
        self.zones = tuple(zones)
        self._subscribed = [self._conversation(zone, cadence, hour, now) for zone in zones]
        self._plans = [_plan(conversation, now) for conversation in self._subscribed]

    @property
    def planned(self) -> int:
        """How many reminders they have asked for."""
        whole, rest = divmod(self.count, len(self.zones))
        return sum(len(plan) * (whole + (number < rest)) for number, plan in enumerate(self._plans))

    async def settle(
        self, database: Database, cipher: ChatCipher, say: Callable[[int], None]
    ) -> None:
        """Write everybody into the empty tables of *database*; *say* is told how many it has."""
        people = iter(range(self.count))
        done = 0
        while batch := list(islice(people, BATCH)):
            rows: _Rows = {chat: [], subscription: [], reminder: []}
            for number in batch:
                for table, values in self._rows(number, cipher):
                    rows[table].append(values)
            await database.write(partial(_insert, rows=rows))
            done += len(batch)
            say(done)

    def _conversation(self, zone: str, cadence: Cadence, hour: int, now: datetime) -> Conversation:
        today = local_date(now, zone)
        return Conversation(
            locale=LOCALES[0],
            zone=zone,
            cadence=cadence,
            subscribed_on=today,
            hour=hour,
            seen_on=today,
        )

    def _rows(self, number: int, cipher: ChatCipher) -> Iterator[tuple[Table, dict[str, Any]]]:
        zone = number % len(self.zones)
        conversation, row = self._subscribed[zone], number + 1
        sealed = cipher.seal(FIRST_CHAT + number)
        yield (
            chat,
            {
                "id": row,
                "chat_index": sealed.index,
                "data_key": sealed.data_key,
                "chat_number": sealed.number,
                "version": 1,
                **chat_values(conversation),
                "locale": LOCALES[number % len(LOCALES)],
            },
        )
        yield subscription, {"chat_id": row, **(subscription_values(conversation) or {})}
        for planned in self._plans[zone]:
            yield (
                reminder,
                {
                    "chat_id": row,
                    "campaign": LINKEDIN_AI.id,
                    "milestone": planned.milestone,
                    "due_at": planned.due_at,
                    "latest_at": planned.latest_at,
                    "state": WAITING,
                },
            )


def _plan(conversation: Conversation, now: datetime) -> ReminderPlan:
    return plan(
        conversation.cadence or Cadence.STANDARD,
        since=conversation.subscribed_on or date.min,
        campaign=LINKEDIN_AI,
        hour=conversation.hour,
        zone=conversation.zone,
        now=now,
    )


def _insert(connection: Connection, rows: _Rows) -> None:
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)


def count_states(connection: Connection) -> dict[str, int]:
    """Return how many reminders there are by state."""
    query = select(reminder.c.state, func.count().label("reminders")).group_by(reminder.c.state)
    return {row.state: row.reminders for row in connection.execute(query)}


def count_lost(connection: Connection, now: datetime) -> int:
    """Return how many still wait though their latest moment is past, or were dropped before it was.

    Nobody here is done before the end, so none may be dropped before it is due.
    """
    is_forgotten = and_(reminder.c.state == WAITING, reminder.c.latest_at <= now)
    is_thrown_away = and_(reminder.c.state == DROPPED, reminder.c.ended_at < reminder.c.due_at)
    query = select(func.count()).where(or_(is_forgotten, is_thrown_away))
    return connection.execute(query).scalar_one()


def read_lateness(connection: Connection) -> Iterator[tuple[float, bool]]:
    """Yield, for each reminder that was sent, the seconds after its moment, and whether too late.

    One that was begun early, for the sake of a large audience, counts as on time.
    """
    query = select(reminder.c.due_at, reminder.c.ended_at, reminder.c.latest_at)
    for due_at, ended_at, latest_at in connection.execute(query.where(reminder.c.state == SENT)):
        yield max((ended_at - due_at).total_seconds(), 0.0), ended_at > latest_at
