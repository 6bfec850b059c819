"""A database full of people who are to be reminded at the same hour, each in their own zone."""

import random
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, insert, text

from bot.adapters.database import Database, migrate, open_database
from bot.adapters.encryption import ChatCipher
from bot.adapters.schema import WAITING, chat, reminder, subscription
from tests.benchmarks.draining import KEY, NOW

_STEP: Final = 10_000  # people in a transaction
# Hours before NOW at which a zone had its nine o'clock, and its share of the people, in percent.
_ZONES: Final = {0: 70, 1: 15, 2: 10, 3: 5}


async def fill(url: str, people: int) -> None:
    """Write *people*, each with a reminder that is due and another for the week after."""
    database = open_database(url)
    await migrate(database)
    cipher, chance = ChatCipher(KEY), random.Random(1)  # noqa: S311  # no secret
    for first in range(1, people + 1, _STEP):
        numbers = range(first, min(first + _STEP, people + 1))
        hours = chance.choices(list(_ZONES), list(_ZONES.values()), k=len(numbers))
        await _write(database, cipher, dict(zip(numbers, hours, strict=True)))
    if database.kind == "postgresql":  # as autovacuum would have done by then
        await database.write(lambda connection: connection.execute(text("ANALYZE")))
    await database.dispose()


async def _write(database: Database, cipher: ChatCipher, hours: dict[int, int]) -> None:
    def work(connection: Connection) -> None:
        chats, rhythms = [], []
        for number in hours:
            sealed = cipher.seal(number)
            chats.append(
                {
                    "id": number,
                    "chat_index": sealed.index,
                    "data_key": sealed.data_key,
                    "chat_number": sealed.number,
                    "version": 1,
                    "locale": "fr",
                    "zone": "Europe/Paris",
                    "wants_pictures": True,
                    "last_seen_on": NOW.date(),
                }
            )
            rhythms.append(
                {
                    "chat_id": number,
                    "cadence": "standard",
                    "hour": 9,
                    "subscribed_on": NOW.date(),
                }
            )
        connection.execute(insert(chat), chats)
        connection.execute(insert(subscription), rhythms)
        for milestone, days in (("countdown-7", 0), ("countdown-3", 4)):
            connection.execute(
                insert(reminder),
                [
                    {
                        "chat_id": number,
                        "campaign": "linkedin-ai-2025",
                        "milestone": milestone,
                        "due_at": NOW + timedelta(days=days, hours=-ago),
                        "latest_at": NOW + timedelta(days=days, hours=12 - ago),
                        "state": WAITING,
                    }
                    for number, ago in hours.items()
                ],
            )

    await database.write(work)
