"""Keeps chats and reminders in a database: SQLite beside the bot, or PostgreSQL.

One implementation for both, on SQLAlchemy Core: a turn is one short transaction, and reminders
are claimed in batches under a lease, so that any number of processes can share them.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, and_, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import ReturningUpdate

from bot.adapters.encryption import ChatCipher
from bot.adapters.schema import (
    DROPPED,
    SENT,
    WAITING,
    chat,
    missed_question,
    reminder,
    seen_update,
    subscription,
)
from bot.core.conversation import DEFAULT_HOUR, Conversation
from bot.core.effects import CountMiss, Effect, Forget, PlannedReminder, Subscribe, Unsubscribe
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import Cadence
from bot.core.walkthrough import Device, Step

KEEP_UPDATES: Final = timedelta(hours=48)  # Telegram repeats an update for at most 24 h
KEEP_REMINDERS: Final = timedelta(days=30)  # after their end
KEEP_CHATS: Final = timedelta(days=396)  # 13 months unseen
_NEVER: Final = date.min  # a column that orders its rows has no NULL


class SqlStore:
    """Conversations and reminders in a database that has been migrated.

    Args:
        engine: Connects to it; whoever opened it closes it.
        cipher: Hides the numbers of chats.
    """

    def __init__(self, engine: AsyncEngine, cipher: ChatCipher) -> None:
        self.engine = engine
        self._cipher = cipher
        dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
        self._upsert = dialect.insert  # the one statement that SQLAlchemy spells per database

    async def load(self, chat_id: int) -> Conversation | None:
        """Return the chat's conversation, or None where nothing is kept of it."""
        query = _CONVERSATIONS.where(chat.c.chat_index == self._cipher.index(chat_id))
        async with self.engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _conversation(row)

    async def commit(
        self,
        chat_id: int,
        update_id: int | None,
        conversation: Conversation | None,
        effects: tuple[Effect, ...],
        *,
        now: datetime,
    ) -> bool:
        """Keep the outcome of a turn, all of it or nothing (see the port)."""
        async with self.engine.begin() as connection:
            if update_id is not None and not await self._mark_seen(connection, update_id, now):
                return False
            index = self._cipher.index(chat_id)
            row_id = None
            if conversation is not None:
                row_id = await self._save(connection, chat_id, index, conversation)
            for effect in effects:
                match effect:
                    case Forget():
                        await connection.execute(delete(chat).where(chat.c.chat_index == index))
                    case Unsubscribe():
                        await _drop_waiting(connection, row_id)
                    case Subscribe() if row_id is not None:
                        await _drop_waiting(connection, row_id)
                        await self._insert(connection, row_id, effect)
                    case CountMiss(topic) if conversation is not None:
                        await self._count(connection, now.date(), conversation.locale, topic)
                    case _:
                        pass  # shown, not stored
        return True

    async def check_key(self) -> None:
        """Check that the database was written with this key.

        Raises:
            CannotDecrypt: It was written with another.
        """
        async with self.engine.connect() as connection:
            sealed = (await connection.execute(select(chat.c.chat_number).limit(1))).scalar()
        if sealed is not None:
            self._cipher.open(sealed)

    async def purge(self, *, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        async with self.engine.begin() as connection:
            await connection.execute(
                delete(seen_update).where(seen_update.c.seen_at < now - KEEP_UPDATES)
            )
            await connection.execute(
                delete(reminder).where(reminder.c.ended_at < now - KEEP_REMINDERS)
            )
            oldest = (now - KEEP_CHATS).date()
            await connection.execute(delete(chat).where(chat.c.last_seen_on < oldest))
            await connection.execute(delete(missed_question).where(missed_question.c.day < oldest))

    async def claim(self, *, now: datetime, limit: int, lease_seconds: float) -> list[DueReminder]:
        """Return the due reminders of up to *limit* chats, soonest first, leased to the caller.

        All that is due for a chat comes together, also what was put off: whoever sends sees
        which of them is the newest.
        """
        async with self.engine.begin() as connection:
            lease = leasing(now, limit, lease_seconds)
            ids = list((await connection.execute(lease)).scalars())
            if not ids:
                return []
            query = (
                _CONVERSATIONS.add_columns(
                    reminder.c.id.label("reminder_id"), reminder.c.due_at, reminder.c.milestone
                )
                .join(reminder, reminder.c.chat_id == chat.c.id)
                .where(reminder.c.id.in_(ids))
                .order_by(reminder.c.due_at, reminder.c.id)
            )
            rows = (await connection.execute(query)).all()
        return [
            DueReminder(
                id=row.reminder_id,
                chat_id=self._cipher.open(row.chat_number),
                planned=PlannedReminder(row.due_at, row.milestone),
                conversation=_conversation(row),
            )
            for row in rows
        ]

    async def finish(self, outcomes: Mapping[int, Outcome], *, now: datetime) -> None:
        """Record what became of claimed reminders; a subscription ends with its last one."""
        by_state: dict[str, list[int]] = {SENT: [], DROPPED: []}
        async with self.engine.begin() as connection:
            for id_, outcome in outcomes.items():
                if outcome.retry_at is None:
                    by_state[SENT if outcome.sent else DROPPED].append(id_)
                    continue
                await connection.execute(
                    update(reminder)
                    .where(reminder.c.id == id_, reminder.c.state == WAITING)
                    .values(lease_until=None, not_before=outcome.retry_at)
                )
            for state, ids in by_state.items():
                if ids:
                    ended = update(reminder).where(
                        reminder.c.id.in_(ids), reminder.c.state == WAITING
                    )
                    await connection.execute(
                        ended.values(state=state, lease_until=None, ended_at=now)
                    )
            chats = select(reminder.c.chat_id).where(reminder.c.id.in_(list(outcomes)))
            waiting = exists().where(
                reminder.c.chat_id == subscription.c.chat_id, reminder.c.state == WAITING
            )
            await connection.execute(
                delete(subscription).where(subscription.c.chat_id.in_(chats), ~waiting)
            )

    async def next_due_at(self) -> datetime | None:
        """Return when the next waiting reminder is due (aware, UTC), or None."""
        query = (
            select(reminder.c.due_at)
            .where(reminder.c.state == WAITING)
            .order_by(reminder.c.due_at)
            .limit(1)
        )
        async with self.engine.connect() as connection:
            return (await connection.execute(query)).scalar_one_or_none()

    async def misses(self) -> tuple[tuple[date, str, str, int], ...]:
        """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
        return await read_misses(self.engine)

    async def _count(self, connection: AsyncConnection, day: date, locale: str, topic: str) -> None:
        await connection.execute(
            self._upsert(missed_question)
            .values(day=day, locale=locale, topic=topic, count=1)
            .on_conflict_do_update(
                index_elements=["day", "locale", "topic"],
                set_={"count": missed_question.c.count + 1},
            )
        )

    async def _mark_seen(self, connection: AsyncConnection, update_id: int, now: datetime) -> bool:
        marked = await connection.execute(
            self._upsert(seen_update)
            .values(update_id=update_id, seen_at=now)
            .on_conflict_do_nothing()
        )
        return bool(marked.rowcount)

    async def _save(
        self, connection: AsyncConnection, chat_id: int, index: bytes, conversation: Conversation
    ) -> int:
        """Write the chat's rows; return the id of the first."""
        values = _chat_values(conversation)
        row_id: int = (
            await connection.execute(
                self._upsert(chat)
                .values(chat_index=index, chat_number=self._cipher.seal(chat_id), **values)
                .on_conflict_do_update(index_elements=["chat_index"], set_=values)
                .returning(chat.c.id)
            )
        ).scalar_one()
        if conversation.cadence is None or conversation.subscribed_on is None:
            await connection.execute(delete(subscription).where(subscription.c.chat_id == row_id))
            return row_id
        rhythm = {
            "cadence": conversation.cadence.value,
            "hour": conversation.hour,
            "subscribed_on": conversation.subscribed_on,
        }
        await connection.execute(
            self._upsert(subscription)
            .values(chat_id=row_id, **rhythm)
            .on_conflict_do_update(index_elements=["chat_id"], set_=rhythm)
        )
        return row_id

    async def _insert(
        self,
        connection: AsyncConnection,
        row_id: int,
        subscribe: Subscribe,
    ) -> None:
        """Plan each reminder; one that was sent comes again only where it was asked for anew."""
        rows = [
            {
                "chat_id": row_id,
                "campaign": subscribe.campaign,
                "milestone": planned.milestone,
                "due_at": planned.due_at,
                "state": WAITING,
            }
            for planned in subscribe.plan
        ]
        if not rows:
            return
        statement = self._upsert(reminder).values(rows)
        if not subscribe.renews:
            await connection.execute(statement.on_conflict_do_nothing())
            return
        again = {"state": WAITING, "due_at": statement.excluded.due_at, "attempts": 0}
        cleared = dict.fromkeys(("lease_until", "not_before", "ended_at"))
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id", "campaign", "milestone"],
                set_={**again, **cleared},
                where=reminder.c.due_at < statement.excluded.due_at,
            )
        )


async def holds_chats(engine: AsyncEngine) -> bool:
    """Tell whether anything is kept of any chat."""
    async with engine.connect() as connection:
        return (await connection.execute(select(chat.c.id).limit(1))).first() is not None


async def read_misses(engine: AsyncEngine) -> tuple[tuple[date, str, str, int], ...]:
    """Return the counted misses: day, locale, nearest topic and how many, oldest first."""
    columns = missed_question.c
    query = select(missed_question).order_by(columns.day, columns.locale, columns.topic)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    return tuple((day, locale, topic, count) for day, locale, topic, count in rows)


_CONVERSATIONS: Final = select(
    chat,
    subscription.c.cadence,
    subscription.c.hour,
    subscription.c.subscribed_on,
).select_from(chat.outerjoin(subscription, subscription.c.chat_id == chat.c.id))


def leasing(now: datetime, limit: int, lease_seconds: float) -> ReturningUpdate[tuple[int]]:
    """Return the statement that leases the due reminders of up to *limit* chats: see claim."""
    due = and_(
        reminder.c.state == WAITING,
        reminder.c.due_at <= now,
        or_(reminder.c.lease_until.is_(None), reminder.c.lease_until <= now),
    )
    chats = (
        select(reminder.c.chat_id)
        .join(chat, chat.c.id == reminder.c.chat_id)
        .where(due, or_(reminder.c.not_before.is_(None), reminder.c.not_before <= now))
        .order_by(reminder.c.due_at)
        .limit(limit)
        # PostgreSQL: two senders share no chat. SQLite has one writer at a time.
        .with_for_update(of=chat, skip_locked=True)
    )
    return (
        update(reminder)
        .where(due, reminder.c.chat_id.in_(chats.scalar_subquery()))
        .values(
            lease_until=now + timedelta(seconds=lease_seconds),
            attempts=reminder.c.attempts + 1,
        )
        .returning(reminder.c.id)
    )


async def _drop_waiting(connection: AsyncConnection, row_id: int | None) -> None:
    """Erase what still waits; what is being sent at this moment may still arrive."""
    if row_id is not None:
        await connection.execute(
            delete(reminder).where(reminder.c.chat_id == row_id, reminder.c.state == WAITING)
        )


def _chat_values(conversation: Conversation) -> dict[str, Any]:
    return {
        "locale": conversation.locale,
        "zone": conversation.zone,
        "device": conversation.device,
        "step": conversation.step,
        "refused_on": conversation.refused_on,
        "last_seen_on": conversation.seen_on or _NEVER,
    }


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        locale=row.locale,
        zone=row.zone,
        device=None if row.device is None else Device(row.device),
        step=None if row.step is None else Step(row.step),
        refused_on=row.refused_on,
        cadence=None if row.cadence is None else Cadence(row.cadence),
        subscribed_on=row.subscribed_on,
        hour=DEFAULT_HOUR if row.hour is None else row.hour,
        seen_on=None if row.last_seen_on == _NEVER else row.last_seen_on,
    )
